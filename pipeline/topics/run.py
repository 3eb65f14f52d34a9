"""Tonight's topics: assigned by the accepted model, or found now."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from pipeline.arrays.types import Bool
from pipeline.tables.corpus import NO_DAY, TextOrder, text_order, with_terms
from pipeline.tables.parts import Parts, scatter
from pipeline.topics.assign import nowhere
from pipeline.topics.assigned import memberships
from pipeline.topics.beyond_sample import Beyond
from pipeline.topics.config import TopicsConfig
from pipeline.topics.fit import FREE
from pipeline.topics.fitting import Before, Wanted, grouped
from pipeline.topics.match_topics import unchanged
from pipeline.topics.model_tables import made, newest_day
from pipeline.topics.naming import Wording
from pipeline.topics.rows import Tonight, article_table, event_table, state_table, topic_table
from pipeline.topics.stored_model import Stored, empty

Tables = dict[str, pa.Table | dict[str, pa.Table]]


class Age(NamedTuple):
    """How far tonight is from the accepted model: drift 0..1, and days between the newest articles, None without."""

    drift: float
    days: int | None


class Sources(NamedTuple):
    """The tables that articles and their terms stand in; `assigned` has the rows of `terms`."""

    terms: Parts
    vocabulary: Parts
    articles: Parts
    assigned: Parts


def tables(config: TopicsConfig, sources: Sources, wording: Wording, accepted: Stored | None) -> Tables:
    """All tables of the stage, with one thread: sums differ in the last bits across thread counts."""
    texts = text_order(sources.terms, sources.articles)
    with threadpool_limits(limits=1):
        night = _tonight(config, texts, sources, wording, accepted)
    return {
        "topics": topic_table(texts, night),
        "article_topics": scatter(article_table(texts, night), texts.part, texts.parts),
        "topic_events": event_table(night, accepted),
        "topic_state": state_table(night, accepted),
        "model_topics": night.stored.topics,
        "model_terms": night.stored.terms,
        "model_facts": night.stored.facts,
    }


def _tonight(
    config: TopicsConfig, texts: TextOrder, sources: Sources, wording: Wording, accepted: Stored | None
) -> Tonight:
    before, moved = None, None
    if accepted is not None:
        found = memberships(sources.assigned.all()[0], texts.first)
        before = Before(accepted, found, _is_new(texts, accepted.newest_day))
        moved = before.drift
    why = reason(config, accepted, Age(moved or 0.0, _days_since(texts, accepted)))
    if why != "none":
        corpus = with_terms(texts, sources.terms, sources.vocabulary, n_fitted(config))
        beyond = Beyond(corpus, sources.terms, sources.vocabulary)
        night = _fitted(config, beyond, wording, before, why)
        if night is not None:
            return night
    if before is None:
        return Tonight(empty(), nowhere(len(texts.first)), (), "fitted", why, None)
    return Tonight(before.stored, before.found, unchanged(before.stored.known).changes, "assigned", "none", moved)


def _fitted(config: TopicsConfig, beyond: Beyond, wording: Wording, before: Before | None, why: str) -> Tonight | None:
    """Topics found now; None when no text has a term."""
    corpus = beyond.corpus
    shape = len(corpus.bounds) - 1, len(corpus.vocabulary)
    counts = csr_matrix((corpus.counts, corpus.ids, corpus.bounds), shape=shape)
    wanted = Wanted(_number(config.n_topics), config.seed, config.n_terms)
    new = grouped(beyond, counts, wanted, before)
    if new is None:
        return None
    stored = made(corpus, counts, wording, wanted, new, before and before.stored)
    made_how, moved = ("refitted", before.drift) if before else ("fitted", None)
    return Tonight(stored, new.found, new.changes, made_how, why, moved)


def reason(config: TopicsConfig, accepted: Stored | None, age: Age) -> str:
    """Why topics are found anew tonight: first, asked, number, days, drift; none where the accepted ones do."""
    if accepted is None:
        return "first"
    n_topics = _number(config.n_topics)
    is_due = config.refit == "due"
    cases = {
        "asked": config.refit == "always",
        "number": is_due and n_topics is not None and n_topics not in (len(accepted.ids), accepted.fact("asked")),
        "days": is_due and config.refit_days > 0 and age.days is not None and age.days >= config.refit_days,
        "drift": is_due and age.drift > config.max_drift,
    }
    return next((name for name, holds in cases.items() if holds), "none")


def n_fitted(config: TopicsConfig) -> int:
    """Texts that topics are fitted on, at most: few teach as much where their number is free; see `fit.FREE`."""
    return config.fit_size if _number(config.n_topics) is not None else min(config.fit_size, FREE)


def _is_new(corpus: TextOrder, newest_day: int | None) -> Bool:
    """Texts of articles after the newest day of the model; all where it has none."""
    day = corpus.day[corpus.first]
    return np.full(len(day), fill_value=True) if newest_day is None else (day > newest_day) & (day < NO_DAY)


def _days_since(corpus: TextOrder, accepted: Stored | None) -> int | None:
    newest, then = newest_day(corpus), accepted and accepted.newest_day
    return None if newest is None or then is None else newest - then


def _number(n_topics: int | str) -> int | None:
    return None if isinstance(n_topics, str) else n_topics

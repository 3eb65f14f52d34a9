"""Stage `topics`: what the articles are about. `terms` counts words per part; `topics` groups all articles."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from pipeline.arrays.arrow import lists, numbers
from pipeline.resources import words
from pipeline.settings import setting
from pipeline.tables.corpus import gather
from pipeline.tables.parts import Parts
from pipeline.tables.topics import TERMS, VOCABULARY
from pipeline.topics.term_counts import count_terms


@dataclass(frozen=True)
class TopicsConfig:
    """How topics are found, and when they are found anew."""

    n_topics: int | str = setting(
        "auto", "topics; auto: half the square root of the texts", low=2, high=1000, also="auto", unit="topics"
    )
    seed: int = setting(
        0, "seed of further starts: they count where they find clearly better topics", low=0, high=2**31 - 1
    )
    fit_size: int = setting(
        20000, "articles that topics are fitted on; the others are assigned", unit="articles", low=100
    )
    n_terms: int = setting(10, "terms stored for a topic", unit="terms a topic", low=1, high=100)
    refit: str = setting(
        "due",
        "when topics are found anew, though a model is accepted, and matched to its topics; due: after refit_days, "
        "beyond max_drift, or for another n_topics",
        choices=("never", "due", "always"),
    )
    refit_days: int = setting(
        28,
        "age of the accepted model, by the days of its articles, at which a refit is due; 0: never",
        unit="days",
        low=0,
    )
    max_drift: float = setting(
        0.05, "drift from the accepted model above which a refit is due; see docs/topics.md", low=0.0, high=1.0
    )


def terms(config: TopicsConfig, *, texts: pa.Table) -> dict[str, pa.Table]:  # noqa: ARG001 -- one config a stage
    """Count the terms of each article of a part.

    Args:
        config: not asked: what a term is does not depend on it.
        texts: table `texts`.

    Returns:
        Tables `terms` and `vocabulary`.
    """
    found = count_terms(texts["text"].combine_chunks(), words("en/topic_stop.txt"))
    ids, counts = lists(found.lengths, numbers(found.ids)), lists(found.lengths, numbers(found.counts))
    return {
        "terms": TERMS.build(article_id=texts["article_id"], ids=ids, counts=counts),
        "vocabulary": VOCABULARY.build(term=found.vocabulary, df=numbers(found.df)),
    }


def topics(
    config: TopicsConfig, *, terms: Parts, vocabulary: Parts, articles: Parts, keywords: Parts, **accepted: Parts
) -> dict[str, pa.Table | dict[str, pa.Table]]:
    """Give every article its place among the accepted topics, or among topics found now.

    Args:
        config: number of topics, seed, sizes, when to refit.
        terms: table `terms`; `article_topics` has its part layout.
        vocabulary: table `vocabulary` of the same parts.
        articles: table `articles`; a duplicate takes its kept article's topic and does not count for the fit.
        keywords: table `keywords`: labels say terms as these do.
        accepted: tables `accepted_topics`, `accepted_terms`, `accepted_facts`; without rows where there is no model.

    Returns:
        Tables `topics`, `article_topics` (by part), `topic_events`, `topic_state`, and the model that they were made
        with: `model_topics`, `model_terms`, `model_facts`.
    """
    from pipeline.topics.naming import Wording
    from pipeline.topics.run import tables
    from pipeline.topics.stored_model import read

    return tables(config, gather(terms, vocabulary, articles), Wording(articles, keywords), read(**accepted))

"""`metrics.json`: the night in numbers, flat and small; `key_figures.json`: what `dvc metrics show` prints."""

from __future__ import annotations

import json
import math
from functools import lru_cache

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import strings
from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.days import NO_DAY
from pipeline.report.data.frame import mean
from pipeline.report.data.reading import longs, places
from pipeline.tables.sentiment import LABELS

DIGITS = 4
KEY_FIGURES = ("n_articles", "n_rejected", "compound_mean", "n_topics", "n_stories", "n_bursts")
"""What one line of a terminal holds: DVC prints a column for each figure."""


@lru_cache(1)
def metrics(corpus: CorpusSummary) -> dict[str, float]:
    """Every figure by name, computed once a corpus; one that cannot be computed (a mean of nothing) is left out.

    Counts begin with `n_`; shares are 0..1; tone (`compound_*`, shares of labels) is that of articles that were scored,
    each text once: copies are left out. Nothing here depends on the history of runs.
    """
    found = {**_counts(corpus), **_cleaning(corpus), **_tone(corpus), **_topics(corpus)}
    return {name: _rounded(value) for name, value in sorted(found.items()) if not math.isnan(value)}


def metrics_json(corpus: CorpusSummary) -> bytes:
    """The metrics as JSON, keys sorted, floats rounded to 4 decimals."""
    return _json(metrics(corpus))


def key_figures_json(corpus: CorpusSummary) -> bytes:
    """Those of the metrics that one line of a terminal holds, as JSON in the order of `KEY_FIGURES`."""
    found = metrics(corpus)
    return _json({name: found[name] for name in KEY_FIGURES if name in found})


def _json(figures: dict[str, float]) -> bytes:
    return (json.dumps(figures, indent=2) + "\n").encode()


def share(part: float, whole: float) -> float:
    """A part of a whole, NaN of nothing."""
    return part / whole if whole else math.nan


def _rounded(value: float) -> float:
    return value if isinstance(value, int) else round(float(value), DIGITS) + 0.0  # no -0.0


def _counts(corpus: CorpusSummary) -> dict[str, float]:
    articles = corpus.articles
    return {
        "n_records": articles.n + corpus.n_superseded + corpus.n_rejected,
        "n_articles": articles.n,
        "n_duplicates": int(articles.is_copy.sum()),
        "n_rejected": corpus.n_rejected,
        "n_superseded": corpus.n_superseded,
        "n_days": len(np.unique(articles.day[articles.day != NO_DAY])),
        "n_sources": int(pc.count_distinct(articles.data["source"]).as_py()),
        "n_sentences": corpus.tone.n,
        "n_keywords_mean": share(corpus.keywords.n, articles.n),
        "n_sentences_mean": mean(articles.number("n_sentences")),
        "n_words_mean": mean(articles.number("n_words")),
    }


def _cleaning(corpus: CorpusSummary) -> dict[str, float]:
    articles = corpus.articles
    return {
        "n_removed": sum(r.n for r in corpus.rules),
        "n_flagged": sum(r.n for r in corpus.suspects),
        "removed_share": share(corpus.n_removed_chars, corpus.n_chars + corpus.n_removed_chars),
        "rejected_share": share(corpus.n_faulty, articles.n + corpus.n_superseded + corpus.n_faulty),
        "duplicate_share": share(int(articles.is_copy.sum()), articles.n),
        "dated_share": share(int((articles.day != NO_DAY).sum()), articles.n),
        "titled_share": share(int(articles.has("title").sum()), articles.n),
    }


def _tone(corpus: CorpusSummary) -> dict[str, float]:
    articles = corpus.articles
    once = ~articles.is_copy
    scored = once & ~np.isnan(articles.compound)
    label = places(articles.data["label"], strings(LABELS))
    found = {
        f"{name}_share": share(int(((label == i) & scored).sum()), int(scored.sum())) for i, name in enumerate(LABELS)
    }
    return found | {
        "compound_mean": mean(articles.compound[once]),
        "compound_spread_mean": mean(articles.number("spread")[scored]),
        "quotes_compound_mean": mean(articles.number("quotes_compound")[once]),
        "reporter_compound_mean": mean(articles.number("reporter_compound")[once]),
        "quote_share": share(corpus.tone.n_quotes, corpus.tone.n),
        "scored_share": share(int(scored.sum()), int(once.sum())),
    }


def _topics(corpus: CorpusSummary) -> dict[str, float]:
    articles = corpus.articles
    sizes = longs(pc.value_counts(articles.data["story_id"].drop_null()).field(1))
    terms = [term for topic in corpus.topics for term in topic.terms[:10]]
    return {
        "n_topics": len(corpus.topics),
        "n_desks": len(corpus.desks),
        "topics_drift": corpus.state.drift,
        "n_stories": len(sizes),
        "n_stories_shared": int((sizes > 1).sum()),
        "n_bursts": int(corpus.trends.is_burst.sum()),
        "coherence_mean": mean(np.array([t.coherence for t in corpus.topics], np.float64)),
        "outlier_share": share(int((articles.topic < 0).sum()), articles.n),
        "strength_mean": mean(articles.number("strength")[articles.topic >= 0]),
        "term_diversity": share(len(set(terms)), len(terms)),
    }

"""`plots/*.csv` for `dvc plots`: small tables, sorted, the same bytes for the same tables."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.sentences import N_BINS, bins

Cell = str | int | float


def plots(corpus: CorpusSummary) -> dict[str, bytes]:
    """File name below the output folder → CSV with a header; a chart without data has the header alone.

    docs/report.md names x, y and the DVC template of each.
    """
    found = {
        "articles_per_day": _days(corpus),
        "removed_by_rule": _rules(corpus),
        "sentiment_histogram": _histogram(corpus),
        "sources": _sources(corpus),
        "topic_coherence": _coherence(corpus),
        "topic_numbers": _numbers(corpus),
        "topic_sizes": _sizes(corpus),
    }
    return {f"plots/{name}.csv": text for name, text in found.items()}


def _csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()


def _days(corpus: CorpusSummary) -> bytes:
    """A row a day of the main stretch that has articles: articles, of them copies, mean tone of the others."""
    articles = corpus.articles
    rows = corpus.calendar.covers(articles.day)
    days, on = np.unique(articles.day[rows], return_inverse=True)
    tone, is_copy = articles.compound[rows], articles.is_copy[rows]
    scored = ~np.isnan(tone) & ~is_copy
    n, n_copies, n_scored = (
        np.bincount(on[some], minlength=len(days)).tolist() for some in (is_copy | True, is_copy, scored)
    )
    total = np.bincount(on[scored], weights=tone[scored], minlength=len(days)).tolist()
    means = [round(sum_ / k, 4) if k else "" for sum_, k in zip(total, n_scored, strict=True)]
    return _csv(
        ("day", "n_articles", "n_duplicates", "compound_mean"),
        zip(days.astype("datetime64[D]").astype(str).tolist(), n, n_copies, means, strict=True),
    )


def _rules(corpus: CorpusSummary) -> bytes:
    return _csv(("rule", "n_stretches", "n_chars"), ((r.rule, r.n, r.n_chars) for r in corpus.rules))


def _histogram(corpus: CorpusSummary) -> bytes:
    """A row a step of the compound score, by its middle: articles (each text once), sentences by side."""
    articles = bins(corpus.articles.compound[~corpus.articles.is_copy])
    middles = (np.round(-1 + (i + 0.5) * 2 / N_BINS, 2) for i in range(N_BINS))
    rows = zip(middles, articles.tolist(), *corpus.tone.bins.tolist(), strict=True)
    return _csv(("compound", "n_articles", "n_reporter_sentences", "n_quote_sentences"), rows)


def _sources(corpus: CorpusSummary) -> bytes:
    counted = Counter(name or "(none)" for name in corpus.articles.data["source"].to_pylist())
    largest = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:30]
    return _csv(("source", "n_articles"), largest)


def _coherence(corpus: CorpusSummary) -> bytes:
    rows = ((t.topic_id, t.label, round(t.coherence, 4)) for t in corpus.topics if not np.isnan(t.coherence))
    return _csv(("topic_id", "label", "coherence"), rows)


def _numbers(corpus: CorpusSummary) -> bytes:
    rows = ((int(n), *(round(value, 4) for value in values)) for n, *values in corpus.state.tried)
    return _csv(("n_topics", "stability", "coherence", "worth"), rows)


def _sizes(corpus: CorpusSummary) -> bytes:
    return _csv(("topic_id", "label", "n_articles"), ((t.topic_id, t.label, t.n_articles) for t in corpus.topics))

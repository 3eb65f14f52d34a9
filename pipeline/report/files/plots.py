"""`plots/*.csv` for `dvc plots`: small tables, sorted, the same bytes for the same tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.report.data.corpus_summary import Night
from pipeline.report.data.frame import mean
from pipeline.report.data.sentences import N_BINS, bins
from pipeline.report.drawing.formatting import iso

Cell = str | int | float


def plots(night: Night) -> dict[str, bytes]:
    """File name below the output folder → CSV with a header; a chart without data has the header alone.

    docs/report.md names x, y and the DVC template of each.
    """
    found = {
        "articles_per_day": _days(night),
        "removed_by_rule": _rules(night),
        "sentiment_histogram": _histogram(night),
        "sources": _sources(night),
        "topic_coherence": _coherence(night),
        "topic_numbers": _numbers(night),
        "topic_sizes": _sizes(night),
    }
    return {f"plots/{name}.csv": text for name, text in found.items()}


def _csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()


def _days(night: Night) -> bytes:
    """A row a day of the main stretch that has articles: articles, of them copies, mean tone of the others."""
    days = night.articles.day
    copies, compound = night.articles.is_copy, night.articles.compound
    rows = []
    for day in np.unique(days[night.calendar.covers(days)]).tolist():
        on = days == day
        tone = mean(compound[on & ~copies])
        rows.append((iso(day), int(on.sum()), int((on & copies).sum()), "" if np.isnan(tone) else round(tone, 4)))
    return _csv(("day", "n_articles", "n_duplicates", "compound_mean"), rows)


def _rules(night: Night) -> bytes:
    return _csv(("rule", "n_stretches", "n_chars"), ((r.rule, r.n, r.n_chars) for r in night.rules))


def _histogram(night: Night) -> bytes:
    """A row a step of the compound score, by its middle: articles (each text once), sentences by side."""
    articles = bins(night.articles.compound[~night.articles.is_copy])
    middles = (np.round(-1 + (i + 0.5) * 2 / N_BINS, 2) for i in range(N_BINS))
    rows = zip(middles, articles.tolist(), *night.tone.bins.tolist(), strict=True)
    return _csv(("compound", "n_articles", "n_reporter_sentences", "n_quote_sentences"), rows)


def _sources(night: Night) -> bytes:
    counted: dict[str, int] = {}
    for name in night.articles.data["source"].to_pylist():
        counted[name or "(none)"] = counted.get(name or "(none)", 0) + 1
    largest = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:30]
    return _csv(("source", "n_articles"), largest)


def _coherence(night: Night) -> bytes:
    rows = ((t.topic_id, t.label, round(t.coherence, 4)) for t in night.topics if not np.isnan(t.coherence))
    return _csv(("topic_id", "label", "coherence"), rows)


def _numbers(night: Night) -> bytes:
    rows = ((int(n), *(round(value, 4) for value in values)) for n, *values in night.state.tried)
    return _csv(("n_topics", "stability", "coherence", "worth"), rows)


def _sizes(night: Night) -> bytes:
    return _csv(("topic_id", "label", "n_articles"), ((t.topic_id, t.label, t.n_articles) for t in night.topics))

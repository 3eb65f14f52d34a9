"""Section 8: figures on the quality of the run, each with what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.drawing.formatting import MINUS, count, number, percent, signed
from pipeline.report.files.metrics import metrics


class Figure(NamedTuple):
    """A figure: name, value in words, meaning, and where a run usually lies or what it cannot say."""

    name: str
    value: str
    meaning: str


_FIGURES: tuple[tuple[str, str, Callable[[float], str], str], ...] = (
    ("coherence_mean", "Coherence of topics", number,
     f"Do the words of a topic occur together? Mean NPMI, {MINUS}1 to 1; above 0.1 a topic usually reads as one."),
    ("term_diversity", "Diversity of topics", percent,
     "Share of the topics’ first ten words that are different words. Low: the topics overlap."),
    ("strength_mean", "Fit of articles to topics", number, "0 to 1; how clearly articles belong to their topic."),
    ("outlier_share", "Articles without a topic", percent, "No topic fits them. They stay in all other tables."),
    ("n_stories_shared", "Stories of two articles or more", count, "Articles on one event, copies included."),
    ("n_keywords_mean", "Keyphrases an article", lambda v: number(v, 1), "Few, where texts are short."),
    ("compound_mean", "Mean tone", signed, f"{MINUS}1 to 1, each text once. Compare only nights of like publishers."),
    ("compound_spread_mean", "Tone within an article", number,
     "Standard deviation over its sentences. High: good and bad news in one text."),
    ("scored_share", "Articles scored for tone", percent, "The others are in a language that is not scored."),
    ("quote_share", "Sentences that are quotes", percent, "Mostly inside quotation marks; reported speech is not."),
    ("n_words_mean", "Words an article", count, "After cleaning."),
    ("titled_share", "Articles with a headline", percent, "The others are named by their opening words here."),
    ("dated_share", "Articles with a day", percent, "Only these count in trends, bursts and charts by day."),
)  # fmt: skip


def quality(corpus: CorpusSummary) -> list[Figure]:
    """The figures that this run has."""
    found = metrics(corpus)
    return [Figure(name, say(found[key]), why) for key, name, say, why in _FIGURES if key in found]


def languages(corpus: CorpusSummary) -> list[tuple[str, int]]:
    """Articles by language code, most first; `unsure` where none was told."""
    counted: Counter[str] = Counter()
    for row in corpus.articles.data["language"].value_counts().to_pylist():
        counted[row["values"] or "unsure"] += row["counts"]
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))

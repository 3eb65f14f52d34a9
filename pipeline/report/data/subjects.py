"""The names and keywords of the articles that the views hold, as numbers into one list of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.arrays.arrow import flat, numbers, strings
from pipeline.arrays.types import Int64
from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.reading import floats, gather, longs, places
from pipeline.tables.parts import Parts

BEST_KEYWORDS = 3  # keywords of an article that the finder searches
BEST_NAMES = 4  # names of an article that the finder searches, by salience
NO_TONE = 101  # tones are -100..100


@dataclass(frozen=True)
class Prominent:
    """The most salient names of the articles, most salient first: row of the frame, entity id, name and kind."""

    row: Int64
    ids: list[str]
    labels: list[str]


def keyword_lists(
    corpus: CorpusSummary, keywords: Parts, rows: Int64, prominent: Prominent
) -> tuple[list[str], list[list[int]]]:
    """The best keywords that two or more articles have, and those of each article held; its names stand in `names`."""
    data = gather("keywords", keywords, ("article_id", "rank", "keyword", "keyword_key"))
    data = data.take(numbers(np.flatnonzero(longs(data["rank"]) <= BEST_KEYWORDS)))
    row = places(flat(data["article_id"]), corpus.articles.ids)
    named = set(zip(prominent.row.tolist(), prominent.ids, strict=True))
    own = [pair not in named for pair in zip(row.tolist(), data["keyword_key"].to_pylist(), strict=True)]
    at = np.flatnonzero(own)
    return _lists(row[at], flat(data["keyword"]).take(numbers(at)).to_pylist(), rows, corpus.articles.n)


def _lists(row: Int64, words: Sequence[str], rows: Int64, n: int) -> tuple[list[str], list[list[int]]]:
    """The words that two or more articles have, most frequent first, and the numbers of those of each article held."""
    counts = Counter(words)
    kept = sorted((w for w, times in counts.items() if times > 1), key=lambda w: (-counts[w], w))
    code = {word: number for number, word in enumerate(kept)}
    lists: list[list[int]] = [[] for _ in range(n)]
    for at, word in zip(row.tolist(), words, strict=True):
        if word in code and at >= 0:
            lists[at].append(code[word])
    return kept, [sorted(lists[at]) for at in rows.tolist()]


def most_prominent(corpus: CorpusSummary, entities: Parts | None) -> Prominent:
    """The most salient names of each article."""
    if entities is None or not entities.names:
        return Prominent(np.zeros(0, np.int64), [], [])
    data = gather("entities", entities, ("article_id", "entity_id", "name", "kind", "salience"))
    row, salience = places(flat(data["article_id"]), corpus.articles.ids), floats(data["salience"])
    order = np.lexsort((np.arange(len(row)), -salience, row))
    first = np.searchsorted(row[order], row[order])
    best = order[(np.arange(len(row)) - first < BEST_NAMES) & (row[order] >= 0)]
    ids, names, kinds = (data[name].take(numbers(best)).to_pylist() for name in ("entity_id", "name", "kind"))
    return Prominent(row[best], ids, [f"{name}\t{kind}" for name, kind in zip(names, kinds, strict=True)])


def name_lists(
    corpus: CorpusSummary, sentiment: Parts | None, rows: Int64, prominent: Prominent
) -> tuple[list[list[Any]], list[list[int]]]:
    """The persons, organisations and places that two or more articles name, and those of each article.

    Returns:
        [name, kind, mean tone towards it, articles with sentences about it] each; numbers of names by article.
    """
    kept, lists = _lists(prominent.row, prominent.labels, rows, corpus.articles.n)
    tones = _tones_towards(sentiment, dict(zip(prominent.ids, prominent.labels, strict=True)))
    return [[*label.split("\t"), *tones.get(label, (NO_TONE, 0))] for label in kept], lists


def _tones_towards(sentiment: Parts | None, label_of: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """The mean tone towards each name, in whole hundredths, and in how many articles it has one."""
    if sentiment is None or not sentiment.names:
        return {}
    data = gather("entity_sentiment", sentiment, ("entity_id", "compound"))
    known = strings(list(label_of))
    at, tone = places(flat(data["entity_id"]), known), floats(data["compound"])
    number = {label: i for i, label in enumerate(dict.fromkeys(label_of.values()))}
    name = np.array([number[label] for label in label_of.values()], np.int64)
    there = (at >= 0) & ~np.isnan(tone)
    n = np.bincount(name[at[there]], minlength=len(number))
    total = np.bincount(name[at[there]], weights=tone[there], minlength=len(number))
    return {label: (round(100 * total[i] / n[i]), int(n[i])) for label, i in number.items() if n[i]}

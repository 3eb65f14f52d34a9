"""Keyphrases of the night: how many an article has, and which ones the articles of a topic share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers
from pipeline.arrays.types import Int64
from pipeline.report.data.frame import Frame
from pipeline.report.data.reading import longs, places
from pipeline.tables.parts import Parts

BEST = 8  # ranks that count for a topic: further down phrases say less
SHOWN = 6  # phrases of a topic


@dataclass(frozen=True)
class Phrases:
    """Keyphrases, counted.

    Attributes:
        n: rows of `keywords`.
        n_articles: articles with at least one.
        of_topic: topic_id → phrases that most of its articles share (two articles at least), best first.
    """

    n: int
    n_articles: int
    of_topic: dict[int, list[str]]


def _read(keywords: Parts, ids: pa.Array) -> tuple[Int64, pa.Array, int]:
    """Row of the article and phrase of each keyphrase of a good rank, and the number of all rows."""
    rows, words, n = [np.zeros(0, np.int64)], [pa.nulls(0, pa.string())], 0
    for name in keywords.names:
        data = keywords.read(name, ["article_id", "rank", "keyword"])
        n += data.num_rows
        at = np.flatnonzero(longs(data["rank"]) <= BEST)
        rows.append(places(flat(data["article_id"]).take(numbers(at)), ids))
        words.append(flat(data["keyword"]).take(numbers(at)))
    return np.concatenate(rows), pa.concat_arrays(words), n


def _spellings(words: pa.Array) -> tuple[Int64, dict[int, str]]:
    """A code for each phrase whatever its case, and the way each code is mostly written."""
    spelled = pc.dictionary_encode(words)
    folded = pc.dictionary_encode(pc.utf8_lower(spelled.dictionary))
    code, times = longs(folded.indices), np.bincount(longs(spelled.indices), minlength=len(spelled.dictionary))
    mostly: dict[int, tuple[int, str]] = {}
    for at, n, text in zip(code.tolist(), (-times).tolist(), spelled.dictionary.to_pylist(), strict=True):
        mostly[at] = min(mostly.get(at, (1, "")), (n, text))
    return code[longs(spelled.indices)], {at: text for at, (_, text) in mostly.items()}


def phrases(corpus: Frame, keywords: Parts) -> Phrases:
    """Count keyphrases; copies of an article do not count towards the phrases of a topic."""
    rows, words, n = _read(keywords, corpus.ids)
    counted = np.flatnonzero(np.append(~corpus.is_copy, False)[rows])  # row -1, an unknown article, takes the last
    codes, spelled = _spellings(words.take(numbers(counted)))
    pairs = np.stack([corpus.topic[rows[counted]], codes])
    distinct, times = np.unique(pairs, axis=1, return_counts=True)
    found: dict[int, list[tuple[int, str]]] = {}
    for topic, code, n_times in zip(*distinct.tolist(), times.tolist(), strict=True):
        if n_times > 1 and topic >= 0:
            found.setdefault(topic, []).append((-n_times, spelled[code]))
    best = {topic: [word for _, word in sorted(ranked)[:SHOWN]] for topic, ranked in found.items()}
    return Phrases(n, len(np.unique(rows[rows >= 0])), best)

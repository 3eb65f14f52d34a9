"""The names and keywords of the articles that the views hold, as numbers into one list of each."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, strings, to_numpy
from pipeline.arrays.types import Int64
from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.reading import article_runs, floats, in_batches, longs, places, places_of_runs
from pipeline.tables.parts import Parts, each_part, take

BEST_NAMES = 4  # names of an article that the finder searches, by salience
NO_TONE = 101  # tones are -100..100
NAME_COLUMNS = ("article_id", "entity_id", "name", "kind", "salience")
TAB = strings(["\t"])[0]


class Prominent(NamedTuple):
    """The most salient names of the articles, most salient first.

    Attributes:
        row: int64, shape (n,): row of the frame.
        ids: string array, shape (n,): entity id.
        labels: string array, shape (n,): name and kind, a tab between.
    """

    row: Int64
    ids: pa.Array
    labels: pa.Array


def keyword_lists(corpus: CorpusSummary, rows: Int64, prominent: Prominent) -> tuple[list[str], list[list[int]]]:
    """The best keywords that two or more articles have, and those of each article held; its names stand in `names`."""
    best = corpus.keywords
    row = places_of_runs(best.articles, corpus.articles.ids)
    ids = pc.unique(prominent.ids)
    named = prominent.row * len(ids) + places(prominent.ids, ids)
    name = places(best.keys, ids)
    is_named = places(numbers(row * len(ids) + name), numbers(named)) >= 0
    own = np.flatnonzero((name < 0) | ~is_named)
    return _lists(row[own], best.keywords.take(numbers(own)), rows, corpus.articles.n)[:2]


def _lists(row: Int64, words: pa.Array, rows: Int64, n: int) -> tuple[list[str], list[list[int]], Int64]:
    """The words that two or more articles have, most frequent first; those of each article held; those of each row.

    Args:
        row: int64, shape (m,): the article of each word.
        words: string array, shape (m,).
        rows: the articles held.
        n: articles.

    Returns:
        The words; their numbers, by article; the number of the word of each row, -1 for those that one article has.
    """
    coded = words.dictionary_encode()
    code = longs(coded.indices)
    counts = np.bincount(code, minlength=len(coded.dictionary))
    often = np.flatnonzero(counts > 1)
    spelt = coded.dictionary.take(numbers(often)).to_pylist()
    ranked = sorted(zip((-counts[often]).tolist(), spelt, often.tolist(), strict=True))
    number = np.full(len(counts), -1)
    number[[at for _, _, at in ranked]] = np.arange(len(ranked))
    of = number[code]
    there = np.flatnonzero((of >= 0) & (row >= 0))
    there = there[np.argsort(row[there] * len(ranked) + of[there])]
    ends = np.searchsorted(row[there], np.arange(n + 1))
    listed = of[there].tolist()
    lists = [listed[first:end] for first, end in zip(ends[rows].tolist(), ends[rows + 1].tolist(), strict=True)]
    return [word for _, word, _ in ranked], lists, of


def most_prominent(corpus: CorpusSummary, entities: Parts | None) -> Prominent:
    """The most salient names of each article."""
    none = pa.nulls(0, pa.string())
    if entities is None or not entities.names:
        return Prominent(np.zeros(0, np.int64), none, none)
    data = pa.concat_tables([*each_part(best_names, entities, columns=(NAME_COLUMNS,), n=BEST_NAMES)]).combine_chunks()
    row = places_of_runs(flat(data["article_id"]), corpus.articles.ids)
    order = np.argsort(row, kind="stable")
    best = numbers(order[row[order] >= 0])
    return Prominent(row[to_numpy(best)], *(flat(data[name]).take(best) for name in ("entity_id", "label")))


def best_names(entities: pa.Table, *, n: int) -> pa.Table:
    """The n most salient names of each article of a part, most salient first.

    Args:
        entities: the columns NAME_COLUMNS, the rows of an article together.
        n: of an article at most.

    Returns:
        Columns `article_id`, `entity_id` and `label`: name and kind, a tab between.
    """
    first, article = article_runs(flat(entities["article_id"]))
    place = article + (1 - floats(entities["salience"])) / 2  # nearly in order: two keys would take eight times as long
    order = np.argsort(place, kind="stable")
    best = take(entities, order[np.arange(len(article)) - first[article] < n])
    labels = pc.binary_join_element_wise(flat(best["name"]), flat(best["kind"]), TAB)
    columns = [flat(best["article_id"]), flat(best["entity_id"]), labels]
    return pa.Table.from_arrays(columns, names=["article_id", "entity_id", "label"])


def name_lists(
    corpus: CorpusSummary, sentiment: Parts | None, rows: Int64, prominent: Prominent
) -> tuple[list[list[Any]], list[list[int]]]:
    """The persons, organisations and places that two or more articles name, and those of each article.

    Returns:
        [name, kind, mean tone towards it, articles with sentences about it] each; numbers of names by article.
    """
    kept, lists, number = _lists(prominent.row, prominent.labels, rows, corpus.articles.n)
    tones = _tones_towards(sentiment, prominent.ids, number, len(kept))
    return [[*label.split("\t"), *tone] for label, tone in zip(kept, tones, strict=True)], lists


def _tones_towards(sentiment: Parts | None, ids: pa.Array, number: Int64, n_names: int) -> list[tuple[int, int]]:
    """The mean tone towards each of the first names, in whole hundredths, and in how many articles it has one.

    Args:
        sentiment: the table `entity_sentiment`.
        ids: string array of n: entity id of each prominent name.
        number: int64, shape (n,): its name, -1 for those that are left out.
        n_names: number of names.
    """
    if sentiment is None or not sentiment.names or not n_names:
        return [(NO_TONE, 0)] * n_names
    known = ids.dictionary_encode()
    name = np.full(len(known.dictionary), -1)
    name[longs(known.indices)] = number  # of several labels of an id the last
    shown = np.flatnonzero(name >= 0)
    shown_ids, total, n = known.dictionary.take(numbers(shown)), np.zeros(n_names), np.zeros(n_names, np.int64)
    for rows in in_batches(sentiment, ("entity_id", "compound")):
        at, tone = places(flat(rows["entity_id"]), shown_ids), floats(rows["compound"])
        there = np.flatnonzero((at >= 0) & ~np.isnan(tone))
        who = name[shown][at[there]]
        np.add.at(total, who, tone[there])  # one after the other: the same sum however the rows lie in batches
        n += np.bincount(who, minlength=n_names)
    return [
        (round(100 * sum_ / k), k) if k else (NO_TONE, 0) for sum_, k in zip(total.tolist(), n.tolist(), strict=True)
    ]

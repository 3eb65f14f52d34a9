"""All articles of a corpus and their term counts, in an order that no file name, part or batch can change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, lists, numbers, offsets, strings, to_numpy, values
from pipeline.arrays.types import Int32, Int64
from pipeline.tables.parts import Parts, take

NO_DAY = int(np.iinfo(np.int32).max)
"""Stands for the day of an article without one: later than any."""

_NONE = np.zeros(0, np.int64)
_ABOUT = ("article_id", "content_sha256", "day", "duplicate_of")


@dataclass(frozen=True)
class TextOrder:
    """Articles and the distinct texts among them.

    A *text* stands for every article with the same clean text and for their near-duplicates. Texts are in the order
    of (content_sha256, article_id) of the article that was kept.

    Attributes:
        article_id: string array, shape (n_articles,), row after row as in the parts of `terms`.
        sha: string array, shape (n_articles,): content_sha256.
        day: int32, shape (n_articles,): days since 1970; NO_DAY where the article has none.
        text: int64, shape (n_articles,): number of the article's text.
        part: int64, shape (n_articles,): index into `parts`.
        parts: part names of `terms`.
        first: int64, shape (n_texts,): row of the article that stands for each text.
    """

    article_id: pa.Array
    sha: pa.Array
    day: Int32
    text: Int64
    part: Int64
    parts: tuple[str, ...]
    first: Int64


@dataclass(frozen=True)
class Corpus(TextOrder):
    """The same with the terms of the first texts.

    Attributes:
        bounds: int64, shape (n + 1,): where the terms of each of the first n texts stand in `ids` and `counts`.
        ids: int32: rows of `vocabulary`, ascending within a text.
        counts: int32: occurrences of each.
        vocabulary: string array: distinct terms of these texts, sorted.
    """

    bounds: Int64
    ids: Int32
    counts: Int32
    vocabulary: pa.Array


def text_order(terms: Parts, articles: Parts) -> TextOrder:
    """Bring the articles into the corpus order.

    Args:
        terms: table `terms`, whose part layout the corpus keeps.
        articles: table `articles`, of any part layout, with a row for each article of `terms`.
    """
    rows, part = terms.all(("article_id",))
    known = articles.all(_ABOUT)[0]
    about = take(known, _places(rows["article_id"], known["article_id"]))
    first, text = _texts(about)
    day = np.where(is_valid(about["day"]), to_numpy(about["day"]), NO_DAY).astype(np.int32)
    name, sha = flat(about["article_id"]), flat(about["content_sha256"])
    return TextOrder(name, sha, day, text, part, terms.names, first)


def with_terms(order: TextOrder, terms: Parts, vocabulary: Parts, n: int) -> Corpus:
    """Read the terms of the first n texts: a random sample of them, for nobody chooses the hash of a text.

    Args:
        order: of `text_order`, for the same terms.
        terms: table `terms`.
        vocabulary: table `vocabulary`, of the same parts.
        n: texts whose terms are read, at most; memory grows with them.
    """
    rows = np.sort(order.first[:n])
    words, ids, counts = _one_vocabulary(order, rows, terms, vocabulary)
    at = numbers(np.searchsorted(rows, order.first[:n]))
    ids, counts = ids.take(at), counts.take(at)
    flat_ids, flat_counts = to_numpy(values(ids)), to_numpy(values(counts))
    return Corpus(**vars(order), bounds=offsets(ids), ids=flat_ids, counts=flat_counts, vocabulary=words)


def terms_of(order: TextOrder, texts: Int64, terms: Parts) -> Iterator[tuple[int, Int64, pa.Table]]:
    """The terms of some texts, part by part.

    Args:
        order: of `text_order`, for the same terms.
        texts: int64, shape (n,): numbers of texts, in any order.
        terms: table `terms`.

    Yields:
        The number of a part that holds some of them, which of `texts` these are, and their `ids` and `counts`.
    """
    row = order.first[texts]
    begin = np.searchsorted(order.part, np.arange(len(order.parts)))
    for number in np.unique(order.part[row]).tolist():
        own = np.flatnonzero(order.part[row] == number)
        yield number, own, take(terms.read(order.parts[number], ("ids", "counts")), row[own] - begin[number])


def _places(wanted: pa.ChunkedArray, known: pa.ChunkedArray) -> Int64:
    """Row in `known` of each wanted value; -1 where it is missing or null."""
    found = pc.index_in(flat(wanted), value_set=flat(known), skip_nulls=True)
    return np.where(is_valid(found), to_numpy(found), -1).astype(np.int64)


def _texts(about: pa.Table) -> tuple[Int64, Int64]:
    """The rows that stand for the texts, and each row's text."""
    keys = [("content_sha256", "ascending"), ("article_id", "ascending")]
    kept = _places(about["duplicate_of"], about["article_id"])
    keeper = np.where(kept >= 0, kept, np.arange(about.num_rows))
    keeper = keeper[keeper]
    order = to_numpy(pc.sort_indices(about.select(["content_sha256", "article_id"]), sort_keys=keys)).astype(np.int64)
    order = order[keeper[order] == order]
    sha = flat(about["content_sha256"].take(numbers(order))).dictionary_encode()
    code = to_numpy(sha.indices).astype(np.int64)  # ascending: coded in the order of first sight
    text = np.full(about.num_rows, -1)
    text[order] = code
    return order[np.diff(code, prepend=-1) > 0], text[keeper]


def _one_vocabulary(
    order: TextOrder, rows: Int64, terms: Parts, vocabulary: Parts
) -> tuple[pa.Array, pa.Array, pa.Array]:
    """The sorted words of some articles; for each its terms' rows there, still ascending; their counts.

    Args:
        order: of all articles.
        rows: the articles, ascending.
        terms: table `terms`.
        vocabulary: table `vocabulary`.
    """
    columns, at, sizes, counts = [strings([])], [_NONE], [_NONE], [_NONE]
    for number, _, found in terms_of(order, order.text[rows], terms):
        ids = flat(found["ids"])
        own = flat(vocabulary.read(order.parts[number], ("term",))["term"])
        is_held = np.zeros(len(own), bool)
        is_held[to_numpy(values(ids))] = True
        at.append((np.cumsum(is_held) - 1)[to_numpy(values(ids))] + sum(map(len, columns)))
        columns.append(own.filter(numbers(is_held)))
        sizes.append(np.diff(offsets(ids)))
        counts.append(to_numpy(values(flat(found["counts"]))))
    coded = pa.concat_arrays(columns).dictionary_encode()
    sorting = pc.sort_indices(coded.dictionary)
    rank = np.empty(len(sorting), np.int32)
    rank[to_numpy(sorting)] = np.arange(len(sorting))
    word, length = rank[to_numpy(coded.indices)], np.concatenate(sizes)
    ids, held = word[np.concatenate(at)], np.concatenate(counts).astype(np.int32)
    return coded.dictionary.take(sorting), lists(length, numbers(ids)), lists(length, numbers(held))

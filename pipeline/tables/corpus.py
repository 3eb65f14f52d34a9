"""All articles of a corpus and their term counts, in an order that no file name, part or batch can change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, lists, numbers, offsets, to_numpy, values
from pipeline.arrays.types import Int32, Int64
from pipeline.tables.parts import Parts, take

NO_DAY = int(np.iinfo(np.int32).max)
"""Stands for the day of an article without one: later than any."""

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
    """The same with the terms of the texts.

    Attributes:
        bounds: int64, shape (n_texts + 1,): where the terms of each text stand in `ids` and `counts`.
        ids: int32: rows of `vocabulary`, ascending within a text.
        counts: int32: occurrences of each.
        vocabulary: string array: distinct terms of the corpus, sorted.
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


def with_terms(order: TextOrder, terms: Parts, vocabulary: Parts) -> Corpus:
    """Read the terms of all texts.

    Args:
        order: of `text_order`, for the same terms.
        terms: table `terms`.
        vocabulary: table `vocabulary`, of the same parts.
    """
    words, ids, counts = _one_vocabulary(terms, vocabulary)
    at = numbers(order.first)
    ids, counts = ids.take(at), counts.take(at)
    flat_ids, flat_counts = to_numpy(values(ids)), to_numpy(values(counts))
    return Corpus(**vars(order), bounds=offsets(ids), ids=flat_ids, counts=flat_counts, vocabulary=words)


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


def _one_vocabulary(terms: Parts, vocabulary: Parts) -> tuple[pa.Array, pa.Array, pa.Array]:
    """The sorted vocabulary of all parts; for each article its terms' rows there, still ascending; their counts."""
    columns = [flat(vocabulary.read(name, ("term",))["term"]) for name in terms.names]
    coded = pa.concat_arrays(columns).dictionary_encode()
    order = pc.sort_indices(coded.dictionary)
    rank = np.empty(len(order), np.int32)
    rank[to_numpy(order)] = np.arange(len(order))
    row = rank[to_numpy(coded.indices)]
    starts = np.cumsum([0, *map(len, columns)])
    ids, counts = [], []
    for name, start in zip(terms.names, starts, strict=False):
        part = terms.read(name, ("ids", "counts"))
        found = flat(part["ids"])
        ids.append(lists(np.diff(offsets(found)), numbers(row[start:][to_numpy(values(found))])))
        counts.append(flat(part["counts"]))
    return coded.dictionary.take(order), pa.concat_arrays(ids), pa.concat_arrays(counts)

"""From the tables of some days to the articles as they are compared, and back to rows by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_matrix

from pipeline.arrays.arrow import flat, is_valid, numbers, offsets, to_numpy, values
from pipeline.arrays.types import Int64
from pipeline.stories.vectors import Coverage
from pipeline.tables.parts import Parts, take
from pipeline.tables.stories import ARTICLE_STORIES

ID_LENGTH = 16  # hex digits of an id

_WORD = 1 << 40  # added to the keys of other words than names: the same letters may be both


class Ids(NamedTuple):
    """Of n articles, by day, time of publication and id.

    Attributes:
        article: article_id, shape (n,).
        story: shape (n,), what a story is called whose first article it is: its article_id; where that goes by the
            place of a record without id and address, the hash of its text, the same wherever the record lies.
    """

    article: pa.Array
    story: pa.Array


def coverage_of(names: Sequence[str], articles: Parts, event_terms: Parts) -> tuple[Ids, Coverage]:
    """The articles of some days, as they were published.

    Args:
        names: the days.
        articles: table `articles` by day.
        event_terms: table `event_terms` by day.

    Returns:
        The articles, and what they say in the same order.
    """
    about = _read(articles, names, ("article_id", "day", "published_at", "external_id", "url", "content_sha256"))
    said, _ = event_terms.all(("article_id", "keys", "weights", "n_names"))
    order = pc.sort_indices(about, sort_keys=[(name, "ascending") for name in ("day", "published_at", "article_id")])
    about = about.take(order)
    place = pc.index_in(flat(about["article_id"]), value_set=flat(said["article_id"]))
    said = take(said, to_numpy(place).astype(np.int64))
    day = np.where(is_valid(about["day"]), to_numpy(about["day"]), 0).astype(np.int64)
    return _ids(about), Coverage(day, *_matrix(said))


def _ids(about: pa.Table) -> Ids:
    ids = flat(about["article_id"])
    is_named = pc.or_(pc.is_valid(about["external_id"]), pc.is_valid(about["url"]))
    by_text = pc.utf8_slice_codeunits(flat(about["content_sha256"]), 0, ID_LENGTH)
    return Ids(ids, pc.if_else(flat(is_named), ids, by_text))


def _read(table: Parts, names: Sequence[str], columns: Sequence[str]) -> pa.Table:
    """The rows of these days."""
    rows, place = table.all(columns)
    is_wanted = np.isin(table.names, names)[place]
    return rows if is_wanted.all() else take(rows, np.flatnonzero(is_wanted))


def _matrix(said: pa.Table) -> tuple[csr_matrix, int]:
    """Weights, shape (n_articles, n_terms), and the number of terms that are names: these come first."""
    keys, weights = flat(said["keys"]), flat(said["weights"])
    bounds = offsets(keys)
    place = np.arange(bounds[-1]) - np.repeat(bounds[:-1], np.diff(bounds))
    is_word = place >= np.repeat(to_numpy(said["n_names"]), np.diff(bounds))
    code = to_numpy(values(keys)).astype(np.int64) + np.where(is_word, _WORD, 0)
    coded = numbers(code).dictionary_encode()  # a hash table: half of the time of sorting all of them
    found = to_numpy(coded.dictionary)
    order = np.argsort(found)
    terms, column = found[order], np.argsort(order)[to_numpy(coded.indices)]
    shape = (said.num_rows, len(terms))
    return csr_matrix((to_numpy(values(weights)), column, bounds), shape=shape), int(np.searchsorted(terms, _WORD // 2))


def rows_by_day(ids: Ids, number: Int64, day: Int64, wanted: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
    """Rows of `article_stories` of each wanted day, sorted; a story is called by its first article.

    Args:
        ids: of the articles, in the order of publication.
        number: story of each article.
        day: day of each article.
        wanted: ISO days, or the only name of articles without a day.
    """
    _, first, place = np.unique(number, return_index=True, return_inverse=True)
    data = ARTICLE_STORIES.build(article_id=ids.article, story_id=ids.story.take(numbers(first[place])))
    order = to_numpy(pc.sort_indices(ids.article)).astype(np.int64)
    order = order[np.argsort(day[order], kind="stable")]
    data, days = take(data, order), np.array([number_of(name) for name in wanted], np.int64)
    starts, ends = (np.searchsorted(day[order], days, side).tolist() for side in ("left", "right"))
    for name, start, end in zip(wanted, starts, ends, strict=True):
        yield name, data.slice(start, end - start)


def number_of(name: str) -> int:
    """Days since 1970 of a part; 0, which stands for no day, for a name that is no date."""
    return (date.fromisoformat(name) - date(1970, 1, 1)).days if name[:1].isdigit() else 0

"""Articles of each keyword by day, counted with the keywords of some shards in memory at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, index_of, is_valid, numbers, to_numpy
from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Int64
from pipeline.tables.exchange import Shard, exchanges, shard_of
from pipeline.tables.parts import Parts
from pipeline.text.spellings import commonest

_DATED = pa.schema(
    [("article", pa.int64()), ("day", pa.int32()), ("keyword", pa.string()), ("keyword_key", pa.string())]
)
_SAID, _ABOUT = ("article_id", "keyword", "keyword_key"), ("article_id", "day", "duplicate_of")
_PART = 1 << 32  # numbers of articles that each part has: Arrow counts no more rows
NearBy = Callable[[Int64, Int64, Int64], Int64]


class KeywordDays(NamedTuple):
    """Keywords on the days on which articles have them; the first three int64, shape (n_rows,), sorted.

    Attributes:
        word: number of the keyword.
        day: days since 1970.
        n_articles: articles.
        known: int64, shape (n,): the numbers of the keywords of `names`, ascending.
        names: string array, shape (n,): commonest spelling of each.
        keys: string array, shape (n,): its keyword_key.
    """

    word: Int64
    day: Int64
    n_articles: Int64
    known: Int64
    names: pa.Array
    keys: pa.Array


def keyword_days(keywords: Parts, articles: Parts, n_shards: int, near_by: NearBy, least: int) -> KeywordDays:
    """Count.

    Args:
        keywords: table `keywords`; what has one `keyword_key` counts together.
        articles: table `articles`, of the same parts; copies and those without a day do not count.
        n_shards: of the keywords; the rows of one shard are in memory at a time.
        near_by: from words, days and counts to the articles of the word in the time around the day.
        least: keywords that never have so many go without a name.
    """
    with exchanges(n_shards, pa.Table.from_batches([], _DATED), parts=keywords) as (exchange,):
        for number, part in enumerate(keywords.names):
            said, about = keywords.read(part, _SAID), articles.read(part, _ABOUT)
            rows = _dated(said, about, number * _PART)
            exchange.put(rows, shard_of(rows["keyword_key"], n_shards))
        counted = partial(_counted, near_by=near_by, least=least)
        found = list(keywords.side_by_side(counted, exchange.shards()))
    first = np.cumsum([0, *(one.n for one in found)]).tolist()
    word, known = (
        np.concatenate([at + getattr(one.days, name) for at, one in zip(first, found, strict=False)])
        for name in ("word", "known")
    )
    day, count = (np.concatenate([getattr(one.days, name) for one in found]) for name in ("day", "n_articles"))
    names, keys = (pa.concat_arrays([getattr(one.days, name) for one in found]) for name in ("names", "keys"))
    return KeywordDays(word, day, count, known, names, keys)


class _Counted(NamedTuple):
    """The days of the n keywords of a shard, which are numbered from 0 on."""

    n: int
    days: KeywordDays


def _dated(rows: pa.Table, about: pa.Table, first: int) -> pa.Table:
    """The rows of a part that count, with the day and a number of the article, from `first` on."""
    about = about.filter(numbers(is_valid(about["day"]) & ~is_valid(about["duplicate_of"])))
    place = index_of(flat(rows["article_id"]), flat(about["article_id"]))
    rows, place = rows.filter(numbers(place >= 0)), place[place >= 0]
    day = to_numpy(flat(about["day"]))[place]
    columns = [numbers(first + place), numbers(day.astype(np.int32)), flat(rows["keyword"]), flat(rows["keyword_key"])]
    return pa.Table.from_arrays(columns, schema=_DATED)


def _counted(shard: Shard, near_by: NearBy, least: int) -> _Counted:
    """Count the rows of a shard."""
    rows = shard.rows()
    names, group, keys = _by_key(rows)
    article, day = to_numpy(rows["article"]), to_numpy(rows["day"]).astype(np.int64)
    word, when, count = _by_word_and_day(group, day, article)
    known = np.unique(word[near_by(word, when, count) >= least])
    some = numbers(known)
    return _Counted(len(keys), KeywordDays(word, when, count, known, names.take(some), keys.take(some)))


def _by_word_and_day(word: Int64, day: Int64, article: Int64) -> tuple[Int64, Int64, Int64]:
    """The pairs of word and day, sorted, and the articles of each; two spellings in one article count once."""
    low = int(day.min(initial=0))
    order = ordered([word, day - low, article])
    word, day, article = word[order], day[order], article[order]
    pair, once = bounds_of([word, day]), bounds_of([word, day, article])
    return word[pair], day[pair], np.diff(np.searchsorted(once, pair), append=len(once))


def _by_key(rows: pa.Table) -> tuple[pa.Array, Int64, pa.Array]:
    """The commonest spelling of each keyword_key, the number of each row's key, and the keys, sorted."""
    names, group = commonest(rows["keyword"], rows["keyword_key"])
    example = np.zeros(len(names), np.int64)
    example[group] = np.arange(len(group))
    keys = flat(rows["keyword_key"]).take(numbers(example))
    order = to_numpy(pc.sort_indices(keys)).astype(np.int64)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return names.take(numbers(order)), rank[group], keys.take(numbers(order))

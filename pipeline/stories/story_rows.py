"""Rows of table `stories`: what its articles say of a story."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, lists, numbers, to_numpy
from pipeline.arrays.types import Bool, Float32, Int64
from pipeline.tables.stories import STORIES

N_SHOWN = 5  # keywords and entities
OPENING = 160  # characters of the text that stand in for a missing title


ARTICLE_COLUMNS = ("article_id", "title", "source", "day", "published_at", "text")


class Facts(NamedTuple):
    """What is known of articles: `article_facts` of all parts, and columns of these tables, in any order."""

    articles: pa.Table
    article_topics: pa.Table
    sentiment: pa.Table
    keywords: pa.Table
    entities: pa.Table


def article_facts(articles: pa.Table) -> pa.Table:
    """The columns as they are, the text down to the opening of its first line.

    Args:
        articles: ARTICLE_COLUMNS of table `articles`.
    """
    opening = pc.utf8_trim_whitespace(pc.utf8_slice_codeunits(flat(articles["text"]), 0, OPENING))
    first_line = pc.replace_substring_regex(opening, r"\s*\n(?s:.*)", "")
    return articles.drop_columns("text").append_column("opening", first_line)


def story_rows(article_stories: pa.Table, facts: Facts) -> pa.Table:
    """Table `stories`.

    Args:
        article_stories: a row for each article.
        facts: of these articles; an article may lack a row in all tables but `articles`.
    """
    about = facts.articles.sort_by([(name, "ascending") for name in ("day", "published_at", "article_id")])
    ids = flat(about["article_id"])
    names, story = _stories(article_stories, ids)
    lead = np.unique(story, return_index=True)[1]
    topics, tone = _beside(ids, facts.article_topics, "topic_id"), _beside(ids, facts.sentiment, "compound")
    mean, has_tone = _mean(story, tone, len(names))
    day, is_dated = to_numpy(about["day"]), is_valid(about["day"])[lead]
    last = len(story) - 1 - np.unique(story[::-1], return_index=True)[1]
    return STORIES.build(
        story_id=names,
        headline=_headlines(about, story, lead),
        n_articles=numbers(np.bincount(story).astype(np.int32)),
        n_sources=numbers(_n_distinct(story, about["source"], len(names))),
        first_day=numbers(day[lead].astype(np.int32), pa.date32(), is_dated),
        last_day=numbers(day[last].astype(np.int32), pa.date32(), is_dated),
        first_article_id=ids.take(numbers(lead)),
        first_source=flat(about["source"]).take(numbers(lead)),
        topic_id=_most_frequent(story, topics, len(names)),
        compound_mean=numbers(mean, valid=has_tone),
        keywords=_shown(ids, story, facts.keywords, "keyword", len(names)),
        entity_ids=_shown(ids, story, facts.entities, "entity_id", len(names)),
    )


def _stories(article_stories: pa.Table, ids: pa.Array) -> tuple[pa.Array, Int64]:
    """The stories, sorted by id, and the number of each article's."""
    own = flat(article_stories["story_id"]).take(pc.index_in(ids, value_set=flat(article_stories["article_id"])))
    names = pc.unique(own)
    names = names.take(pc.sort_indices(names))
    return names, to_numpy(pc.index_in(own, value_set=names)).astype(np.int64)


def _beside(ids: pa.Array, table: pa.Table, column: str) -> pa.Array:
    """The column's value for each article; null where it has no row."""
    return flat(table[column]).take(pc.index_in(ids, value_set=flat(table["article_id"])))


def _headlines(about: pa.Table, story: Int64, lead: Int64) -> pa.Array:
    """Title of the first article of each story that has one, else the opening of its first article."""
    titled = np.flatnonzero(is_valid(about["title"]))
    which, first = np.unique(story[titled], return_index=True)
    row = np.full(len(lead), -1)
    row[which] = titled[first]
    titles = flat(about["title"]).take(numbers(np.maximum(row, 0), valid=row >= 0))
    return pc.coalesce(titles, flat(about["opening"]).take(numbers(lead, valid=row < 0)))


def _n_distinct(story: Int64, sources: pa.ChunkedArray, k: int) -> Int64:
    """Different publishers of each story, shape (k,)."""
    coded = flat(sources).dictionary_encode()
    named = np.flatnonzero(is_valid(coded.indices))
    pairs = np.unique(np.stack([story[named], to_numpy(coded.indices)[named]]), axis=1)
    return np.bincount(pairs[0], minlength=k).astype(np.int32)


def _most_frequent(story: Int64, topics: pa.Array, k: int) -> pa.Array:
    """The topic of most articles of each story; of equals the smaller id; -1 without any."""
    topic = np.where(is_valid(topics), to_numpy(topics), -1).astype(np.int64)
    pairs, count = np.unique(np.stack([story, topic])[:, topic >= 0], axis=1, return_counts=True)
    best = np.lexsort((pairs[1], -count, pairs[0]))
    which, first = np.unique(pairs[0][best], return_index=True)
    found = np.full(k, -1, np.int32)
    found[which] = pairs[1][best][first]
    return numbers(found)


def _mean(story: Int64, tone: pa.Array, k: int) -> tuple[Float32, Bool]:
    """Mean compound of each story, four decimals, and whether it has any."""
    known = np.flatnonzero(is_valid(tone))
    millionths = np.rint(to_numpy(tone)[known] * 1e6)  # whole numbers add up the same in any order
    n = np.bincount(story[known], minlength=k)
    mean = np.bincount(story[known], millionths, k) / np.maximum(n, 1) / 1e6
    return np.round(mean, 4).astype(np.float32), n > 0


def _shown(ids: pa.Array, story: Int64, table: pa.Table, column: str, k: int) -> pa.Array:
    """The values that most articles of each story have, at most N_SHOWN; of equals the first as bytes compare."""
    place = pc.index_in(flat(table["article_id"]), value_set=ids)
    known = np.flatnonzero(is_valid(place))
    coded = flat(table[column]).dictionary_encode()
    rank = np.argsort(to_numpy(pc.sort_indices(coded.dictionary)).astype(np.int64))
    own = story[to_numpy(place)[known].astype(np.int64)]
    value = rank[to_numpy(coded.indices)[known].astype(np.int64)]
    pairs, count = np.unique(own * max(len(rank), 1) + value, return_counts=True)
    own, value = np.divmod(pairs, max(len(rank), 1))
    order = np.lexsort((value, -count, own))
    own, value = own[order], value[order]
    kept = np.arange(len(own)) - np.searchsorted(own, own) < N_SHOWN
    names = coded.dictionary.take(pc.sort_indices(coded.dictionary))
    return lists(np.bincount(own[kept], minlength=k), names.take(numbers(value[kept])))

"""Table `stories` of a whole corpus, with the facts of some parts in memory at a time.

A story whose articles lie in one batch of parts is described with that batch; of the articles of the others the facts
are kept until all batches have been read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, to_numpy
from pipeline.arrays.types import Bool, Int64
from pipeline.stories.story_rows import ARTICLE_COLUMNS, Facts, article_facts, story_rows
from pipeline.tables import TABLES
from pipeline.tables.parts import Parts, batches, each_part

BATCH = 4096
"""Articles whose facts are in memory together, some 9 KB each."""

COLUMNS = {
    "article_topics": ("article_id", "topic_id"),
    "sentiment": ("article_id", "compound"),
    "keywords": ("article_id", "keyword"),
    "entities": ("article_id", "entity_id"),
}


def story_table(article_stories: Parts, tables: Mapping[str, Parts], at_once: int = BATCH) -> pa.Table:
    """Table `stories`.

    Args:
        article_stories: the table, a row for each article, in any parts.
        tables: `articles` and those of COLUMNS, all of the same parts.
        at_once: articles of a batch.
    """
    given, part = _stories_of(article_stories, tables["articles"])
    batch = batches(part, at_once)
    is_split = _is_split(given["story_id"], batch)
    about = each_part(article_facts, tables["articles"], columns=(ARTICLE_COLUMNS,))
    made, rest, end = [], [_no_facts()], 0
    for number in range(int(batch.max(initial=-1)) + 1):
        rows = batch == number
        begin, end = end, int(part[rows].max()) + 1
        facts = _read(tables, tables["articles"].names[begin:end], about)
        made.append(story_rows(given.filter(numbers(rows & ~is_split)), facts))
        rest.append(_of_articles(facts, flat(given["article_id"].filter(numbers(rows & is_split)))))
    kept = Facts(*(pa.concat_tables(columns).combine_chunks() for columns in zip(*rest, strict=True)))
    made.append(story_rows(given.filter(numbers(is_split)), kept))
    return pa.concat_tables(made).sort_by("story_id").combine_chunks()


def _stories_of(article_stories: Parts, articles: Parts) -> tuple[pa.Table, Int64]:
    """`article_id` and `story_id` of all articles in the order of their parts, and the part number of each."""
    if not articles.names:
        return TABLES["article_stories"].empty(), np.zeros(0, np.int64)
    given, _ = article_stories.all()
    ids, part = articles.all(("article_id",))
    story = flat(given["story_id"]).take(pc.index_in(flat(ids["article_id"]), value_set=flat(given["article_id"])))
    return ids.append_column("story_id", story), part


def _is_split(story: pa.ChunkedArray, batch: Int64) -> Bool:
    """Whether the story of each row has articles in several batches, bool, shape (n,)."""
    code = to_numpy(flat(story).dictionary_encode().indices)
    first = np.full(int(code.max(initial=-1)) + 1, len(batch))
    last = np.full(len(first), -1)
    np.minimum.at(first, code, batch)
    np.maximum.at(last, code, batch)
    return np.asarray((first != last)[code])


def _no_facts() -> Facts:
    """Facts of no article."""
    about = article_facts(TABLES["articles"].empty().select(list(ARTICLE_COLUMNS)))
    return Facts(about, **{name: TABLES[name].empty().select(list(columns)) for name, columns in COLUMNS.items()})


def _read(tables: Mapping[str, Parts], names: Sequence[str], about: Iterator[pa.Table]) -> Facts:
    """The facts of some parts; those of `articles` come next from an iterator over all parts."""
    articles = pa.concat_tables([next(about) for _ in names])
    others = {
        name: pa.concat_tables([tables[name].read(part, columns) for part in names]).combine_chunks()
        for name, columns in COLUMNS.items()
    }
    return Facts(articles.combine_chunks(), **others)


def _of_articles(facts: Facts, ids: pa.Array) -> Facts:
    """The facts of some articles."""
    return Facts(*(table.filter(pc.is_in(table["article_id"], value_set=ids)) for table in facts))

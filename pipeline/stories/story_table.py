"""Table `stories` of a whole corpus, with the facts of some stories in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, index_of, numbers
from pipeline.arrays.types import Int64
from pipeline.stories.story_rows import ARTICLE_COLUMNS, Facts, article_facts, story_rows
from pipeline.tables import TABLES
from pipeline.tables.exchange import AT_ONCE, Shard, exchanges, n_shards, shard_of
from pipeline.tables.parts import Parts, each_part

COLUMNS = {
    "article_topics": ("article_id", "topic_id"),
    "sentiment": ("article_id", "compound"),
    "keywords": ("article_id", "keyword"),
    "entities": ("article_id", "entity_id"),
}


def story_table(article_stories: Parts, tables: Mapping[str, Parts], at_once: int = AT_ONCE) -> pa.Table:
    """Table `stories`.

    Args:
        article_stories: the table, a row for each article, in any parts.
        tables: `articles` and those of COLUMNS, all of the same parts.
        at_once: articles whose facts are in memory together, some 9 KB each.
    """
    given, part = _stories_of(article_stories, tables["articles"])
    n = n_shards(given.num_rows, at_once)
    shard = shard_of(given["story_id"], n)
    with exchanges(n, *_no_facts(), parts=article_stories) as kept:
        for number, facts in enumerate(_facts(tables)):
            own, home = flat(given["article_id"].filter(numbers(part == number))), shard[part == number]
            for exchange, rows in zip(kept, facts, strict=True):
                exchange.put(rows, home[index_of(flat(rows["article_id"]), own)])
        facts_of = zip(*(exchange.shards() for exchange in kept), strict=True)
        tasks = [(given.filter(numbers(shard == number)), one) for number, one in enumerate(facts_of)]
        made = list(article_stories.side_by_side(_rows_of, tasks))
    return made[0] if n == 1 else pa.concat_tables(made).sort_by("story_id").combine_chunks()


def _rows_of(task: tuple[pa.Table, tuple[Shard, ...]]) -> pa.Table:
    """Rows of table `stories` of one shard: its articles with their stories, and their facts."""
    given, facts = task
    return story_rows(given, Facts(*(shard.rows() for shard in facts)))


def _facts(tables: Mapping[str, Parts]) -> Iterator[Facts]:
    """The facts of each part."""
    about = each_part(article_facts, tables["articles"], columns=(ARTICLE_COLUMNS,))
    for part, articles in zip(tables["articles"].names, about, strict=True):
        yield Facts(articles, **{name: tables[name].read(part, columns) for name, columns in COLUMNS.items()})


def _stories_of(article_stories: Parts, articles: Parts) -> tuple[pa.Table, Int64]:
    """`article_id` and `story_id` of all articles in the order of their parts, and the part number of each."""
    if not articles.names:
        return TABLES["article_stories"].empty(), np.zeros(0, np.int64)
    given, _ = article_stories.all()
    ids, part = articles.all(("article_id",))
    story = flat(given["story_id"]).take(pc.index_in(flat(ids["article_id"]), value_set=flat(given["article_id"])))
    return ids.append_column("story_id", story), part


def _no_facts() -> Facts:
    """Facts of no article."""
    about = article_facts(TABLES["articles"].empty().select(list(ARTICLE_COLUMNS)))
    return Facts(about, **{name: TABLES[name].empty().select(list(columns)) for name, columns in COLUMNS.items()})

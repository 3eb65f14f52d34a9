"""Joins on the right keys: what `load(..., with_=[...])` puts beside each row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.errors import UsageError
from pipeline.loading.lookup import TABLES

PER_ARTICLE = ("articles", "sentiment", "article_topics", "article_stories")
KEYS = {"topics": ("topic_id",), "stories": ("story_id",), "names": ("entity_id", "speaker_id")}
BRIDGES = {"topics": "article_topics", "stories": "article_stories"}  # from an article to the key
PREFIXES = {
    "articles": "article", "topics": "topic", "stories": "story", "names": "name", "sentiment": "sentiment",
    "article_topics": "topic", "article_stories": "story",
}  # fmt: skip


class Join(NamedTuple):
    """One table put beside another.

    Attributes:
        table: the table that is added.
        left: the key column among the columns so far.
        right: the key column of the added table, unique there.
        names: column of the added table → its name in the result.
    """

    table: str
    left: str
    right: str
    names: dict[str, str]


def plan(base: str, with_: Sequence[str]) -> list[Join]:
    """The joins that put the tables `with_` beside the table `base`, in order.

    Raises:
        UsageError: a table has several rows per article, or there is no key that leads to it.
    """
    present, joins = set(TABLES[base].schema.names), []
    for name in with_:
        for table, left in _steps(base, name, present):
            right = left if left in TABLES[table].schema.names else KEYS[table][0]
            own = [column for column in TABLES[table].schema.names if column != right]
            if table != name:  # a bridge only hands on the key
                own = [KEYS[name][0]]
            names = {column: column if column not in present else f"{PREFIXES[table]}_{column}" for column in own}
            joins.append(Join(table, left, right, names))
            present |= set(names.values())
    return joins


def _steps(base: str, name: str, present: set[str]) -> list[tuple[str, str]]:
    """The tables on the way from the columns so far to a table, each with its key."""
    if name in PER_ARTICLE and "article_id" in present:
        return [(name, "article_id")]
    key = next((key for key in KEYS.get(name, ()) if key in present), None)
    if key:
        return [(name, key)]
    if name in BRIDGES and "article_id" in present:
        return [(BRIDGES[name], "article_id"), (name, KEYS[name][0])]
    hint = f"tables that can be joined: {', '.join((*PER_ARTICLE, *KEYS))}; load others apart and join them yourself"
    raise UsageError(f"cannot be put beside the rows of {base}", where=name, hint=hint)

"""Laws of joins: which tables lead where, and how clashing columns are called."""

from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.loading.joins import PREFIXES, Join, plan
from pipeline.loading.lookup import TABLES


def steps(base: str, *with_: str) -> list[tuple[str, str, str]]:
    """Table, left key and right key of each join."""
    return [(join.table, join.left, join.right) for join in plan(base, with_)]


@pytest.mark.parametrize(
    ("base", "with_", "expected"),
    [
        ("sentiment", ["articles"], [("articles", "article_id", "article_id")]),
        (
            "keywords",
            ["topics"],
            [("article_topics", "article_id", "article_id"), ("topics", "topic_id", "topic_id")],
        ),
        (
            "keywords",
            ["stories"],
            [("article_stories", "article_id", "article_id"), ("stories", "story_id", "story_id")],
        ),
        ("trends", ["topics"], [("topics", "topic_id", "topic_id")]),
        ("article_topics", ["topics"], [("topics", "topic_id", "topic_id")]),
        ("entities", ["names"], [("names", "entity_id", "entity_id")]),
        ("quotes", ["names"], [("names", "speaker_id", "entity_id")]),
        ("stories", ["topics"], [("topics", "topic_id", "topic_id")]),
        (
            "sentiment",
            ["article_topics", "topics"],
            [("article_topics", "article_id", "article_id"), ("topics", "topic_id", "topic_id")],
        ),
        ("sentiment", [], []),
    ],
)
def test_tables_are_joined_by_the_key_that_leads_to_them(
    base: str, with_: list[str], expected: list[tuple[str, str, str]]
) -> None:
    """By article where there is one row per article, else by the id, over the table that gives it if need be."""
    assert steps(base, *with_) == expected


@pytest.mark.parametrize(
    ("base", "name"),
    [
        ("topics", "articles"),
        ("names", "topics"),
        ("articles", "sentences"),
        ("trends", "stories"),
        ("topics", "quotes"),
    ],
)
def test_a_table_without_a_key_cannot_be_joined(base: str, name: str) -> None:
    """The error names the table, the base, and what can be joined."""
    with pytest.raises(
        UsageError, match=rf"{name}: cannot be put beside the rows of {base}\s+hint: .*articles, sentiment"
    ):
        plan(base, [name])


def test_names_that_are_taken_get_the_prefix_of_their_table() -> None:
    """`label` of sentiment stays, that of topics becomes topic_label; the key itself is not said twice."""
    joins = plan("sentiment", ["articles", "topics"])
    articles, bridge, topics = (join.names for join in joins)
    assert articles["n_sentences"] == "article_n_sentences"
    assert articles["title"] == "title"
    assert "article_id" not in articles
    assert bridge == {"topic_id": "topic_id"}
    assert topics["label"] == "topic_label"
    assert topics["n_articles"] == "n_articles"
    assert "topic_id" not in topics


def test_every_table_that_can_be_joined_has_a_prefix_and_no_name_clashes() -> None:
    """Whatever is put beside what, no column of the result is there twice."""
    for base in TABLES:
        for name in PREFIXES:
            try:
                joins = plan(base, [name])
            except UsageError:
                continue
            columns = [*TABLES[base].schema.names, *(column for join in joins for column in join.names.values())]
            assert len(set(columns)) == len(columns) or base == name, (base, name)


def test_a_join_says_what_it_adds() -> None:
    """A join with the names of an article's sentiment beside its keywords: those that are free stay as they are."""
    (join,) = plan("keywords", ["sentiment"])
    assert isinstance(join, Join)
    assert join.names == {name: name for name in TABLES["sentiment"].schema.names if name != "article_id"}

"""What a story is called."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.stories.story_days import coverage_of
from pipeline.tables.parts import MemoryParts
from tests.stories.newsroom import Article, tables

DAY = 20_000


@pytest.mark.parametrize(
    ("external_id", "url", "called"),
    [("7", None, "a" * 16), (None, "https://example.org/7", "a" * 16), (None, None, "c" * 16)],
)
def test_a_story_is_called_by_what_a_move_leaves_alone(external_id: str | None, url: str | None, called: str) -> None:
    """The article_id; a record without id and address has one of its place, so there the text names the story."""
    articles, terms = tables([Article("a" * 16, "Storm Odalys hit Quillhaven.", DAY)])
    given = {"external_id": external_id, "url": url, "content_sha256": "c" * 64}
    for name, value in given.items():
        place = articles.schema.get_field_index(name)
        articles = articles.set_column(place, articles.schema.field(place), pa.array([value], pa.string()))
    ids, _ = coverage_of(["2024-10-04"], MemoryParts({"2024-10-04": articles}), MemoryParts({"2024-10-04": terms}))
    assert ids.article.to_pylist() == ["a" * 16]
    assert ids.story.to_pylist() == [called]


def test_articles_of_other_days_are_left_out() -> None:
    """Of three days the two that are asked for, though the tables hold all of them."""
    days = {f"2024-10-0{n}": tables([Article(f"{n}" * 16, "Storm Odalys hit Quillhaven.", DAY + n)]) for n in (4, 5, 6)}
    articles = MemoryParts({day: rows for day, (rows, _) in days.items()})
    terms = MemoryParts({day: rows for day, (_, rows) in days.items()})
    ids, coverage = coverage_of(["2024-10-04", "2024-10-06"], articles, terms)
    assert ids.article.to_pylist() == ["4" * 16, "6" * 16]
    assert coverage.day.tolist() == [DAY + 4, DAY + 6]

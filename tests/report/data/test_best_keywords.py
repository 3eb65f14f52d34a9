"""The keywords of articles that the finder searches."""

from __future__ import annotations

from pipeline.report.data.best_keywords import BEST, best_keywords
from pipeline.tables.parts import MemoryParts
from tests.report.invented import rows_of_a_night, tables


def test_the_first_keywords_of_each_article() -> None:
    """All are counted; those up to rank BEST are there, with article and key, whatever the parts."""
    rows = rows_of_a_night(5)
    rows["keywords"] += [
        {**row, "rank": BEST + 1, "keyword": "last", "keyword_key": "last"} for row in rows["keywords"]
    ]
    first = sorted(
        (row["article_id"], row["keyword"], row["keyword_key"]) for row in rows["keywords"] if row["rank"] <= BEST
    )
    assert 0 < len(first) < len(rows["keywords"])
    for n_parts in (1, 4):
        found = best_keywords(tables(rows, n_parts)["keywords"])
        assert found.n == len(rows["keywords"])
        columns = (found.articles.to_pylist(), found.keywords.to_pylist(), found.keys.to_pylist())
        assert sorted(zip(*columns, strict=True)) == first


def test_no_part_gives_no_keyword() -> None:
    """As on a night without articles."""
    found = best_keywords(MemoryParts({}))
    assert (found.n, len(found.articles), len(found.keywords), len(found.keys)) == (0, 0, 0, 0)

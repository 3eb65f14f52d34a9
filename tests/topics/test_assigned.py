"""Articles among the accepted topics, part by part."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import to_numpy
from pipeline.tables.corpus import text_order
from pipeline.topics.assigned import memberships
from tests.topics.invented import Article, inputs
from tests.topics.test_stable_topics import about, accepted, four, night, places


def rows(parts: dict[str, list[Article]], *, has_model: bool = True) -> pa.Table:
    """Table `assigned` of articles by part."""
    return inputs(parts, **accepted(four() if has_model else None))["assigned"].all()[0]


def test_a_part_alone_gives_what_the_corpus_gives() -> None:
    """However articles are cut into parts, the vocabulary of the others says nothing; to the bit."""
    new = about((0, 1, 2, 3, 5), 60, 20_050, 3)
    whole = rows({"a": new})
    assert whole.num_rows == 60
    for size in (1, 7, 30):
        cut = {f"{i:02}": new[i : i + size] for i in range(0, 60, size)}
        assert rows(cut).equals(whole)


def test_the_stage_takes_the_places_from_there() -> None:
    """Topic, strength and place of an article that is no copy; a copy has those of the kept one."""
    new = about((0, 1, 2, 3), 40, 20_010, 4)
    copy = Article("f" * 16, "goalkeeper striker penalty referee", 20_011, twin=new[0].article_id)
    found, own = places(night({"a": [*new, copy]}, four())), rows({"a": [*new, copy]}).to_pylist()
    ids = four()["topics"]["topic_id"].to_pylist()
    for row in own[:-1]:
        seen = found[row["article_id"]]
        assert seen["topic_id"] == (ids[row["topic"]] if row["topic"] >= 0 else -1)
        assert [seen[name] for name in ("strength", "x", "y")] == [row[name] for name in ("strength", "x", "y")]
    assert found[copy.article_id] == found[new[0].article_id]


def test_without_a_model_nothing_has_a_place() -> None:
    """As many rows, all of them nowhere."""
    none = rows({"a": about((0, 1), 6)}, has_model=False).to_pylist()
    assert {(row["topic"], row["second"], row["strength"], row["x"]) for row in none} == {(-1, -1, 0.0, 0.0)}
    assert len(none) == 6


@pytest.mark.parametrize("n", [1, 5])
def test_places_are_those_of_the_rows_asked_for(n: int) -> None:
    """Text by text, as the arrays that the model gives."""
    parts = {"a": about((0, 1, 2), 12)}
    table, order = rows(parts), text_order(*(inputs(parts, **accepted(four()))[name] for name in ("terms", "articles")))
    at = order.first[:n]
    found = memberships(table, at)
    assert found.topic.tolist() == to_numpy(table["topic"])[at].tolist()
    assert (found.topic.dtype, found.strength.dtype, found.place.dtype) == (np.int64, np.float32, np.float32)
    assert found.place.tolist() == [[table["x"][i].as_py(), table["y"][i].as_py()] for i in at.tolist()]

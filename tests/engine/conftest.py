"""Small tables for tests of the engine, so that no change of the contract concerns these."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from pipeline.engine.dag import WRITERS, Step
from pipeline.tables import TABLES
from pipeline.tables.schema import Table, article_id, column, table

SMALL: dict[str, Table] = {
    one.name: one
    for one in (
        table(
            "lead",
            "an article",
            article_id(),
            column("day", pa.date32(), "its day", nullable=True),
            column("score", pa.float32(), "a number"),
            column("authors", pa.list_(pa.string()), "names"),
        ),
        table("notes", "a note on an article", article_id(), column("start", pa.int32(), "a number")),
        table(
            "made",
            "what a step made",
            article_id(),
            column("n", pa.int64(), "a number"),
            column("text", pa.string(), ""),
        ),
        table("later", "what a later step made", article_id()),
        table("plain", "a number", column("n", pa.int32(), "a number"), sort=("n",)),
    )
}


@pytest.fixture(autouse=True)
def small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine knows these tables."""
    for name, one in SMALL.items():
        monkeypatch.setitem(TABLES, name, one)
        monkeypatch.setitem(WRITERS, name, Step("small", "none:none", "row", (), (name,)))


@pytest.fixture
def rows() -> Callable[..., pa.Table]:
    """`rows("notes", [{...}, ...])`: a small table of these rows."""
    return lambda name, found: pa.Table.from_pylist(found, SMALL[name].schema)

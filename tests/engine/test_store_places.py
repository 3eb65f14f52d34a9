"""Where tables, notes and nothing at all lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.arrays.arrow import numbers, strings
from pipeline.engine.store import Store, rows_of
from pipeline.tables import TABLES

PLACES = {
    "articles": "articles",
    "removed": "removed",
    "quotes": "quotes",
    "topics": "topics",
    "stories": "stories",
    "keyword_trends": "keyword_trends",
    "deliveries": "deliveries",
    "inventory": "interim/inventory/inventory",
    "records": "interim/ingest/records",
    "versions": "interim/clean/versions",
    "texts": "interim/clean/texts",
    "shingles": "interim/clean/shingles",
    "mentions": "interim/names/mentions",
    "name_links": "interim/names/name_links",
    "quotations": "interim/quotes/quotations",
    "mention_tones": "interim/sentiment/mention_tones",
    "terms": "interim/topics/terms",
    "event_terms": "interim/stories/event_terms",
}


@pytest.mark.parametrize(("table", "place"), PLACES.items())
def test_a_table_has_its_folder(tmp_path: Path, table: str, place: str) -> None:
    """Public ones at the top, those of the pipeline's own by the stage that writes them."""
    assert Store(tmp_path).folder(table) == tmp_path / place


@pytest.mark.parametrize(
    ("there", "expected"),
    [([], "out/.state"), (["state"], "state"), (["out/.state"], "out/.state"), (["state", "out/.state"], "out/.state")],
)
def test_notes_lie_inside_or_beside(tmp_path: Path, there: list[str], expected: str) -> None:
    """In the output folder, unless there is a folder `state` beside it and none inside."""
    for folder in there:
        (tmp_path / folder).mkdir(parents=True)
    assert Store(tmp_path / "out").state == tmp_path / expected
    assert Store(tmp_path / "out", tmp_path / "own").state == tmp_path / "own"


def test_a_table_that_nobody_wrote_is_empty(tmp_path: Path) -> None:
    """With the columns of its contract, or those that are asked for."""
    parts = Store(tmp_path).parts("rejected")
    data, number = parts.all()
    assert parts.names == ()
    assert (data.num_rows, data.schema.names) == (0, TABLES["rejected"].schema.names)
    assert (number.tolist(), number.dtype) == ([], np.int64)
    assert parts.all(["detail"])[0].schema.names == ["detail"]
    assert rows_of(Store(tmp_path), "rejected") == []


def test_the_rows_of_a_small_table(tmp_path: Path) -> None:
    """All of them, part after part, by column; or some columns."""
    store = Store(tmp_path)
    entries = {}
    for name, details in (("b", ["three"]), ("a", ["one", "two"])):
        n = len(details)
        data = TABLES["rejected"].build(
            source_file=strings([f"{name}.txt"] * n),
            record=numbers(np.arange(n, dtype=np.int32)),
            reason=strings(["odd"] * n),
            detail=strings(details),
            n_unread=numbers(np.full(n, 7, np.int32)),
        )
        entries[name] = store.write("rejected", name, data, key=name)
    store.finish("rejected", entries)
    assert rows_of(store, "rejected", ["detail", "record"]) == [
        {"detail": "one", "record": 0},
        {"detail": "two", "record": 1},
        {"detail": "three", "record": 0},
    ]
    assert rows_of(store, "rejected")[2] == {
        "source_file": "b.txt",
        "record": 0,
        "reason": "odd",
        "detail": "three",
        "n_unread": 7,
    }
    assert [entry.rows for entry in store.manifest("rejected").values()] == [2, 1]
    data, number = store.parts("rejected").all(["detail"])
    assert (data["detail"].to_pylist(), number.tolist()) == (["one", "two", "three"], [0, 0, 1])

"""A check that has passed is not made again until what it reads changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.engine.law import Law
from pipeline.engine.store import Store

Rows = Callable[..., pa.Table]
ASKED: list[str] = []


def no_sevens(store: Store, unit: str) -> Iterator[str]:
    """Violated by a 7."""
    ASKED.append(unit)
    parts = store.names("plain") if unit == "all" else [unit.removeprefix("plain/")]
    yield from (f"{p}: 7" for p in parts if 7 in store.parts("plain").read(p)["n"].to_pylist())


@pytest.fixture
def put(tmp_path: Path, rows: Rows) -> Callable[..., Store]:
    """`put(a=[1], b=[7])`: a store with these parts."""
    ASKED.clear()

    def made(**parts: list[int]) -> Store:
        store = Store(tmp_path / "out")
        data = {part: rows("plain", [{"n": n} for n in found]) for part, found in parts.items()}
        store.finish("plain", {part: store.write("plain", part, table, key="") for part, table in data.items()})
        return store

    return made


@pytest.mark.parametrize(
    ("units", "first", "second"),
    [
        ("whole", ["all"], ["all"]),
        ("parts", ["a", "b"], ["b"]),
        ("files", ["plain/a", "plain/b"], ["plain/b"]),
    ],
)
def test_only_what_changed_is_checked_again(
    put: Callable[..., Store], units: str, first: list[str], second: list[str]
) -> None:
    """First everything, then nothing, then what changed."""
    law = Law("no sevens", "", no_sevens, ("plain",), units)
    store = put(a=[1], b=[2])
    assert list(law.new_faults(store)) == []
    assert first == ASKED
    assert list(law.new_faults(store)) == []
    assert first == ASKED
    assert list(law.new_faults(put(a=[1], b=[3]))) == []
    assert [*first, *second] == ASKED
    assert list(law.faults(store)) == []
    assert [*first, *second, *first] == ASKED


def test_a_violation_is_told_until_it_is_gone(put: Callable[..., Store]) -> None:
    """What has not passed is checked every time."""
    law = Law("no sevens", "", no_sevens, ("plain",), "parts")
    store = put(a=[1], b=[7])
    assert list(law.new_faults(store)) == list(law.new_faults(store)) == ["b: 7"]
    assert ASKED == ["a", "b", "b"]
    assert list(law.new_faults(put(a=[1], b=[8]))) == []


def test_a_check_of_files_is_made_every_time(put: Callable[..., Store]) -> None:
    """Without tables that it reads there is nothing to remember; a note that cannot be read means nothing passed."""
    law = Law("no sevens", "", no_sevens, ())
    store = put(a=[1])
    assert list(law.new_faults(store)) == list(law.new_faults(store)) == []
    assert ASKED == ["all", "all"]
    (store.state / "passed/no sevens.json").write_text("[")
    assert list(law.new_faults(store)) == []

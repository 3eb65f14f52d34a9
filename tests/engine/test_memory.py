"""Results that are kept from run to run."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.engine import memory as memory_module
from pipeline.engine import store as module
from pipeline.engine.memory import Memory
from pipeline.engine.store import Store
from pipeline.tables.parts import MemoryParts, each_part

CALLS: list[int] = []
Rows = Callable[..., pa.Table]


def counted(plain: pa.Table, *, plus: int = 0) -> pa.Table:
    """Number of rows of a part."""
    CALLS.append(plain.num_rows)
    return pa.table({"n": pa.array([plain.num_rows + plus])})


def numbers(rows: Rows, n: int) -> pa.Table:
    """A table of n numbers."""
    return rows("plain", [{"n": i} for i in range(n)])


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: Rows) -> Store:
    """Parts `a` and `b` of one and two rows; this file counts as unchanged code."""
    monkeypatch.setattr(module, "code_of", lambda function: [function.__qualname__])
    made = Store(tmp_path / "out")
    made.finish("plain", {p: made.write("plain", p, numbers(rows, n), key=p) for p, n in (("a", 1), ("b", 2))})
    CALLS.clear()
    return made


def counts(store: Store, **arguments: int) -> list[int]:
    """What `each_part` gives in a new run."""
    memory = Memory(store.state / "remembered/test")
    found = [*each_part(counted, store.parts("plain", memory), columns=(("n",),), **arguments)]
    memory.forget_others()
    return [table["n"][0].as_py() for table in found]


READ: list[str] = []


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts whose files are read."""
    plain = module.read_part

    def noted(store: Store, table: str, part: str, columns: Sequence[str] | None = None) -> pa.Table:
        READ.append(part)
        return plain(store, table, part, columns)

    READ.clear()
    monkeypatch.setattr(module, "read_part", noted)
    return READ


def gathered(store: Store, columns: Sequence[str] | None = None) -> tuple[pa.Table, list[int]]:
    """What `all` gives in a new run."""
    memory = Memory(store.state / "remembered/test")
    table, part = store.parts("plain", memory).all(columns)
    memory.forget_others()
    return table, part.tolist()


def change(store: Store, rows: Rows, **parts: int) -> None:
    """Parts with another number of rows; those of -1 are gone."""
    manifest = store.manifest("plain")
    manifest |= {p: store.write("plain", p, numbers(rows, n), key=p) for p, n in parts.items() if n >= 0}
    store.finish("plain", {p: entry for p, entry in sorted(manifest.items()) if parts.get(p) != -1})


def test_a_part_that_did_not_change_is_read_once(store: Store, rows: Rows, opened: list[str]) -> None:
    """Of all parts as one table: those that are new or other ones are read, in whatever order they stand."""
    first = gathered(store)
    assert (first[0]["n"].to_pylist(), first[1], opened) == ([0, 0, 1], [0, 1, 1], ["a", "b"])
    again = gathered(store)
    assert again[0].equals(first[0], check_metadata=True)
    assert (again[1], opened) == ([0, 1, 1], ["a", "b"])
    change(store, rows, a=3, aa=0)
    found = gathered(store)
    assert (found[0]["n"].to_pylist(), found[1]) == ([0, 1, 2, 0, 1], [0, 0, 0, 2, 2])
    assert opened == ["a", "b", "a", "aa"]
    change(store, rows, a=-1)
    assert gathered(store)[1] == [1, 1]
    assert opened == ["a", "b", "a", "aa"]
    assert gathered(store, ["n"])[1] == [1, 1]
    assert opened == ["a", "b", "a", "aa", "aa", "b"]  # other columns


def test_what_is_gathered_is_what_is_read(store: Store, opened: list[str]) -> None:
    """From memory or not, to the metadata of the schema."""
    plain = store.parts("plain").all()
    assert all(gathered(store)[0].equals(plain[0], check_metadata=True) for _ in range(2))
    assert len(opened) == 4


def test_large_columns_and_damaged_ones_are_read_again(
    store: Store, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """More bytes than GATHERED are not kept; a kept file with other bytes counts as none."""
    monkeypatch.setattr(memory_module, "GATHERED", gathered(store)[0].nbytes - 1)
    kept = next((store.state / "remembered/test").glob("*.arrow"))
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert gathered(store)[1] == gathered(store)[1] == [0, 1, 1]
    assert opened == ["a", "b"] * 3
    monkeypatch.setattr(memory_module, "GATHERED", gathered(store)[0].nbytes)
    assert gathered(store)[1] == gathered(store)[1] == [0, 1, 1]
    assert opened == ["a", "b"] * 5


def test_only_changed_parts_are_computed_again(store: Store, rows: Rows) -> None:
    """A second run calls nothing; a part that changed and other arguments are computed."""
    assert counts(store) == [1, 2]
    assert counts(store) == [1, 2]
    assert CALLS == [1, 2]
    manifest = store.manifest("plain")
    store.finish("plain", {**manifest, "b": store.write("plain", "b", numbers(rows, 5), key="new")})
    assert counts(store) == [1, 5]
    assert CALLS == [1, 2, 5]
    assert counts(store, plus=1) == [2, 6]


@pytest.mark.parametrize("damage", [lambda d: d[:-1] + bytes([d[-1] ^ 1]), lambda d: d[:40], lambda _: b""])
def test_a_damaged_result_is_computed_again(store: Store, damage: Callable[[bytes], bytes]) -> None:
    """A flipped byte, a cut file and an empty one are noticed."""
    counts(store)
    for path in (store.state / "remembered/test").glob("*.arrow"):
        path.write_bytes(damage(path.read_bytes()))
    assert counts(store) == [1, 2]
    assert CALLS == [1, 2, 1, 2]


def test_results_of_lost_parts_are_forgotten(store: Store) -> None:
    """What a run did not ask for does not pile up."""
    counts(store)
    manifest = store.manifest("plain")
    del manifest["b"]
    store.finish("plain", manifest)
    assert counts(store) == [1]
    assert len(list((store.state / "remembered/test").iterdir())) == 1


def test_parts_without_a_memory_give_the_same(store: Store, rows: Rows) -> None:
    """Outside a run `each_part` just calls."""
    parts = MemoryParts({"a": numbers(rows, 1), "b": numbers(rows, 2)})
    assert [t["n"][0].as_py() for t in each_part(counted, parts)] == [1, 2]
    assert [t["n"][0].as_py() for t in each_part(counted, store.parts("plain"))] == [1, 2]


def test_the_results_asked_for_last_are_kept(tmp_path: Path) -> None:
    """A result that was read counts as asked for, not only one that was made."""
    memory = Memory(tmp_path)
    for n, key in enumerate("abc"):
        memory.recall(key, lambda: pa.table({"n": [1]}))
        os.utime(tmp_path / f"{key}.arrow", (n, n))
    memory.recall("a", lambda: pa.table({"n": [2]}))
    memory.keep_newest(2)
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["a", "c"]
    memory.keep_newest(2)
    assert len(list(tmp_path.iterdir())) == 2

"""Results that are kept from run to run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

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

"""Results that are kept from run to run."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.engine import store as module
from pipeline.engine.memory import Memory
from pipeline.engine.store import Store
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts, each_part

CALLS: list[int] = []


def counted(rejected: pa.Table, *, plus: int = 0) -> pa.Table:
    """Number of rows of a part."""
    CALLS.append(rejected.num_rows)
    return pa.table({"n": pa.array([rejected.num_rows + plus])})


def rejected(n: int) -> pa.Table:
    """Some rejected records."""
    rows = [{"source_file": "a", "record": i, "reason": "odd", "detail": ""} for i in range(n)]
    return pa.Table.from_pylist(rows, TABLES["rejected"].schema)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Parts `a` and `b` of one and two rows; this file counts as unchanged code."""
    monkeypatch.setattr(module, "code_of", lambda function: [function.__qualname__])
    made = Store(tmp_path / "out")
    made.finish("rejected", {p: made.write("rejected", p, rejected(n), key=p) for p, n in (("a", 1), ("b", 2))})
    CALLS.clear()
    return made


def counts(store: Store, **arguments: int) -> list[int]:
    """What `each_part` gives in a new run."""
    memory = Memory(store.state / "remembered/test")
    found = each_part(counted, store.parts("rejected", memory), columns=(("record",),), **arguments)
    memory.forget_others()
    return [table["n"][0].as_py() for table in found]


def test_only_changed_parts_are_asked_again(store: Store) -> None:
    """A second run calls nothing; a part that changed, other arguments, other columns are called anew."""
    assert counts(store) == [1, 2]
    assert counts(store) == [1, 2]
    assert CALLS == [1, 2]
    manifest = store.manifest("rejected")
    store.finish("rejected", {**manifest, "b": store.write("rejected", "b", rejected(5), key="new")})
    assert counts(store) == [1, 5]
    assert CALLS == [1, 2, 5]
    assert counts(store, plus=1) == [2, 6]


def test_a_damaged_result_is_made_again(store: Store) -> None:
    """A flipped byte or a cut file is noticed."""
    counts(store)
    for path in (store.state / "remembered/test").glob("*.arrow"):
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert counts(store) == [1, 2]
    assert CALLS == [1, 2, 1, 2]
    for path in (store.state / "remembered/test").glob("*.arrow"):
        path.write_bytes(path.read_bytes()[:40])
    assert counts(store) == [1, 2]


def test_what_nobody_asked_for_is_forgotten(store: Store) -> None:
    """Results of parts that are gone do not pile up."""
    counts(store)
    manifest = store.manifest("rejected")
    del manifest["b"]
    store.finish("rejected", manifest)
    assert counts(store) == [1]
    assert len(list((store.state / "remembered/test").iterdir())) == 1


def test_parts_in_memory_give_the_same(store: Store) -> None:
    """Without an engine `each_part` just calls."""
    parts = MemoryParts({"a": rejected(1), "b": rejected(2)})
    assert [t["n"][0].as_py() for t in each_part(counted, parts)] == [1, 2]
    assert [t["n"][0].as_py() for t in each_part(counted, store.parts("rejected"))] == [1, 2]

"""Raw files are read once, and exactly: what changes meanwhile is left for the next run, which reads it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.engine.store import Store
from pipeline.engine.table_hashes import table_hashes_path, write_table_hashes
from pipeline.ingest import batches, files_of
from tests.conftest import files_of as bytes_of
from tests.conftest import run_over, write_lines


def article(number: int) -> dict[str, object]:
    """An invented record."""
    text = f"The ferry number {number} to Ostrand is late again. The harbour master of pier {number} was not amused."
    return {"id": f"r{number}", "text": text, "source": "paper"}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two files of eight records."""
    for n, name in enumerate("ab"):
        write_lines(tmp_path / f"raw/{name}.jsonl", [article(50 * n + i) for i in range(8)])
    return tmp_path / "raw"


def append(path: Path) -> None:
    """A scraper that goes on writing."""
    path.write_bytes(path.read_bytes() + json.dumps(article(99)).encode() + b"\n")


def replace(path: Path) -> None:
    """A scraper that writes its file anew."""
    write_lines(path.with_suffix(".tmp"), [article(97)]).rename(path)


@pytest.fixture
def disturb(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """`disturb(change)`: `change` happens once, while the next unit is read."""
    plain = batches.to_table

    def arm(change: Callable[[], None]) -> None:
        def once(records: list[batches.Record]) -> pa.Table:
            monkeypatch.setattr(batches, "to_table", plain)
            change()
            return plain(records)

        monkeypatch.setattr(batches, "to_table", once)

    return arm


@pytest.mark.parametrize("change", [append, replace, Path.unlink])
def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_run(
    raw: Path,
    disturb: Callable[[Callable[[], None]], None],
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], None],
) -> None:
    """The run says so, has no row of the file and notes it in the inventory; the next gives a clean run's bytes."""
    out = raw.parent / "out"
    disturb(lambda: change(raw / "a.jsonl"))
    assert run_over(raw, out) == 0
    assert '"file": "a.jsonl", "event": "changed while it was read; left for the next run"' in capsys.readouterr().err
    assert set(pq.read_table(out / "articles", columns=["source_file"])["source_file"].to_pylist()) == {"b.jsonl"}
    said = {f.path: f.fault for f in files_of(Store(out).parts("inventory").all()[0])}
    assert said == {"a.jsonl": "changed while it was read; left for the next run", "b.jsonl": ""}
    hashes = table_hashes_path(out, "inventory").read_bytes()
    write_table_hashes(out, ["inventory"], {"inventory": Store(out).manifest("inventory")})
    assert table_hashes_path(out, "inventory").read_bytes() == hashes  # those of what it says now
    assert run_over(raw, out) == 0
    assert run_over(raw, raw.parent / "clean") == 0
    assert bytes_of(out) == bytes_of(raw.parent / "clean")


def test_a_file_that_comes_back_as_it_was_is_read(raw: Path, disturb: Callable[[Callable[[], None]], None]) -> None:
    """Left out while it changed, then with its first bytes again: the next run has another inventory and reads it."""
    out, before = raw.parent / "out", (raw / "a.jsonl").read_bytes()
    disturb(lambda: append(raw / "a.jsonl"))
    run_over(raw, out)
    (raw / "a.jsonl").write_bytes(before)
    run_over(raw, out)
    assert pq.read_table(out / "articles").num_rows == 16


def test_without_the_state_the_inventory_will_do(raw: Path) -> None:
    """Ingest needs no memory of when files were hashed: it hashes again after reading."""
    out = raw.parent / "out"
    run_over(raw, out)
    before = bytes_of(out)
    (out / ".state/inventory.json").write_text("{")
    (out / ".state/manifests/records.json").unlink()
    run_over(raw, out)
    assert bytes_of(out) == before


def test_odd_entries_are_rows_of_rejected(raw: Path) -> None:
    """A link to nothing and a link to a folder each end in `rejected`, with the reason that the inventory has."""
    (raw / "broken.txt").symlink_to("nowhere.txt")
    (raw / "loop").symlink_to(".", target_is_directory=True)
    out = raw.parent / "out"
    assert run_over(raw, out) == 0
    rows = pq.read_table(out / "rejected").to_pylist()
    assert {(r["source_file"], r["reason"]) for r in rows} == {
        ("broken.txt", "unreadable_file"),
        ("loop", "unreadable_file"),
    }

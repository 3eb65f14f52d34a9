"""What is kept of a night."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa

from pipeline.commands.night import Lookback, RawChange, stamps
from pipeline.tables import TABLES


def test_raw_files_are_compared_by_size_and_time(tmp_path: Path) -> None:
    """New, changed, gone; links and odd names too, and nothing is opened."""
    raw, state = tmp_path / "raw", tmp_path / "state"
    (raw / "day").mkdir(parents=True)
    (raw / "day/a.txt").write_text("a")
    (raw / "day/b.txt").write_text("b")
    (raw / "broken").symlink_to("nowhere")
    os.mkfifo(raw / "pipe")
    with (raw / os.fsdecode(b"caf\xe9.txt")).open("w"):
        pass
    first = stamps(raw)
    assert Lookback(state).change(first).new == tuple(sorted(first))
    Lookback(state).keep(TABLES["deliveries"].empty(), first, {}, 2)
    assert Lookback(state).change(first) == RawChange()
    (raw / "day/a.txt").write_text("longer")
    (raw / "day/b.txt").unlink()
    (raw / "c.txt").touch()
    assert Lookback(state).change(stamps(raw)) == RawChange(("c.txt",), ("day/a.txt",), ("day/b.txt",))
    assert set(stamps(raw)) - set(stamps(raw, without=("day",))) == {"day/a.txt"}


def test_raw_files_are_compared_by_content_where_it_is_known(tmp_path: Path) -> None:
    """A file that was only touched has not changed; a night of an older version did not note contents."""
    state = tmp_path / "state"
    assert Lookback(state).content_change({"a": "1"}) is None
    Lookback(state).keep(TABLES["deliveries"].empty(), {}, {"a": "1", "b": "2", "c": "a FIFO"}, 0)
    assert Lookback(state).content_change({"a": "1", "b": "3", "d": "4"}) == RawChange(("d",), ("b",), ("c",))
    assert Lookback(state).content_change({"a": "1", "b": "2", "c": "a FIFO"}) == RawChange()


def test_the_lookback_survives_damage(tmp_path: Path) -> None:
    """What cannot be read is as if it were not there."""
    state = tmp_path / "state"
    assert (Lookback(state).deliveries, Lookback(state).n_quiet) == (None, 0)
    row = {name: 1 for name in TABLES["deliveries"].schema.names if name.startswith("n_")}
    table = pa.Table.from_pylist([{"source_file": "a", **row}], TABLES["deliveries"].schema)
    Lookback(state).keep(table, {}, {}, 2)
    assert Lookback(state).deliveries == table
    assert Lookback(state).n_quiet == 2
    for path in state.iterdir():
        path.write_text("{")
    assert (Lookback(state).deliveries, Lookback(state).n_quiet) == (None, 0)

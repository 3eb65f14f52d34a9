"""What is kept of a night: its line in the history, and what the next night compares with."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa

from pipeline import __version__
from pipeline.engine import parquet
from pipeline.engine.files import explained, write_bytes
from pipeline.engine.progress import logger

RUN_ID = "NIGHTDESK_RUN"  # environment variable: joins the lines that the stages of a night write with the night's
LIBRARIES = ("dvc", "numpy", "pyarrow", "scikit-learn")
Stamps = dict[str, list[int]]  # raw file → size in bytes, times of the last change of bytes and of anything, in ns

Contents = dict[str, str]  # raw file → SHA-256, or why it cannot be read


def new_id() -> str:
    """A name for a run, unlike any other."""
    return uuid4().hex[:12]


@dataclass(frozen=True)
class RawChange:
    """Raw files against the last night's; paths below the raw folder."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass
class Night:
    """A night as it goes; at the end a line of the history.

    Attributes:
        outcome: published, quiet (published, but nothing has come for too long), held back (by a gate or an
            invariant), failed, out of time, stopped, killed (told by the night after it).
        reason: why it was not published, in words; empty where it was.
        warnings: what an operator should know all the same.
        mended: what was found broken and mended.
    """

    run: str = field(default_factory=new_id)
    outcome: str = "failed"
    reason: str = ""
    snapshot: str | None = None
    n_articles: int | None = None
    n_rejected: int | None = None
    has_accepted: bool = False
    raw: RawChange = field(default_factory=RawChange)
    records: dict[str, int] = field(default_factory=dict)
    n_quiet: int = 0
    faults: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    stages: dict[str, dict[str, float]] = field(default_factory=dict)

    def warn(self, told: Iterable[str]) -> None:
        """Tell the operator, in the log and in the history."""
        for one in told:
            self.warnings.append(one)
            logger().warning(one)

    def mend(self, told: Iterable[str]) -> bool:
        """Tell what was mended; whether anything was."""
        before = len(self.mended)
        for one in told:
            self.mended.append(one)
            logger().warning(one)
        return len(self.mended) > before


def versions() -> dict[str, str]:
    """What computed a night: the program, Python, and the libraries that decide about bytes."""
    found = {"nightdesk": __version__, "python": ".".join(map(str, sys.version_info[:3]))}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


class Lookback:
    """What the last night that was looked at had; kept apart from the snapshots, for a night may be held back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._note = json.loads((folder / "night.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._note = {}

    @property
    def n_quiet(self) -> int:
        """Nights in a row without a new record."""
        return int(self._note.get("n_quiet", 0))

    @property
    def deliveries(self) -> pa.Table | None:
        """The table `deliveries` of that night; None where it is not known."""
        try:
            return parquet.read(self._folder / "deliveries.parquet")
        except (OSError, pa.ArrowInvalid):
            return None

    def change(self, now: Stamps) -> RawChange:
        """The raw files against those of that night, by size and time of the last change: nothing is opened."""
        before: Stamps = self._note.get("raw", {})
        return _compared(
            {path: stamp[:2] for path, stamp in now.items()}, {p: stamp[:2] for p, stamp in before.items()}
        )

    def content_change(self, now: Contents) -> RawChange | None:
        """The raw files against those of that night, by content: a touched one is no changed one. None: not known."""
        before: Contents | None = self._note.get("contents")
        return None if before is None else _compared(now, before)

    def keep(self, deliveries: pa.Table, raw: Stamps, contents: Contents, n_quiet: int) -> None:
        """What the next night compares with."""
        with explained(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            parquet.write(deliveries, self._folder / "deliveries.parquet.tmp")
            (self._folder / "deliveries.parquet.tmp").replace(self._folder / "deliveries.parquet")
        self._write({"n_quiet": n_quiet, "raw": raw, "contents": contents})

    def settle(self, standing: str, snapshot: str) -> None:
        """A night was published: what it depended on, see `stillness`, and what it gave."""
        self._write({**self._note, "standing": standing, "snapshot": snapshot})

    def settled(self, standing: str) -> str:
        """The snapshot that the last night gave, where it depended on the same; else empty."""
        return str(self._note.get("snapshot", "")) if self._note.get("standing") == standing else ""

    def _write(self, note: dict[str, Any]) -> None:
        self._note = note
        write_bytes(self._folder / "night.json", json.dumps(note).encode())


def _compared(now: Mapping[str, Any], before: Mapping[str, Any]) -> RawChange:
    """Paths that are new, have another value, or are gone."""
    changed = (path for path in now.keys() & before.keys() if now[path] != before[path])
    return RawChange(*map(tuple, map(sorted, (now.keys() - before.keys(), changed, before.keys() - now.keys()))))


def stamps(raw: Path, without: tuple[str, ...] = ()) -> Stamps:
    """Every entry of a folder that is no folder, with its size and the time of its last change.

    Args:
        raw: the folder.
        without: names of folders that are left out.
    """
    found: Stamps = {}
    for root, folders, names in os.walk(raw):
        folders[:] = [name for name in folders if name not in without]
        for name in names:
            path = os.path.join(root, name)  # noqa: PTH118 -- a hundred thousand Paths cost seconds
            status = os.lstat(path)
            found[path[len(str(raw)) + 1 :]] = [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
    return found

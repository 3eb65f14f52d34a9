"""Snapshots: readers see a whole night or the one before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.engine import snapshots as module
from pipeline.engine.snapshots import publish


def night(folder: Path, text: str) -> Path:
    """A small output folder whose data package holds `text`."""
    for name in ("datapackage.json", "topics/all.parquet", "interim/terms/all.parquet", "topics/.gitignore"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(f"{text} {name}")
    return folder


def test_the_last_night_is_current(tmp_path: Path) -> None:
    """`current` leads to the newest snapshot, whole."""
    for text in ("first", "second"):
        folder = publish(night(tmp_path / "out", text), tmp_path / "published", 7)
        current = tmp_path / "published" / "current"
        assert current.resolve() == folder.resolve()
        assert (current / "topics/all.parquet").read_text().startswith(text)
        found = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
        assert found == ["datapackage.json", "interim/terms/all.parquet", "topics/all.parquet"]


def test_the_same_night_is_one_snapshot(tmp_path: Path) -> None:
    """The name comes from the content: publishing again changes nothing."""
    out = night(tmp_path / "out", "same")
    first = publish(out, tmp_path / "published", 7)
    inode = (first / "datapackage.json").stat().st_ino
    assert publish(out, tmp_path / "published", 7) == first
    assert (first / "datapackage.json").stat().st_ino == inode


def test_a_snapshot_outlives_the_next_night(tmp_path: Path) -> None:
    """A replaced file of the working folder leaves the old snapshot as it was."""
    out = night(tmp_path / "out", "first")
    first = publish(out, tmp_path / "published", 7)
    night(out, "second")
    assert (first / "topics/all.parquet").read_text() == "first topics/all.parquet"


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_the_oldest_go(tmp_path: Path, keep: int) -> None:
    """As many snapshots stay as asked for, the newest; what a killed night left goes."""
    target = tmp_path / "published"
    names = []
    for number in range(4):
        names.append(publish(night(tmp_path / "out", f"night {number}"), target, keep).name)
        os.utime(target / names[-1], (number, number))
        (target / ".killed.tmp").mkdir(exist_ok=True)
    publish(night(tmp_path / "out", "night 3"), target, keep)
    assert {p.name for p in target.iterdir()} == {"current", *names[-keep:]}


def test_without_hard_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that refuses links costs space, not the night."""

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(module.os, "link", refuse)
    folder = publish(night(tmp_path / "out", "first"), tmp_path / "published", 1)
    assert (folder / "topics/all.parquet").read_text() == "first topics/all.parquet"

"""Snapshots: readers see a whole night or the one before; every content is stored once."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline.engine import snapshots as module
from pipeline.engine.snapshots import contents, publish, snapshots
from pipeline.errors import PipelineError

NAMES = ("datapackage.json", "interim/terms/all.parquet", "topics/all.parquet")


def night(folder: Path, text: str, **other: str) -> Path:
    """A small output folder whose files hold `text`, or what is given for them by the stem of their folder."""
    for name in (*NAMES, "topics/.gitignore", "topics/x.tmp", ".state/key"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(f"{other.get(path.parent.name, text)} {name}")
    return folder


def files_of(folder: Path) -> dict[str, str]:
    """Path → text."""
    paths = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(paths)}


def n_objects(target: Path) -> int:
    """Contents that are kept."""
    return sum(p.is_file() for p in (target / ".objects").glob("*/*"))


def test_the_last_night_is_current(tmp_path: Path) -> None:
    """`current` leads to the newest snapshot, whole; what is hidden or temporary is not in it."""
    for text in ("first", "second"):
        folder = publish(night(tmp_path / "out", text), tmp_path / "published", 7)
        current = tmp_path / "published" / "current"
        assert current.resolve() == folder.resolve()
        assert files_of(current.resolve()) == {name: f"{text} {name}" for name in NAMES}


def test_the_id_is_that_of_all_files(tmp_path: Path) -> None:
    """Any file that differs, the page too, makes another snapshot; a renamed file as well."""
    out, target = night(tmp_path / "out", "same"), tmp_path / "published"
    first = publish(out, target, 9)
    assert first.name == module.id_of(contents(out))
    (out / "report.html").write_text("page")
    second = publish(out, target, 9)
    (out / "report.html").rename(out / "page.html")
    assert len({first, second, publish(out, target, 9)}) == 3


def test_the_same_night_is_one_snapshot(tmp_path: Path) -> None:
    """Publishing again changes nothing and makes that snapshot the current one."""
    out, target = night(tmp_path / "out", "same"), tmp_path / "published"
    first = publish(out, target, 7)
    inode = (first / "datapackage.json").stat().st_ino
    publish(night(out, "other"), target, 7)
    assert publish(night(out, "same"), target, 7) == first
    assert (first / "datapackage.json").stat().st_ino == inode
    assert snapshots(target)[0] == first


def test_a_content_is_stored_once_and_read_only(tmp_path: Path) -> None:
    """A file that did not change is the same inode in both snapshots; nobody writes into it by mistake."""
    target = tmp_path / "published"
    first = publish(night(tmp_path / "out", "a"), target, 7)
    second = publish(night(tmp_path / "out", "a", topics="b"), target, 7)
    same = [name for name in NAMES if (first / name).samefile(second / name)]
    assert same == ["datapackage.json", "interim/terms/all.parquet"]
    assert n_objects(target) == 4
    assert {(second / name).stat().st_mode & 0o777 for name in NAMES} == {0o444}


def test_a_snapshot_shares_no_inode_with_the_working_folder(tmp_path: Path) -> None:
    """A file that is written into in place leaves the snapshot as it was."""
    out = night(tmp_path / "out", "first")
    first = publish(out, tmp_path / "published", 7)
    with (out / "topics/all.parquet").open("r+") as file:
        file.write("XXXXX")
    assert (first / "topics/all.parquet").read_text() == "first topics/all.parquet"


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_the_oldest_go(tmp_path: Path, keep: int) -> None:
    """As many snapshots stay as asked for, the newest; with the others go the contents that only they had."""
    target = tmp_path / "published"
    names = []
    for number in range(4):
        names.append(publish(night(tmp_path / "out", f"night {number}"), target, keep).name)
        os.utime(target / names[-1], (number, number))
        (target / ".killed.tmp").mkdir(exist_ok=True)
    publish(night(tmp_path / "out", "night 3"), target, keep)
    assert {p.name for p in target.iterdir()} == {"current", ".objects", *names[-keep:]}
    assert n_objects(target) == 3 * keep
    assert {p.stem for p in (target / ".objects").glob("*.json")} == set(names[-keep:])


def test_without_hard_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that refuses links costs space, not the night."""

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(module.os, "link", refuse)
    folder = publish(night(tmp_path / "out", "first"), tmp_path / "published", 1)
    assert (folder / "topics/all.parquet").read_text() == "first topics/all.parquet"
    assert (folder / "topics/all.parquet").stat().st_mode & 0o777 == 0o444


def test_a_full_disk_leaves_the_old_night_and_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was copied before the disk was full is taken away at once."""
    target = tmp_path / "published"
    first = publish(night(tmp_path / "out", "first"), target, 1)
    copy, left = shutil.copyfile, [2]

    def fill(source: Path, place: Path) -> None:
        left[0] -= 1
        copy(source, place)
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module.shutil, "copyfile", fill)
    with pytest.raises(PipelineError, match="no space left"):
        publish(night(tmp_path / "out", "second"), target, 1)
    assert (target / "current").resolve() == first.resolve()
    assert n_objects(target) == 3
    assert not list(target.rglob("*.tmp"))


def test_a_file_that_changes_while_it_is_published_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot holds what was looked at, or is none."""
    out = night(tmp_path / "out", "first")
    monkeypatch.setattr(module, "contents", lambda folder: dict.fromkeys(NAMES, "0" * 64) if folder else {})
    with pytest.raises(PipelineError, match="changed while it was published"):
        publish(out, tmp_path / "published", 1)
    assert not (tmp_path / "published/current").exists()


def test_the_list_of_files_is_a_file(tmp_path: Path) -> None:
    """Anybody can check a snapshot with it, by sha256sum."""
    folder = publish(night(tmp_path / "out", "first"), tmp_path / "published", 1)
    assert json.loads((folder.parent / f".objects/{folder.name}.json").read_text()) == contents(folder)


def test_a_folder_of_the_same_name_that_is_no_such_snapshot_is_replaced(tmp_path: Path) -> None:
    """A snapshot whose list was lost is built again from its contents."""
    out, target = night(tmp_path / "out", "first"), tmp_path / "published"
    folder = publish(out, target, 1)
    (folder.parent / f".objects/{folder.name}.json").unlink()
    (folder / "topics/all.parquet").unlink()
    assert publish(out, target, 1) == folder
    assert files_of(folder) == {name: f"first {name}" for name in NAMES}
    assert not list(target.glob(".*.tmp"))

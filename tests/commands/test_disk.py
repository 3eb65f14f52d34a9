"""Space, and what earlier nights left in DVC's cache."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.commands import disk
from pipeline.commands.disk import CACHE, Leftovers
from pipeline.errors import PipelineError


class Usage(NamedTuple):
    """Of a disk, in bytes."""

    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cached(text: str) -> str:
    """Put a content into the cache; give its name there."""
    name = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    name += ".dir" if text.startswith("[") else ""
    path = CACHE / name[:2] / name[2:]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return name


def folder(*names: str) -> str:
    """Put the list of a folder into the cache."""
    return cached(json.dumps([{"md5": name, "relpath": name} for name in names]))


def lock(*names: str) -> None:
    """A dvc.lock that refers to these."""
    Path("dvc.lock").write_text("".join(f"    - path: x\n      md5: {name}\n" for name in names))


def left() -> set[str]:
    """The names in the cache."""
    return {path.parent.name + path.name for path in CACHE.glob("*/*")}


def test_what_nights_no_longer_need_is_deleted() -> None:
    """Members of folders too; what is still referred to, what others keep there, and .dvc files of others stay."""
    old, both, new, mine, tracked = (cached(text) for text in ("old", "both", "new", "mine", "tracked"))
    first, second = folder(old, both, tracked), folder(both, new)
    Path("own.csv.dvc").write_text(f"outs:\n- md5: {tracked}\n  path: own.csv\n")
    leftovers = Leftovers(Path("state/cache.txt"))
    lock(first)
    leftovers.begin()
    lock(second)
    assert leftovers.drop() == len("old") + (len(json.dumps([{"md5": old, "relpath": old}] * 3)))
    assert left() == {both, new, second, mine, tracked}
    assert not Path("state/cache.txt").exists()


def test_what_a_failed_night_left_is_remembered() -> None:
    """The next night that gets through deletes what both no longer need."""
    names = [cached(text) for text in ("one", "two", "three")]
    for name in names[:2]:
        lock(name)
        Leftovers(Path("state/cache.txt")).begin()
    lock(names[2])
    leftovers = Leftovers(Path("state/cache.txt"))
    leftovers.begin()
    leftovers.drop()
    assert left() == {names[2]}


def test_without_a_lock_or_a_cache_there_is_nothing_to_delete() -> None:
    """The first night."""
    leftovers = Leftovers(Path("state/cache.txt"))
    leftovers.begin()
    assert leftovers.drop() == 0


def test_space_is_looked_at_where_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each folder's own disk, or that of the nearest parent that is there."""
    (tmp_path / "small").mkdir()
    free = {tmp_path / "small": 2 << 30, Path(): 9 << 30}
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, free[Path(path)]))
    folders = (Path("data/none"), tmp_path / "small/not/there")
    disk.check_space(2.0, folders)
    with pytest.raises(PipelineError, match=r"small: 2\.0 GiB free, 2\.5 wanted"):
        disk.check_space(2.5, folders)


@pytest.mark.parametrize(("free", "is_full"), [((1 << 24) - 1, True), (1 << 24, False)])
def test_a_full_disk_is_told(free: int, is_full: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below 16 MiB, of folders that are there."""
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, free if path == tmp_path else 1 << 40))
    folders = (Path("none"), Path(), tmp_path)
    if is_full:
        with pytest.raises(PipelineError, match="no space left"):
            disk.tell_full_disk(folders)
    else:
        disk.tell_full_disk(folders)

"""The inventory names every entry, waits for none, and tells whether a file is still what it was."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.ingest import inventory
from pipeline.ingest.inventory import (
    Look,
    files_of,
    inventory_table,
    is_unchanged,
    look_at,
    looks_of,
    take_inventory,
)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with two files, one of them below a folder."""
    (tmp_path / "raw/day").mkdir(parents=True)
    (tmp_path / "raw/day/a.txt").write_bytes(b"ferry")
    (tmp_path / "raw/b.txt").write_bytes(b"")
    return tmp_path / "raw"


def long_ago(path: Path) -> None:
    """Make a file look as if nothing had happened for an hour."""
    moment = path.stat().st_mtime_ns - 3600 * 10**9
    os.utime(path, ns=(moment, moment))


def test_every_file_is_listed_with_size_and_hash(raw: Path) -> None:
    """Sorted by path; hidden files, files being written and DVC's notes are no raw files."""
    for name in (".hidden", "c.tmp", "d.dvc", ".git/HEAD", ".dvcignore", "~$x.txt"):
        (raw / name).parent.mkdir(exist_ok=True)
        (raw / name).write_text("x")
    files, looks = take_inventory(raw, {})
    assert [(f.path, f.size, f.sha256, f.fault) for f in files] == [
        ("b.txt", 0, sha256(b"").hexdigest(), ""),
        ("day/a.txt", 5, sha256(b"ferry").hexdigest(), ""),
    ]
    assert looks.keys() == {"b.txt", "day/a.txt"}


def test_what_cannot_be_read_is_listed_with_the_reason(raw: Path, tmp_path: Path) -> None:
    """A pipe, a socket, links to nothing, to itself, out of the folder, to a folder: none is opened, all are listed."""
    (tmp_path / "outside").mkdir()
    os.mkfifo(raw / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(raw / "socket.txt"))
    (raw / "broken.txt").symlink_to("nowhere.txt")
    (raw / "loop.txt").symlink_to("loop.txt")
    (raw / "out").symlink_to(tmp_path / "outside", target_is_directory=True)
    (raw / "again").symlink_to(".", target_is_directory=True)
    files, _ = take_inventory(raw, {})
    faults = {f.path: f.fault for f in files if f.fault}
    assert {path: fault.partition(":")[0] for path, fault in faults.items()} == {
        "again": "unreadable_file",
        "broken.txt": "unreadable_file",
        "loop.txt": "unreadable_file",
        "out": "path_escape",
        "pipe.txt": "unreadable_file",
        "socket.txt": "unreadable_file",
    }
    assert all((f.size, f.sha256) == (0, "") for f in files if f.fault)
    assert "a link to a folder" in faults["again"]


def test_a_name_that_is_no_utf8_survives_the_table(raw: Path) -> None:
    """The path in the table opens the file."""
    (raw / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    files, _ = take_inventory(raw, {})
    back = files_of(inventory_table(files))
    assert back == files
    assert (raw / back[1].path).read_text() == "x"


def test_settled_files_are_not_read_again(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose stamp is the same is not opened; one that changed is; one that changed just now is too."""
    long_ago(raw / "day/a.txt")
    monkeypatch.setattr(inventory, "SETTLED_NS", -(10**12))
    _, looks = take_inventory(raw, {})
    read: list[str] = []
    monkeypatch.setattr(inventory, "look_at", lambda path, raw: read.append(path.name) or look_at(path, raw))
    assert take_inventory(raw, looks)[1] == looks
    assert read == []
    (raw / "day/a.txt").write_bytes(b"FERRY")
    files, _ = take_inventory(raw, looks)
    assert read == ["a.txt"]
    assert files[1].sha256 == sha256(b"FERRY").hexdigest()
    take_inventory(raw, {path: replace(look, is_settled=False) for path, look in looks.items()})
    assert sorted(read) == ["a.txt", "a.txt", "b.txt"]


def test_a_fresh_file_is_not_settled(raw: Path) -> None:
    """Within two seconds another change might leave the same times; after that it cannot."""
    assert not look_at(raw / "b.txt", raw).is_settled
    stamp, changed = inventory._stamp(raw / "b.txt")
    assert stamp
    assert changed >= (raw / "b.txt").stat().st_mtime_ns


def test_a_file_is_unchanged_by_its_bytes(raw: Path) -> None:
    """Touched or replaced by the same bytes it is unchanged; with other bytes or gone it is not."""
    look = look_at(raw / "day/a.txt", raw)
    os.utime(raw / "day/a.txt")
    assert is_unchanged(raw / "day/a.txt", raw, look)
    (raw / "day/a.txt").write_bytes(b"FERRY")
    assert not is_unchanged(raw / "day/a.txt", raw, look)
    (raw / "day/a.txt").unlink()
    assert not is_unchanged(raw / "day/a.txt", raw, look)


def test_only_what_fits_the_inventory_is_known(raw: Path) -> None:
    """A look at other bytes than the inventory names is worth nothing."""
    files, looks = take_inventory(raw, {})
    assert looks_of(files, looks) == looks
    other = Look("stamp", "f" * 64, "", is_settled=True)
    assert looks_of(files[:1], {"b.txt": other}) == {"b.txt": Look("", files[0].sha256, "", is_settled=False)}


@pytest.mark.parametrize("name", ["none", "empty", "file"])
def test_a_folder_without_files_is_a_usage_error(tmp_path: Path, name: str) -> None:
    """A folder that is not there, is empty, or is no folder: told, with what to do."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="hint:"):
        take_inventory(tmp_path / name, {})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_a_reason(raw: Path) -> None:
    """A file and a folder without read permission are listed."""
    (raw / "b.txt").chmod(0)
    (raw / "day").chmod(0)
    faults = {f.path: f.fault for f in take_inventory(raw, {})[0]}
    assert faults == {
        "b.txt": "unreadable_file: permission denied",
        "day": "unreadable_file: a folder that cannot be listed",
    }
    (raw / "day").chmod(0o755)

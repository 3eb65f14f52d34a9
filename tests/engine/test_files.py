"""Files are written as a whole or not at all, and known by their stamp."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.engine import files as module
from pipeline.engine.files import explained, file_sha256, known_sha256, replacing, stamp_of, write_bytes
from pipeline.errors import PipelineError

SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def names_in(folder: Path) -> list[str]:
    """What lies in a folder."""
    return [path.name for path in folder.iterdir()]


def test_a_file_is_there_with_its_folders(tmp_path: Path) -> None:
    """With the bytes that were given, and nothing beside it."""
    write_bytes(tmp_path / "a/b/c.txt", b"abc")
    assert (tmp_path / "a/b/c.txt").read_bytes() == b"abc"
    assert file_sha256(tmp_path / "a/b/c.txt") == SHA_OF_ABC
    assert names_in(tmp_path / "a/b") == ["c.txt"]


def test_pieces_stand_one_behind_the_other(tmp_path: Path) -> None:
    """Bytes and views of them, none of which has to be copied; without a piece the file is empty."""
    write_bytes(tmp_path / "abc", b"a", memoryview(b"-bc-")[1:3], b"")
    assert file_sha256(tmp_path / "abc") == SHA_OF_ABC
    write_bytes(tmp_path / "abc")
    assert (tmp_path / "abc").read_bytes() == b""


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    """The old bytes stay, and no half of the new ones."""
    path = tmp_path / "a.txt"
    write_bytes(path, b"old")
    with pytest.raises(UnicodeEncodeError), replacing(path) as partial:
        partial.write_text("half, and then \udfff", encoding="utf-8")
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.txt"]


def test_readers_never_see_a_part_of_a_file(tmp_path: Path) -> None:
    """While it is written the path holds what it held, and the new file is a hidden one in its folder."""
    path = tmp_path / "a.txt"
    with replacing(path) as partial:
        assert not path.exists()
        assert partial.parent == tmp_path
        assert partial.name.startswith(".a.txt.")
        assert partial.name.endswith(f".{os.getpid()}.tmp")
        partial.write_bytes(b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("code", "said", "hint"),
    [
        (errno.ENOSPC, "no space left", "free some space"),
        (errno.EDQUOT, "no space left", "free some space"),
        (errno.EFBIG, "no space left", "free some space"),
        (errno.EACCES, "cannot be written: Permission denied", "owner and permissions"),
        (errno.EROFS, "cannot be written: Read-only file system", "owner and permissions"),
    ],
)
def test_errors_say_where_and_what_to_do(tmp_path: Path, code: int, said: str, hint: str) -> None:
    """A full disk is told apart from one that may not be written."""
    with pytest.raises(PipelineError) as caught, explained(tmp_path / "a.txt"):
        raise OSError(code, os.strerror(code))
    assert str(caught.value).startswith(f"{tmp_path / 'a.txt'}: {said}")
    assert hint in str(caught.value)


def test_other_errors_pass(tmp_path: Path) -> None:
    """Only what the system says of a write is explained."""
    with pytest.raises(ValueError, match="x"), explained(tmp_path):
        raise ValueError("x")


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    """With its size, its time and its place on the disk; there is none of a file that is not there."""
    path = tmp_path / "a.txt"
    assert stamp_of(path) == ""
    path.write_bytes(b"abc")
    first = stamp_of(path)
    assert first == stamp_of(path) != ""
    os.utime(path, ns=(1, 1))
    second = stamp_of(path)
    path.write_bytes(b"abcd")
    os.utime(path, ns=(1, 1))
    third = stamp_of(path)
    path.rename(tmp_path / "b.txt")
    path.write_bytes(b"abcd")
    os.utime(path, ns=(1, 1))
    assert len({first, second, third, stamp_of(path)}) == 4


def test_a_file_is_read_once_while_its_stamp_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was replaced is read again."""
    read: list[Path] = []
    monkeypatch.setattr(module, "file_sha256", lambda path: (read.append(path), file_sha256(path))[1])
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert [known_sha256(path), known_sha256(str(path))] == [SHA_OF_ABC] * 2
    write_bytes(path, b"abd")
    assert known_sha256(path) == file_sha256(path) != SHA_OF_ABC
    assert read == [path, path]

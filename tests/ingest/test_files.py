"""Laws of opening files."""

import errno
import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.files import Budget, unpacked
from pipeline.ingest.opening import is_of_the_machine, opened
from pipeline.ingest.record import Fault


def test_links_within_are_followed_links_out_are_not(raw: Path, rows: Callable[..., Any]) -> None:
    """A link to a file of the raw folder is a file; one that leaves it is rejected, whatever it points to."""
    (raw.parent / "secret.txt").write_text("secret")
    (raw / "a.txt").write_text("The bridge is closed.")
    (raw / "in.txt").symlink_to("a.txt")
    (raw / "out.txt").symlink_to("../secret.txt")
    (raw / "dir").symlink_to("..")
    found = {place: row["reason"] for place, row in rows(raw).items()}
    assert found == {("a.txt", 1): None, ("in.txt", 1): None, ("out.txt", 0): "path_escape", ("dir", 0): "path_escape"}


def test_what_is_no_file_is_rejected(raw: Path, rows: Callable[..., Any]) -> None:
    """Pipes are not waited for; links to nowhere or to themselves are rows, too."""
    os.mkfifo(raw / "pipe.txt")
    (raw / "lost.txt").symlink_to("nowhere.txt")
    (raw / "self.txt").symlink_to("self.txt")
    assert {row["reason"] for row in rows(raw).values()} == {"unreadable_file"}
    assert len(rows(raw)) == 3


def test_a_file_that_may_not_be_read(raw: Path, rows: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without permission is a row; details do not tell where on the machine it lies."""
    (raw / "a.txt").write_text("x")

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    row = rows(raw)["a.txt", 0]
    assert (row["reason"], row["detail"]) == ("unreadable_file", "permission denied")


def test_a_folder_is_no_file(raw: Path) -> None:
    """A folder that the plan could not list is rejected by what it is."""
    (raw / "sub").mkdir()
    with pytest.raises(Fault, match="a folder"), opened(raw / "sub", raw):
        pass


@pytest.mark.parametrize(("code", "stops"), [(errno.EIO, False), (errno.ENOSPC, True), (errno.EMFILE, True)])
def test_whose_fault_it_is(
    raw: Path, rows: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, code: int, *, stops: bool
) -> None:
    """A disk that cannot read the file rejects it; a machine without space or handles stops the night."""
    (raw / "a.txt").write_text("x")

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("pipeline.ingest.txt.whole_text", fail)
    if stops:
        with pytest.raises(OSError, match=os.strerror(code)):
            rows(raw)
    else:
        assert rows(raw)["a.txt", 0]["reason"] == "unreadable_file"


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: pa.compress(data, "zstd", asbytes=True)])
def test_compressed_files_of_several_members_and_cut_off_ones(pack: Callable[[bytes], bytes]) -> None:
    """Members one after another are one stream; one that is cut off is told from one that ends."""
    kind = "gzip" if pack is gzip.compress else "zstd"
    budget = Budget.of(10, IngestConfig())
    data = os.urandom(50_000)

    def read(packed: bytes) -> bytes:
        return unpacked(io.BufferedReader(io.BytesIO(packed)), kind, budget).read()  # type: ignore[arg-type]

    assert read(pack(data) + pack(b"more")) == data + b"more"
    with pytest.raises(Fault, match="cut off"):
        read(pack(data)[:-5])


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_errors_of_the_disk_pass_through_decompression(code: int) -> None:
    """An error of the operating system below a compressed stream is not taken for damage."""

    class Failing(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError(code, os.strerror(code))

    with pytest.raises(OSError, match=os.strerror(code)):
        unpacked(io.BufferedReader(Failing()), "gzip", Budget(10)).read()


def test_who_is_to_blame() -> None:
    """Arrow's errors and seeks to impossible places are the file's; memory and disk are the machine's."""
    assert not is_of_the_machine(OSError("Truncated"))
    assert not is_of_the_machine(OSError(errno.EINVAL, "Invalid argument"))
    assert not is_of_the_machine(ValueError("x"))
    assert is_of_the_machine(OSError(errno.EIO, "x"))
    assert is_of_the_machine(MemoryError())


def test_sizes_are_told(raw: Path) -> None:
    """An open file comes with its size."""
    (raw / "a.txt").write_text("abc")
    with opened(raw / "a.txt", raw) as (stream, size):
        assert (stream.read(), size) == (b"abc", 3)

"""What lies in the raw folder: every file with its size and hash, or why it cannot be read.

A file is hashed again when its size, times or inode have changed, or when it had been changed so shortly before it was
hashed that a further change may have left the same times.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import byte_strings, numbers, strings
from pipeline.errors import UsageError
from pipeline.ingest.formats import is_skipped
from pipeline.ingest.opening import opened
from pipeline.ingest.record import Fault
from pipeline.tables.records import INVENTORY

SETTLED_NS = 2_000_000_000  # file systems keep times in steps of up to two seconds (FAT)


@dataclass(frozen=True)
class RawFile:
    """A raw file as the inventory has it.

    Attributes:
        path: below the raw folder, with / between folders; bytes that are no UTF-8 as lone surrogates.
        size: bytes; 0 where it cannot be read.
        sha256: of its bytes; empty where it cannot be read.
        fault: why it cannot be read; empty where it can.
    """

    path: str
    size: int
    sha256: str
    fault: str

    @property
    def content(self) -> str:
        """What reading it depends on."""
        return self.sha256 or self.fault


@dataclass(frozen=True)
class Look:
    """A raw file when it was hashed: what it held, and how to see that it is still the same.

    Attributes:
        stamp: size, times and inode; empty where there was no file.
        sha256: as in RawFile.
        fault: as in RawFile.
        is_settled: whether its last change was long enough ago for its times to tell of any later one.
    """

    stamp: str
    sha256: str
    fault: str
    is_settled: bool


Looks = dict[str, Look]


def take_inventory(raw: Path, known: Mapping[str, Look]) -> tuple[list[RawFile], Looks]:
    """Every raw file, sorted by path, and what was seen of each.

    Args:
        raw: the raw folder.
        known: what the last inventory saw; settled files with the same stamp are not read.

    Raises:
        UsageError: there is no such folder, it cannot be read, or it holds no file.
    """
    files, looks = [], {}
    for path in sorted(_walk(raw)):
        look = _same(raw / path, known.get(path)) or look_at(raw / path, raw)
        looks[path] = look
        size = int(look.stamp.partition("-")[0] or 0) if look.sha256 else 0
        files.append(RawFile(path, size, look.sha256, look.fault))
    if not files:
        hint = "drop .txt, .jsonl, .csv, .parquet, .html, .warc, .zip or .tar files there"
        raise UsageError("the raw folder holds no files", where=str(raw), hint=hint)
    return files, looks


def look_at(path: Path, raw: Path) -> Look:
    """Hash a raw file. Never raises, never follows a link out of the raw folder, never waits for a pipe."""
    stamp, changed = _stamp(path)
    try:
        with opened(path, raw.resolve()) as (stream, _):
            sha256, fault = file_digest(stream, "sha256").hexdigest(), ""
    except Fault as error:
        sha256, fault = "", f"{error.reason}: {error}"
    except OSError as error:
        sha256, fault = "", (error.strerror or type(error).__name__).lower()
    same = _stamp(path)[0] == stamp
    return Look(stamp, sha256, fault, is_settled=same and time.time_ns() - changed > SETTLED_NS)


def is_unchanged(path: Path, raw: Path, look: Look) -> bool:
    """Whether a raw file that has been read still is what the inventory saw, so that these very bytes were read."""
    if _same(path, look) is not None:
        return True
    now = look_at(path, raw)
    return (now.sha256, now.fault) == (look.sha256, look.fault)


def looks_of(files: Iterable[RawFile], known: Mapping[str, Look]) -> Looks:
    """What was seen of each file of an inventory, as far as it is known; else only what it held."""
    bare = {file.path: Look("", file.sha256, file.fault, is_settled=False) for file in files}
    return {path: _fitting(known.get(path), look) for path, look in bare.items()}


def _fitting(known: Look | None, bare: Look) -> Look:
    same = known is not None and (known.sha256, known.fault) == (bare.sha256, bare.fault)
    return known if known is not None and same else bare


def inventory_table(files: list[RawFile]) -> pa.Table:
    """Table `inventory`."""
    return INVENTORY.build(
        path=byte_strings([os.fsencode(file.path) for file in files]),
        size=numbers(np.array([file.size for file in files], np.int64)),
        sha256=strings([file.sha256 or None for file in files]),
        fault=strings([file.fault or None for file in files]),
    )


def files_of(table: pa.Table) -> list[RawFile]:
    """The raw files of a table `inventory`."""
    columns = (table[name].to_pylist() for name in ("path", "size", "sha256", "fault"))
    return [
        RawFile(os.fsdecode(path), size, sha or "", why or "") for path, size, sha, why in zip(*columns, strict=True)
    ]


def _same(path: Path, look: Look | None) -> Look | None:
    """What was seen, where one look at its stamp says that nothing has changed since."""
    return look if look is not None and look.is_settled and _stamp(path)[0] == look.stamp else None


def _stamp(path: Path) -> tuple[str, int]:
    """Size, times and inode of what a path leads to, and its last change in nanoseconds since 1970."""
    try:
        found, link = path.stat(), path.lstat()
    except (OSError, RuntimeError):
        return "", time.time_ns()
    changed = max(found.st_mtime_ns, found.st_ctime_ns, link.st_ctime_ns)
    facts = (
        found.st_size,
        found.st_mode,
        found.st_mtime_ns,
        found.st_ctime_ns,
        found.st_dev,
        found.st_ino,
        link.st_ino,
    )
    return "-".join(map(str, facts)), changed


def _walk(raw: Path) -> Iterator[str]:
    """Paths of all files that are no others' business; a folder that cannot be listed and a link to one count as files.

    Hidden files, files still being written (`.tmp`, `.part`) and `.dvc` files are left out.
    """
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(raw / folder))
        except OSError as error:
            if not folder:
                hint = "give the folder that the scraper writes to, --raw DIR"
                raise UsageError(f"cannot be read: {error.strerror}", where=str(raw), hint=hint) from None
            yield folder
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if is_skipped(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path

"""What is read together: raw files to units. docs/decisions/001-partitions.md says why it is done so.

A function of relative paths and sizes alone: nothing depends on what was there before, so a folder that grew night by
night gives the units of one that came at once, and a file more or less touches the unit that it is in.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.ingest.formats import SINGLE, form_of, is_skipped

ALONE_BYTES = 64_000  # a file of many records from this size on is a unit of its own
CUT_IN = 64  # a group ends after a file with a probability of 1 in so many, by the hash of its path
MAX_FILES = 256  # of a group
MAX_BYTES = 2_000_000  # of a group, but for one that a single larger file is
LARGE_FOLDER = 16  # files from which on a folder shares no group with another
SLUG_CHARS = 60


@dataclass(frozen=True)
class Unit:
    """Raw files that are read together; a change in one of them makes all of them be read again.

    Attributes:
        name: readable, unique within a plan, ASCII, at most 80 characters.
        files: paths below the raw folder, with / between folders, in the order of reading.
    """

    name: str
    files: tuple[str, ...]


@dataclass(frozen=True, order=True)
class _File:
    folder: str
    name: str
    size: int

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.name}" if self.folder else self.name

    @property
    def digest(self) -> str:
        return sha256(os.fsencode(self.path)).hexdigest()


def plan(raw: Path) -> tuple[Unit, ...]:
    """The units of a raw folder, by path.

    Hidden files, files still being written (`.tmp`, `.part`) and `.dvc` files are left out; those of unknown form are
    not, so that each of them becomes a row of `rejected`. Links to folders are not followed.

    Raises:
        UsageError: there is no such folder, it cannot be read, or it holds no file.
    """
    files = sorted(_walk(raw))
    if not files:
        hint = "drop .txt, .jsonl, .csv, .parquet, .html, .warc, .zip or .tar files there"
        raise UsageError("the raw folder holds no files", where=str(raw), hint=hint)
    groups = sorted([*_alone(files), *_grouped([f for f in files if not _is_alone(f)])])
    names = _names(groups)
    return tuple(Unit(name, tuple(f.path for f in group)) for name, group in zip(names, groups, strict=True))


def _walk(raw: Path) -> Iterator[_File]:
    """All files that are no others' business; a folder that cannot be listed counts as a file, to be rejected."""
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(raw / folder))
        except OSError as error:
            if not folder:
                hint = "give the folder that the scraper writes to, --raw DIR"
                raise UsageError(f"cannot be read: {error.strerror}", where=str(raw), hint=hint) from None
            parent, _, name = folder.rpartition("/")
            yield _File(parent, name, 0)
            continue
        for entry in entries:
            if is_skipped(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{folder}/{entry.name}" if folder else entry.name)
            elif not _is_link_within(entry, raw):
                yield _File(folder, entry.name, _size(entry))


def _is_link_within(entry: os.DirEntry[str], raw: Path) -> bool:
    """Whether this is a link to a folder below raw, whose files are found there anyway."""
    target = Path(entry.path)
    return entry.is_symlink() and target.is_dir() and target.resolve().is_relative_to(raw.resolve())


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except OSError:
        return 0


def _is_alone(file: _File) -> bool:
    form = form_of(file.name)
    return form is not None and form.reader not in SINGLE and file.size >= ALONE_BYTES


def _alone(files: list[_File]) -> Iterator[list[_File]]:
    return ([file] for file in files if _is_alone(file))


def _grouped(files: list[_File]) -> Iterator[list[_File]]:
    """Neighbours together, cut where the names say so: a file more moves no boundary but those around it."""
    in_folder = Counter(file.folder for file in files)
    group: list[_File] = []
    size = 0
    for file in files:
        if group and (
            _ends_after(group[-1], file, in_folder) or len(group) >= MAX_FILES or size + file.size > MAX_BYTES
        ):
            yield group
            group, size = [], 0
        group.append(file)
        size += file.size
    if group:
        yield group


def _ends_after(last: _File, file: _File, in_folder: Counter[str]) -> bool:
    """Whether a group ends between two neighbours, whatever else is in it."""
    if last.folder != file.folder and max(in_folder[last.folder], in_folder[file.folder]) >= LARGE_FOLDER:
        return True
    return int(last.digest[:8], 16) % CUT_IN == 0


def _names(groups: list[list[_File]]) -> list[str]:
    """`slug-of-the-first-path-HASH`, with more of the hash where two would be the same."""
    first = [group[0] for group in groups]
    short = [f"{_slug(file.path)}-{file.digest[:8]}" for file in first]
    often = Counter(short)
    return [f"{name}{file.digest[8:16]}" if often[name] > 1 else name for name, file in zip(short, first, strict=True)]


def _slug(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.lower())[-SLUG_CHARS:].strip("-") or "unit"

"""What is read together: raw files to units. docs/decisions/001-partitions.md says why it is done so.

A function of relative paths and sizes alone: nothing depends on what was there before, so a folder that grew night by
night gives the units of one that came at once, and a file more or less touches the unit that it is in.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from pipeline.ingest.formats import SINGLE, form_of, is_page

ALONE_BYTES = 64_000  # a file of many records from this size on is a unit of its own
CUT_IN = 64  # a group ends after a file with a probability of 1 in so many, by the hash of its path
MAX_FILES = 256  # of a group
MAX_BYTES = 2_000_000  # of a group, but for one that a single larger file is
MARKUP = 20  # bytes of a web page for one of its text; 318 pages of news sites: median 37, a quarter below 18
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
    def weight(self) -> int:
        """Bytes that its text has, roughly."""
        return self.size // MARKUP if is_page(self.name) else self.size

    @property
    def digest(self) -> str:
        return sha256(os.fsencode(self.path)).hexdigest()


def plan(files: Iterable[tuple[str, int]]) -> tuple[Unit, ...]:
    """The units of a raw folder, by path.

    Args:
        files: path below the raw folder, with / between folders, and size in bytes of each raw file.
    """
    found = sorted(_File(*_split(path), size) for path, size in files)
    groups = sorted([*_alone(found), *_grouped([f for f in found if not _is_alone(f)])])
    names = _names(groups)
    return tuple(Unit(name, tuple(f.path for f in group)) for name, group in zip(names, groups, strict=True))


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name


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
            _ends_after(group[-1], file, in_folder) or len(group) >= MAX_FILES or size + file.weight > MAX_BYTES
        ):
            yield group
            group, size = [], 0
        group.append(file)
        size += file.weight
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

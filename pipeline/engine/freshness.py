"""Whether a stage has anything to do at all: told without numpy, Arrow or a look into any table.

DVC starts a process for every stage that it thinks concerned. When the work has been done before (by `stages`, which
runs all of them in one process), such a process should end at once. A note of what a stage read and wrote (raw files
and code by size, times and inode, tables by hash) is kept in STATE/fresh/STAGE; while all of it is the same, so is the
result. Any doubt means work.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.engine.dag import WRITERS, steps_of
from pipeline.engine.file_names import CODE_HASHES, LOCK_FILE, TABLE_HASHES
from pipeline.engine.files import file_sha256

PACKAGE = Path(__file__).resolve().parents[1]
Stamp = tuple[str, int]  # what is known of a file, and its last change in nanoseconds since 1970
Look = Callable[[Path], Iterator[Stamp]]
Looks = dict[tuple[Path, Look], list[Stamp]]
SETTLED_NS = 2_000_000_000  # file systems keep times in steps of up to two seconds


class Freshness:
    """Notes on stages over one output folder.

    Args:
        raw: the raw folder.
        out: the output folder.
        state: where notes are kept.
        model: folder of the accepted topic model; None for none.
        settings: the settings file, and what was set on the command line.
    """

    def __init__(
        self, raw: Path, out: Path, state: Path, model: Path | None, settings: tuple[Path, Sequence[str]]
    ) -> None:
        self._raw, self._out, self._model = raw, out, model
        self._notes = state / "fresh"
        self._file, self._pairs = settings
        self._known: Mapping[str, str] = {}

    def are_fresh(self, *stages: str) -> bool:
        """Whether nothing that these stages read or wrote has changed since they were noted."""
        looks: Looks = {}
        return all(self._noted(stage) == self._signature(stage, looks)[0] for stage in stages)

    def _noted(self, stage: str) -> str:
        try:
            return (self._notes / stage).read_text(encoding="ascii")
        except OSError:
            return ""

    def note(self, stages: Iterable[str], begun_ns: int, known: Mapping[str, str]) -> None:
        """Note that these stages are done, unless something changed meanwhile, or too shortly before to be sure.

        Args:
            stages: their names.
            begun_ns: when the work began, nanoseconds since 1970.
            known: path → SHA-256 of files that need not be read for it.
        """
        self._known = known
        self._notes.mkdir(parents=True, exist_ok=True)
        looks: Looks = {}
        for stage in stages:
            signature, newest = self._signature(stage, looks)
            is_sure = newest < begun_ns - SETTLED_NS
            (self._notes / stage).write_text(signature if is_sure else "changing", encoding="ascii")

    def _signature(self, stage: str, looks: Looks) -> tuple[str, int]:
        """A hash of all stamps, and the last change of what the stage does not write; `looks` are taken once each."""
        digest, newest = hashlib.sha256(" ".join((stage, sys.version, *self._pairs)).encode()), 0
        for place, look in self._places(stage):
            if (place, look) not in looks:
                looks[place, look] = list(look(place))
            for stamp, changed in looks[place, look]:
                digest.update(b"\0" + stamp.encode("utf-8", "surrogateescape"))
                newest = max(newest, changed)
        return digest.hexdigest(), newest

    def _places(self, stage: str) -> Iterator[tuple[Path, Look]]:
        """What the stage depends on and writes, and how to look at it."""
        steps = steps_of(stage)
        yield PACKAGE, _tree
        yield Path(sysconfig.get_path("purelib")), _stamp
        for file in (self._file, *_named(self._file, self._pairs)):
            yield file, _stamp
        if any(step.scope == "inventory" for step in steps):
            yield self._raw, _tree
            yield self._out.parent / CODE_HASHES, self._content
            yield Path(LOCK_FILE), self._content
        if self._model is not None and any(step.scope == "model" for step in steps):
            yield self._model, self._content
        for table in dict.fromkeys(name for step in steps for name in (*step.inputs, *step.writes)):
            yield self._out / table, self._content
            yield self._out / "interim" / WRITERS[table].stage / table, self._content
        yield self._out / "interim" / stage / TABLE_HASHES, self._content
        for step in steps:
            for name in step.files:
                yield self._out / name, self._content

    def _content(self, place: Path) -> Iterator[Stamp]:
        """Name and hash of a file, or of the files of a folder: DVC replaces them by copies, so stamps would not do."""
        for path in sorted(place.iterdir()) if place.is_dir() else [place]:
            yield f"{path} {self._known.get(str(path)) or _sha256(path)}", 0


def _sha256(path: Path) -> str:
    """Hash of a file, or why it cannot be read."""
    try:
        return file_sha256(path)
    except OSError as error:
        return type(error).__name__


def _named(file: Path, pairs: Sequence[str]) -> Iterator[Path]:
    """Files whose names stand among the settings."""
    try:
        text = re.sub(r"#.*", "", file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        text = ""
    for word in sorted(set(re.findall(r"[^\s\"'=:,#\[\]{}]+", " ".join((text, *pairs))))):
        if "." in word and Path(word).is_file():
            yield Path(word)


def _tree(folder: Path) -> Iterator[Stamp]:
    """Stamps of all entries of a folder, sorted by path, compiled Python left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield f"{folder} {error.errno}", 0
        return
    yield from _stamp(folder)
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _tree(Path(entry.path))
        else:
            yield from _stamp(Path(entry.path))


def _stamp(path: Path) -> Iterator[Stamp]:
    """Name, size, mode, times and inode of a path and of what it leads to, and the last change of either.

    Changes are in nanoseconds since 1970. Folders count too: a file that was deleted leaves no other trace.
    """
    try:
        own = path.lstat()
        end = path.stat() if stat.S_ISLNK(own.st_mode) else own
    except (OSError, RuntimeError) as error:
        yield f"{path} {type(error).__name__}", 0
        return
    for found in (own, end):
        facts = (found.st_size, found.st_mode, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        yield f"{path} {facts}", max(found.st_mtime_ns, found.st_ctime_ns)

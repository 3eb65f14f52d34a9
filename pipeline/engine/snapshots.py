"""Snapshots for readers: what a good night wrote, kept by content, switched in one step.

PUBLISHED/.objects/ab/cd…    every content once, named by its SHA-256, read-only
PUBLISHED/.objects/ID.json   what a night consists of: path → SHA-256
PUBLISHED/ID/                a night: hard links to its contents; ID: of all paths and contents
PUBLISHED/current            a symbolic link to the last night
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.engine.files import explained, file_sha256, known_sha256, write_bytes
from pipeline.errors import PipelineError

CURRENT, OBJECTS = "current", ".objects"
HISTORY = "runs.jsonl"  # `run` keeps it in its output folder; it has a clock
READ_ONLY = 0o444
ID_DIGITS = 16
Files = dict[str, str]  # path below the snapshot, with / between folders → SHA-256


def publish(source: Path, target: Path, keep: int, files: Files | None = None) -> Path:
    """Make a snapshot of `source` the current one.

    Args:
        source: a finished output folder; names that begin with a dot or end with `.tmp`, and the history of
            `run`, are left out.
        target: folder of the snapshots.
        keep: how many stay, the current one included; the oldest go, with the contents that only they had.
        files: `contents` of the source where they are known.

    Returns:
        The folder of the snapshot.

    Raises:
        PipelineError: it could not be written whole; readers still see the last one, and nothing half-made is left.
    """
    files = contents(source) if files is None else files
    folder = target / id_of(files)
    with explained(target), _tidied(target, keep):
        target.mkdir(parents=True, exist_ok=True)
        for path, digest in files.items():
            keep_content(source / path, object_path(target, digest), digest)
        if not folder.is_dir() or card(folder) != files:
            _build(folder, files)
        os.utime(folder)
        _switch(target, folder.name)
    return folder


def contents(folder: Path) -> Files:
    """SHA-256 of every file of an output folder, by path; see `publish` for what is left out."""
    found = {}
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if _is_content(name)]
        for name in filter(_is_content, names):
            path = Path(root, name)
            found[path.relative_to(folder).as_posix()] = known_sha256(path)
    return dict(sorted(found.items()))


def _is_content(name: str) -> bool:
    return not (name.startswith(".") or name.endswith(".tmp") or name == HISTORY)


def id_of(files: Mapping[str, str]) -> str:
    """The ID of a snapshot that consists of these files."""
    listed = "".join(f"{digest} {path}\n" for path, digest in files.items())
    return hashlib.sha256(listed.encode(errors="surrogateescape")).hexdigest()[:ID_DIGITS]


def object_path(target: Path, digest: str) -> Path:
    """Where a content is kept."""
    return target / OBJECTS / digest[:2] / digest[2:]


def keep_content(path: Path, place: Path, digest: str) -> None:
    """Keep a content, unless it is kept already."""
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_name(f"{place.name}.tmp")
    shutil.copyfile(path, partial)
    _flush(partial)
    if file_sha256(partial) != digest:
        raise PipelineError("changed while it was published", where=str(path), hint="let one run end before the next")
    partial.chmod(READ_ONLY)
    partial.replace(place)


def _flush(path: Path) -> None:
    """Have the bytes on the disk before anything refers to them: a power cut must not leave a name without them."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _build(folder: Path, files: Files) -> None:
    """Make the folder of a snapshot whose contents are kept."""
    partial = folder.with_name(f".{folder.name}.tmp")
    shutil.rmtree(partial, ignore_errors=True)
    for path, digest in files.items():
        (partial / path).parent.mkdir(parents=True, exist_ok=True)
        link(object_path(folder.parent, digest), partial / path)
    partial.mkdir(parents=True, exist_ok=True)  # a snapshot may be empty
    write_card(folder, files)
    if folder.exists():
        folder.rename(folder.with_name(f".{folder.name}.old.tmp"))
    partial.rename(folder)


def link(source: Path, target: Path) -> None:
    """A hard link; a copy where the file system has none or the file has too many."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        target.chmod(READ_ONLY)


def _switch(target: Path, name: str) -> None:
    partial = target / f".{CURRENT}.tmp"
    partial.unlink(missing_ok=True)
    partial.symlink_to(name, target_is_directory=True)
    partial.replace(target / CURRENT)


@contextmanager
def _tidied(target: Path, keep: int) -> Iterator[None]:
    """Afterwards only the snapshots to be kept are left, and what they consist of; after a failure all of them are."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            _drop(target, None)
        raise
    _drop(target, keep)


def _drop(target: Path, keep: int | None) -> None:
    """Drop half-made things, old snapshots, and contents that no snapshot has."""
    for path in target.glob(".*.tmp"):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() and not path.is_symlink() else path.unlink()
    for folder in snapshots(target)[keep:] if keep is not None else ():
        going = folder.rename(folder.with_name(f".{folder.name}.tmp"))
        shutil.rmtree(going, ignore_errors=True)
    kept = {digest for folder in snapshots(target) for digest in card(folder).values()}
    for path in (target / OBJECTS).glob("*/*"):
        if path.parent.name + path.name not in kept:
            path.unlink(missing_ok=True)
    for path in (target / OBJECTS).glob("*.json"):
        if not (target / path.stem).is_dir():
            path.unlink(missing_ok=True)


def snapshots(target: Path) -> list[Path]:
    """The folders of the snapshots, the current one first, then the newest."""
    current = (target / CURRENT).resolve()
    folders = [p for p in target.glob("*") if p.is_dir() and not p.is_symlink() and not p.name.startswith(".")]
    return sorted(folders, key=lambda p: (p.resolve() != current, -p.stat().st_mtime_ns, p.name))


def card_path(folder: Path) -> Path:
    """Where it stands what a snapshot consists of."""
    return folder.parent / OBJECTS / f"{folder.name}.json"


def card(folder: Path) -> Files:
    """What a snapshot consists of; nothing where that cannot be read."""
    try:
        found = json.loads(card_path(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and id_of(found) == folder.name else {}


def write_card(folder: Path, files: Files) -> None:
    """Note what a snapshot consists of."""
    write_bytes(card_path(folder), (json.dumps(files, indent=0) + "\n").encode())
    _flush(card_path(folder))

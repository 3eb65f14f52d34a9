"""Every night all snapshots are read: a file that is damaged is put back, or told."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.engine.files import file_sha256
from pipeline.engine.snapshots import (
    Files,
    card,
    contents,
    id_of,
    keep_content,
    link,
    object_path,
    snapshots,
    write_card,
)
from pipeline.errors import PipelineError

LIST = "the list of its files"


class Damage(NamedTuple):
    """A file of a snapshot that is missing or has other bytes than it was published with.

    Attributes:
        snapshot: ID.
        path: below the snapshot.
        is_repaired: whether its bytes were found elsewhere and put back.
    """

    snapshot: str
    path: str
    is_repaired: bool


def verify(target: Path, spares: Path) -> list[Damage]:
    """Read every file of every snapshot; put back what is damaged where its bytes are found elsewhere.

    Args:
        target: folder of the snapshots.
        spares: an output folder whose files may have the bytes.

    Returns:
        What was damaged; empty when all is well.
    """
    sums: dict[tuple[int, int], str] = {}
    found: list[Damage] = []
    for folder in snapshots(target):
        for path, digest in _known(folder).items():
            if not digest or _sum(f"{folder}/{path}", sums) != digest:
                found.append(Damage(folder.name, path, _put_back(target, folder / path, digest, spares / path, sums)))
    return found


def _known(folder: Path) -> Files:
    """The files of a snapshot; one whose list is lost counts as its files are, if they make its ID."""
    files = card(folder)
    if not files and id_of(whole := contents(folder)) == folder.name:
        write_card(folder, whole)
        return whole
    return files or {LIST: ""}


def _sum(path: Path | str, sums: dict[tuple[int, int], str]) -> str:
    """SHA-256 of a file, each inode read once; empty where it cannot be read."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- a Path for each file of each snapshot costs as much
        inode = (status.st_dev, status.st_ino)
        if inode not in sums:
            sums[inode] = file_sha256(Path(path))
    except OSError:
        return ""
    return sums[inode]


def _put_back(target: Path, path: Path, digest: str, spare: Path, sums: dict[tuple[int, int], str]) -> bool:
    """Replace a damaged file from its kept content, or both from a spare; whether that was possible."""
    kept = object_path(target, digest)
    if not digest or (_sum(kept, sums) != digest and _sum(spare, sums) != digest):
        return False
    with suppress(OSError, PipelineError):
        if _sum(kept, sums) != digest:
            kept.unlink(missing_ok=True)
            keep_content(spare, kept, digest)
        partial = path.with_name(f".{path.name}.tmp")
        partial.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        link(kept, partial)
        partial.replace(path)
        return True
    return False

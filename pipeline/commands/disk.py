"""Space: whether a night has enough, whose fault a failure was, and what earlier nights left in DVC's cache."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.engine.files import explained
from pipeline.errors import PipelineError

DVC_LOCK, CACHE = Path("dvc.lock"), Path(".dvc/cache/files/md5")
MD5 = re.compile(r"\bmd5: ([0-9a-f]{32}(?:\.dir)?)\b")
SMALLEST = 1 << 24  # bytes; less free space than this is a full disk
GIB = 1 << 30
NOT_SEARCHED = {Path("data", name) for name in ("raw", "processed", "published", "state")}


def check_space(least_gib: float, folders: Sequence[Path]) -> None:
    """Better no night than half of one: look where it is written.

    Raises:
        PipelineError: too little is left.
    """
    for folder in folders:
        place = next(p for p in (folder, *folder.parents, Path()) if p.exists())
        free = shutil.disk_usage(place).free / GIB
        if free < least_gib:
            what = f"{free:.1f} GiB free, {least_gib:g} wanted"
            hint = "free some space (`dvc gc --workspace --force` drops old results), or lower nightly.min_free_gib"
            raise PipelineError(what, where=str(place.resolve()), hint=hint)


def tell_full_disk(folders: Sequence[Path]) -> None:
    """Say so where a disk is full, in whose words ever the failure was told.

    Raises:
        PipelineError: it is.
    """
    for folder in folders:
        if folder.exists() and shutil.disk_usage(folder).free < SMALLEST:
            hint = "free some space and run again; what is finished will be reused"
            raise PipelineError("no space left on the disk", where=str(folder.resolve()), hint=hint)


class Leftovers:
    """What nights wrote into DVC's cache and no longer need; what others keep there is not touched."""

    def __init__(self, note: Path) -> None:
        self._note = note  # hashes of earlier nights, kept until a night has got through

    def begin(self) -> None:
        """Remember what dvc.lock refers to before the night."""
        known = self._known() | _referred(DVC_LOCK)
        with explained(self._note):
            self._note.parent.mkdir(parents=True, exist_ok=True)
            self._note.write_text("\n".join(sorted(known)) + "\n", encoding="utf-8")

    def drop(self) -> int:
        """Delete what dvc.lock no longer refers to; give the bytes freed."""
        needed = _with_members({name for path in (DVC_LOCK, *_files_of_dvc()) for name in _referred(path)})
        freed = 0
        for name in _with_members(self._known()) - needed:
            path = CACHE / name[:2] / name[2:]
            if path.is_file():
                freed += path.stat().st_size
                path.unlink()
        self._note.unlink(missing_ok=True)
        return freed

    def _known(self) -> set[str]:
        try:
            return set(self._note.read_text(encoding="utf-8").split())
        except OSError:
            return set()


def _files_of_dvc() -> Iterator[Path]:
    """The files of DVC that people made in this checkout; folders of raw files and of nights are not searched."""
    for root, folders, names in os.walk("."):
        folders[:] = [name for name in folders if name[0] != "." and Path(root, name) not in NOT_SEARCHED]
        yield from (Path(root, name) for name in names if name.endswith(".dvc"))


def _referred(path: Path) -> set[str]:
    """The hashes that a file of DVC names."""
    try:
        return set(MD5.findall(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        return set()


def _with_members(names: set[str]) -> set[str]:
    """The hashes, and those of the files in the folders among them."""
    found = set(names)
    for name in names:
        if name.endswith(".dir"):
            try:
                listed = json.loads((CACHE / name[:2] / name[2:]).read_text(encoding="utf-8"))
                found.update(entry["md5"] for entry in listed)
            except (OSError, ValueError, KeyError, TypeError):
                continue
    return found

"""Snapshots for readers: hard links to the files of a good night, switched in one step.

DATA/published/ID/       all that the night wrote; ID: of the content, so the same night twice is one snapshot
DATA/published/current   a symbolic link to the last one
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pipeline.engine.files import explained, file_sha256

CURRENT = "current"
LEFT_OUT = shutil.ignore_patterns(".gitignore", "*.tmp")


def publish(source: Path, target: Path, keep: int) -> Path:
    """Make a snapshot of `source` the current one.

    Args:
        source: a finished output folder: `datapackage.json` names every file's hash, so its own hash names the content.
        target: folder of the snapshots.
        keep: how many stay; the oldest go.

    Returns:
        The folder of the snapshot.
    """
    folder = target / file_sha256(source / "datapackage.json")[:16]
    with explained(target):
        target.mkdir(parents=True, exist_ok=True)
        if not folder.exists():
            partial = target / f".{folder.name}.{os.getpid()}.tmp"
            shutil.rmtree(partial, ignore_errors=True)
            shutil.copytree(source, partial, ignore=LEFT_OUT, copy_function=_link)
            partial.rename(folder)
        os.utime(folder)
        _switch(target, folder.name)
        _drop_old(target, keep)
    return folder


def _link(source: str, target: str) -> None:
    """A hard link; a copy where the file system has none. The store replaces files and never writes into one."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _switch(target: Path, name: str) -> None:
    link = target / f".{CURRENT}.{os.getpid()}.tmp"
    link.unlink(missing_ok=True)
    link.symlink_to(name, target_is_directory=True)
    link.replace(target / CURRENT)


def _drop_old(target: Path, keep: int) -> None:
    """Drop all but the newest snapshots, and what a killed night left."""
    current = (target / CURRENT).resolve()
    folders = [p for p in target.iterdir() if p.is_dir() and not p.is_symlink()]
    newest = sorted(folders, key=lambda p: (p.resolve() != current, -p.stat().st_mtime_ns, p.name))
    for folder in [p for p in folders if p.name.endswith(".tmp")] + [p for p in newest if p.name[0] != "."][keep:]:
        shutil.rmtree(folder, ignore_errors=True)

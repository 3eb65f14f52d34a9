"""The hashes in `pipeline/resources/SOURCES.d`: read by a test, written anew by `make hashes`."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "pipeline" / "resources"
ROW = re.compile(r"^\| ?`?([\w./-]+)`? \| `?([0-9a-f]{64})`? \|", re.MULTILINE)
CODE = {"__init__.py", "derived.py", "derived_arrays.py", "__pycache__"}


def resource_files() -> dict[str, str]:
    """SHA-256 of every resource file, by its path below the folder; texts on sources are none."""
    paths = (p for p in sorted(FOLDER.rglob("*")) if p.is_file() and not CODE & {p.name, p.parent.name})
    found = {p.relative_to(FOLDER).as_posix(): p for p in paths if p.parent.name != "SOURCES.d"}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()}


def documented() -> dict[str, str]:
    """The hashes that the texts on sources give, by path."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((FOLDER / "SOURCES.d").glob("*.md")))
    return {in_full(name): sha256 for text in texts for name, sha256 in ROW.findall(text)}


def in_full(name: str) -> str:
    """The path of a file; the folder of the English word lists may be left out."""
    return f"en/{name}" if (FOLDER / "en" / name).is_file() else name


def rewrite() -> None:
    """Put today's hashes into the rows that are there."""
    today = resource_files()
    for path in sorted((FOLDER / "SOURCES.d").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(ROW.sub(lambda m: m[0].replace(m[2], today.get(in_full(m[1]), m[2])), text), encoding="utf-8")


if __name__ == "__main__":
    rewrite()

"""Whether anything can have changed since the last night; where nothing can, dvc is not asked at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from pipeline.commands.night import Stamps, stamps, versions
from pipeline.engine.config import read_yaml
from pipeline.engine.file_names import LOCK_FILE
from pipeline.engine.files import file_sha256

PACKAGE = Path(__file__).resolve().parents[1]
PARAMS = Path("configs/params.yaml")
FILES = (Path("dvc.yaml"), Path("dvc.lock"), PARAMS, Path(LOCK_FILE))


def standing(raw: Stamps, model: Path) -> str:
    """A hash of all that a night's tables depend on, taken without reading a raw file.

    Args:
        raw: the raw files, see `night.stamps`: whoever writes into one changes its stamp.
        model: folder of the accepted topic model.

    Returns:
        SHA-256 over raw files, settings and files that they name, the model, the program, its libraries, dvc.lock.
    """
    paths = (*FILES, *sorted(p for p in model.glob("*") if p.is_file()), *_named())
    read = {str(path): file_sha256(path) for path in paths if path.is_file()}
    code = stamps(PACKAGE, without=("__pycache__",))
    return hashlib.sha256(json.dumps([raw, read, code, versions()], sort_keys=True).encode()).hexdigest()


def _named() -> Iterator[Path]:
    """Files that the settings name, such as a word list of one's own."""
    text = PARAMS.read_text(encoding="utf-8") if PARAMS.is_file() else ""
    try:
        settings = read_yaml(text)
    except yaml.YAMLError:
        return
    for value in _values(settings):
        if isinstance(value, str) and value and Path(value).is_file():
            yield Path(value)


def _values(tree: Any) -> Iterator[Any]:
    """The leaves of nested mappings and lists."""
    if isinstance(tree, dict | list):
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from _values(value)
    else:
        yield tree

"""The verb `init`: a project of one's own, run by the installed package; and what an upgrade changes in it."""

from __future__ import annotations

import contextlib
import dataclasses
import getpass
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from pipeline.commands.describe import default_params, section_text
from pipeline.commands.night import versions
from pipeline.engine import dvc_yaml
from pipeline.engine.config import config_class
from pipeline.engine.dag import CONFIGS
from pipeline.engine.files import explained, write_bytes
from pipeline.errors import UsageError
from pipeline.resources import resource

PACKAGE = Path(__file__).resolve().parents[1]
VERSION_FILE = "configs/program.json"  # the version that wrote the project's files
HEAD = "# Written by nightdesk, again after each upgrade: change configs/params.yaml instead.\n"
FOLDERS = ("data/raw", "data/models/topics", "deploy")


def init(*, folder: Path) -> int:
    """Make a project; print what to do next.

    Raises:
        UsageError: something else lies there.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("is not an empty folder", where=str(folder), hint="give a new one")
    with explained(folder):
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in _files(folder.resolve()).items():
        write_bytes(folder / name, text.encode())
    with contextlib.chdir(folder):
        refresh()
    print(f"{folder.resolve()}\n  put raw files into data/raw, then run there: nightdesk nightly")
    print("  deploy/ holds a systemd service and timer, and a crontab line")
    return 0


def _files(folder: Path) -> dict[str, str]:
    """The files of a new project that nightdesk never touches again."""
    return {
        "README.md": resource("project/README.md"),
        ".gitignore": resource("project/gitignore"),
        ".dvcignore": resource("project/dvcignore"),
        ".dvc/config": resource("project/dvc_config"),
        ".dvc/.gitignore": resource("project/dvc_gitignore"),
        ".dvc/plots.html": resource("project/plots.html"),
        ".dvc/plots/by_day.json": resource("project/by_day.json"),
        "configs/params.yaml": default_params(),
        "deploy/nightdesk.service": _filled(resource("project/nightdesk.service"), folder, "%%"),
        "deploy/nightdesk.timer": resource("project/nightdesk.timer"),
        "deploy/crontab": _filled(resource("project/crontab"), folder, "\\%"),
    }


def _filled(text: str, folder: Path, percent: str) -> str:
    """A template for this folder, this user and this installation.

    Args:
        text: the template.
        folder: of the project.
        percent: how the reader of the file writes a percent sign, which means something else to it.
    """
    script = Path(sys.executable).with_name("nightdesk")
    program = f'"{script}"' if script.exists() else f'"{sys.executable}" -m pipeline'
    for name, value in {"@DIR@": str(folder), "@NIGHTDESK@": program, "@USER@": getpass.getuser()}.items():
        text = text.replace(name, value.replace("%", percent))
    return text


def is_project() -> bool:
    """Whether the current folder was made by `init`, not by cloning the code."""
    return Path(VERSION_FILE).is_file()


def refresh() -> list[str]:
    """Write again what depends on the version of the program; what was written, none where nothing changed."""
    program = _program()
    if _text(VERSION_FILE) == program:
        return []
    texts = {"dvc.yaml": project_dvc_yaml(), dvc_yaml.PARAMS: _params(Path(dvc_yaml.PARAMS)), VERSION_FILE: program}
    changed = [name for name, text in texts.items() if _text(name) != text]
    for name in changed:
        write_bytes(Path(name), texts[name].encode())
    return changed


def _text(name: str) -> str:
    """The text of a file; empty where it is not there."""
    path = Path(name)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def project_dvc_yaml() -> str:
    """The text of dvc.yaml: that of a checkout, under another head."""
    return HEAD + dvc_yaml.render().removeprefix(dvc_yaml.HEAD)


def _program() -> str:
    """The versions, and a hash of the code and resources of this package."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return json.dumps({**versions(), "code": digest.hexdigest()}, indent=1) + "\n"


def _sources() -> Iterator[Path]:
    paths = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    yield from sorted(paths)


def _params(path: Path) -> str:
    """The settings as they are, with the sections that they lack, and without keys that this version lacks."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    known = yaml.safe_load(text) or {}
    kept = "\n".join(_without_unknown(text.splitlines())) + "\n" if text else ""
    return kept + "".join(section_text(name) for name in CONFIGS if name not in known)


def _without_unknown(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a params file; a key that this version does not know, and its value, become comments."""
    section, is_unknown = "", False
    for line in lines:
        if line and line[0] not in " #":
            section, is_unknown = line.partition(":")[0], False
        elif line.startswith("  ") and line[2:3] not in (" ", "#", "-", ""):
            is_unknown = line.strip().partition(":")[0] not in _keys(section)
        is_value = is_unknown and line.strip()[:1] not in ("", "#")
        yield f"  # not a setting of this version: {line.strip()}" if is_value else line


def _keys(section: str) -> set[str]:
    """The keys of a section; none where this version has no such section."""
    return {field.name for field in dataclasses.fields(config_class(section))} if section in CONFIGS else set()

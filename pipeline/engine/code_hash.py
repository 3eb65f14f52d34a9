"""What a module depends on: files of this package, the resources it names, and libraries. By reading, not by running.

A stage's key and what DVC knows of its code (`program.py`) come from here. Imports inside functions count; a resource
counts when it is named by a literal, as in `resource("stop_words.txt")`.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.resources.derived import derived

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "pipeline"
LOADERS = {"resource", "words"}
DISTRIBUTIONS = {
    "bs4": "beautifulsoup4", "charset_normalizer": "charset-normalizer", "sklearn": "scikit-learn", "yaml": "pyyaml",
}  # fmt: skip
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<module>[A-Za-z_][\w.]*)[ \t]+)?import[ \t]+(?P<items>\([^)]*\)|[^\n(]+)$", re.MULTILINE
)
RESOURCE_CALL = re.compile(rf"(?<![\w.])(?:{'|'.join(sorted(LOADERS))})\(([^()]*)\)")
LITERAL = re.compile(r"""(?<![\w])["']([^"'\n]*)["']""")
DATA_PACKAGES = {"vaderSentiment": "vadersentiment"}  # named by a string where their data file is found


class Closure(NamedTuple):
    """Files, relative to the checkout with /, and names of libraries; both sorted."""

    files: tuple[str, ...]
    libraries: tuple[str, ...]

    def fingerprint(self) -> str:
        """SHA-256 over the files' bytes, the libraries' versions and the Unicode version of this Python."""
        return sha256_of([unicodedata.unidata_version, self.files_sha256(), *self.versions()])

    def files_sha256(self) -> str:
        """SHA-256 over names and bytes of the files."""
        return sha256_of([f"{name}\0{_digest(name)}" for name in self.files])

    def versions(self) -> list[str]:
        """The libraries with their versions."""
        return [f"{name}=={_version(name)}" for name in self.libraries]


def sha256_of(facts: Iterable[str]) -> str:
    """SHA-256 over some texts, in their order."""
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()


@cache
def closure(*modules: str) -> Closure:
    """All that these modules import, directly or not, themselves included."""
    files: set[str] = set()
    libraries: set[str] = set()
    waiting = list(modules)
    while waiting:
        path = _file(waiting.pop())
        if path is None or path in files:
            continue
        files.add(path)
        found = _scans()[path]
        files.update(name for name in found.resources if (ROOT / name).is_file())
        libraries.update(found.libraries)
        waiting.extend(found.modules)
    return Closure(tuple(sorted(files)), tuple(sorted(libraries)))


@cache
def package_sha256() -> str:
    """SHA-256 over the whole package, resources included: two machines with the same one give the same bytes."""
    folder = ROOT / PACKAGE
    files = sorted(str(p.relative_to(ROOT)) for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return Closure(tuple(files), ()).fingerprint()


class _Found(NamedTuple):
    modules: list[str]
    libraries: list[str]
    resources: list[str]


@cache
def _scans() -> dict[str, _Found]:
    """What each file of the package names; found once for the package as it is, for it takes .03 CPU s."""
    names = sorted(_modules())
    facts = [sys.version, _text(str(Path(__file__))), *(f"{name} {_digest(name)}" for name in names)]
    made = derived(
        "imports", "\0".join(facts).encode(), lambda: json.dumps([*map(_scan, names)]).encode(), ROOT / PACKAGE
    )
    return {name: _Found(*found) for name, found in zip(names, json.loads(made), strict=True)}


def _scan(path: str) -> _Found:
    """What one file names; resources that are not there among them."""
    text = _text(path)
    names = set(_imported(text))
    own = {parent for name in names if name.split(".")[0] == PACKAGE for parent in _with_parents(name)}
    foreign = {name.split(".")[0] for name in names} - {PACKAGE} - sys.stdlib_module_names
    libraries = {DISTRIBUTIONS.get(name, name) for name in foreign}
    libraries |= {library for name, library in DATA_PACKAGES.items() if f'"{name}"' in text}
    resources = {f"{PACKAGE}/resources/{name}" for name in _named_resources(text)}
    return _Found(sorted(own), sorted(libraries), sorted(resources))


def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _imported(text: str) -> Iterator[str]:
    """Modules, and what is taken out of them. By pattern: parsing every file of the package costs ten times as much."""
    for statement in IMPORT.finditer(text):
        module = statement["module"]
        lines = statement["items"].strip("()").split("\n")
        items = [item.split() for line in lines for item in line.split("#")[0].split(",")]
        names = [words[0] for words in items if words and (len(words) == 1 or words[1] == "as")]
        if module:
            yield module
        yield from (f"{module}.{name}" if module else name for name in names)


def _named_resources(text: str) -> Iterator[str]:
    if any(f"{loader}(" in text for loader in LOADERS):  # few files; the pattern costs as much as all else
        for call in RESOURCE_CALL.finditer(text):
            yield from LITERAL.findall(call[1])


def _with_parents(name: str) -> Iterable[str]:
    parts = name.split(".")
    return (".".join(parts[:i]) for i in range(1, len(parts) + 1))


@cache
def _digest(name: str) -> str:
    """SHA-256 of a file, relative to the checkout; read once a process, as the modules are."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


@cache
def _file(module: str) -> str | None:
    """The file of a module, relative to the checkout; None where the name is not a module but something inside one."""
    base = module.replace(".", "/")
    return next((name for name in (f"{base}.py", f"{base}/__init__.py") if name in _modules()), None)


@cache
def _modules() -> frozenset[str]:
    """Files of the package that can be imported: one walk, for a name in three is no file and asking costs."""
    return frozenset(str(path.relative_to(ROOT)) for path in (ROOT / PACKAGE).rglob("*.py"))


@cache
def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "absent"

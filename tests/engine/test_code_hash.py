"""Import closures."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pipeline.engine import code_hash as c


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package with a chain of imports, a deferred one, a resource and libraries."""
    folder = tmp_path / "pipeline"
    (folder / "resources").mkdir(parents=True)
    files = {
        "__init__.py": "",
        "a.py": "from pipeline import b\nimport numpy as np\n",
        "b.py": "def f():\n    from pipeline.c import g\n    import yaml\n    return g, yaml\n",
        "c.py": "from pipeline.resources import words\nW = words('list.txt')\nX = words('absent.txt')\n",
        "d.py": "import os\n",
        "resources/__init__.py": "def words(name):\n    return name\n",
        "resources/list.txt": "one\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    monkeypatch.setattr(c, "ROOT", tmp_path)
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    for remembered in (c.closure, c._scans, c._file, c._modules, c._digest):
        remembered.cache_clear()


def test_a_closure_follows_imports_and_named_resources(house: Path) -> None:
    """Deferred imports and resources named by a literal count; modules that nobody imports do not."""
    found = c.closure("pipeline.a")
    names = ["__init__", "a", "b", "c", "resources/__init__", "resources/list"]
    assert [f.removeprefix("pipeline/").rsplit(".", 1)[0] for f in found.files] == names
    assert found.libraries == ("numpy", "pyyaml")


@pytest.mark.parametrize(("name", "changes"), [("c.py", True), ("resources/list.txt", True), ("d.py", False)])
def test_the_fingerprint_follows_the_bytes_of_the_closure(house: Path, name: str, changes: bool) -> None:
    """Editing a file of the closure changes the fingerprint; editing another does not."""
    before = c.closure("pipeline.a").fingerprint()
    with (house / name).open("a") as file:
        file.write("# more\n")
    _forget()
    assert (c.closure("pipeline.a").fingerprint() != before) is changes


def test_an_absent_library_is_part_of_the_fingerprint() -> None:
    """A library that is not installed counts as absent, so that installing it later is noticed."""
    assert c._version("no-such-library-at-all") == "absent"


IMPORTS = {
    "import os, numpy as np  # both": ["os", "numpy"],
    "from a.b import c, d as e": ["a.b", "a.b.c", "a.b.d"],
    "from a import (\n    b,  # why, b\n    c as d,\n)": ["a", "a.b", "a.c"],
    "    from a import b": ["a", "a.b"],
    "from . import a": [],
    "text = 'import a'": [],
    "import is a word in this line": [],
    "we import a": [],
}


@pytest.mark.parametrize("source", IMPORTS)
def test_imports_are_read_from_the_text_of_a_file(source: str) -> None:
    """Every form of an import statement gives its modules and names; prose and strings give none."""
    assert list(c._imported(source + "\n")) == IMPORTS[source]


RESOURCES = {
    'resource("a.txt")': ["a.txt"],
    "words('a.txt', 'b.txt')": ["a.txt", "b.txt"],
    'words(f"{name}.txt")': [],
    'my_words("a.txt")': [],
    'page.resource("a.txt")': [],
    'resource(name, "b.txt")': ["b.txt"],
}


@pytest.mark.parametrize("source", RESOURCES)
def test_resources_are_the_literals_of_a_call(source: str) -> None:
    """A resource is named by a plain string in a call of a loader; built names and other functions do not count."""
    assert list(c._named_resources(source)) == RESOURCES[source]


def _by_syntax_tree(source: bytes) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", sorted((c.ROOT / "pipeline").rglob("*.py")), ids=lambda path: path.stem)
def test_the_pattern_finds_what_the_syntax_tree_has(path: Path) -> None:
    """Over every file of the package, the pattern and Python's own parser name the same imports."""
    assert set(c._imported(path.read_text(encoding="utf-8"))) == _by_syntax_tree(path.read_bytes())

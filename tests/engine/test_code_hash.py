"""Import closures."""

from __future__ import annotations

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
    c.closure.cache_clear()
    c._scan.cache_clear()
    yield folder
    c.closure.cache_clear()
    c._scan.cache_clear()


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
    assert (c.closure("pipeline.a").fingerprint() != before) is changes


def test_an_absent_library_is_part_of_the_fingerprint() -> None:
    """A library that is not installed counts as absent, so that installing it later is noticed."""
    assert c._version("no-such-library-at-all") == "absent"

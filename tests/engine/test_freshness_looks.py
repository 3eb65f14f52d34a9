"""What a stage's note is made of: stamps of files, contents of tables, names among the settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.engine import freshness as module
from pipeline.engine.freshness import SETTLED_NS, Freshness, _named, _stamp, _tree

SECOND = 10**9


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A raw folder with a file, a package with one, and settings."""
    for name in ("raw/a.txt", "package/b.py", "params.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "package")
    return tmp_path


def of(place: Path) -> Freshness:
    """What is known of the stages there."""
    return Freshness(place / "raw", place / "out", place / "state", None, (place / "params.yaml", ()))


@pytest.mark.parametrize(("later_ns", "is_sure"), [(1, True), (0, False), (-SECOND // 4, False), (SECOND // 4, True)])
def test_what_changed_two_seconds_before_the_work_is_not_noted(place: Path, later_ns: int, is_sure: bool) -> None:
    """File systems keep times in steps: a file might have changed once more within the same one."""
    assert SETTLED_NS == 2 * SECOND
    newest = of(place)._signature("inventory", {})[1]
    of(place).note(["inventory"], newest + SETTLED_NS + later_ns, {})
    assert of(place).are_fresh("inventory") is is_sure


def test_stages_are_fresh_only_together(place: Path) -> None:
    """One that was not noted is enough to look closer."""
    of(place).note(["inventory"], 2**62, {})
    assert of(place).are_fresh("inventory")
    assert not of(place).are_fresh("inventory", "ingest")


def names(place: Path, text: str, *pairs: str) -> list[str]:
    """The files that are named among settings."""
    (place / "params.yaml").write_text(text)
    return [path.name for path in _named(place / "params.yaml", pairs)]


def test_files_that_settings_name(place: Path) -> None:
    """By their path, quoted or not, in the file or on the command line; not in a comment, not what is no file."""
    path = place / "words.csv"
    path.write_text("x")
    for text in (f"a: {path}", f"a: '{path}'", f"a: [{path}]", f"a: {{b: {path}}}", f"a: 1.5, {path}"):
        assert names(place, text) == ["words.csv"]
    assert names(place, "", f"a.b={path}") == ["words.csv"]
    assert names(place, f"# {path}") == names(place, f"a: {path}x") == names(place, "a: words") == []
    assert list(_named(place / "missing.yaml", (f"a={path}",))) == [path]


def test_contents_are_told_by_their_bytes(place: Path) -> None:
    """A file or the files of a folder in order, without a time; what is not there says so."""
    (place / "out").mkdir()
    for name in ("b", "a"):
        (place / "out" / name).write_text(name)
    found = list(of(place)._content(place / "out"))
    assert [stamp.split()[0][-1] for stamp, _ in found] == ["a", "b"]
    assert {changed for _, changed in found} == {0}
    before = list(of(place)._content(place / "raw/a.txt"))
    os.utime(place / "raw/a.txt", ns=(1, 1))
    assert list(of(place)._content(place / "raw/a.txt")) == before
    assert list(of(place)._content(place / "none")) == [(f"{place / 'none'} FileNotFoundError", 0)]


def test_a_tree_is_told_by_every_entry(place: Path) -> None:
    """Folders too, in order of their names; compiled Python is left out."""
    for name in ("package/sub/c.py", "package/__pycache__/b.pyc", "package/sub/__pycache__/c.pyc"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("x")
    told = [stamp.split(" ")[0].removeprefix(f"{place}/") for stamp, _ in _tree(place / "package")]
    assert list(dict.fromkeys(told)) == ["package", "package/b.py", "package/sub", "package/sub/c.py"]
    assert next(iter(_tree(place / "none")))[0].endswith(" 2")


def test_a_link_is_told_with_what_it_leads_to(place: Path) -> None:
    """Either one may change; a link to nowhere is told as such."""
    (place / "link").symlink_to(place / "raw/a.txt")
    before = list(_stamp(place / "link"))
    (place / "raw/a.txt").write_text("longer")
    after = list(_stamp(place / "link"))
    assert before[0] == after[0]
    assert before[1][0] != after[1][0]
    (place / "raw/a.txt").unlink()
    assert list(_stamp(place / "link")) == [(f"{place / 'link'} FileNotFoundError", 0)]


def test_the_last_change_is_that_of_bytes_or_of_the_entry(place: Path) -> None:
    """A file with an old time that has just been put there is new."""
    os.utime(place / "raw/a.txt", ns=(1, 1))
    own = (place / "raw/a.txt").stat()
    assert {changed for _, changed in _stamp(place / "raw/a.txt")} == {own.st_ctime_ns}
    assert own.st_mtime_ns == 1

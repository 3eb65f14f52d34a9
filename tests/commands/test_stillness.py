"""When a night need not ask dvc at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.commands import stillness as module
from pipeline.commands.night import Lookback, stamps
from pipeline.commands.stillness import standing
from pipeline.tables import TABLES

MODEL = Path("data/models/topics")


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings that name a file, a model, a raw file, a package of one module."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "package")
    for name, text in {
        "configs/params.yaml": "sentiment:\n  lexicon_extra: words.csv\n  titles: [a, b]\n",
        "words.csv": "word,valence\n",
        "dvc.lock": "schema: '2.0'\n",
        "data/models/topics/model.json": "{}",
        "data/raw/a.txt": "article",
        "package/kernel.py": "x = 1\n",
    }.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)
    return tmp_path


def now() -> str:
    """The hash as it is."""
    return standing(stamps(Path("data/raw")), MODEL)


@pytest.mark.parametrize(
    "name",
    [
        "configs/params.yaml",
        "words.csv",
        "dvc.lock",
        "data/models/topics/model.json",
        "data/raw/a.txt",
        "package/kernel.py",
    ],
)
def test_whatever_a_night_depends_on_counts(name: str) -> None:
    """Other bytes, though of the same size and with the old time, are noticed."""
    before, status = now(), Path(name).stat()
    assert now() == before
    Path(name).write_text(Path(name).read_text().replace("a", "b") + ("" if "a" in Path(name).read_text() else "#"))
    os.utime(name, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert now() != before


def test_a_new_raw_file_and_another_library_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """So does a file that has gone; compiled code does not."""
    before = now()
    Path("package/__pycache__").mkdir()
    Path("package/__pycache__/kernel.pyc").touch()
    assert now() == before
    Path("data/raw/b.txt").touch()
    assert now() != before
    Path("data/raw/b.txt").unlink()
    assert now() == before
    monkeypatch.setattr(module, "versions", lambda: {"numpy": "9"})
    assert now() != before


@pytest.mark.parametrize("text", ["", "a: [b", "a: null\nb: [1, {c: 2.5}]\n"])
def test_settings_may_be_anything(text: str) -> None:
    """What is no YAML is the stages' to tell."""
    Path("configs/params.yaml").write_text(text)
    assert len(now()) == 64


def test_only_a_published_night_settles(tmp_path: Path) -> None:
    """A night that depends on the same gives its snapshot again; one that was only looked at settles nothing."""
    Lookback(tmp_path).settle("s", "id")
    assert Lookback(tmp_path).settled("s") == "id"
    assert Lookback(tmp_path).settled("t") == ""
    Lookback(tmp_path).keep(TABLES["deliveries"].empty(), {}, {}, 1)
    assert Lookback(tmp_path).settled("s") == ""
    assert Lookback(tmp_path).n_quiet == 1

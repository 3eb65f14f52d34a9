"""A stage is passed over only while nothing that it reads or wrote has changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engine import freshness as module
from pipeline.engine.dag import STAGES
from pipeline.engine.freshness import Freshness

HOUR_NS = 3600 * 10**9


@pytest.fixture
def place(tmp_path: Path, sample_out: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A raw folder, a finished output folder, a package and settings, with every stage noted an hour from now."""
    shutil.copytree(sample_out, tmp_path / "out")
    for name in ("raw/a.txt", "package/b.py", "params.yaml", "words.csv", "model/model.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "params.yaml").write_text(f"sentiment:\n  lexicon_extra: {tmp_path / 'words.csv'}\n")
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "package")
    of(tmp_path).note(STAGES, time.time_ns() + HOUR_NS, {})
    return tmp_path


def of(place: Path, *pairs: str) -> Freshness:
    """What is known of the stages there."""
    settings = (place / "params.yaml", pairs)
    return Freshness(place / "raw", place / "out", place / "state", place / "model", settings)


def stale(place: Path, *pairs: str) -> set[str]:
    """The stages that have something to do."""
    return {stage for stage in STAGES if not of(place, *pairs).are_fresh(stage)}


def test_what_was_noted_is_fresh(place: Path) -> None:
    """Every stage, again and again; without a note none."""
    assert stale(place) == set()
    assert stale(place) == set()
    shutil.rmtree(place / "state")
    assert stale(place) == set(STAGES)


def test_a_file_is_read_once_for_all_stages(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six stages read the articles; a second look of all stages reads anew."""
    read: list[Path] = []
    content = Freshness._content
    monkeypatch.setattr(Freshness, "_content", lambda self, path: (read.append(path), content(self, path))[1])
    assert of(place).are_fresh(*STAGES)
    assert len(read) == len(set(read))
    assert place / "out/articles" in read
    assert of(place).are_fresh(*STAGES)
    assert read.count(place / "out/articles") == 2


def test_a_known_hash_stands_for_the_file(place: Path) -> None:
    """It is noted as told; a later look reads the file, and finds it as it is."""
    path = place / "out/topic_events/all.parquet"
    known = hashlib.sha256(path.read_bytes()).hexdigest()
    of(place).note(STAGES, time.time_ns() + HOUR_NS, {str(path): known})
    assert stale(place) == set()
    of(place).note(STAGES, time.time_ns() + HOUR_NS, {str(path): "0" * 64})
    assert stale(place) == {"topics", "report"}


@pytest.mark.parametrize(
    ("change", "concerned"),
    [
        (lambda p: (p / "raw/new.txt").write_text("x"), {"inventory"}),
        (lambda p: (p / "raw/a.txt").unlink(), {"inventory"}),
        (lambda p: (p / "raw/a.txt").write_text("y"), {"inventory"}),
        (lambda p: os.mkfifo(p / "raw/pipe"), {"inventory"}),
        (lambda p: (p / "model/model.json").write_text("y"), {"topics"}),
        (lambda p: (p / "package/b.py").write_text("y"), set(STAGES)),
        (lambda p: (p / "params.yaml").write_text("y"), set(STAGES)),
        (lambda p: (p / "words.csv").write_text("y"), set(STAGES)),
        (lambda p: (p / "out/report.html").write_text("y"), {"report"}),
        (lambda p: (p / "out/topic_events/all.parquet").unlink(), {"topics", "report"}),
        (lambda p: (p / "out/keywords/stray.parquet").write_text("y"), {"keywords", "topics", "trends", "report"}),
    ],
)
def test_a_change_concerns_the_stages_that_see_it(
    place: Path, change: Callable[[Path], object], concerned: set[str]
) -> None:
    """Raw files the inventory, tables their writer and their readers, code and settings every stage."""
    change(place)
    assert concerned <= stale(place)
    assert concerned == set(STAGES) or "clean" not in stale(place)


def test_files_that_only_a_comment_names_do_not_count(place: Path) -> None:
    """`dvc.lock`, which a comment of the settings may mention, is written by every stage of DVC."""
    (place / "other.csv").write_text("x")
    (place / "params.yaml").write_text(f"sentiment: # see {place / 'other.csv'}\n")
    of(place).note(STAGES, time.time_ns() + HOUR_NS, {})
    (place / "other.csv").write_text("y")
    assert stale(place) == set()


def test_tables_count_by_their_bytes(place: Path) -> None:
    """DVC puts copies in the place of outputs: other times and inodes, the same bytes."""
    for path in (place / "out/keywords").glob("*.parquet"):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
    assert stale(place) == set()


def test_an_option_is_a_change(place: Path) -> None:
    """A setting on the command line is none that was noted."""
    assert stale(place, "keywords.n_keywords=3") == set(STAGES)


def test_what_changed_during_the_work_or_just_before_is_not_noted(place: Path) -> None:
    """A raw file that is younger than two seconds before the work began might have changed since: no note."""
    (place / "raw/a.txt").write_text("y")
    of(place).note(STAGES, time.time_ns(), {})
    assert "inventory" in stale(place)


def test_the_check_imports_nothing_heavy(place: Path) -> None:
    """Neither numpy nor Arrow nor YAML: it is over in a tenth of a second."""
    code = (
        "import sys; from pipeline.commands.parser import build; from pipeline.commands import stages\n"
        "from pathlib import Path; from pipeline.settings import Source\n"
        "stages._noted(Path('raw'), Path('out'), Source(), None).are_fresh('clean')\n"
        "print({'numpy', 'pyarrow', 'yaml', 'pandas'} & set(sys.modules))"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run([sys.executable, "-c", code], cwd=place, env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"

"""Incremental equals clean, for any number of workers, any order of files, after any damage."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.engine import config, progress
from pipeline.engine.dag import STEPS
from pipeline.engine.scheduler import run_steps
from pipeline.engine.store import Store

SUBJECTS = ("harbour", "ferry", "budget", "storm", "clinic")


def article(number: int, extra: str = "") -> dict[str, object]:
    """An invented record; numbers differ in words and tone."""
    pick = random.Random(number)
    subject = SUBJECTS[number % len(SUBJECTS)]
    words = [f"{pick.choice(['good', 'bad', 'calm', 'grave'])} {subject} {pick.choice(SUBJECTS)}" for _ in range(12)]
    sentences = ". ".join(f"The {w} plan of Marlow number {pick.randint(1, 99)} was told" for w in words)
    day = f"2026-03-0{1 + number % 5}T06:00:00Z"
    text = f"{sentences}. {extra}\nSIGN UP FOR THE {pick.choice(['GAZETTE', 'COURIER'])} LETTER"
    return {
        "id": f"r{number}",
        "text": text,
        "source": f"paper{number % 3}",
        "published_at": day,
        "title": f"On {subject}",
    }


def nightly(raw: Path, lines: Callable[..., Path]) -> None:
    """Three days of files: each large enough to be a unit of its own."""
    for day in range(3):
        lines(raw / f"2026-03-0{day + 1}.jsonl", [article(n, "word " * 20) for n in range(day * 150, day * 150 + 150)])


def counts(out: Path) -> dict[str, tuple[int, int]]:
    """Step → (computed, reused) of the last run."""
    last = json.loads((out / "runs.jsonl").read_text().splitlines()[-1])
    return {step["step"]: (step["computed"], step["reused"]) for step in last["steps"]}


def test_a_second_run_computes_nothing(tmp_path: Path, run: Callable[..., int], lines: Callable[..., Path]) -> None:
    """With nothing new every part is reused and no byte changes."""
    nightly(tmp_path / "raw", lines)
    out = tmp_path / "out"
    assert run(tmp_path / "raw", out) == 0
    assert all(computed > 0 for computed, _ in counts(out).values())
    assert run(tmp_path / "raw", out) == 0
    assert {step for step, (computed, _) in counts(out).items() if computed} <= {"inventory.inventory"}


@pytest.mark.slow
def test_a_grown_folder_gives_what_a_clean_run_gives(
    tmp_path: Path, run: Callable[..., int], lines: Callable[..., Path], files: Callable[[Path], dict[str, bytes]]
) -> None:
    """After nights that add, edit and delete raw files the output is byte for byte that of a clean run."""
    raw, out = tmp_path / "raw", tmp_path / "out"
    nightly(raw, lines)
    assert run(raw, out) == 0
    lines(raw / "2026-03-04.jsonl", [article(n) for n in range(900, 960)])
    (raw / "note.txt").write_text("The mayor of Marlow said on Monday that the ferry would be late again.\n")
    assert run(raw, out) == 0
    assert counts(out)["sentiment.sentiment"][1] > 0
    lines(raw / "2026-03-02.jsonl", [article(n, "A correction was made.") for n in range(150, 299)])
    assert run(raw, out) == 0
    (raw / "2026-03-01.jsonl").unlink()
    assert run(raw, out) == 0
    clean = tmp_path / "clean"
    assert run(raw, clean) == 0
    assert files(out) == files(clean)


@pytest.mark.slow
def test_workers_do_not_change_a_byte(
    tmp_path: Path, run: Callable[..., int], lines: Callable[..., Path], files: Callable[[Path], dict[str, bytes]]
) -> None:
    """One process and two processes write the same files."""
    nightly(tmp_path / "raw", lines)
    for workers in (1, 2):
        assert run(tmp_path / "raw", tmp_path / str(workers), f"engine.workers={workers}") == 0
    assert files(tmp_path / "1") == files(tmp_path / "2")


def rows(out: Path, table: str, drop: tuple[str, ...]) -> list[str]:
    """The rows of a table as sorted texts, without some columns."""
    found = pq.read_table(out / table)
    kept = found.drop_columns([c for c in drop if c in found.schema.names])
    return sorted(json.dumps(row, default=str, sort_keys=True) for row in kept.to_pylist())


@pytest.mark.slow
def test_moved_and_shuffled_records_give_the_same_rows(
    tmp_path: Path, run: Callable[..., int], lines: Callable[..., Path]
) -> None:
    """The same records in another order, in files of other names and folders, give the same rows in every table."""
    records = [article(n) for n in range(120)]
    lines(tmp_path / "one/a.jsonl", records)
    random.Random(3).shuffle(records)
    lines(tmp_path / "two/x/part-2.jsonl", records[:50])
    lines(tmp_path / "two/y.jsonl", records[50:])
    for name in ("one", "two"):
        assert run(tmp_path / name, tmp_path / f"{name}-out") == 0
    for table in ("articles", "removed", "sentences", "keywords", "article_topics", "topics", "stories", "trends"):
        one, two = (rows(tmp_path / f"{n}-out", table, ("source_file", "record")) for n in ("one", "two"))
        assert one == two, table


@pytest.mark.parametrize("table", ["records", "texts", "sentiment", "topics"])
def test_a_damaged_part_is_computed_again(
    tmp_path: Path, sample_out: Path, run: Callable[..., int], table: str
) -> None:
    """A part with a flipped byte, or gone, is noticed, computed again and has its old bytes."""
    out = tmp_path / "out"
    shutil.copytree(sample_out, out)
    store = Store(out)
    path = store.path(table, store.parts(table).names[0])
    before = path.read_bytes()
    path.write_bytes(before[:-9] + bytes([before[-9] ^ 1]) + before[-8:])
    assert run(Path("data/raw").resolve(), out) == 0
    assert path.read_bytes() == before
    path.unlink()
    assert run(Path("data/raw").resolve(), out) == 0
    assert path.read_bytes() == before


def test_a_damaged_report_is_written_again(tmp_path: Path, sample_out: Path, run: Callable[..., int]) -> None:
    """A report page or metrics file that was changed or lost comes back."""
    out = tmp_path / "out"
    shutil.copytree(sample_out, out)
    before = (out / "report.html").read_bytes()
    (out / "report.html").write_text("something else")
    (out / "metrics.json").unlink()
    assert run(Path("data/raw").resolve(), out) == 0
    assert (out / "report.html").read_bytes() == before
    assert (out / "metrics.json").exists()


def test_a_setting_reaches_only_the_steps_that_know_it(
    tmp_path: Path, sample_out: Path, run: Callable[..., int]
) -> None:
    """Another number of keywords computes these, what is named by them and the report again, and nothing else."""
    out = tmp_path / "out"
    shutil.copytree(sample_out, out)
    assert run(Path("data/raw").resolve(), out, "keywords.n_keywords=3") == 0
    computed = {step for step, (n, _) in counts(out).items() if n} - {"inventory.inventory"}
    later = {"topics.topics", "stories.stories", "trends.keyword_trends", "report.report"}
    assert computed == {"keywords.keywords", *later}


def test_the_progress_hears_of_every_step(tmp_path: Path, lines: Callable[..., Path]) -> None:
    """Each step is announced with its counts, in the order of the dag."""
    heard: list[str] = []

    class Listener(progress.Silent):
        def done(self, step: str, **counts: int) -> None:
            heard.append(step)

    lines(tmp_path / "raw/a.jsonl", [article(n) for n in range(8)])
    run_steps(STEPS, Store(tmp_path / "out"), tmp_path / "raw", config.load(), Listener())
    assert heard == [step.name for step in STEPS]

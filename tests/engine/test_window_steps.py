"""Days from the days around them, a part per month: whatever parts the rows lie in, and only where they changed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.engine import config, day_parts, window_steps
from pipeline.engine.context import Context, Outcome
from pipeline.engine.dag import Step
from pipeline.engine.executors import EngineConfig, executor_of
from pipeline.engine.progress import Silent
from pipeline.engine.store import Store
from pipeline.engine.window_steps import UNDATED, Month, run_window, window_of
from pipeline.tables.parts import Parts, each_part
from tests.engine.conftest import SMALL

STEP = Step("stories", "test:summed", "window", ("lead", "notes"), ("made",), before=2, after=1)
DAYS: list[str] = []
Articles = Mapping[str, tuple[str | None, int]]
"""article_id → day and number of its note."""


def summed(
    _config: object, *, days: Sequence[str], lead: Parts, notes: Parts
) -> Iterator[tuple[str, dict[str, pa.Table]]]:
    """A row per article of a day, with the sum of all notes in the window."""
    for day in days:
        DAYS.append(day)
        around = window_of(day, lead.names, STEP.before, STEP.after)
        total = sum(sum(notes.read(d, ("start",))["start"].to_pylist()) for d in around)
        ids = lead.read(day, ("article_id",))["article_id"].to_pylist()
        rows = [{"article_id": one, "n": total, "text": day} for one in ids]
        yield day, {"made": pa.Table.from_pylist(rows, SMALL["made"].schema)}


@pytest.fixture(autouse=True)
def step(monkeypatch: pytest.MonkeyPatch) -> None:
    """The step of this file, and a small table for it."""
    monkeypatch.setattr(window_steps, "function_of", lambda _: summed)
    monkeypatch.setattr(window_steps, "base_key", lambda *_: "f" * 64)
    DAYS.clear()


def write(store: Store, parts: Mapping[str, Articles]) -> None:
    """The tables that the step reads, in these parts."""
    for name in ("lead", "notes"):
        data = {part: pa.Table.from_pylist(_rows(name, own), SMALL[name].schema) for part, own in parts.items()}
        store.finish(name, {part: store.write(name, part, rows, key="") for part, rows in data.items()})


def _rows(name: str, articles: Articles) -> list[dict[str, Any]]:
    if name == "notes":
        return [{"article_id": one, "start": n} for one, (_, n) in sorted(articles.items())]
    days = {one: day and date.fromisoformat(day) for one, (day, _) in sorted(articles.items())}
    return [{"article_id": one, "day": day, "score": 1.0, "authors": []} for one, day in days.items()]


def run(store: Store, step: Step = STEP) -> Outcome:
    """Run it in this process."""
    settings: Any = config.load()["stories"]
    return run_window(step, Context(store, Path(), None, settings, executor_of(EngineConfig(workers=1)), Silent()))


def found(store: Store) -> dict[str, list[tuple[str, int]]]:
    """Day → its articles with the sums of their windows."""
    rows = [row for part in store.names("made") for row in store.parts("made").read(part).to_pylist()]
    return {day: [(r["article_id"][0], r["n"]) for r in rows if r["text"] == day] for day in {r["text"] for r in rows}}


def article(letter: str) -> str:
    """An article_id."""
    return letter * 16


FIRST: Articles = {article("a"): ("2026-03-01", 1), article("b"): ("2026-03-02", 10), article("c"): (None, 100)}
DATES = ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-04", "2026-03-31", "2026-04-01", None]
SECOND: Articles = {article("d"): ("2026-03-01", 1000), article("e"): ("2026-03-04", 10000)}


def test_a_day_sees_its_window_and_no_more(tmp_path: Path) -> None:
    """Two days before and one after, from all parts, sorted by article; articles without a day are alone."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    outcome = run(store)
    assert found(store) == {
        "2026-03-01": [("a", 1011), ("d", 1011)],
        "2026-03-02": [("b", 1011)],
        "2026-03-04": [("e", 10010)],
        UNDATED: [("c", 100)],
    }
    assert (outcome.computed, outcome.reused, outcome.parts) == (5, 0, 2)
    assert store.names("made") == ("2026-03", UNDATED)


def test_only_days_with_a_change_in_their_window_are_computed(tmp_path: Path) -> None:
    """An edited article of the 4th concerns the 4th alone; one of the 1st, the 1st and the 2nd."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    run(store)
    DAYS.clear()
    write(store, {"p": FIRST, "q": {**SECOND, article("e"): ("2026-03-04", 20000)}})
    assert run(store).computed == 1
    assert DAYS == ["2026-03-04"]
    DAYS.clear()
    write(store, {"p": {**FIRST, article("a"): ("2026-03-01", 2)}, "q": {}})
    run(store)
    assert DAYS == ["2026-03-01", "2026-03-02"]
    assert found(store) == {"2026-03-01": [("a", 12)], "2026-03-02": [("b", 12)], UNDATED: [("c", 100)]}


def test_a_shared_table_is_seen_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every day gets all rows of a shared table, from all of its parts."""

    def counted(
        _config: object, *, days: Sequence[str], lead: Parts, notes: Parts, plain: pa.Table
    ) -> Iterator[tuple[str, dict[str, pa.Table]]]:
        total = sum(plain["n"].to_pylist())
        for day in days:
            ids = lead.read(day, ("article_id",))["article_id"].to_pylist()
            rows = [{"article_id": one, "n": total, "text": day} for one in ids]
            yield day, {"made": pa.Table.from_pylist(rows, SMALL["made"].schema)}

    monkeypatch.setattr(window_steps, "function_of", lambda _: counted)
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    numbers = {part: pa.table({"n": n}, SMALL["plain"].schema) for part, n in (("x", [1, 2]), ("y", [40]))}
    store.finish("plain", {part: store.write("plain", part, rows, key="") for part, rows in numbers.items()})
    run(store, replace(STEP, shared=("plain",)))
    assert {n for rows in found(store).values() for _, n in rows} == {43}


def test_other_parts_change_nothing(tmp_path: Path) -> None:
    """The same articles in other parts: nothing is computed and every byte stays."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    run(store)
    before = {p.name: p.read_bytes() for p in store.folder("made").iterdir()}
    write(store, {"x": {**FIRST, **SECOND}})
    assert run(store).parts == 0
    clean = Store(tmp_path / "clean")
    write(clean, {"x": {**FIRST, **SECOND}})
    run(clean)
    assert {p.name: p.read_bytes() for p in clean.folder("made").iterdir()} == before


def test_a_day_that_lost_its_articles_goes(tmp_path: Path) -> None:
    """No row stays of a day without articles, though no other day depends on it; what stays is taken over."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    run(store)
    DAYS.clear()
    write(store, {"p": FIRST, "q": {article("d"): ("2026-03-01", 1000)}})
    run(store)
    assert DAYS == []
    assert sorted(found(store)) == ["2026-03-01", "2026-03-02", UNDATED]


def test_a_month_that_lost_its_articles_goes(tmp_path: Path) -> None:
    """No part and no memory stays of a month without articles."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": {article("e"): ("2026-04-09", 7)}})
    run(store)
    assert store.names("made") == ("2026-03", "2026-04", UNDATED)
    write(store, {"p": FIRST, "q": {}})
    run(store)
    assert store.names("made") == ("2026-03", UNDATED)
    assert sorted(path.stem for path in (store.state / "months" / STEP.name).iterdir()) == ["2026-03", UNDATED]


@pytest.mark.parametrize("damage", ["", "{", '{"key": "other", "days": {}}'])
def test_a_month_whose_memory_is_lost_is_computed_whole(tmp_path: Path, damage: str) -> None:
    """Missing, cut or strange notes on a month cost time, never a row."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    run(store)
    (store.state / "months" / STEP.name / "2026-03.json").write_text(damage)
    DAYS.clear()
    write(store, {"p": FIRST, "q": {**SECOND, article("e"): ("2026-03-04", 20000)}})
    run(store)
    assert DAYS == ["2026-03-01", "2026-03-02", "2026-03-04"]


@pytest.mark.parametrize("seed", range(12))
def test_any_history_gives_the_bytes_of_a_clean_run(tmp_path: Path, seed: int) -> None:
    """Articles that come, go, change their day or their note, over three months: byte for byte a clean run."""
    rng = random.Random(seed)
    articles = {f"{n:016x}": (rng.choice(DATES), rng.randrange(9)) for n in range(40)}
    kept = Store(tmp_path / "kept")
    for night in range(5):
        for one in rng.sample(sorted(articles), 3):
            articles[one] = (rng.choice(DATES), rng.randrange(9))
        del articles[rng.choice(sorted(articles))]
        articles[f"{100 + night:016x}"] = (rng.choice(DATES), 1)
        parts = {f"{n}": {one: a for one, a in articles.items() if int(one, 16) % 3 == n} for n in range(3)}
        clean = Store(tmp_path / f"clean{night}")
        for store in (kept, clean):
            write(store, parts)
            run(store)
        assert {p.name: p.read_bytes() for p in kept.folder("made").iterdir()} == {
            p.name: p.read_bytes() for p in clean.folder("made").iterdir()
        }


@pytest.mark.parametrize(
    ("day", "before", "after", "seen"),
    [
        ("2026-03-01", 1, 0, ["2026-02-28", "2026-03-01"]),
        ("2026-03-01", 2, 3, ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-04"]),
        ("2026-03-31", 0, 1, ["2026-03-31", "2026-04-01"]),
        ("2026-04-01", 0, 30, ["2026-04-01"]),
        (UNDATED, 30, 30, [UNDATED]),
    ],
)
def test_a_window_is_days_of_the_calendar(day: str, before: int, after: int, seen: list[str]) -> None:
    """Days are counted across months, those without articles too; articles without a day see no others."""
    days = [date or UNDATED for date in DATES]
    assert list(window_of(day, days, before, after)) == seen


@pytest.mark.parametrize(("day", "month"), [("2026-03-01", "2026-03"), ("0999-12-31", "0999-12"), (UNDATED, UNDATED)])
def test_a_part_is_a_month(day: str, month: str) -> None:
    """The part of a day is named by its month."""
    assert window_steps.month_of(day) == month


def test_parts_by_day_read_as_parts_do(tmp_path: Path) -> None:
    """`all`, `each_part`, a day without rows: as of any table."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    run(store)
    days = ("2026-03-01", "2026-03-03", UNDATED)
    parts = day_parts.DayParts(store, "notes", days, "lead")
    rows, number = parts.all(("start", "article_id"))
    assert (rows["start"].to_pylist(), number.tolist()) == ([1, 1000, 100], [0, 0, 2])
    assert rows.schema.names == ["start", "article_id"]
    assert parts.read("2026-03-03").num_rows == 0
    assert [t.num_rows for t in each_part(lambda t: t, parts)] == [2, 0, 1]


@pytest.mark.parametrize(
    ("each", "sizes"),
    [(0, [30]), (10, [6, 6, 6, 6, 6]), (20, [4, 4, 4, 4, 4, 4, 4, 2]), (1, [30]), (5000, [4] * 7 + [2])],
)
def test_a_task_has_days_and_articles_enough(each: int, sizes: list[int]) -> None:
    """Blocks of months end with 92 changed days, but not before they have 1,500 articles; `undated` is a block."""
    days = {f"2026-{m:02}-{d:02}" for m in range(1, 31) for d in range(1, 26)}
    names = [f"2026-{m:02}" for m in range(1, 31)]
    own = {name: tuple(sorted(day for day in days if day.startswith(name))) for name in names}
    months = [Month(name, "", dict.fromkeys(own[name], ""), own[name], is_due=True) for name in names]
    undated = Month(UNDATED, "", {UNDATED: ""}, (UNDATED,), is_due=True)
    sums = dict.fromkeys([*days, UNDATED], (each, 0))
    blocks = window_steps._blocks([*months, undated], sums)
    assert [len(block) for block in blocks] == [*sizes, 1]
    assert [month.name for block in blocks for month in block] == [*names, UNDATED]


@pytest.mark.parametrize(("first", "sizes"), [(15, [4, 1]), (14, [5])])
def test_a_task_is_full_at_1500_articles(first: int, sizes: list[int]) -> None:
    """Four months of 25 days of 15 articles fill a task; with one article less a fifth month belongs to it."""
    own = {f"2026-{m:02}": tuple(f"2026-{m:02}-{d:02}" for d in range(1, 26)) for m in range(1, 6)}
    sums = dict.fromkeys([day for days in own.values() for day in days], (15, 0)) | {"2026-01-01": (first, 0)}
    months = [Month(name, "", dict.fromkeys(days, ""), days, is_due=True) for name, days in own.items()]
    assert [len(block) for block in window_steps._blocks(months, sums)] == sizes


def test_all_days_are_their_parts_in_order(tmp_path: Path) -> None:
    """`all` gives what the days give one by one, with the number of the day of each row, for any columns."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    names = ("2026-03-01", "2026-03-03", "2026-03-04")
    for columns in (None, ("start",), ("start", "article_id")):
        parts = day_parts.DayParts(store, "notes", names, "lead")
        rows, place = parts.all(columns)
        assert rows["start"].to_pylist() == [1, 1000, 10000]
        assert place.tolist() == [0, 0, 2]
        assert rows.equals(pa.concat_tables([parts.read(name, columns) for name in names]))
        assert parts.read("2026-03-02", columns).num_rows == 0

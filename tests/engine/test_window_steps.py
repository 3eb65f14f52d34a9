"""A part per day, from the days around it: the same whatever parts the rows lie in, and only where they changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from pipeline.engine.window_steps import UNDATED, run_window, window_of
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


def run(store: Store) -> Outcome:
    """Run it in this process."""
    settings: Any = config.load()["stories"]
    return run_window(STEP, Context(store, Path(), None, settings, executor_of(EngineConfig(workers=1)), Silent()))


def found(store: Store) -> dict[str, list[tuple[str, int]]]:
    """Day → its articles with the sums of their windows."""
    return {
        day: [(r["article_id"][0], r["n"]) for r in store.parts("made").read(day).to_pylist()]
        for day in store.names("made")
    }


def article(letter: str) -> str:
    """An article_id."""
    return letter * 16


FIRST: Articles = {article("a"): ("2026-03-01", 1), article("b"): ("2026-03-02", 10), article("c"): (None, 100)}
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
    assert (outcome.computed, outcome.reused, outcome.parts) == (5, 0, 4)


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
    """No part stays of a day without articles."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    run(store)
    write(store, {"p": FIRST, "q": {}})
    run(store)
    assert store.names("made") == ("2026-03-01", "2026-03-02", UNDATED)


def test_parts_by_day_read_as_parts_do(tmp_path: Path) -> None:
    """`all`, `each_part`, a day without rows: as of any table; what was written by day is read by day."""
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


def test_a_window_step_may_read_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table with a part per day is read by day, and its bytes decide what is computed."""
    store = Store(tmp_path / "out")
    write(store, {"p": FIRST, "q": SECOND})
    run(store)
    monkeypatch.setitem(day_parts.WRITERS, "made", STEP)
    second = Step("stories", "test:second", "window", ("made",), ("later",))
    seen: list[str] = []

    def empty(_config: object, *, days: Sequence[str], made: Parts) -> Iterator[tuple[str, dict[str, pa.Table]]]:
        for day in days:
            seen.append(f"{day}: {made.read(day).num_rows}")
            yield day, {"later": SMALL["later"].empty()}

    monkeypatch.setattr(window_steps, "function_of", lambda _: empty)
    settings: Any = config.load()["stories"]
    context = Context(store, Path(), None, settings, executor_of(EngineConfig(workers=1)), Silent())
    assert run_window(second, context).parts == 4
    assert run_window(second, context).parts == 0
    assert seen == ["2026-03-01: 2", "2026-03-02: 1", "2026-03-04: 1", "undated: 1"]

"""What a step's key is made of, and how its tasks are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.cleaning.config import CleanConfig
from pipeline.engine import context as module
from pipeline.engine.context import Context, all_records, base_key, content_of, function_of
from pipeline.engine.dag import STEPS
from pipeline.engine.store import Entry, Store

CLEAN = next(step for step in STEPS if step.name == "clean.clean")


class Backwards:
    """Runs the last task first, as a pool may."""

    def map(self, function: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Number and result."""
        yield from ((n, function(tasks[n])) for n in reversed(range(len(tasks))))

    def close(self) -> None:
        """Nothing to end."""


class Counted:
    """Counts what a progress bar would show."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def expect(self, n: int) -> None:
        """So many tasks come."""
        self.said.append(f"expect {n}")

    def advance(self) -> None:
        """One is done."""
        self.said.append("advance")


def test_results_come_with_their_tasks() -> None:
    """In whatever order they are done; progress is told of each."""
    progress = Counted()
    context = Context(Store(Path("none")), Path(), None, None, Backwards(), progress)  # type: ignore[arg-type]
    assert list(context.map(str.upper, ["a", "b"])) == [("b", "B"), ("a", "A")]
    assert progress.said == ["expect 2", "advance", "advance"]


def test_the_key_of_a_step_holds_its_name_settings_and_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever of these changes, everything is computed anew; the same again gives the same."""
    key = base_key(CLEAN, CleanConfig())
    assert key == base_key(CLEAN, CleanConfig())
    other = replace(CLEAN, function="pipeline.cleaning.stage:outcomes")
    keys = {key, base_key(other, CleanConfig()), base_key(CLEAN, CleanConfig(repeat_articles=4))}
    assert len(keys) == 3

    class Edited:
        def fingerprint(self) -> str:
            return "edited"

    seen: list[tuple[str, ...]] = []
    monkeypatch.setattr(module, "closure", lambda *modules: (seen.append(modules), Edited())[1])
    assert base_key(CLEAN, CleanConfig()) not in keys
    assert seen == [("pipeline.cleaning.stage", "pipeline.engine.table_files", "pipeline.tables")]


def test_the_content_of_tables_is_that_of_their_parts() -> None:
    """By name of the table, then of the part; only the hash of each counts."""
    one, two = (Entry(f"key {n}", sha, n, n, "u") for n, sha in enumerate(("aa", "bb")))
    assert content_of({"texts": {"p": one, "q": two}, "articles": {"p": two}}) == [
        ("articles", "p", "bb"),
        ("texts", "p", "aa"),
        ("texts", "q", "bb"),
    ]
    assert content_of({}) == []


def test_a_step_s_function_is_imported() -> None:
    """By module and name."""
    found = function_of(CLEAN)
    assert (found.__module__, found.__name__) == ("pipeline.cleaning.stage", "clean")


def test_records_are_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a step that sees all or nothing is told in."""
    store = Store(tmp_path)
    monkeypatch.setattr(
        Store, "manifest", lambda _, table: {n: Entry("", "", n, 0, "") for n in (3, 4)} if table else {}
    )
    assert all_records(store) == 7

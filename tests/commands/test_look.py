"""A look at a finished night: its figures, and the invariants that it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands import look
from pipeline.engine.store import Store


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"n_articles": 3, "rejected_share": 0.5}', {"n_articles": 3, "rejected_share": 0.5}),
        ('{"rejected_share": 0.5}', None),
        ("[3]", None),
        ('"n_articles"', None),
        ("{", None),
        ("", None),
        (None, None),
    ],
)
def test_figures_are_those_of_a_run_or_none(
    content: str | None, expected: dict[str, float] | None, tmp_path: Path
) -> None:
    """A file that is missing, damaged, or of something else has none."""
    if content is not None:
        (tmp_path / "metrics.json").write_text(content, encoding="utf-8")
    assert look.read_metrics(tmp_path) == expected


class FakeLaw:
    """An invariant that is broken so many times."""

    def __init__(self, name: str, n: int) -> None:
        self.name, self.n = name, n

    def new_faults(self, _store: Store) -> Iterator[str]:
        """Its violations, one after the other."""
        yield from (f"fault {number}" for number in range(self.n))


def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *laws: Any) -> list[str]:
    """What is said where these are the invariants."""
    monkeypatch.setattr(look, "LAWS", laws)
    return list(look.broken_invariants(Store(tmp_path)))


def test_a_sound_night_breaks_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No line for an invariant that holds."""
    assert broken(monkeypatch, tmp_path, FakeLaw("files", 0), FakeLaw("offsets", 0)) == []


def test_five_violations_of_each_are_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the name of the invariant; the next one is looked at all the same."""
    said = broken(monkeypatch, tmp_path, FakeLaw("offsets", 9), FakeLaw("references", 1))
    assert said == [*(f"invariant offsets: fault {n}" for n in range(5)), "invariant references: fault 0"]


def test_nothing_is_built_on_damaged_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where files are not what was written, nothing else is looked at."""
    assert broken(monkeypatch, tmp_path, FakeLaw("files", 2), FakeLaw("offsets", 3)) == [
        "invariant files: fault 0",
        "invariant files: fault 1",
    ]

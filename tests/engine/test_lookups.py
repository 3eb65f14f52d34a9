"""What a stage has looked up does not outlive it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.commands.cli import main
from pipeline.engine import lookups
from pipeline.quotes.speech_words import form_facts


def _looking_up(monkeypatch: pytest.MonkeyPatch, name: str, owner: str) -> Callable[[], int]:
    """Put a module in place that has looked something up; returns how much it still has."""

    def double(n: int) -> int:
        return 2 * n

    double.__module__ = owner
    module = ModuleType(name)
    cached = lru_cache(maxsize=8)(double)
    vars(module)["double"], vars(module)["other"] = cached, 7
    monkeypatch.setitem(sys.modules, name, module)
    cached(4)
    return lambda: cached.cache_info().currsize


def test_a_stage_keeps_what_it_has_looked_up_until_another_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the caches of the room before are emptied: not those of rooms with a longer name, nor of libraries."""
    monkeypatch.setattr(lookups, "_at_work", [])
    own = _looking_up(monkeypatch, "pipeline.cleaning.made_up", "pipeline.cleaning.made_up")
    longer = _looking_up(monkeypatch, "pipeline.cleaningmore.made_up", "pipeline.cleaningmore.made_up")
    foreign = _looking_up(monkeypatch, "pipeline.cleaning.of_others", "numpy")
    lookups.begin("clean")
    lookups.begin("clean")
    assert (own(), longer(), foreign()) == (1, 1, 1)
    lookups.begin("names")
    assert (own(), longer(), foreign()) == (0, 1, 1)


def test_stages_of_one_room_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The inventory and the readers are one room."""
    monkeypatch.setattr(lookups, "_at_work", [])
    own = _looking_up(monkeypatch, "pipeline.ingest.made_up", "pipeline.ingest.made_up")
    lookups.begin("inventory")
    lookups.begin("ingest")
    assert own() == 1
    lookups.begin("clean")
    assert own() == 0


def test_a_run_drops_look_ups(tmp_path: Path) -> None:
    """Spellings that quotations were read with are gone when the run has ended."""
    (tmp_path / "raw").mkdir()
    record = {"id": "a", "title": "Talks go on", "text": 'Ann Smith of the council said: "We will pay for the road."'}
    (tmp_path / "raw" / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    form_facts("said")
    assert form_facts.cache_info().currsize > 0
    assert main(["run", "--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]) == 0
    assert form_facts.cache_info().currsize == 0

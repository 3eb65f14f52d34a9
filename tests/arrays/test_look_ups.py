"""What a process has looked up goes when it is of no more use."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.arrays import look_ups
from pipeline.commands.cli import main
from pipeline.names.genders import first_name_gender


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


@pytest.fixture(autouse=True)
def _nothing_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """No step has begun, and any process counts as large."""
    monkeypatch.setattr(look_ups, "_at_work", [])
    monkeypatch.setattr(look_ups, "_step", [""])
    monkeypatch.setattr(look_ups, "LARGE", 0)


def test_a_stage_keeps_what_it_has_looked_up_until_another_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the caches of the room before are emptied: not those of rooms with a longer name, nor of libraries."""
    own = _looking_up(monkeypatch, "pipeline.cleaning.made_up", "pipeline.cleaning.made_up")
    longer = _looking_up(monkeypatch, "pipeline.cleaningmore.made_up", "pipeline.cleaningmore.made_up")
    foreign = _looking_up(monkeypatch, "pipeline.cleaning.of_others", "numpy")
    look_ups.begin("cleaning", "clean.clean")
    look_ups.begin("cleaning", "clean.clean")
    assert (own(), longer(), foreign()) == (1, 1, 1)
    look_ups.begin("names", "names.mentions")
    assert (own(), longer(), foreign()) == (0, 1, 1)


def test_stages_of_one_room_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The inventory and the readers are one room."""
    own = _looking_up(monkeypatch, "pipeline.ingest.made_up", "pipeline.ingest.made_up")
    look_ups.begin("ingest", "inventory.inventory")
    look_ups.begin("ingest", "ingest.ingest")
    assert own() == 1
    look_ups.begin("cleaning", "clean.clean")
    assert own() == 0


def test_a_small_process_keeps_look_ups_until_it_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then those of all rooms before go at once, also within a stage; those of the stage at work stay."""
    size = 100
    monkeypatch.setattr(look_ups, "LARGE", 100)
    monkeypatch.setattr(look_ups, "resident", lambda: size)
    cleaning, names, keywords = (
        _looking_up(monkeypatch, f"pipeline.{room}.made_up", f"pipeline.{room}.made_up")
        for room in ("cleaning", "names", "keywords")
    )
    for room in ("cleaning", "names", "cleaning", "keywords"):
        look_ups.begin(room, f"{room}.step")
    assert (cleaning(), names(), keywords()) == (1, 1, 1)
    size = 101
    look_ups.begin("keywords", "keywords.step")
    assert (cleaning(), names(), keywords()) == (0, 0, 1)


def test_the_size_of_the_process_is_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second number of the file counts pages; where there is no such file every process is large."""
    pages = tmp_path / "statm"
    pages.write_text("900 7 3 1 0 5 0\n", encoding="ascii")
    monkeypatch.setattr(look_ups, "_PAGES", pages)
    assert look_ups.resident() == 7 * os.sysconf("SC_PAGE_SIZE")
    pages.unlink()
    assert look_ups.resident() > 1 << 60


def test_a_run_drops_look_ups(tmp_path: Path) -> None:
    """First names that speakers were told by are gone when the run has ended."""
    (tmp_path / "raw").mkdir()
    record = {"id": "a", "title": "Talks go on", "text": 'Ann Smith of the council said: "We will pay for the road."'}
    (tmp_path / "raw" / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    first_name_gender("Ann Smith")
    assert first_name_gender.cache_info().currsize > 0
    assert main(["run", "--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]) == 0
    assert first_name_gender.cache_info().currsize == 0


@pytest.mark.parametrize(("n", "calls"), [(3, 3), (4, 8)])
def test_what_is_full_goes_when_another_step_begins(monkeypatch: pytest.MonkeyPatch, n: int, calls: int) -> None:
    """Few words are looked up once in all steps; where there are as many as fit, each step begins anew."""
    monkeypatch.setattr(look_ups, "MOST", 4)
    monkeypatch.setattr(look_ups, "_KNOWN", [])
    asked: list[int] = []

    @look_ups.once
    def doubled(number: int) -> int:
        asked.append(number)
        return 2 * number

    for step in ("names.mentions", "names.mentions", "names.links"):
        look_ups.begin("names", step)
        assert [doubled(number) for number in range(n)] == [0, 2, 4, 6][:n]
    assert len(asked) == calls


def test_what_is_loaded_goes_when_another_step_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a step, however often it is asked for."""
    monkeypatch.setattr(look_ups, "_LOADED", [])
    calls: list[int] = []

    @look_ups.loaded
    def model() -> int:
        calls.append(1)
        return len(calls)

    look_ups.begin("cleaning", "clean.clean")
    assert [model(), model()] == [1, 1]
    look_ups.begin("cleaning", "clean.clean")
    assert model() == 1
    look_ups.begin("cleaning", "clean.outcomes")
    assert model() == 2

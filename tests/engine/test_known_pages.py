"""Web pages: those that are what they were are not read again, and the parts are those of a clean run."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from pipeline.engine.context import Context, Outcome
from pipeline.engine.dag import steps_of
from pipeline.engine.executors import EngineConfig, executor_of
from pipeline.engine.known_pages import KnownPages
from pipeline.engine.progress import Silent
from pipeline.engine.raw_steps import run_inventory, run_raw
from pipeline.engine.store import Store
from pipeline.ingest import IngestConfig, html


def page(number: int, word: str = "late") -> str:
    """An invented page; every fifth is a list of links, which gives no article."""
    if number % 5 == 4:
        return "<html><body><ul>" + "".join(f"<li><a href='/{i}'>More {i}</a></li>" for i in range(30)) + "</ul></body>"
    body = "".join(
        f"<p>The ferry number {number} to Ostrand is {word} again, said the master of pier {number + i}.</p>"
        for i in range(6)
    )
    head = f"<title>Ferry {number}</title><meta property='article:published_time' content='2026-03-0{number % 9 + 1}'>"
    return f"<html><head>{head}</head><body><article><h1>Ferry {number}</h1>{body}</article></body></html>"


class Night:
    """A raw folder of pages, and ingest over it."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.out = folder / "raw", folder / "out"
        self.raw.mkdir()

    def drop(self, *numbers: int, word: str = "late") -> None:
        """Write these pages."""
        for number in numbers:
            (self.raw / f"{number:03}.html").write_text(page(number, word))

    def run(self, out: Path | None = None, config: IngestConfig | None = None) -> Outcome:
        """Inventory and ingest, in this process."""
        executor, store = executor_of(EngineConfig(workers=1)), Store(out or self.out)
        context = Context(store, self.raw, None, config or IngestConfig(), executor, Silent())
        run_inventory(*steps_of("inventory"), context)
        return run_raw(*steps_of("ingest"), context)

    def parts(self, out: Path | None = None) -> dict[str, bytes]:
        """The parts of `records`, by name."""
        return {path.name: path.read_bytes() for path in Store(out or self.out).folder("records").iterdir()}

    def clean(self) -> dict[str, bytes]:
        """The parts of a run that knows nothing."""
        out = self.out.parent / f"clean{random.random()}"
        self.run(out)
        return self.parts(out)


@pytest.fixture
def night(tmp_path: Path) -> Night:
    """Twelve pages."""
    night = Night(tmp_path)
    night.drop(*range(12))
    return night


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the pages that are read."""
    names: list[str] = []
    plain = html.to_raw

    def noted(fields: dict[str, object], file: str, record: int) -> object:
        names.append(file)
        return plain(fields, file, record)

    monkeypatch.setattr(html, "to_raw", noted)
    return names


def test_only_pages_that_changed_are_read(night: Night, read: list[str]) -> None:
    """One page is edited, one is new, one is gone: two are read, and the bytes are those of a clean run."""
    first = night.run()
    assert (first.computed, first.reused, len(read)) == (12, 0, 12)
    read.clear()
    night.drop(3, word="early")
    night.drop(20)
    (night.raw / "007.html").unlink()
    second = night.run()
    assert sorted(read) == ["003.html", "020.html"]
    assert (second.computed, second.reused, second.parts) == (2, 10, 1)
    assert night.parts() == night.clean()


def test_a_page_before_all_others_gives_the_group_another_name(night: Night, read: list[str]) -> None:
    """The rows come from the unit that is no more."""
    night.run()
    before = set(night.parts())
    read.clear()
    (night.raw / "000.htm").write_text(page(50))
    night.run()
    assert read == ["000.htm"]
    assert not before & set(night.parts())
    assert night.parts() == night.clean()


@pytest.mark.parametrize("damage", ["part", "notes", "no notes", "settings"])
def test_what_is_not_surely_known_is_read(night: Night, read: list[str], damage: str) -> None:
    """A part with other bytes, notes that are cut or gone, other settings: every page is read again."""
    night.run()
    (part,) = night.out.joinpath("interim/ingest/records").glob("*.arrow")
    notes = night.out / ".state/pages.json"
    if damage == "part":
        part.write_bytes(part.read_bytes()[:-1] + b"x")
    elif damage == "notes":
        notes.write_text(notes.read_text()[:-5])
    elif damage == "no notes":
        notes.unlink()
    read.clear()
    night.drop(3, word="early")
    night.run(config=IngestConfig(batch_articles=400) if damage == "settings" else None)
    assert len(read) == 12
    if damage != "settings":
        assert night.parts() == night.clean()


def test_a_part_that_another_task_has_overwritten_is_not_used(night: Night) -> None:
    """A worker that died half-way leaves parts of the new run under old names: the rows are not taken from them."""
    night.run()
    store = Store(night.out)
    known = KnownPages(store, "", {})
    assert known.of("unit", {"unit": {"001.html": "x"}}).rows(store, "records") == []
    entries = store.manifest("records")
    (unit,) = {entry.unit for entry in entries.values()}
    (base, notes) = json.loads((store.state / "pages.json").read_text())
    pages = KnownPages(store, base, entries).of(unit, {unit: notes[unit][1]})
    assert len(pages.files) == 12
    assert sum(rows.num_rows for rows in pages.rows(store, "records")) == 12
    for part in entries:
        store.path("records", part).write_bytes(b"other")
    assert pages.rows(store, "records") == []


def test_a_name_that_cannot_be_told_from_another_is_read(night: Night, read: list[str]) -> None:
    r"""`\xff` as one byte and as four characters look alike in `source_file`: both are read every time."""
    for name in (b"\xff.html", b"\\xff.html"):
        (night.raw / os.fsdecode(name)).write_text(page(60))
    night.run()
    read.clear()
    night.drop(3, word="early")
    night.run()
    assert sorted(read) == ["003.html", "\\xff.html", "\\xff.html"]
    assert night.parts() == night.clean()


def test_random_nights_are_clean_runs(night: Night) -> None:
    """Pages come, change and go over some nights, with several groups: always the bytes of a clean run."""
    pick = random.Random(5)
    for _ in range(6):
        night.drop(*(pick.randrange(150) for _ in range(25)), word=pick.choice(["late", "early"]))
        for path in pick.sample(sorted(night.raw.iterdir()), 3):
            path.unlink()
        night.run()
        assert night.parts() == night.clean()
    assert len({name[-17:] for name in night.parts()}) > 1

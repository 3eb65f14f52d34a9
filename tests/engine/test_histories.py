"""Random histories of a raw folder: after any nights the output is byte for byte that of a clean run.

A few histories are drawn in the suite; NIGHTDESK_HISTORIES=50 draws so many.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.commands.cli import main

N_HISTORIES = int(os.environ.get("NIGHTDESK_HISTORIES", "4"))
PEOPLE = ("Ann Holt", "Ben Vane", "Cora Marlow", "Dan Kell")
PAPERS = ("Harbour Gazette", "Meridian Agency", "Ostrand Courier")
SUBJECTS = ("ferry harbour captain", "comet telescope orbit", "budget council taxes", "storm river flood")
Record = dict[str, object]


def sentence(pick: random.Random, who: str, subject: list[str]) -> str:
    """Something that was said, named in full or in short, good or bad."""
    mood = pick.choice(["welcome", "terrible", "late", "on time", "not good"])
    text = f"the {pick.choice(subject)} and the {pick.choice(subject)} were {mood} on day {pick.randrange(40)}"
    said = f'"Well, {text}," said {who}.', f"{who} said that {text}.", f"In {pick.choice(['Ostrand', 'Kell'])} {text}."
    return pick.choice(said)


def record(number: int, version: int = 0) -> Record:
    """An invented article; another version has the same address and another text."""
    pick = random.Random(f"{number} {version}")
    who, paper, subject = pick.choice(PEOPLE), PAPERS[number % 3], SUBJECTS[number % 4].split()
    body = [sentence(pick, who if i == 0 else who.split()[-1], subject) for i in range(pick.randrange(4, 12))]
    day = random.Random(number).choice([f"2026-0{m}-1{d}" for m in (2, 3) for d in range(6)] + [None])
    return {
        "url": f"https://{number % 3}.example/{number}",
        "title": f"{who} on the {subject[0]}",
        "text": "\n".join([*body, f"Sign up for the newsletter of the {paper}.", pick.choice(["", "Read more"])]),
        "source": paper,
        **({"published_at": f"{day}T0{pick.randrange(9)}:00:00Z"} if day else {}),
    }


class Archive:
    """A raw folder and what happens to it."""

    def __init__(self, seed: int, raw: Path, write: Callable[..., Path]) -> None:
        self._pick, self._raw, self._write = random.Random(seed), raw, write
        raw.mkdir()
        for _ in range(3):
            self.deliver()

    def deliver(self) -> None:
        """A file of a new night: new articles, old ones again, later versions, copies at another paper, a bad line."""
        numbers = [self._pick.randrange(60) for _ in range(self._pick.randrange(3, 16))]
        records = [record(n, self._pick.choice([0, 0, 0, 1])) for n in numbers]
        for one in records:
            if self._pick.random() < 0.1:
                one |= {"url": f"{one['url']}/again", "source": self._pick.choice(PAPERS)}
        if self._pick.random() < 0.2:
            records.append({"text": 7})
        night = len(list(self._raw.iterdir()))
        self._write(self._raw / f"2026-04-{1 + night % 28:02}/{self._pick.randrange(10**6)}.jsonl", records)

    def change(self) -> None:
        """Something that scrapers and people do."""
        files = sorted(path for path in self._raw.rglob("*") if path.is_file())
        path = self._pick.choice(files)
        match self._pick.randrange(6):
            case 0 | 1:
                self.deliver()
            case 2:
                lines = path.read_text().splitlines(keepends=True)
                path.write_text("".join(lines[:-1]) or "{}\n")
            case 3 if len(files) > 2:
                path.unlink()
            case 4:
                path.rename(path.with_name(f"moved-{path.name}"))
            case _:
                self._write(path, [record(self._pick.randrange(60), self._pick.randrange(3)) for _ in range(4)])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(N_HISTORIES))
def test_any_history_gives_what_a_clean_run_gives(
    tmp_path: Path, lines: Callable[..., Path], files: Callable[[Path], dict[str, bytes]], seed: int
) -> None:
    """Law 5, over all tables, the page and the plots; half of the histories with topics that were accepted at first."""
    raw, out, model = tmp_path / "raw", tmp_path / "out", tmp_path / "model"
    archive = Archive(seed, raw, lines)
    words = ["run", "--raw", str(raw), "--set", "topics.n_topics=3", "--set", f"engine.workers={1 + seed % 2}"]
    if seed % 2:
        assert main([*words, "--out", str(out)]) == 0
        assert main(["topics", "accept", "--out", str(out), "--model", str(model)]) == 0
        words += ["--model", str(model)]
    for night in range(3):
        assert main([*words, "--out", str(out)]) == 0
        for _ in range(1 + night):
            archive.change()
    assert main([*words, "--out", str(out)]) == 0
    assert main([*words, "--out", str(tmp_path / "clean")]) == 0
    found, clean = files(out), files(tmp_path / "clean")
    assert [name for name in sorted(found.keys() | clean.keys()) if found.get(name) != clean.get(name)] == []
    shutil.rmtree(tmp_path)

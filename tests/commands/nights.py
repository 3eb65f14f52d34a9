"""Nights in a folder that looks like a checkout; the stages in a row stand in for dvc, which is not ours to test."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands import nightly as module
from pipeline.commands.cli import main

ROOT = Path(__file__).resolve().parents[2]
REPRO = """
from pipeline.commands.cli import main
from pipeline.engine.dag import STAGES
raise SystemExit(max(main([stage]) for stage in STAGES))
"""
RUN = (sys.executable, "-c", REPRO)
ARTICLE = "The ferry to Ostrand is late again. The harbour master was not amused, and nobody on the quay was.\n"


def make_checkout(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a checkout, with four articles, as the current one."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(module, "REPRO", RUN)
    monkeypatch.setattr(module, "STAGES", (sys.executable, "-c", ""))
    (folder / "dvc.yaml").write_text("stages: {}\n")
    for number in range(4):
        path = folder / f"data/raw/2026-03-0{number + 1}/a.txt"
        path.parent.mkdir(parents=True)
        path.write_text(ARTICLE.replace("ferry", f"ferry number {number}"))
    return folder


def night(*words: str) -> tuple[int, dict[str, Any]]:
    """Exit code, and the last line of the history."""
    code = main(["nightly", *words])
    return code, json.loads(Path("data/runs.jsonl").read_text().splitlines()[-1])


def subjects(checkout: Path, day: int, n: int) -> None:
    """Raw articles of a day about ferries and about comets in turn."""
    words = ("ferry harbour captain deck sailor anchor", "telescope comet orbit rocket planet crater")
    folder = checkout / f"data/raw/2026-04-{day:02}"
    folder.mkdir(parents=True)
    for number in range(n):
        own = words[number % 2].split()
        said = [f"The {own[i % 6]} and the {own[(i * number) % 6]} met number {day}{number}{i}." for i in range(8)]
        (folder / f"{number}.txt").write_text(" ".join(said) + "\n")

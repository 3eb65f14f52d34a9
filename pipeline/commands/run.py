"""The verbs that compute: `run` and one a stage."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from pipeline.engine import config, model_folder, progress
from pipeline.engine.dag import STEPS
from pipeline.engine.lock import exclusive
from pipeline.engine.scheduler import Outcome, run_steps
from pipeline.engine.store import Store, explained
from pipeline.errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Run the stages of the verb; print the path of the report, or a line a stage."""
    outcomes = execute(args)
    if args.json:
        print(json.dumps([asdict(outcome) for outcome in outcomes]))
    else:
        print("\n".join(_lines(args, outcomes)))
    return 0


def execute(args: argparse.Namespace) -> list[Outcome]:
    """Run the stages `args.stages`, one run at a time for an output folder, and note it in the history."""
    settings = config.load(args.config, args.set, ("engine", *args.stages))
    _check_folders(args.raw, args.out)
    with explained(args.out):
        args.out.mkdir(parents=True, exist_ok=True)
    steps = [step for step in STEPS if step.stage in args.stages]
    with exclusive(args.out):
        outcomes = run_steps(steps, Store(args.out), args.raw, settings, progress.chosen(), _model(args))
    _remember(args, outcomes)
    return outcomes


def _model(args: argparse.Namespace) -> Path | None:
    """The folder of the accepted topic model; None where the verb looks at none."""
    folder: Path | None = getattr(args, "model", None)
    if args.verb == "run" and folder is not None and not model_folder.is_there(folder):
        hint = "accept one with `nightdesk topics fit --model DIR`, or leave --model out to find topics anew"
        raise UsageError("no topic model here", where=str(folder), hint=hint)
    return folder


def _check_folders(raw: Path, out: Path) -> None:
    """Refuse to write into the raw folder or beside the files of something else."""
    if out.exists() and not out.is_dir():
        raise UsageError("is a file, not a folder", where=str(out), hint="give a folder to --out")
    if raw.resolve() == out.resolve() or raw.resolve() in out.resolve().parents:
        hint = "what lies there would be read as raw input the next night"
        raise UsageError("the output folder lies inside the raw folder", where=str(out), hint=hint)


def _lines(args: argparse.Namespace, outcomes: Sequence[Outcome]) -> list[str]:
    if "report" in args.stages:
        return [str((args.out / "report.html").resolve())]
    return [f"{o.step}: {o.computed} computed, {o.reused} reused" for o in outcomes]


def _remember(args: argparse.Namespace, outcomes: Sequence[Outcome]) -> None:
    """Append a line to the history: it has a clock, so it stands outside the tables of `dvc repro`."""
    path = args.out / "runs.jsonl" if args.verb == "run" else args.out.parent / "runs.jsonl"
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "verb": args.verb, "set": args.set}
    with explained(path), path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**line, "steps": [asdict(o) for o in outcomes]}) + "\n")

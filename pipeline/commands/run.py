"""The verbs that compute: `run` and one a stage."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.commands.history import append
from pipeline.commands.night import RUN_ID, new_id
from pipeline.commands.summary import summarise
from pipeline.engine import config, model_folder, progress
from pipeline.engine.dag import STAGES, STEPS
from pipeline.engine.files import explained
from pipeline.engine.freshness import Freshness
from pipeline.engine.lock import exclusive
from pipeline.engine.program import write_program
from pipeline.engine.scheduler import Outcome, run_steps
from pipeline.engine.store import Store
from pipeline.engine.table_hashes import write_table_hashes
from pipeline.errors import UsageError
from pipeline.settings import Source
from pipeline.tables import TABLES


@dataclass(frozen=True)
class Work:
    """Stages over a folder.

    Attributes:
        verb: what the history calls it.
        raw: the raw folder.
        out: the output folder.
        stages: those to run.
        settings: where their settings come from.
        model: folder of the accepted topic model; None: find topics anew.
    """

    verb: str
    raw: Path
    out: Path
    stages: tuple[str, ...] = STAGES
    settings: Source = field(default_factory=Source)
    model: Path | None = None

    @property
    def history(self) -> Path:
        """Where the line of the run goes: of a stage beside the output folder, which holds nothing with a clock."""
        return (self.out if self.verb == "run" else self.out.parent) / "runs.jsonl"

    @property
    def store(self) -> Store:
        """The tables, and the memory of reuse: inside after `run`, beside for DVC's stages, whose outputs are data."""
        inside = self.out / ".state"
        return Store(self.out, inside if self.verb == "run" or inside.is_dir() else self.out.parent / "state")


def run(*, raw: Path, out: Path, model: Path | None, settings: Source, as_json: bool) -> int:
    """Run all stages; print the path of the report.

    Raises:
        UsageError: `model` holds no topic model, or `out` cannot be an output folder.
    """
    if model is not None and not model_folder.is_there(model):
        hint = "accept one with `nightdesk topics fit --model DIR`, or leave --model out to find topics anew"
        raise UsageError("no topic model here", where=str(model), hint=hint)
    outcomes = execute(Work("run", raw, out, STAGES, settings, model))
    print(_as_json(outcomes) if as_json else (out / "report.html").resolve())
    return 0


def stage(*, name: str, raw: Path, out: Path, settings: Source, as_json: bool, model: Path | None = None) -> int:
    """Run one stage; print the path of the report, or a line per step."""
    outcomes = execute(Work(name, raw, out, (name,), settings, model))
    if as_json:
        print(_as_json(outcomes))
    elif name == "report":
        print((out / "report.html").resolve())
    else:
        print("\n".join(f"{o.step}: {o.computed} computed, {o.reused} reused" for o in outcomes))
    return 0


def _as_json(outcomes: Sequence[Outcome]) -> str:
    return json.dumps([asdict(outcome) for outcome in outcomes])


def execute(work: Work) -> list[Outcome]:
    """Run stages, one run at a time for an output folder, and note it in the history.

    Raises:
        UsageError: `out` is a file, or lies inside the raw folder.
        LockedError: another run is at work in `out`.
    """
    settings = config.load_from(work.settings, ("engine", *work.stages))
    _check_folders(work.raw, work.out)
    _check_inputs(work)
    with explained(work.out):
        work.out.mkdir(parents=True, exist_ok=True)
    steps = [step for step in STEPS if step.stage in work.stages]
    with exclusive(work.store.state):
        shown, begun_ns = progress.chosen(), time.time_ns()
        if work.verb != "run" and "inventory" in work.stages:
            write_program(work.out)
        outcomes = run_steps(steps, work.store, work.raw, settings, shown, work.model)
        _note(work, begun_ns)
    _remember(work, outcomes, shown.seconds)
    if work.verb == "run":
        summarise(work.store, shown.seconds)
    return outcomes


def _note(work: Work, begun_ns: int) -> None:
    """Note what was written, for DVC and for the next run; tables that changed since they were written are read."""
    store = work.store
    manifests = {name: store.manifest(name) for name in TABLES}
    write_table_hashes(work.out, work.stages, manifests)
    if work.verb != "run":
        source = (work.settings.file or config.DEFAULT, work.settings.pairs)
        known = {
            str(store.path(name, part)): e.sha256 for name, parts in manifests.items() for part, e in parts.items()
        }
        Freshness(work.raw, work.out, store.state, work.model, source).note(work.stages, begun_ns, known)


def _check_folders(raw: Path, out: Path) -> None:
    """Refuse to write into the raw folder or beside the files of something else."""
    if out.exists() and not out.is_dir():
        raise UsageError("is a file, not a folder", where=str(out), hint="give a folder to --out")
    if raw.resolve() == out.resolve() or raw.resolve() in out.resolve().parents:
        hint = "what lies there would be read as raw input the next night"
        raise UsageError("the output folder lies inside the raw folder", where=str(out), hint=hint)


def _check_inputs(work: Work) -> None:
    """Refuse to compute from tables that are not there: a mistyped folder would get an empty page."""
    steps = [step for step in STEPS if step.stage in work.stages]
    own = {table for step in steps for table in step.writes}
    missing = [table for step in steps for table in step.inputs if table not in own and not work.store.has(table)]
    if missing:
        what = f"no table '{missing[0]}' here, which `{work.verb}` reads"
        raise UsageError(what, where=str(work.out), hint="is --out mistyped? `nightdesk run` makes all tables")


def _remember(work: Work, outcomes: Sequence[Outcome], seconds: Mapping[str, float]) -> None:
    """Append a line to the history: it has a clock, so it stands outside the tables of `dvc repro`."""
    at, run = datetime.now(UTC).isoformat(timespec="seconds"), os.environ.get(RUN_ID) or new_id()
    steps = [{**asdict(outcome), "wall_s": seconds.get(outcome.step, 0.0)} for outcome in outcomes]
    append(work.history, {"at": at, "verb": work.verb, "run": run, "set": work.settings.pairs, "steps": steps})

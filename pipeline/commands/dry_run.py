"""`nightly --dry-run`: what is new, and what a night would do about it. Changes nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pipeline.commands.night import Lookback, RawChange, stamps
from pipeline.engine.dag import STAGES, STEPS
from pipeline.errors import PipelineError

STATUS = (sys.executable, "-m", "dvc", "status", "--json")
ALWAYS = ["always changed"]  # what dvc says of a stage that looks at the raw folder every time
SHOWN = 20  # files named of each kind


def foresee(lookback: Lookback, raw: Path, *, as_json: bool) -> int:
    """Print raw files that are new, changed or gone since the last night, and the stages that would run.

    Raises:
        PipelineError: dvc cannot tell.
    """
    change = lookback.change(stamps(raw))
    waiting = {STAGES[0]} if any(asdict(change).values()) else set()
    stages = downstream(waiting | _changed_stages())
    print(json.dumps({"raw": asdict(change), "stages": stages}) if as_json else "\n".join(_lines(change, stages)))
    return 0


def _changed_stages() -> set[str]:
    """The stages whose inputs, settings, code or results are not those of the last run."""
    env = {**os.environ, "DVC_NO_ANALYTICS": "1"}
    done = subprocess.run(STATUS, capture_output=True, text=True, check=False, env=env)  # noqa: S603 -- a constant
    try:
        found = {stage for stage, reasons in json.loads(done.stdout).items() if reasons != ALWAYS}
        return found & set(STAGES)
    except (ValueError, AttributeError):
        said = done.stderr.strip().splitlines()
        raise PipelineError(
            "`dvc status` failed: " + (said[-1] if said else f"exit code {done.returncode}"),
            where=str(Path.cwd()),
            hint="run `dvc status` to see all that it says",
        ) from None


def downstream(stages: set[str]) -> list[str]:
    """The stages, and all that read what these write, in order."""
    found = set(stages)
    written = {table for step in STEPS if step.stage in found for table in step.writes}
    for step in STEPS:
        if step.stage not in found and written & set(step.reads):
            found.add(step.stage)
        if step.stage in found:
            written |= {table for one in STEPS if one.stage == step.stage for table in one.writes}
    return [stage for stage in STAGES if stage in found]


def _lines(change: RawChange, stages: list[str]) -> Iterator[str]:
    for kind, names in asdict(change).items():
        yield f"raw files {kind}: {len(names)}"
        yield from (f"  {name}" for name in names[:SHOWN])
        yield from ([f"  and {len(names) - SHOWN} more"] if len(names) > SHOWN else [])
    yield f"stages that would run: {', '.join(stages)}" if stages else "nothing would run: everything is up to date"

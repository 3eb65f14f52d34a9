"""The verb `nightly`: what a scheduler calls. Lock, space, topics, `dvc repro`, laws, gates, publish, history.

Topics that were found anew and published are accepted when the next night begins: what readers have seen stays.
Readers take `data/published/current`: a snapshot that is switched in one step, and only when all went well. The
working folder `data/processed` is no place for readers: while a stage runs it has no output.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.commands.gates import NightlyConfig, failures
from pipeline.commands.topics import accept, was_found_anew
from pipeline.engine import config, model_folder
from pipeline.engine.files import explained
from pipeline.engine.invariants import LAWS
from pipeline.engine.lock import exclusive
from pipeline.engine.progress import logger
from pipeline.engine.snapshots import CURRENT, publish
from pipeline.engine.store import Store, rows_of
from pipeline.errors import GateError, PipelineError, UsageError
from pipeline.settings import Source

PROCESSED, PUBLISHED, HISTORY = Path("data/processed"), Path("data/published"), Path("data/runs.jsonl")
MODEL = Path("data/models/topics")
REPRO = (sys.executable, "-m", "dvc", "repro")
STDERR = 2
GIB = 1 << 30
SHOWN = 5  # faults told of each law


@dataclass
class Night:
    """What the history keeps of a night."""

    outcome: str = "failed"
    snapshot: str | None = None
    n_articles: int | None = None
    has_accepted: bool = False  # the topics of the last published night
    faults: tuple[str, ...] = ()


def nightly(*, settings: Source, as_json: bool) -> int:
    """Run a night in the checkout; print the folder of the published snapshot.

    Raises:
        UsageError: this is no checkout.
        LockedError: another night is at work.
        PipelineError: too little space, or `dvc repro` failed; the published snapshot is the old one.
        GateError: a law or a gate is broken; the tables are there, the published snapshot is the old one.
    """
    if not Path("dvc.yaml").is_file():
        raise UsageError("no dvc.yaml here", where=str(Path.cwd()), hint="run it in the root of the checkout")
    gates: NightlyConfig = config.load_from(settings, ("nightly",))["nightly"]
    night, began = Night(), time.monotonic()
    with exclusive(Path()):
        try:
            _check_space(gates)
            night.has_accepted = gates.accepts_topics and _accept_published()
            _repro()
            _check(night, gates)
            night.snapshot = str(publish(PROCESSED, PUBLISHED, gates.keep_snapshots))
            night.outcome = "published"
        except GateError:
            night.outcome = "gate failed"
            raise
        finally:
            _remember(night, round(time.monotonic() - began, 1))
    print(json.dumps(vars(night)) if as_json else (PUBLISHED / CURRENT).resolve())
    return 0


def _check_space(settings: NightlyConfig) -> None:
    """Better no night than half of one."""
    free = shutil.disk_usage(".").free / GIB
    if free < settings.min_free_gib:
        what = f"{free:.1f} GiB free, {settings.min_free_gib:g} asked for"
        hint = "free some space (`dvc gc --workspace` drops old results), or lower nightly.min_free_gib"
        raise PipelineError(what, where=str(Path.cwd()), hint=hint)


def _accept_published() -> bool:
    """Accept the topics that readers see, unless they are accepted or another model has been since."""
    last = Store(PUBLISHED / CURRENT)
    if not rows_of(last, "topics"):
        return False
    if not all(last.parts(name).all()[0].equals(table) for name, table in model_folder.accepted(MODEL).items()):
        return False
    return was_found_anew(accept(last, MODEL))


def _repro() -> None:
    """Run `dvc repro` in a process group of its own, which ends with us."""
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"  # a scheduler knows no venv
    env = {**os.environ, "PATH": here, "DVC_NO_ANALYTICS": "1"}
    with subprocess.Popen(REPRO, stdout=STDERR, env=env, start_new_session=True) as child:  # noqa: S603 -- a constant
        before = signal.signal(signal.SIGTERM, _interrupted)
        try:
            code = child.wait()
        except BaseException:
            os.killpg(child.pid, signal.SIGTERM)
            child.wait()
            raise
        finally:
            signal.signal(signal.SIGTERM, before)
    if code:
        hint = "what it said stands above; what is finished will be reused; readers still see the last snapshot"
        raise PipelineError(f"`dvc repro` ended with {code}", where=str(Path.cwd()), hint=hint)


def _interrupted(*_: Any) -> None:  # noqa: ANN401 -- a signal handler's arguments
    raise KeyboardInterrupt


def _check(night: Night, settings: NightlyConfig) -> None:
    """Laws first, then gates."""
    metrics = json.loads((PROCESSED / "metrics.json").read_text(encoding="utf-8"))
    night.n_articles = metrics["n_articles"]
    night.faults = tuple(_broken_laws()) or tuple(failures(metrics, _published_metrics(), settings))
    if night.faults:
        hint = "readers still see the last snapshot; `nightdesk validate` and the report say more"
        raise GateError("; ".join(night.faults), where=str(PROCESSED), hint=hint)


def _broken_laws() -> Iterator[str]:
    store = Store(PROCESSED)
    for law in LAWS:
        faults = [f"law {law.name}: {fault}" for fault in islice(law.faults(store), SHOWN)]
        yield from faults
        if faults and law.name == "files":
            return  # the others read these files


def _published_metrics() -> dict[str, float] | None:
    """Metrics of the last good night; None before the first."""
    try:
        found: dict[str, float] = json.loads((PUBLISHED / CURRENT / "metrics.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _remember(night: Night, wall_s: float) -> None:
    """A line in the history and an event in the log."""
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "verb": "nightly", **vars(night), "wall_s": wall_s}
    with explained(HISTORY), HISTORY.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    logger().info("night done", **vars(night), wall_s=wall_s)

"""The verb `nightly`: what a scheduler calls. Lock, mend, stages, dvc.lock, invariants, gates, publish, tell.

Topics that were found anew and published are accepted when the next night begins: what readers have seen stays.
Readers take `data/published/current`: a snapshot that is switched in one step, and only when all went well. The
working folder `data/processed` is no place for readers: while a stage runs it has no output.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.commands import disk, dvc_settings, gates, upkeep
from pipeline.commands.aftermath import share, tell
from pipeline.commands.digest import digest
from pipeline.commands.dry_run import foresee
from pipeline.commands.gates import NightlyConfig
from pipeline.commands.history import History
from pipeline.commands.init import is_project, refresh
from pipeline.commands.look import broken_invariants, look, raw_contents
from pipeline.commands.night import RUN_ID, Lookback, Night, stamps
from pipeline.commands.stillness import standing
from pipeline.commands.topics import accept, was_found_anew
from pipeline.engine import config, model_folder
from pipeline.engine.dag import CONFIGS
from pipeline.engine.kernels import COLLECT
from pipeline.engine.lock import exclusive
from pipeline.engine.snapshot_repair import verify
from pipeline.engine.snapshots import CURRENT, contents, id_of, publish
from pipeline.engine.store import Store, rows_of
from pipeline.engine.supervisor import DeadlineError, Stopped, stopping, supervise
from pipeline.errors import ConfigError, GateError, PipelineError, UsageError
from pipeline.settings import Source

RAW, PROCESSED, PUBLISHED = Path("data/raw"), Path("data/processed"), Path("data/published")
HISTORY, MODEL, NIGHTS = Path("data/runs.jsonl"), Path("data/models/topics"), Path("data/state/nights")
LOCK_FOLDER, LOCK = Path(".dvc/tmp"), "nightdesk.lock"
STAGES = (sys.executable, "-m", "pipeline", "stages")
DVC_MAIN = (
    f"import atexit, gc, sys; gc.set_threshold{COLLECT}; atexit.register(gc.freeze); "
    "from dvc.cli import main; sys.exit(main(sys.argv[2:]))"
)
"""`python -m dvc` that seldom looks for objects that hold each other, and not at its end: 1.44 → 1.19 CPU s."""
DVC = (sys.executable, "-c", DVC_MAIN, "dvc")  # the last word: what others know the process by
COMMIT = (*DVC, "commit", "--force", "--no-relink", "dvc.yaml")  # one process; dvc.lock as `dvc repro` writes it
REPRO = (*DVC, "repro", "--no-run-cache")  # what a cache hands out nobody has verified
HOUR = 3600.0
WRITTEN = (PROCESSED, PUBLISHED, Path(".dvc/cache"), Path(".dvc/tmp"))


@dataclass(frozen=True)
class Desk:
    """What a night works with."""

    gates: NightlyConfig
    lookback: Lookback
    lock: int
    deadline: float | None


def nightly(*, dry_run: bool, settings: Source, as_json: bool) -> int:
    """Run a night in the checkout; print its digest.

    Returns:
        0, or the exit code of a signal that stopped it.

    Raises:
        UsageError: this is no checkout.
        ConfigError: a setting that is not of `nightly` was given: dvc reads those from configs/params.yaml.
        LockedError: another night, or dvc, is at work.
        PipelineError: too little space, or a stage failed; the published snapshot is the old one.
        GateError: an invariant or a gate failed; the tables are there, the published snapshot is the old one. Or
            nothing has come for too many nights.
    """
    if not Path("dvc.yaml").is_file():
        raise UsageError("no dvc.yaml here", where=str(Path.cwd()), hint="run it in the root of the checkout")
    chosen = own_settings(settings)
    try:
        with stopping(), exclusive(LOCK_FOLDER, name=LOCK, signed=True) as lock:
            lookback = Lookback(NIGHTS)
            if dry_run:
                return foresee(lookback, RAW, as_json=as_json)
            deadline = time.monotonic() + chosen.max_hours * HOUR if chosen.max_hours else None
            return _told(Desk(chosen, lookback, lock, deadline), as_json=as_json)
    except Stopped as stopped:
        print(f"nightdesk: stopped by {stopped}; what is finished will be reused", file=sys.stderr)
        return stopped.code


def own_settings(settings: Source) -> NightlyConfig:
    """The settings of the night itself.

    Raises:
        ConfigError: others were given, which `dvc repro` would not see.
    """
    chosen: NightlyConfig = config.load_from(settings, ("nightly",))["nightly"]
    others = [pair for pair in settings.pairs if not pair.strip().startswith("nightly.")]
    if settings.file is not None and settings.file.resolve() != config.DEFAULT.resolve():
        others += [name for name in config.sections_of(settings.file) if name != "nightly"]
    if others:
        config.load_from(settings, CONFIGS)  # a mistyped key is told as such
        hint = f"write it into {config.DEFAULT}, which `dvc repro` reads; here only nightly.* can be given"
        raise ConfigError("is a setting of a stage", where=others[0], hint=hint)
    return chosen


def _told(desk: Desk, *, as_json: bool) -> int:
    """A night with its line in the history and its digest, however it ends."""
    night, history = Night(), History(HISTORY, NIGHTS / "at_work.json")
    try:
        night.warn(history.begin(night))
        _work(night, desk)
    except BaseException as error:
        night.outcome, night.reason = _ending(night, error)
        raise
    finally:
        upkeep.hide_run_state()
        line = history.close(night)
        page = digest(line)
        print(json.dumps({**line, "digest": page.splitlines()}) if as_json else page, flush=True)
        tell(desk.gates, page, is_good=night.outcome == "published")
    return 0


def _ending(night: Night, error: BaseException) -> tuple[str, str]:
    """The outcome and the reason of a night that did not end well."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    if isinstance(error, Stopped):
        return "stopped", f"stopped by {reason}"
    if isinstance(error, GateError):
        return ("quiet" if night.snapshot else "held back"), reason
    return night.outcome, reason


def _work(night: Night, desk: Desk) -> None:
    """The night itself."""
    disk.check_space(desk.gates.min_free_gib, WRITTEN)
    raw = stamps(RAW)
    night.raw = desk.lookback.change(raw)
    _mend(night)
    night.has_accepted = desk.gates.accepts_topics and _accept_published()
    leftovers = disk.Leftovers(NIGHTS / "cache.txt")
    leftovers.begin()
    settled = desk.lookback.settled(standing(raw, MODEL))
    files, broken = contents(PROCESSED) if settled else {}, []
    if not files or id_of(files) != settled:  # else the same was checked when it was published
        broken, files = compute(night, desk), contents(PROCESSED)
    found = raw_contents(PROCESSED)
    night.raw = desk.lookback.content_change(found) or night.raw
    tonight, facts = look(night, desk.lookback, PROCESSED, PUBLISHED)
    night.faults = (*broken, *gates.failures(facts, tonight, desk.gates))
    desk.lookback.keep(Store(PROCESSED).parts("deliveries").all()[0], raw, found, facts.n_quiet)
    night.warn(gates.warnings(facts, tonight, desk.gates))
    if night.faults:
        hint = "readers still see the last snapshot; `nightdesk validate` and the report say more"
        raise GateError("; ".join(night.faults), where=str(PROCESSED), hint=hint)
    night.snapshot = str(publish(PROCESSED, PUBLISHED, desk.gates.keep_snapshots, files))
    if desk.gates.prunes_cache:
        leftovers.drop()
    desk.lookback.settle(standing(raw, MODEL), Path(night.snapshot).name)
    night.warn(share(desk.gates, night.snapshot))
    if gates.is_stale(facts, desk.gates):
        hint = "look at the scraper; nightly.max_quiet_nights says how many such nights are in order"
        raise GateError(f"no new record for {facts.n_quiet} nights", where=str(RAW), hint=hint)
    night.outcome = "published"


def _mend(night: Night) -> None:
    """Put right what the last night, or the disk, left broken."""
    upkeep.compile_program()
    night.mend(upkeep.clear_dvc_locks())
    night.mend(upkeep.do_without_git())
    if is_project():
        night.mend(f"{name} was written again for this version" for name in refresh())
    night.mend(_snapshot_damages())
    if MODEL.is_dir():
        night.mend(upkeep.mend_model(MODEL, PUBLISHED, PROCESSED))


def _snapshot_damages() -> Iterator[str]:
    for one in verify(PUBLISHED, PROCESSED):
        what = "put back" if one.is_repaired else "its bytes are nowhere else; the next published night replaces it"
        yield f"snapshot {one.snapshot}: {one.path} was damaged or missing: {what}"


def _accept_published() -> bool:
    """Accept the topics that readers see, unless they are accepted or another model has been since."""
    last = Store(PUBLISHED / CURRENT)
    if not rows_of(last, "topics"):
        return False
    if not all(last.parts(name).all()[0].equals(table) for name, table in model_folder.accepted(MODEL).items()):
        return False
    return was_found_anew(accept(last, MODEL))


def compute(night: Night, desk: Desk) -> list[str]:
    """Run the stages, and once more where their failure, or what they wrote, could be mended.

    Returns:
        The invariants that the tables violate, in words.

    Raises:
        PipelineError: it failed, or took too long.
    """
    code, store = _repro(night, desk), Store(PROCESSED)
    if code and night.mend(upkeep.drop_cut_dvc_lock()):
        code = _repro(night, desk)
    if code:
        disk.tell_full_disk(WRITTEN)
        hint = "what it said stands above; what is finished will be reused; readers still see the last snapshot"
        raise PipelineError(f"the stages or dvc ended with {code}", where=str(Path.cwd()), hint=hint)
    broken = list(broken_invariants(store))
    if broken and night.mend(upkeep.drop_damaged(store)) and not _repro(night, desk):
        broken = list(broken_invariants(store))
    return broken


def _repro(night: Night, desk: Desk) -> int:
    """Run the stages in one process, then have DVC record what they wrote; the exit code of the first that failed.

    Where dvc.yaml has stages of somebody's own, `dvc repro` runs those too; it finds ours done.
    """
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"  # a scheduler knows no venv
    env = {**os.environ, "PATH": here, "DVC_NO_ANALYTICS": "1", RUN_ID: night.run}
    record = COMMIT if upkeep.has_no_other_stages() else REPRO
    try:
        code = supervise(STAGES, env, deadline=desk.deadline, keep_open=(desk.lock,))
        if record == COMMIT:
            env |= dvc_settings.without_git(NIGHTS / "dvc")
        return code or supervise(record, env, deadline=desk.deadline, keep_open=(desk.lock,))
    except DeadlineError:
        night.outcome = "out of time"
        hint = "what is finished will be reused; nightly.max_hours is the limit"
        what = f"took longer than {desk.gates.max_hours:g} hours"
        raise PipelineError(what, where=str(Path.cwd()), hint=hint) from None

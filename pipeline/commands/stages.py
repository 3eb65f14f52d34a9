"""The verbs of the stages. Imports nothing heavy: a stage whose work is done already ends before numpy is loaded."""

from __future__ import annotations

from pathlib import Path

from pipeline.engine.dag import STAGES
from pipeline.engine.freshness import Freshness
from pipeline.settings import Source

PARAMS = Path("configs/params.yaml")


def stage(*, name: str, raw: Path, out: Path, settings: Source, as_json: bool, model: Path | None = None) -> int:
    """Run one stage, unless nothing that it reads or wrote has changed."""
    if not as_json and _noted(raw, out, settings, model).are_fresh(name):
        print(f"{name}: up to date")
        return 0
    from pipeline.commands.run import stage as work

    return work(name=name, raw=raw, out=out, settings=settings, as_json=as_json, model=model)


def topics(*, action: str | None, raw: Path, out: Path, model: Path, settings: Source, as_json: bool) -> int:
    """Run the stage `topics`, or accept its topics."""
    if action is None:
        return stage(name="topics", raw=raw, out=out, settings=settings, as_json=as_json, model=model)
    from pipeline.commands.topics import topics as work

    return work(action=action, raw=raw, out=out, model=model, settings=settings, as_json=as_json)


def stages(*, raw: Path, out: Path, model: Path, settings: Source) -> int:
    """Run all stages in this process, as `dvc repro` runs them one by one; those that are up to date are left out."""
    if _noted(raw, out, settings, model).are_fresh(*STAGES):
        print("all stages are up to date")
        return 0
    from pipeline.commands.run import Work, execute

    for outcome in execute(Work("stages", raw, out, STAGES, settings, model)):
        print(f"{outcome.step}: {outcome.computed} computed, {outcome.reused} reused")
    return 0


def _noted(raw: Path, out: Path, settings: Source, model: Path | None) -> Freshness:
    """What is noted of the stages of DVC over an output folder."""
    inside = out / ".state"
    state = inside if inside.is_dir() else out.parent / "state"
    return Freshness(raw, out, state, model, (settings.file or PARAMS, settings.pairs))

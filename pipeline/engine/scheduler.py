"""Runs steps in order: what has changed is computed, the rest is reused; the same bytes either way.

A part is reused when its manifest entry has the key that would be computed now (step, its configuration, its code,
its inputs' bytes, library versions) and its file is the one that was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.arrays.look_ups import begin
from pipeline.engine.context import Context, Outcome
from pipeline.engine.corpus_steps import run_corpus, run_model
from pipeline.engine.dag import Scope, Step
from pipeline.engine.executors import executor_of
from pipeline.engine.kept_columns import KEPT
from pipeline.engine.kernels import give_back
from pipeline.engine.progress import Progress
from pipeline.engine.raw_steps import run_inventory, run_raw
from pipeline.engine.row_steps import run_row
from pipeline.engine.store import Store
from pipeline.engine.window_steps import run_window

__all__ = ["Outcome", "run_steps"]

_RUNNERS: dict[Scope, Callable[[Step, Context], Outcome]] = {
    "inventory": run_inventory,
    "raw": run_raw,
    "model": run_model,
    "row": run_row,
    "window": run_window,
    "corpus": run_corpus,
}


def run_steps(
    steps: Iterable[Step],
    store: Store,
    raw: Path,
    config: Mapping[str, Any],
    progress: Progress,
    model: Path | None = None,
) -> list[Outcome]:
    """Run steps in order.

    Args:
        steps: in an order in which inputs come first.
        store: the output folder.
        raw: the raw folder; only the inventory and ingest look there.
        config: section → configuration, see `config.load`.
        progress: hears of every step and part.
        model: folder of the accepted topic model; None for none.

    Returns:
        One outcome per step.
    """
    pa.set_cpu_count(1)
    executor = executor_of(config["engine"])
    if config["engine"].executor == "dask":  # workers on other machines have working folders of their own
        store, raw = Store(store.root.absolute(), store.state.absolute()), raw.absolute()
    try:
        return [_run(step, Context(store, raw, model, config.get(step.stage), executor, progress)) for step in steps]
    finally:
        executor.close()
        KEPT.end()


def _run(step: Step, context: Context) -> Outcome:
    with context.progress.step(step.name):
        begin(step.room, step.name)
        KEPT.begin(step)
        give_back()
        outcome = _RUNNERS[step.scope](step, context)
        context.progress.done(outcome.step, computed=outcome.computed, reused=outcome.reused, parts=outcome.parts)
    return outcome

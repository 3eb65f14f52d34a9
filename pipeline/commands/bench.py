"""The verb `bench`: what each step costs on this machine, over any raw folder."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine import config
from pipeline.engine.dag import STAGES, STEPS
from pipeline.engine.progress import Silent
from pipeline.engine.scheduler import run_steps
from pipeline.engine.store import Store
from pipeline.errors import UsageError
from pipeline.settings import Source


@dataclass(frozen=True)
class Cost:
    """What a step took: CPU seconds (user and system), and the peak of the process so far in MB."""

    step: str
    cpu_s: float
    peak_mb: float


class Metered(Silent):
    """Notes the CPU seconds of each step."""

    def __init__(self) -> None:
        self.costs: list[Cost] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure the step."""
        began = time.process_time()
        yield
        self.costs.append(Cost(name, time.process_time() - began, _peak_mb()))


def bench(*, raw: Path, settings: Source, as_json: bool) -> int:
    """Run all steps once in this process, in a folder that is thrown away; print a line per step.

    Raises:
        UsageError: the raw folder gives no article.
    """
    chosen = config.load_from(settings.also("engine.workers=1"), ("engine", *STAGES))
    meter = Metered()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        run_steps(STEPS, store, raw, chosen, meter)
        n = sum(entry.rows for entry in store.manifest("articles").values())
    if not n:
        raise UsageError("no article to measure with", where=str(raw), hint="give a folder of articles to --raw")
    total = Cost("all steps", sum(cost.cpu_s for cost in meter.costs), _peak_mb())
    rows = [_row(cost, n) for cost in (*meter.costs, total)]
    print(json.dumps(rows, indent=1) if as_json else _page(rows, n))
    return 0


def _row(cost: Cost, n: int) -> dict[str, str | float]:
    return {
        "step": cost.step,
        "cpu_s": round(cost.cpu_s, 3),
        "articles_per_cpu_s": round(n / max(cost.cpu_s, 1e-9)),
        "peak_mb": round(cost.peak_mb),
    }


def _page(rows: Sequence[dict[str, str | float]], n: int) -> str:
    head = f"{n} articles, one process; CPU seconds, imports included\n"
    lines = [f"{'step':24}{'CPU s':>9}{'articles/CPU s':>16}{'peak MB':>9}"]
    lines += [
        f"{row['step']:24}{row['cpu_s']:>9.2f}{row['articles_per_cpu_s']:>16,}{row['peak_mb']:>9}" for row in rows
    ]
    return head + "\n".join(lines)


def _peak_mb() -> float:
    """Largest resident memory of this process so far; Linux counts in KiB, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)

"""What a part costs when nothing has changed, and when everything has: linear in the number of parts, or it fails.

    python benchmarks/parts.py [--parts 10000]

Writes empty parts, runs a row step that does nothing over them, and prints CPU seconds per 1,000 parts at
a tenth of the size and at the full size. Exit code 1 where the larger size costs more than twice as much per part.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.engine import row_steps
from pipeline.engine.context import Context
from pipeline.engine.dag import Step
from pipeline.engine.executors import EngineConfig, executor_of
from pipeline.engine.progress import Silent
from pipeline.engine.store import Store
from pipeline.tables import TABLES

STEP = Step("benchmark", "benchmark:copied", "row", ("shingles",), ("terms",), reuse="part")
ALLOWED = 2.0  # times the cost per part at ten times the parts: noise of a busy machine, far below quadratic (ten)


def copied(_config: object, *, shingles: pa.Table) -> dict[str, pa.Table]:
    """A step that does nothing."""
    del shingles
    return {"terms": TABLES["terms"].empty()}


def seconds(store: Store, parts: list[str], *, changed: bool) -> float:
    """CPU seconds of one run of the step over all parts."""
    if changed:
        entry = store.write("shingles", "template", TABLES["shingles"].empty(), key="")
        data = store.path("shingles", "template").read_bytes()
        for part in parts:
            store.path("shingles", part).write_bytes(data)
        store.path("shingles", "template").unlink()
        store.finish("shingles", dict.fromkeys(parts, entry))
    context = Context(store, Path(), None, None, executor_of(EngineConfig(workers=1)), Silent())
    began = time.process_time()
    row_steps.run_row(STEP, context)
    return time.process_time() - began


def costs(n_parts: int) -> tuple[float, float]:
    """CPU seconds per 1,000 parts: all computed, none computed."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        parts = [f"part-{number:06d}" for number in range(n_parts)]
        pair = seconds(store, parts, changed=True), seconds(store, parts, changed=False)
    return pair[0] / n_parts * 1000, pair[1] / n_parts * 1000


def main() -> int:
    """Measure at two sizes and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", type=int, default=10_000, help="parts at the larger size (default: %(default)s)")
    n_parts: int = parser.parse_args().parts
    row_steps.function_of = lambda _: copied
    row_steps.base_key = lambda *_: "0" * 64
    rows = {n: costs(n) for n in (n_parts // 10, n_parts)}
    print(f"{'parts':>8}{'computed':>12}{'reused':>12}   CPU seconds per 1,000 parts")
    for n, (computed, reused) in rows.items():
        print(f"{n:>8}{computed:>12.3f}{reused:>12.3f}")
    small, large = rows.values()
    return int(any(b > ALLOWED * a for a, b in zip(small, large, strict=True)))


if __name__ == "__main__":
    sys.exit(main())

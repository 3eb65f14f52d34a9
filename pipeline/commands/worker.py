"""The verb `worker`: processes that run the tasks of `engine.executor: dask`, with the arithmetic pinned."""

from __future__ import annotations

from importlib import import_module

from pipeline.engine.cluster import EXTRA
from pipeline.errors import UsageError


def worker(*, scheduler: str, processes: int, memory: str) -> int:
    """Start Dask workers and stay until the scheduler ends them; one that is killed is started again.

    Args:
        scheduler: its address.
        processes: number of workers, one thread each.
        memory: limit of each, such as 2GB, or `auto`: this machine's memory by its CPUs.

    Raises:
        UsageError: `distributed` is not installed.
    """
    try:
        start = import_module("distributed.cli.dask_worker").main
    except ImportError:
        raise UsageError("needs the extra `dask`", where="worker", hint=EXTRA) from None
    options = ("--nthreads", "1", "--nworkers", str(processes), "--memory-limit", memory, "--no-dashboard")
    start([scheduler, *options], standalone_mode=False)
    return 0

"""Who runs the tasks of a step: this process, or a pool of processes. Same tasks, same bytes.

A task is a picklable call that reads named files and writes named files, so a cluster's `map` would do as well.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pipeline.errors import PipelineError
from pipeline.settings import setting

T = TypeVar("T")
R = TypeVar("R")
ATTEMPTS = 3
PARTS_A_WORKER = 16  # below that many parts a worker's start-up costs more than it gains


@dataclass(frozen=True)
class EngineConfig:
    """How the work is spread; it never changes a byte of the result."""

    workers: int = setting(
        0,
        "processes that run parts side by side; 0: as many as pay, at most the CPUs",
        unit="processes",
        low=0,
        high=256,
    )


class Executor(Protocol):
    """Runs a function over tasks and gives the results in any order, each with its task's number."""

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Results as they come."""
        ...

    def close(self) -> None:
        """Give the processes back."""
        ...


class InProcess:
    """One after the other, here."""

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Results in the order of the tasks."""
        for number, task in enumerate(tasks):
            yield number, function(task)

    def close(self) -> None:
        """Nothing to give back."""


class Processes:
    """A pool that survives a killed worker: the tasks without a result are run again in a new pool."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Results as they come.

        Raises:
            PipelineError: workers died again and again.
        """
        waiting = set(range(len(tasks)))
        for _ in range(ATTEMPTS):
            try:
                for number, result in self._attempt(function, tasks, sorted(waiting)):
                    waiting.discard(number)
                    yield number, result
            except BrokenProcessPool:
                self.close()
            if not waiting:
                return
        raise PipelineError(
            f"worker processes were killed {ATTEMPTS} times; {len(waiting)} of {len(tasks)} tasks are left",
            where="engine",
            hint="most often memory ran out: lower engine.workers, or engine.workers=1 to see the task that fails",
        )

    def _attempt(self, function: Callable[[T], R], tasks: Sequence[T], numbers: list[int]) -> Iterator[tuple[int, R]]:
        if self._pool is None:
            context: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context)
        futures = {self._pool.submit(function, tasks[number]): number for number in numbers}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            for future in futures:
                future.cancel()

    def close(self) -> None:
        """End the workers."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


class Adaptive:
    """In this process while few tasks wait, a pool where there are enough to pay for its start."""

    def __init__(self, config: EngineConfig) -> None:
        cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self._workers = config.workers or cpus
        self._least = 2 if config.workers else PARTS_A_WORKER * self._workers
        self._here, self._pool = InProcess(), Processes(self._workers)

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Results as they come."""
        chosen = self._pool if self._workers > 1 and len(tasks) >= self._least else self._here
        return chosen.map(function, tasks)

    def close(self) -> None:
        """End the workers, if there are any."""
        self._pool.close()

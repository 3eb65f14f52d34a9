"""Who runs the tasks of a step: this process, a pool of processes or a cluster. Same tasks, same bytes.

A task is a picklable call that reads named files and writes named files.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, Protocol, TypeVar

from pipeline.engine.kernels import give_back
from pipeline.errors import ConfigError, PipelineError
from pipeline.settings import setting

T = TypeVar("T")
R = TypeVar("R")
ATTEMPTS = 3
EXECUTORS = ("auto", "inprocess", "processes", "dask")
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
    executor: str = setting(
        "auto",
        "who runs the parts: this process, a pool of processes, a Dask cluster; auto: a pool where it pays",
        choices=EXECUTORS,
    )
    scheduler: str = setting("", "address of the Dask scheduler, such as tcp://10.0.0.5:8786; for executor: dask")


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
        last = set(numbers[-self._workers :])
        futures = {
            self._pool.submit(partial(_then_rest, function) if number in last else function, tasks[number]): number
            for number in numbers
        }
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            for future in futures:
                future.cancel()

    @property
    def is_running(self) -> bool:
        """Whether there are workers."""
        return self._pool is not None

    def close(self) -> None:
        """End the workers."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _then_rest(function: Callable[[T], R], task: T) -> R:
    """Run one of the last tasks, behind which the worker waits while others work: it gives freed memory back."""
    found = function(task)
    give_back()
    return found


class Adaptive:
    """In this process while few tasks wait, a pool where there are enough to pay for its start, or where it runs."""

    def __init__(self, workers: int, least: int) -> None:
        self._workers, self._least = workers, least
        self._here, self._pool = InProcess(), Processes(workers)

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Results as they come."""
        least = 2 if self._pool.is_running else self._least  # its start has been paid for
        chosen = self._pool if self._workers > 1 and len(tasks) >= least else self._here
        return chosen.map(function, tasks)

    def close(self) -> None:
        """End the workers, if there are any."""
        self._pool.close()


def executor_of(config: EngineConfig) -> Executor:
    """The executor that the settings ask for.

    Raises:
        ConfigError: `dask` without the address of a scheduler.
    """
    workers = config.workers or _cpus()
    if config.executor == "dask":
        if not config.scheduler:
            hint = "give its address, such as tcp://10.0.0.5:8786"
            raise ConfigError("missing, and engine.executor is dask", where="engine.scheduler", hint=hint)
        cluster: Executor = import_module("pipeline.engine.cluster").Cluster(config.scheduler)
        return cluster
    if config.executor == "inprocess":
        return InProcess()
    if config.executor == "processes":
        return Processes(workers)
    return Adaptive(workers, 2 if config.workers else PARTS_A_WORKER * workers)


def _cpus() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

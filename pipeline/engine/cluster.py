"""A Dask cluster runs the tasks. Work and results are files on a folder that every machine sees at the same path.

Workers hold nothing: a task gives the few bytes of a manifest entry, and what a killed worker had begun is done again.
Workers are started with `nightdesk worker ADDRESS`, which pins the arithmetic (`engine/kernels.py`).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, TypeVar
from uuid import uuid4

from pipeline.engine import kernels
from pipeline.engine.code_hash import package_sha256
from pipeline.errors import PipelineError, UsageError

T = TypeVar("T")
R = TypeVar("R")
WAIT = 10  # seconds in which the scheduler has to answer
EXTRA = "pip install 'nightdesk[dask]'"


@dataclass(frozen=True)
class Call:
    """A task as a worker gets it: what to call, and the code that the worker has to have."""

    function: Callable[[Any], Any]
    task: Any
    package: str

    def __call__(self) -> Any:
        """Run the task here.

        Raises:
            UsageError: this worker has other code, or arithmetic that is not pinned.
        """
        _check(self.package)
        return self.function(self.task)


@cache
def _check(package: str) -> None:
    """Refuse to compute what would differ from the other workers' results."""
    here = f"worker on {os.uname().nodename}"
    if package_sha256() != package:
        raise UsageError("has another version of Nightdesk", where=here, hint="install the same one and start it again")
    if any(os.environ.get(name) != value for name, value in kernels.PINNED.items()):
        raise UsageError("its arithmetic is not pinned", where=here, hint="start it with `nightdesk worker ADDRESS`")


class Cluster:
    """Runs tasks on the workers of a Dask scheduler.

    Args:
        scheduler: its address, such as tcp://10.0.0.5:8786.
    """

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler
        self._client: Any = None

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Results as they come.

        Raises:
            UsageError: `distributed` is not installed, nothing answers at the address, or a worker has other code.
            PipelineError: a task killed every worker that ran it, or the scheduler went away.
        """
        client, run = self._connected(), uuid4().hex
        futures = {
            client.submit(
                Call(function, task, package_sha256()), key=f"{_name(task)}-{number}-{run}", pure=False
            ): number
            for number, task in enumerate(tasks)
        }
        try:
            for future in import_module("distributed").as_completed(futures, loop=client.loop, raise_errors=False):
                yield futures[future], self._result(future, tasks[futures[future]])
        except import_module("distributed.comm").CommClosedError:  # it went while a result was on its way
            raise self._lost() from None
        finally:
            client.cancel(list(futures))

    def _result(self, future: Any, task: Any) -> Any:
        """What a task gave."""
        if future.status == "finished":
            try:
                return future.result()
            except import_module("distributed").CancelledError:
                raise self._lost() from None
        if future.status != "error":
            raise self._lost()
        error = future.exception()
        if "deserialization of the task graph" in str(error):
            hint = "start it where the same version is installed as here and on the workers"
            raise UsageError("the scheduler has no Nightdesk", where=self._scheduler, hint=hint) from None
        if isinstance(error, import_module("distributed.scheduler").KilledWorker):
            raise PipelineError(
                "every worker that ran it was killed",
                where=_name(task),
                hint="most often memory ran out: give workers more, or run it alone with engine.executor=inprocess",
            ) from None
        raise error

    def _lost(self) -> PipelineError:
        hint = "start it again and run again: what is finished is kept"
        return PipelineError("the scheduler went away", where=self._scheduler, hint=hint)

    def _connected(self) -> Any:
        if self._client is None:
            try:
                distributed = import_module("distributed")
            except ImportError:
                raise UsageError("needs the extra `dask`", where="engine.executor", hint=EXTRA) from None
            logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what fails is said by the errors here
            try:
                self._client = distributed.Client(self._scheduler, timeout=WAIT, set_as_default=False)
            except (OSError, TimeoutError, ValueError):
                hint = "start one with `dask scheduler`, and workers with `nightdesk worker ADDRESS`"
                raise UsageError("no scheduler answers", where=self._scheduler, hint=hint) from None
        return self._client

    def close(self) -> None:
        """Leave the cluster; its workers stay."""
        if self._client is not None:
            self._client.close()
            self._client = None


def _name(task: Any) -> str:
    """Step and part of a task, as messages and the dashboard show them."""
    step = getattr(getattr(task, "step", None), "name", "task")
    part = getattr(task, "part", "") or getattr(getattr(task, "unit", None), "name", "")
    return f"{step} {part}".strip()

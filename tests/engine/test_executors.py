"""Who runs the tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from pipeline.engine import executors
from pipeline.engine.executors import Adaptive, EngineConfig, Executor, InProcess, Processes, executor_of
from pipeline.errors import ConfigError, PipelineError, UsageError


def square(value: int) -> int:
    """A task that works."""
    return value * value


def in_process(_: int) -> bool:
    """Whether the task runs in the process of the tests."""
    return multiprocessing.parent_process() is None


def refuse(value: int) -> int:
    """A task that fails as a user's mistake does."""
    raise UsageError(f"{value} is odd", where="task", hint="even it out")


def die_once(mark: str) -> str:
    """A task whose worker is killed the first time."""
    path = Path(mark)
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def die(_: int) -> None:
    """A task that always kills its worker."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("executor", [InProcess(), Processes(2), Adaptive(2, 2), Adaptive(2, 9)])
def test_every_task_gives_its_result_once(executor: Executor) -> None:
    """Whoever runs them, all tasks give their results, each with its number."""
    try:
        assert sorted(executor.map(square, [3, 4, 5])) == [(0, 9), (1, 16), (2, 25)]
    finally:
        executor.close()


def test_memory_is_given_back_behind_the_last_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """One for each worker: it waits from then on."""
    rests: list[int] = []
    monkeypatch.setattr(executors, "give_back", lambda: rests.append(1))
    assert executors._then_rest(square, 3) == 9
    assert rests == [1]
    pool, submitted = Processes(2), list[bool]()
    monkeypatch.setattr(executors, "ProcessPoolExecutor", lambda *_, **__: Noting(submitted))
    assert sorted(pool.map(square, [1, 2, 3, 4])) == [(0, 1), (1, 4), (2, 9), (3, 16)]
    assert submitted == [False, False, True, True]
    assert len(rests) == 3


class Noting:
    """Runs tasks here, and notes whether memory is given back behind each."""

    def __init__(self, submitted: list[bool]) -> None:
        self._submitted = submitted

    def submit(self, function: Callable[[int], int], task: int) -> Future[int]:
        """The result, there at once."""
        self._submitted.append(function is not square)
        future: Future[int] = Future()
        future.set_result(function(task))
        return future


def test_few_tasks_stay_in_this_process_by_default() -> None:
    """Where workers are chosen automatically, a handful of parts does not start a pool."""
    executor = executor_of(EngineConfig())
    assert isinstance(executor, Adaptive)
    assert sorted(executor.map(square, [1, 2])) == [(0, 1), (1, 4)]
    assert executor._pool._pool is None


def test_a_pool_that_runs_takes_few_tasks_too() -> None:
    """Its start has been paid for; a single task stays in this process."""
    executor = Adaptive(2, 3)
    try:
        for tasks, is_running in (([1, 2], False), ([1, 2, 3], True), ([4, 5], True), ([6], True)):
            assert min(executor.map(in_process, tasks)) == (0, len(tasks) == 1 or not is_running)
            assert executor._pool.is_running is is_running
    finally:
        executor.close()
    assert not executor._pool.is_running


def test_a_users_mistake_in_a_worker_arrives_whole() -> None:
    """An error raised in a worker keeps its kind, place and hint."""
    pool = Processes(2)
    with pytest.raises(UsageError, match=r"task: 1 is odd\n  hint: even it out"):
        list(pool.map(refuse, [1]))
    pool.close()


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    """After kill -9 of a worker the unfinished tasks run again, and every result is there."""
    pool = Processes(1)
    assert sorted(pool.map(die_once, [str(tmp_path / "mark")])) == [(0, "done")]
    pool.close()


def test_workers_that_always_die_end_the_run_with_advice() -> None:
    """A task that kills its worker every time ends in an error that says how many tasks are left."""
    pool = Processes(1)
    with pytest.raises(PipelineError, match=r"killed 3 times; 1 of 1 tasks are left[\s\S]*engine\.workers"):
        list(pool.map(die, [0]))
    pool.close()


CHOSEN = {"auto": Adaptive, "inprocess": InProcess, "processes": Processes}


@pytest.mark.parametrize("name", CHOSEN)
def test_the_setting_chooses_the_executor(name: str) -> None:
    """Each value of engine.executor gives its own."""
    executor = executor_of(EngineConfig(executor=name, workers=2))
    assert type(executor) is CHOSEN[name]
    executor.close()


@pytest.mark.parametrize(("n", "started"), [(1, False), (2, True)])
def test_as_many_workers_as_asked_for_start_with_the_second_task(n: int, started: bool) -> None:
    """engine.workers=2 pays for a pool as soon as two tasks can run side by side."""
    executor = executor_of(EngineConfig(workers=2))
    assert isinstance(executor, Adaptive)
    try:
        assert sorted(executor.map(square, list(range(n)))) == [(i, i * i) for i in range(n)]
        assert (executor._pool._pool is not None) is started
    finally:
        executor.close()


def test_dask_without_an_address_is_refused() -> None:
    """The message names the setting that is missing."""
    with pytest.raises(ConfigError, match=r"engine\.scheduler: missing[\s\S]*tcp://"):
        executor_of(EngineConfig(executor="dask"))

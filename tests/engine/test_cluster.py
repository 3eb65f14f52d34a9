"""Tasks on a Dask cluster: a real scheduler and two workers on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from distributed import Future
from distributed.comm import CommClosedError

from pipeline.engine import cluster as c
from pipeline.engine import kernels
from pipeline.engine.cluster import Call, Cluster
from pipeline.errors import PipelineError, UsageError
from tests.conftest import ROOT, SAMPLE, files_of

FAIL_FAST = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "2", "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}


def square(value: int) -> int:
    """A task that works."""
    return value * value


def slow_square(value: int) -> int:
    """A task that takes a moment."""
    time.sleep(0.2)
    return value * value


def refuse(value: int) -> int:
    """A task that fails as a user's mistake does."""
    raise UsageError(f"{value} is odd", where="task", hint="even it out")


def die(_: object) -> None:
    """A task that always kills its worker."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Named:
    """Something with a name."""

    name: str


@dataclass(frozen=True)
class Work:
    """A task of a step, as the engine has them."""

    step: Named
    part: str


class Machines:
    """A scheduler and two workers with nannies, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._env = {**os.environ, **FAIL_FAST, "PYTHONPATH": str(ROOT)}
        note = folder / "scheduler.json"
        words = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.scheduler = self._start(*words, "--scheduler-file", str(note))
        self.address = _address(note)
        self.workers = self._start("pipeline", "worker", self.address, "--processes", "2")

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", *words], env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill_a_worker(self) -> bool:
        """Kill -9 one of the processes that run tasks; whether there was one."""
        nannies = psutil.Process(self.workers.pid).children(recursive=True)
        running = [p for p in nannies if "spawn_main" in " ".join(p.cmdline())]
        if running:
            running[0].kill()
        return bool(running)

    def stop(self) -> None:
        """End everything that was started."""
        for process in (self.workers, self.scheduler):
            with contextlib.suppress(psutil.NoSuchProcess):
                for child in psutil.Process(process.pid).children(recursive=True):
                    child.kill()
            process.kill()
            process.wait()


def _address(note: Path) -> str:
    for _ in range(600):
        with contextlib.suppress(OSError, ValueError, KeyError):
            return str(json.loads(note.read_text())["address"])
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """One small cluster for the tests that leave it whole."""
    started = Machines(tmp_path_factory.mktemp("cluster"))
    yield started
    started.stop()


@pytest.fixture
def cluster(machines: Machines) -> Iterator[Cluster]:
    """Its executor."""
    executor = Cluster(machines.address)
    yield executor
    executor.close()


def test_every_task_gives_its_result_once(cluster: Cluster) -> None:
    """All tasks give their results, each with its number; a second batch runs on the same connection."""
    assert sorted(cluster.map(square, [3, 4, 5])) == [(0, 9), (1, 16), (2, 25)]
    assert sorted(cluster.map(square, [6])) == [(0, 36)]


def test_a_users_mistake_on_a_worker_arrives_whole(cluster: Cluster) -> None:
    """An error raised on a worker keeps its kind, place and hint."""
    with pytest.raises(UsageError, match=r"task: 1 is odd\n  hint: even it out"):
        list(cluster.map(refuse, [1]))


def test_a_task_that_always_kills_its_worker_is_named(cluster: Cluster) -> None:
    """The error says step and part and what to do, and the cluster goes on working."""
    with pytest.raises(
        PipelineError, match=r"names\.mentions 2018-01-03: every worker [\s\S]*engine\.executor=inprocess"
    ):
        list(cluster.map(die, [Work(Named("names.mentions"), "2018-01-03")]))
    assert sorted(cluster.map(square, [2])) == [(0, 4)]


def test_killed_workers_lose_nothing(machines: Machines, cluster: Cluster) -> None:
    """While ten workers are killed one after the other, every task still gives its result once."""
    killed: list[bool] = []
    found: list[tuple[int, int]] = []
    for batch in range(10):
        killer = threading.Timer(0.1 + 0.05 * batch, lambda: killed.append(machines.kill_a_worker()))
        killer.start()
        found += [(10 * batch + n, r) for n, r in cluster.map(slow_square, list(range(10 * batch, 10 * batch + 10)))]
        killer.join()
    assert sum(killed) >= 8
    assert sorted(found) == [(n, n * n) for n in range(100)]


def test_a_run_on_a_cluster_gives_the_same_bytes(machines: Machines, sample_out: Path, tmp_path: Path) -> None:
    """Every file of the sample corpus is that of a run in one process, though a worker is killed on the way."""
    words = [sys.executable, "-m", "pipeline", "run", "--raw", str(SAMPLE), "--out", str(tmp_path / "out")]
    pairs = ["--set", "engine.executor=dask", "--set", f"engine.scheduler={machines.address}"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen([*words, *pairs], cwd=ROOT, env=env, stderr=subprocess.PIPE)
    time.sleep(4)
    machines.kill_a_worker()
    _, log = run.communicate(timeout=300)
    assert run.returncode == 0, log.decode()
    assert files_of(tmp_path / "out") == files_of(sample_out)


def test_without_its_scheduler_a_run_ends_with_advice(tmp_path: Path) -> None:
    """When the scheduler is killed, the error says which, and that a second run keeps what is finished."""
    machines = Machines(tmp_path)
    executor = Cluster(machines.address)
    threading.Timer(2, machines.scheduler.kill).start()
    try:
        with pytest.raises(PipelineError, match=r"the scheduler went away[\s\S]*what is finished is kept"):
            list(executor.map(slow_square, list(range(1000))))
    finally:
        executor.close()
        machines.stop()


def test_a_connection_that_breaks_behind_a_result_is_the_schedulers_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A result that is finished and cannot be fetched any more: the same error, and no traceback of a socket."""
    machines = Machines(tmp_path)
    executor = Cluster(machines.address)

    def broken(_: object) -> None:
        raise CommClosedError("in <TCP>: Connection reset by peer")

    monkeypatch.setattr(Future, "result", broken)
    try:
        with pytest.raises(PipelineError, match="the scheduler went away"):
            list(executor.map(square, [1, 2]))
    finally:
        executor.close()
        machines.stop()


def test_an_address_without_scheduler_is_a_users_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the address and the commands that start a cluster."""
    monkeypatch.setattr(c, "WAIT", 0.2)
    with pytest.raises(UsageError, match=r"tcp://127\.0\.0\.1:9: no scheduler answers[\s\S]*nightdesk worker"):
        list(Cluster("tcp://127.0.0.1:9").map(square, [1]))


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where `distributed` is missing, the hint is the command that installs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"engine\.executor: needs the extra `dask`[\s\S]*nightdesk\[dask\]"):
        list(Cluster("tcp://127.0.0.1:9").map(square, [1]))


@pytest.fixture
def unchecked() -> Iterator[None]:
    """Workers check themselves once; these tests are several workers."""
    c._check.cache_clear()
    yield
    c._check.cache_clear()


def test_a_worker_with_other_code_refuses(unchecked: None) -> None:
    """What another version would compute is never mixed in."""
    with pytest.raises(UsageError, match="another version of Nightdesk"):
        Call(square, 2, "other")()


def test_a_worker_without_pinned_arithmetic_refuses(unchecked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that was not started by the verb could round otherwise."""
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    with pytest.raises(UsageError, match=r"not pinned[\s\S]*nightdesk worker"):
        Call(square, 2, c.package_sha256())()


def test_a_worker_with_the_same_code_and_pins_computes(unchecked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check passes, once for all tasks."""
    for name, value in kernels.PINNED.items():
        monkeypatch.setenv(name, value)
    assert [Call(square, n, c.package_sha256())() for n in (2, 3)] == [4, 9]
    assert c._check.cache_info().hits == 1


@pytest.mark.parametrize(
    ("task", "name"), [(Work(Named("clean.clean"), "p1"), "clean.clean p1"), (3, "task"), (Named("x"), "task")]
)
def test_tasks_are_named_by_step_and_part(task: object, name: str) -> None:
    """The dashboard and the errors show which part of which step a task is."""
    assert c._name(task) == name

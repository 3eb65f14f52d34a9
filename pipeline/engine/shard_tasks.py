"""Shards of a corpus step as tasks of the executor: any process that sees the state folder can run them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pyarrow as pa

from pipeline.arrays.look_ups import begin
from pipeline.engine.dag import Step
from pipeline.engine.executors import Executor
from pipeline.engine.kept_columns import KEPT
from pipeline.engine.kernels import give_back

R = TypeVar("R")


@dataclass(frozen=True)
class ShardTask:
    """A call on one shard.

    Attributes:
        step: whose shard it is.
        part: name of the task in messages.
        function: of the step's job.
        shard: what it is called with.
    """

    step: Step
    part: str
    function: Callable[[Any], Any]
    shard: Any


def over_shards(step: Step, executor: Executor, function: Callable[[Any], R], shards: Sequence[Any]) -> Iterator[R]:
    """Call a function on each of several shards; results in order, those that come early wait."""
    tasks = [ShardTask(step, f"shard {n + 1} of {len(shards)}", function, one) for n, one in enumerate(shards)]
    early: dict[int, R] = {}
    due = 0
    for number, result in executor.map(compute_shard, tasks):
        early[number] = result
        while due in early:
            yield early.pop(due)
            due += 1


def compute_shard(task: ShardTask) -> Any:
    """Run a task; a worker drops what it remembers of other steps first."""
    pa.set_cpu_count(1)
    begin(task.step.room, task.step.name)
    KEPT.begin(task.step)
    found = task.function(task.shard)
    give_back()
    return found

"""Shards of a corpus step as tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine.dag import STEPS
from pipeline.engine.executors import Adaptive, Executor, InProcess, Processes
from pipeline.engine.shard_tasks import ShardTask, compute_shard, over_shards
from pipeline.engine.store import Store

STEP = next(step for step in STEPS if step.name == "names.names")


def doubled(value: int) -> int:
    """What is asked of a shard."""
    return 2 * value


class Backwards(InProcess):
    """Gives the results of the last tasks first, and notes the tasks."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def map(self, function: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Results in the opposite order."""
        self.seen += tasks
        yield from reversed([*super().map(function, tasks)])


@pytest.mark.parametrize("executor", [InProcess(), Processes(2), Adaptive(2, 9), Backwards()])
def test_results_come_in_the_order_of_the_shards(executor: Executor) -> None:
    """Whoever is ready first."""
    try:
        assert list(over_shards(STEP, executor, doubled, [3, 1, 2])) == [6, 2, 4]
    finally:
        executor.close()


def test_a_shard_has_a_name() -> None:
    """Which messages about a worker that died give, with that of its step."""
    executor = Backwards()
    assert list(over_shards(STEP, executor, doubled, [5, 6])) == [10, 12]
    assert [(task.step.name, task.part) for task in executor.seen] == [
        ("names.names", "shard 1 of 2"),
        ("names.names", "shard 2 of 2"),
    ]


def test_a_task_calls_its_function() -> None:
    """In whatever process it is."""
    assert compute_shard(ShardTask(STEP, "shard 1 of 1", doubled, 4)) == 8


def test_a_table_gives_several_shards_to_the_workers(tmp_path: Path) -> None:
    """A single one stays in this process, as all do where there are no workers."""
    asked: list[int] = []

    def workers(function: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        asked.append(len(tasks))
        return map(function, tasks)

    store = Store(tmp_path)
    with_workers, alone = store.parts("articles", None, workers), store.parts("articles")
    for tasks in ([], [1], [1, 2]):
        assert list(with_workers.side_by_side(doubled, tasks)) == list(map(doubled, tasks))
        assert list(alone.side_by_side(doubled, tasks)) == list(map(doubled, tasks))
    assert asked == [2]
    assert with_workers.folder == tmp_path / ".state" / "shards"

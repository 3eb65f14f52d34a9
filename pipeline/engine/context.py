"""What steps of every scope share: the context that they run in, their keys, and what they report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from pipeline.engine.code_hash import closure
from pipeline.engine.dag import Step
from pipeline.engine.executors import Executor
from pipeline.engine.memory import key_of
from pipeline.engine.progress import Progress
from pipeline.engine.store import Manifest, Store

T = TypeVar("T")
R = TypeVar("R")
WRITER = ("pipeline.engine.table_files", "pipeline.tables")
SINGLE = "all"  # part name of a table that a corpus step writes as one


@dataclass(frozen=True)
class Outcome:
    """What a step did, in articles; a corpus step computes all of them or none."""

    step: str
    computed: int
    reused: int
    parts: int


@dataclass(frozen=True)
class Context:
    """What a step runs in."""

    store: Store
    raw: Path
    model: Path | None
    config: Any
    executor: Executor
    progress: Progress

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[T, R]]:
        """Run a function over tasks; each with its result, as they come."""
        self.progress.expect(len(tasks))
        for number, result in self.executor.map(function, tasks):
            self.progress.advance()
            yield tasks[number], result


def function_of(step: Step) -> Any:
    """The function of a step, imported now."""
    module, name = step.function.split(":")
    return getattr(import_module(module), name)


def base_key(step: Step, config: Any) -> str:
    """SHA-256 over what is the same for all parts of a step: its name, its settings, its code, its libraries."""
    settings = json.dumps(asdict(config), sort_keys=True, default=str)
    return key_of([step.name, settings, closure(step.module, *WRITER).fingerprint()])


def content_of(manifests: Mapping[str, Manifest]) -> list[tuple[str, str, str]]:
    """(table, part, sha256) of every part of some tables."""
    return [(table, part, e.sha256) for table, entries in sorted(manifests.items()) for part, e in entries.items()]


def all_records(store: Store) -> int:
    """What a step that sees all or nothing is counted in."""
    return sum(entry.rows for entry in store.manifest("records").values())

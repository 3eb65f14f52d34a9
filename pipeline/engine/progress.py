"""What a person or a log collector sees of a run: structured events on stderr; a bar, on a terminal only."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Protocol


class Progress(Protocol):
    """Told by the engine of every step and part."""

    def step(self, name: str) -> Any:
        """A step begins; ends with the context."""
        ...

    def expect(self, n_parts: int) -> None:
        """The step has this many parts to compute."""
        ...

    def advance(self) -> None:
        """One part is done."""
        ...

    def warn(self, message: str, **facts: str) -> None:
        """Something that a person should know."""
        ...

    def done(self, step: str, **counts: int) -> None:
        """The step is done; counts are articles computed and reused, and parts computed."""
        ...


class Silent:
    """Says nothing."""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:  # noqa: ARG002 -- part of the interface
        """Nothing."""
        yield

    def expect(self, n_parts: int) -> None:
        """Nothing."""

    def advance(self) -> None:
        """Nothing."""

    def warn(self, message: str, **facts: str) -> None:
        """Nothing."""

    def done(self, step: str, **counts: int) -> None:
        """Nothing."""


class Logged(Silent):
    """One structured event per step: JSON lines where stderr is not a terminal.

    Attributes:
        seconds: wall seconds of the steps that are done.
    """

    def __init__(self) -> None:
        self._log = logger()
        self._began = time.monotonic()
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Remember when the step began."""
        del name
        self._began = time.monotonic()
        yield

    def warn(self, message: str, **facts: str) -> None:
        """One event of level warning."""
        self._log.warning(message, **facts)

    def done(self, step: str, **counts: int) -> None:
        """One event with the counts and the wall seconds."""
        self.seconds[step] = round(time.monotonic() - self._began, 3)
        self._log.info("step done", step=step, **counts, wall_s=self.seconds[step])


class Shown(Logged):
    """The same, with a bar of the running step."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bars

        super().__init__()
        columns = (TextColumn("{task.description:24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bars = Bars(*columns, transient=True, console=Console(stderr=True))
        self._task: Any = None
        self._finished: tuple[str, dict[str, int]] | None = None

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Show a bar while the step runs; what is logged of it follows when the bar has gone."""
        with super().step(name), self._bars:
            self._task = self._bars.add_task(name, total=None)
            try:
                yield
            finally:
                self._bars.remove_task(self._task)
        if self._finished is not None:
            step, counts = self._finished
            super().done(step, **counts)

    def done(self, step: str, **counts: int) -> None:
        """Keep what there is to log until the bar has gone."""
        self._finished = (step, counts)

    def expect(self, n_parts: int) -> None:
        """Give the bar its length."""
        self._bars.update(self._task, total=n_parts)

    def advance(self) -> None:
        """Move the bar."""
        self._bars.advance(self._task)


class Lines:
    """Events as JSON lines on stderr, with the fields of structlog's renderer, whose import costs 0.2 CPU s."""

    def info(self, event: str, **fields: Any) -> None:
        """Something that is as it should be."""
        self._write(event, "info", fields)

    def warning(self, event: str, **fields: Any) -> None:
        """Something that a person should know."""
        self._write(event, "warning", fields)

    def _write(self, event: str, level: str, fields: dict[str, Any]) -> None:
        now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        sys.stderr.write(json.dumps({**fields, "event": event, "level": level, "timestamp": now}) + "\n")
        sys.stderr.flush()


def logger() -> Any:
    """A structured logger on stderr: lines to read on a terminal, JSON elsewhere."""
    if not sys.stderr.isatty():
        return Lines()
    import structlog

    renderer = structlog.dev.ConsoleRenderer(colors=not os.environ.get("NO_COLOR"))
    stamp = structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False)
    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr), processors=[structlog.processors.add_log_level, stamp, renderer]
    )


def chosen() -> Logged:
    """A bar on a terminal, structured events alone elsewhere."""
    return Shown() if sys.stderr.isatty() else Logged()

"""The errors that users may see.

    PipelineError             1  an expected failure: prints `where: what` and `hint:`, no traceback
    ├── ConfigError           2  a bad key or value in configs/ or in --set
    ├── UsageError            2  a bad folder, file or option on the command line
    ├── GateError             3  a quality gate failed; the tables are written
    └── LockedError           4  another run holds the lock

The number is the exit code of the process.
"""

from __future__ import annotations

from typing import Any


class PipelineError(Exception):
    """An expected failure: prints `where: what` and `hint:`, no traceback; the process exits with `code`."""

    code = 1

    def __init__(self, what: str, *, where: str, hint: str = "") -> None:
        super().__init__(f"{where}: {what}" + (f"\n  hint: {hint}" if hint else ""))
        self._said = (what, where, hint)

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross a process boundary whole: a worker's error reaches the user as it was raised."""
        return _again, (type(self), *self._said)


def _again(kind: type[PipelineError], what: str, where: str, hint: str) -> PipelineError:
    return kind(what, where=where, hint=hint)


class ConfigError(PipelineError):
    """A key or value of the configuration that cannot be used."""

    code = 2


class UsageError(PipelineError):
    """A folder, file or option on the command line that cannot be used."""

    code = 2


class GateError(PipelineError):
    """The tables are written, but their quality is below a gate."""

    code = 3


class LockedError(PipelineError):
    """Another run works on the same output folder."""

    code = 4

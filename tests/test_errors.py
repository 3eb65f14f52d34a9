"""Errors that users see."""

from __future__ import annotations

import pickle

import pytest

from pipeline.errors import ConfigError, GateError, LockedError, PipelineError, UsageError


@pytest.mark.parametrize(
    ("kind", "code"), [(PipelineError, 1), (ConfigError, 2), (UsageError, 2), (GateError, 3), (LockedError, 4)]
)
def test_an_error_says_where_what_and_what_to_do(kind: type[PipelineError], code: int) -> None:
    """The message begins with the place, the hint stands on its own line, and the exit code is the promised one."""
    error = kind("is empty", where="data/raw", hint="put a file there")
    assert str(error) == "data/raw: is empty\n  hint: put a file there"
    assert error.code == code
    assert str(kind("is empty", where="x")) == "x: is empty"


def test_an_error_crosses_processes_whole() -> None:
    """Pickled and unpickled, an error has the same kind and message."""
    error = LockedError("busy", where="out", hint="wait")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own bytes
    assert type(again) is LockedError
    assert str(again) == str(error)

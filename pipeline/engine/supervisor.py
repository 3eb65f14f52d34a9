"""Runs a command whose whole process group ends with us, however we end: by a signal, at a deadline, or killed.

A guard, a small process of its own, holds the other end of a pipe: when this process is gone, it kills the group. So a
killed night leaves nobody who goes on writing.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PATIENCE_S = 8.0  # what the group may take to end after SIGTERM
STDERR = 2
GUARD = """
import os, signal, sys
group = int(sys.stdin.readline() or 0)
sys.stdin.read()
if group:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass
"""


class Stopped(BaseException):
    """A signal asked us to stop; like KeyboardInterrupt it is no Exception, so that nobody swallows it."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number

    @property
    def code(self) -> int:
        """The exit code by the shells' convention: 128 and the number of the signal."""
        return 128 + self.number


class DeadlineError(Exception):
    """The command did not end in time."""


@contextlib.contextmanager
def stopping() -> Iterator[None]:
    """Turn the signals that ask a process to end into `Stopped`; those that are ignored (nohup) stay ignored."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    taken = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in taken:
        signal.signal(number, _raise)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])


def _raise(number: int, frame: FrameType | None) -> None:
    del frame
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)  # once is enough: the way out is not disturbed
    raise Stopped(number)


def supervise(
    command: Sequence[str], env: Mapping[str, str], *, deadline: float | None = None, keep_open: Sequence[int] = ()
) -> int:
    """Run a command to its end; its output goes to stderr.

    Args:
        command: program and arguments.
        env: its environment.
        deadline: as `time.monotonic()` counts; None: it may take as long as it likes.
        keep_open: file descriptors that it inherits, such as that of a lock.

    Returns:
        Its exit code, negative where a signal ended it.

    Raises:
        DeadlineError: it did not end in time; it has been ended.
        Stopped: we were asked to stop; it has been ended.
    """
    guard = subprocess.Popen(  # noqa: S603 -- a constant
        [sys.executable, "-I", "-S", "-c", GUARD], stdin=subprocess.PIPE, stdout=STDERR, start_new_session=True
    )
    try:
        child = subprocess.Popen(  # noqa: S603 -- the caller's command
            command, stdout=STDERR, env=dict(env), start_new_session=True, pass_fds=keep_open
        )
        _tell(guard, child.pid)
        try:
            return _wait(child, deadline)
        finally:
            _end_group(child)
    finally:
        guard.kill()
        guard.communicate()


def _tell(guard: subprocess.Popen[bytes], group: int) -> None:
    """Hand the guard the group that it answers for."""
    if guard.stdin is not None:
        guard.stdin.write(f"{group}\n".encode())
        guard.stdin.flush()


def _wait(child: subprocess.Popen[bytes], deadline: float | None) -> int:
    try:
        return child.wait(None if deadline is None else max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise DeadlineError from None


def _end_group(child: subprocess.Popen[bytes]) -> None:
    """End what is left of the group: first by asking, then by force."""
    if child.poll() is None:
        _signal_group(child.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE_S)
    _signal_group(child.pid, signal.SIGKILL)
    child.wait()


def _signal_group(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)

"""A command and everything that it started end with us."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.engine import supervisor as module
from pipeline.engine.supervisor import DeadlineError, Stopped, stopping, supervise

LONG = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"
# A parent that does not end on SIGTERM, with a child: as dvc with a stage that is writing.
PAIR = f"""
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.run([sys.executable, "-c", {LONG!r}, sys.argv[1]])
"""


def wait_for(path: Path) -> int:
    """The process id in a file, once it is there."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.02)
    raise AssertionError(path)


def has_ended(pid: int) -> bool:
    """Whether a process is gone, or at least a zombie, within two seconds."""
    end = time.monotonic() + 2
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("code", [0, 3])
def test_the_exit_code_is_the_commands(code: int) -> None:
    """Whatever it is."""
    assert supervise([sys.executable, "-c", f"raise SystemExit({code})"], os.environ) == code


def test_a_command_that_a_signal_ended_gives_its_number() -> None:
    """Negative, as subprocess has it."""
    assert supervise([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], os.environ) == -9


def test_what_the_command_left_behind_is_ended(tmp_path: Path) -> None:
    """A child of the command that outlives it would go on writing."""
    command = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {LONG!r}, sys.argv[1]])"
    wait = f"{command}; import os, time\nwhile not os.path.exists(sys.argv[1]): time.sleep(.02)"
    assert supervise([sys.executable, "-c", wait, str(tmp_path / "pid")], os.environ) == 0
    assert has_ended(wait_for(tmp_path / "pid"))


def test_a_deadline_ends_the_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By force, where it does not end when it is asked to."""
    monkeypatch.setattr(module, "PATIENCE_S", 0.3)
    with pytest.raises(DeadlineError):
        supervise([sys.executable, "-c", PAIR, str(tmp_path / "pid")], os.environ, deadline=time.monotonic() + 1.5)
    assert has_ended(wait_for(tmp_path / "pid"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_the_group_and_is_told(number: int, tmp_path: Path) -> None:
    """With the exit code of the shells' convention; the handlers are then as before."""

    def stop() -> None:
        wait_for(tmp_path / "pid")
        os.kill(os.getpid(), number)

    before = signal.signal(number, signal.default_int_handler)  # a shell's background jobs ignore SIGINT
    try:
        threading.Thread(target=stop).start()
        with pytest.raises(Stopped) as caught, stopping():
            supervise([sys.executable, "-c", LONG, str(tmp_path / "pid")], os.environ)
        assert signal.getsignal(number) is signal.default_int_handler
    finally:
        signal.signal(number, before)
    assert (caught.value.code, str(caught.value)) == (128 + number, signal.Signals(number).name)
    assert has_ended(wait_for(tmp_path / "pid"))


def test_an_ignored_signal_stays_ignored() -> None:
    """Under nohup a closed terminal does not stop a night."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_killed_supervisor_takes_the_group_along(tmp_path: Path) -> None:
    """Kill -9 asks nobody: the guard ends the group, children of children included."""
    script = f"""
import os, sys
from pipeline.engine.supervisor import supervise
supervise([sys.executable, "-c", {PAIR!r}, {str(tmp_path / "pid")!r}], os.environ)
"""
    with subprocess.Popen([sys.executable, "-c", script]) as night:
        pid = wait_for(tmp_path / "pid")
        night.kill()
        assert has_ended(pid)


def test_a_handed_descriptor_stays_open() -> None:
    """The command holds the lock too."""
    reader, writer = os.pipe()
    command = [sys.executable, "-c", "import os, sys; os.write(int(sys.argv[1]), b'held')", str(writer)]
    assert supervise(command, os.environ, keep_open=(writer,)) == 0
    os.close(writer)
    assert os.read(reader, 9) == b"held"
    os.close(reader)

"""One run at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engine import lock as module
from pipeline.engine.lock import NAME, exclusive
from pipeline.errors import LockedError


def test_a_second_run_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    """While one holds the lock another gets exit code 4; afterwards it is free."""
    with (
        exclusive(tmp_path),
        pytest.raises(LockedError, match="another run is at work") as caught,
        exclusive(tmp_path),
    ):
        pass
    assert caught.value.code == 4
    with exclusive(tmp_path), exclusive(tmp_path / "other"):
        pass


def test_the_lock_is_a_file_in_the_folder_that_names_its_holder(tmp_path: Path) -> None:
    """It does not depend on TMPDIR or the user; a program can see who holds it."""
    with exclusive(tmp_path / "out", name="x.lock", signed=True):
        assert (tmp_path / "out/x.lock").read_text() == str(os.getpid())
    with exclusive(tmp_path / "out"):
        assert (tmp_path / "out" / NAME).read_bytes() == b""


def test_a_holder_that_could_only_read_it_holds_it_all_the_same(tmp_path: Path) -> None:
    """Another user's lock file, opened for reading, can be locked but not signed."""
    (tmp_path / NAME).write_text("1")
    number = os.open(tmp_path / NAME, os.O_RDONLY)
    module._take(number, tmp_path)
    module._sign(number)
    assert (tmp_path / NAME).read_text() == "1"
    with pytest.raises(LockedError), exclusive(tmp_path):
        pass
    os.close(number)


def test_children_of_a_killed_holder_hold_the_lock_until_they_end(tmp_path: Path) -> None:
    """The next run waits for them; it does not write beside them, and is not refused either."""
    child = "import sys, time; time.sleep(0.6); open(sys.argv[1], 'w').close()"
    holder = f"""
import os, signal, subprocess, sys
from pathlib import Path
from pipeline.engine.lock import exclusive
with exclusive(Path({str(tmp_path)!r}), signed=True) as lock:
    subprocess.Popen([sys.executable, "-c", {child!r}, {str(tmp_path / "ended")!r}], pass_fds=(lock,))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", holder], check=False).returncode == -9
    with exclusive(tmp_path, signed=True):
        assert (tmp_path / "ended").exists()


def test_children_that_never_end_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is an end to waiting for them."""
    monkeypatch.setattr(module, "ORPHANS_S", 0.1)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with exclusive(tmp_path):
        (tmp_path / NAME).write_text(str(ended.pid))
        with pytest.raises(LockedError), exclusive(tmp_path):
            pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file in its place gives an error in words."""
    (tmp_path / "file").touch()
    with pytest.raises(Exception, match="cannot be written"), exclusive(tmp_path / "file" / "out"):
        pass

"""After a night: commit named files, push to DVC's remote, hand the digest to a command of the operator's."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from pipeline.commands.gates import NightlyConfig
from pipeline.engine.progress import logger

PUSH = (sys.executable, "-m", "dvc", "push", "--quiet")
WAITS_S = (5.0, 30.0)  # between the attempts of a push
HOOK_S = 300.0  # what a command of the operator's may take
SHOWN = 200  # characters of a message


def share(gates: NightlyConfig, snapshot: str) -> Iterator[str]:
    """Commit and push, as the settings say; neither undoes a published night.

    Yields:
        What went wrong, in words.
    """
    if gates.commit:
        yield from _commit(gates.commit, snapshot)
    if gates.push:
        yield from _push(PUSH, WAITS_S)


def _commit(files: Sequence[str], snapshot: str) -> Iterator[str]:
    """Commit these files and nothing else, whatever else is staged."""
    message = f"Night {snapshot.rpartition('/')[2]}"
    unfiltered = ("-c", "filter.nightdesk.clean=cat")  # see `checkout.hide_run_state`
    for words in (("add", "--"), ("commit", "--quiet", "--message", message, "--only", "--")):
        done = _run(["git", *unfiltered, *words, *files])
        if done.returncode:
            said = (done.stderr or done.stdout).strip()
            if "nothing to commit" not in said and "no changes added" not in said:
                yield f"nightly.commit: `git {words[0]}` failed: {said[-SHOWN:]}"
            return


def _push(command: Sequence[str], waits_s: Sequence[float]) -> Iterator[str]:
    """Push, and again after a while."""
    for wait_s in (*waits_s, None):
        done = _run(command)
        if done.returncode == 0:
            return
        if wait_s is not None:
            time.sleep(wait_s)
    yield f"nightly.push: `dvc push` failed {len(waits_s) + 1} times: {done.stderr.strip()[-SHOWN:]}"


def _run(words: Sequence[str], stdin: str = "", timeout_s: float | None = None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
    return subprocess.run(  # noqa: S603 -- fixed programs and the operator's own command
        words, input=stdin, capture_output=True, text=True, check=False, env=env, timeout=timeout_s
    )


def tell(gates: NightlyConfig, page: str, *, is_good: bool) -> None:
    """Hand the digest to the operator's command; its failure is logged and changes nothing."""
    name, command = ("on_success", gates.on_success) if is_good else ("on_failure", gates.on_failure)
    if not command:
        return
    try:
        done = _run(["/bin/sh", "-c", command], page, HOOK_S)
    except subprocess.TimeoutExpired:
        logger().warning(f"nightly.{name} took longer than {HOOK_S:.0f} s")
        return
    if done.returncode:
        logger().warning(f"nightly.{name} ended with {done.returncode}: {done.stderr.strip()[-SHOWN:]}")

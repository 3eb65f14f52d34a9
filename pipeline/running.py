"""`nightdesk.run`: the whole job from Python, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import LockedError, PipelineError, UsageError

ERRORS: dict[int, type[PipelineError]] = {2: UsageError, 4: LockedError}
PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Run:
    """A finished run.

    Attributes:
        out: the output folder.
        steps: one mapping per step, with `step`, `computed` and `reused` (raw records) and `parts`.
    """

    out: Path
    steps: tuple[dict[str, Any], ...]

    @property
    def report(self) -> Path:
        """The report page."""
        return self.out / "report.html"

    @property
    def metrics(self) -> dict[str, float]:
        """The figures of metrics.json."""
        figures: dict[str, float] = json.loads((self.out / "metrics.json").read_text(encoding="utf-8"))
        return figures

    def load(self, table: str, **arguments: Any) -> Any:
        """A table of this run; arguments as for `nightdesk.load`."""
        from pipeline import load

        return load(table, self.out, **arguments)


def run_all(raw: Path, out: Path, settings: Mapping[str, Any], model: Path | None) -> Run:
    """Run all stages; see `nightdesk.run`.

    The work is done by a child process: numeric libraries must be set up before they are loaded (see
    `engine/kernels.py`), and the caller may have loaded them already.
    """
    pairs = [word for key, value in flat(settings) for word in ("--set", f"{key}={json.dumps(value)}")]
    accepted = ["--model", str(model)] if model else []
    words = ["run", "--raw", str(raw), "--out", str(out), "--json", *accepted, *pairs]
    paths = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", PACKAGE.name, *words],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise _error(done.returncode, done.stderr)
    return Run(out.resolve(), tuple(json.loads(done.stdout)))


def flat(settings: Mapping[str, Any], parent: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted keys and values: `{"topics": {"n_topics": 5}}` and `{"topics.n_topics": 5}` say the same."""
    for key, value in settings.items():
        if isinstance(value, Mapping) and not parent:
            yield from flat(value, f"{key}.")
        else:
            yield f"{parent}{key}", value


def _error(code: int, log: str) -> PipelineError:
    """The error that the command line printed."""
    message, _, hint = log.rpartition("nightdesk: ")[2].strip().partition("\n  hint: ")
    where, _, what = message.partition(": ")
    return ERRORS.get(code, PipelineError)(what or f"exit code {code}", where=where or "nightdesk", hint=hint)

"""data/runs.jsonl: what is kept of every night, however it ended."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.commands.night import Night, versions
from pipeline.engine.dag import STAGES
from pipeline.engine.files import explained, write_bytes
from pipeline.engine.progress import logger

KILLED = "never ended: killed, or the machine stopped"


class History:
    """data/runs.jsonl: a line per night and per stage that ran.

    Args:
        path: of the history.
        mark: a file that is there while a night is at work.
    """

    def __init__(self, path: Path, mark: Path) -> None:
        self._path, self._mark = path, mark
        self._size = path.stat().st_size if path.exists() else 0
        self._began = time.monotonic()

    def begin(self, night: Night) -> Iterator[str]:
        """Mark that a night is at work; one whose mark is still there was killed, and gets its line now.

        Yields:
            That it never ended, in words.
        """
        if self._mark.exists():
            lost, at = _marked(self._mark)
            append(self._path, _line(Night(lost, "killed", KILLED), at) | {"wall_s": None, "versions": versions()})
            yield f"the night that began {at} never ended: it was killed, or the machine stopped"
        write_bytes(self._mark, json.dumps({"run": night.run, "at": _now()}).encode())

    def close(self, night: Night) -> dict[str, Any]:
        """Add the line of the night, with what its stages say of themselves."""
        night.stages = self._stages(night.run)
        line = _line(night, _now()) | {"wall_s": round(time.monotonic() - self._began, 1), "versions": versions()}
        append(self._path, line)
        self._mark.unlink(missing_ok=True)
        seen = ("run", "outcome", "reason", "snapshot", "n_articles", "n_rejected", "wall_s")
        logger().info("night done", **{name: line[name] for name in seen})
        return line

    def _stages(self, run: str) -> dict[str, dict[str, float]]:
        """Seconds and records computed and reused, by stage; zero of both where DVC found nothing to do."""
        found = {stage: {"wall_s": 0.0, "computed": 0, "reused": 0} for stage in STAGES}
        for line in self._lines():
            steps = [step for step in line.get("steps", ()) if line.get("run") == run]
            for step in steps:
                sums = found[step["step"].partition(".")[0]]
                for name in sums:
                    sums[name] = round(sums[name] + step.get(name, 0), 3)
        return found

    def _lines(self) -> list[dict[str, Any]]:
        """The lines that were added since the night began."""
        try:
            lines = self._path.read_bytes()[self._size :].splitlines()
        except OSError:
            return []
        return [json.loads(line) for line in lines if line.startswith(b'{"') and line.endswith(b"}")]


def _line(night: Night, at: str) -> dict[str, Any]:
    return {"at": at, "verb": "nightly", **asdict(night)}


def _marked(mark: Path) -> tuple[str, str]:
    """Run id of a night that never ended, and when it began."""
    try:
        found = json.loads(mark.read_text(encoding="utf-8"))
        return str(found["run"]), str(found["at"])
    except (OSError, ValueError, KeyError, TypeError):  # a power cut left half a file
        return "unknown", datetime.fromtimestamp(mark.stat().st_mtime, UTC).isoformat(timespec="seconds")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def append(path: Path, line: Mapping[str, Any]) -> None:
    """Add a line to a history; one that was cut by a power cut is ended first, so that the new one can be read."""
    text = json.dumps(line) + "\n"
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            if file.tell() and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n":
                text = "\n" + text
            file.write(text.encode())

"""What tests share: the sample corpus, run once, and small raw folders."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline.commands.cli import main
from pipeline.engine import kernels

kernels.pin()  # before a test loads numpy
SLOW = [HealthCheck.too_slow]  # machines are noisy
# The same code gets the same verdict; NIGHTDESK_HYPOTHESIS=search looks for new examples, =few is for mutants.
settings.register_profile("house", deadline=None, suppress_health_check=SLOW, derandomize=True)
settings.register_profile("search", deadline=None, suppress_health_check=SLOW)
settings.register_profile("few", max_examples=20, deadline=None, suppress_health_check=SLOW, derandomize=True)
settings.load_profile(os.environ.get("NIGHTDESK_HYPOTHESIS", "house"))

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "raw"

Run = Callable[..., int]


def run_over(raw: Path, out: Path, *settings: str) -> int:
    """`nightdesk run` over a folder with the shipped defaults; gives the exit code."""
    sets = [word for pair in settings for word in ("--set", pair)]
    return main(["run", "--raw", str(raw), "--out", str(out), *sets])


def files_of(out: Path) -> dict[str, bytes]:
    """Every file of an output folder by relative path, history and state left out: they have clocks."""
    paths = (p for p in sorted(out.rglob("*")) if p.is_file() and p.name != "runs.jsonl" and ".state" not in p.parts)
    return {str(p.relative_to(out)): p.read_bytes() for p in paths}


def write_lines(path: Path, records: Iterable[Mapping[str, object]]) -> Path:
    """Write records as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def sample_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run over the sample corpus; not to be changed."""
    out = tmp_path_factory.mktemp("sample") / "out"
    assert run_over(SAMPLE, out) == 0
    return out


@pytest.fixture
def run() -> Run:
    """`run(raw, out, "a.b=c", ...)`: a run of all stages, giving its exit code."""
    return run_over


@pytest.fixture
def files() -> Callable[[Path], dict[str, bytes]]:
    """`files(out)`: every file of an output folder with its bytes."""
    return files_of


@pytest.fixture
def lines() -> Callable[..., Path]:
    """`lines(path, records)`: write JSON lines."""
    return write_lines

"""Law 7: the same bytes whatever kernels the machine would choose, in any time zone and locale."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLE, files_of

EVALUATION = Path(os.environ.get("NIGHTDESK_EVAL_DATA", ROOT.parent / "shared" / "data")) / "news"
MACHINES = (
    {},
    {"OPENBLAS_CORETYPE": "SkylakeX", "OPENBLAS_NUM_THREADS": "4", "TZ": "Pacific/Auckland"},
    {"OPENBLAS_CORETYPE": "Haswell", "OMP_NUM_THREADS": "2", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"},
    {"OPENBLAS_CORETYPE": "Nehalem", "ARROW_USER_SIMD_LEVEL": "NONE", "NPY_DISABLE_CPU_FEATURES": "", "LANG": "C"},
)


def outputs(raw: Path, folder: Path) -> list[dict[str, bytes]]:
    """The files of a run on each of the machines."""
    found = []
    for number, machine in enumerate(MACHINES):
        out = folder / str(number)
        env = {**os.environ, "PYTHONPATH": str(ROOT), **machine}
        words = [sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--out", str(out)]
        subprocess.run(words, env=env, cwd=ROOT, check=True, capture_output=True)
        found.append(files_of(out))
    return found


@pytest.mark.slow
def test_the_sample_has_the_same_bytes_on_any_machine(tmp_path: Path) -> None:
    """Core types, thread counts, vector widths, time zone, locale and hash seed change no byte of any file."""
    first, *others = outputs(SAMPLE, tmp_path)
    assert "report.html" in first
    for other in others:
        assert {name for name in first if first[name] != other.get(name)} == set()
        assert first.keys() == other.keys()


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("n", [300, 3000])
def test_real_articles_have_the_same_bytes_on_any_machine(tmp_path: Path, n: int) -> None:
    """The same over some hundred and some thousand articles, where the number of topics is a near-tie more often."""
    files = sorted(EVALUATION.glob("*.jsonl.gz"))
    if not files:
        pytest.skip("the evaluation data is not here")
    share = -(-n // len(files))
    (tmp_path / "raw").mkdir()
    for path in files:
        with gzip.open(path, "rb") as lines:
            (tmp_path / "raw" / path.name.removesuffix(".gz")).write_bytes(b"".join(islice(lines, share)))
    first, *others = outputs(tmp_path / "raw", tmp_path)
    for other in others:
        assert {name for name in first if first[name] != other.get(name)} == set()

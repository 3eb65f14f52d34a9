"""The same arithmetic whatever the processor has."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engine import kernels

ROOT = Path(__file__).resolve().parents[2]
SHOW = """
import json, warnings
warnings.simplefilter("error")
from pipeline.engine import kernels
kernels.pin()
import numpy
from threadpoolctl import threadpool_info
import scipy.linalg
import pyarrow
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
used = [name for name in __cpu_dispatch__ if __cpu_features__[name]]
print(json.dumps([used, [(i["architecture"], i["num_threads"]) for i in threadpool_info() if "blas" in i["user_api"]],
    pyarrow.default_memory_pool().backend_name]))
"""


@pytest.mark.parametrize("core", ["SkylakeX", "Nehalem", ""])
def test_pinned_kernels_are_those_of_avx2_whatever_the_environment_says(core: str) -> None:
    """Numpy dispatches x86-64-v3 at most, BLAS runs Haswell's kernels in one thread, Arrow takes system memory."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": "7"}
    env |= {"ARROW_DEFAULT_MEMORY_POOL": "mimalloc"}
    env.pop("NPY_DISABLE_CPU_FEATURES", None)
    done = subprocess.run([sys.executable, "-c", SHOW], env=env, capture_output=True, text=True, check=True)
    used, blas, pool = json.loads(done.stdout)
    assert used == ["X86_V3"]
    assert blas
    assert pool == "system"
    assert all(one == ["Haswell", 1] for one in blas)


def test_children_inherit_the_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes read the same environment."""
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    kernels.pin()
    assert {name: os.environ[name] for name in kernels.PINNED} == kernels.PINNED


def test_objects_are_seldom_looked_through() -> None:
    """A process that pins its arithmetic lets Python collect after 200,000 objects, and seldom the long-lived ones."""
    before = gc.get_threshold()
    try:
        kernels.pin()
        assert gc.get_threshold() == kernels.COLLECT == (200_000, 20, 100)
    finally:
        gc.set_threshold(*before)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists() or kernels._trim() is None, reason="Linux with glibc")
def test_memory_that_was_freed_is_given_back() -> None:
    """The holes between what is kept go back to the system: 60 MB in pieces of 64 KB, of which every tenth stays."""
    code = (
        "from pipeline.engine import kernels\n"
        "def mb(): return int(open('/proc/self/statm').read().split()[1]) // 256\n"
        "some = [bytearray(1 << 16) for _ in range(960)]\n"
        "del some[::2], some[1::2], some[::3]\n"
        "before = mb(); kernels.give_back(); print(before - mb())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 20


def test_without_the_c_library_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the C library has no such call, memory stays as it is."""
    monkeypatch.setattr(kernels, "_trim", lambda: None)
    kernels.give_back()

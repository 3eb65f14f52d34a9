"""The same arithmetic on every machine: the environment that numeric libraries read when they are loaded.

Sums differ in the last bits across thread counts and vector widths, and a last bit can decide a near-tie. Everything is
computed by one thread with the kernels of x86-64 with AVX2, whatever the processor has beyond that. Arrow takes its
memory from the system, which gets it back: its own pool kept 95 MB more at 600 articles (437 against 530 MB).
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import os
from functools import cache
from typing import Any

PINNED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",  # all that numpy dispatches beyond AVX2
    "ARROW_USER_SIMD_LEVEL": "AVX2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
COLLECT = (200_000, 20, 100)
"""When Python looks for objects that hold each other: by its own (700, 10, 10) it went through all word lists again and
again, 0.4 of the 3.8 CPU s of a run of 60 articles. Hardly any are made: 1,800 in such a run."""


def pin() -> None:
    """Set the environment of this process and its children; call it before numpy is loaded.

    At its end Python does not go through all objects once more to free what the system takes back anyway.
    """
    os.environ.update(PINNED)
    gc.set_threshold(*COLLECT)
    atexit.register(gc.freeze)


def give_back() -> None:
    """Return to the system what the C library keeps of freed memory; without effect where it cannot (macOS, musl).

    Between steps, not between parts: the next part would ask for the same pages at once. At 3,000 articles the process
    has 66 instead of 114 MB behind `clean.clean`.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    """The C library's `malloc_trim`, None where it has none."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None

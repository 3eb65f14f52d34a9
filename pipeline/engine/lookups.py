"""What a stage has looked up is dropped when another one is at work: word lists, facts of spellings, compiled rules.

All of it stands in `functools.cache` and `lru_cache`, from which a room that needs it again takes it up anew. Behind
3,000 articles that is 70 MB of small objects, which hardly any later stage reads: the peak is 337 instead of 420 MB. A
small process keeps it, for quotations ask the lists of names again and the report the words of sentiment.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

from pipeline.engine.dag import ROOMS

LARGE = 200 << 20
"""Bytes of a process from which on it drops look-ups: a run of 60 articles has 160 MB at most, one of 3,000 has 230
when the names have been found."""

_PACKAGE = __name__.partition(".")[0]
_PAGES = Path("/proc/self/statm")
_at_work: list[str] = []  # rooms whose look-ups this process has, in the order in which they began


def begin(stage: str) -> None:
    """Say which stage this process computes from now on; a large one drops the look-ups of the stages before it."""
    room = ROOMS.get(stage, stage)
    if room not in _at_work:
        _at_work.append(room)
    if len(_at_work) > 1 and resident() > LARGE:
        for other in _at_work:
            if other != room:
                forget(f"{_PACKAGE}.{other}.")
        _at_work[:] = [room]


def resident() -> int:
    """Bytes of this process in memory; more than any process has where the system does not say."""
    try:
        return int(_PAGES.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return sys.maxsize


def forget(prefix: str) -> None:
    """Empty the caches of the functions of all loaded modules whose names begin like this."""
    for module in [module for name, module in sys.modules.items() if name.startswith(prefix)]:
        _empty(module)


def _empty(module: ModuleType) -> None:
    for value in list(vars(module).values()):
        clear = getattr(value, "cache_clear", None)
        if clear is not None and value.__module__.startswith(f"{_PACKAGE}."):
            clear()

"""What a stage has looked up is dropped when another one begins: word lists, facts of spellings, compiled rules.

All of it stands in `functools.cache` and `lru_cache`, from which a room that needs it again takes it up anew. Behind
3,000 articles that is 70 MB of small objects, which no later stage reads: the peak is 337 instead of 420 MB.
"""

from __future__ import annotations

import sys
from types import ModuleType

from pipeline.engine.dag import ROOMS

_PACKAGE = __name__.partition(".")[0]
_at_work: list[str] = []  # the room of the stage that this process computes; one at most


def begin(stage: str) -> None:
    """Say which stage this process computes from now on; of another one before it the look-ups are dropped."""
    room = ROOMS.get(stage, stage)
    if _at_work != [room]:
        for before in _at_work:
            forget(f"{_PACKAGE}.{before}.")
        _at_work[:] = [room]


def forget(prefix: str) -> None:
    """Empty the caches of the functions of all loaded modules whose names begin like this."""
    for module in [module for name, module in sys.modules.items() if name.startswith(prefix)]:
        _empty(module)


def _empty(module: ModuleType) -> None:
    for value in list(vars(module).values()):
        clear = getattr(value, "cache_clear", None)
        if clear is not None and value.__module__.startswith(f"{_PACKAGE}."):
            clear()

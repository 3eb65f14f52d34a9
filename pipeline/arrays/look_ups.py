"""What a process has looked up and remembers: word lists, facts of words and spellings, compiled rules.

All of it stands in `functools.cache` and `lru_cache`, from which a room that needs it again takes it up anew. One rule
says when it goes, see `begin`. The words of a corpus never end: every second word of a new article that has not been
seen is a name. What a process remembers of them was 19 KB for each article, 390 MB at 16,000 articles. What a stage has
looked up is 70 MB of small objects behind 3,000 articles, which hardly any later stage reads: the peak is 337 instead
of 420 MB. A small process keeps it, for quotations ask the lists of names again and the report the words of sentiment.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
MOST = 1 << 16
"""Results of each function: all words of 3,000 articles, so that these look up each word once."""
LARGE = 200 << 20
"""Bytes of a process from which on it drops look-ups: a run of 60 articles has 160 MB at most, one of 3,000 has 230
when the names have been found."""

_PACKAGE = __name__.partition(".")[0]
_PAGES = Path("/proc/self/statm")
_KNOWN: list[Any] = []
_LOADED: list[Any] = []
_at_work: list[str] = []  # rooms whose look-ups this process has, in the order in which they began
_step = [""]  # the step that began last


def once(function: F) -> F:
    """A function of a word, which is called once for each word while no more than MOST are known."""
    known: Any = lru_cache(MOST)(function)
    _KNOWN.append(known)
    found: F = known
    return found


def loaded(function: F) -> F:
    """A function without arguments that loads a large model, called once a step: no other step asks for it."""
    known: Any = lru_cache(1)(function)
    _LOADED.append(known)
    found: F = known
    return found


def begin(room: str, step: str) -> None:
    """Say which step this process computes from now on, and drop what it hardly needs.

    When another step begins, what is `loaded` goes, and what is full: the words to come need the room. Where the
    process is large, all that other rooms have looked up goes too, also within a step.

    Args:
        room: the package of the step's code.
        step: its name.
    """
    if step != _step[0]:
        _step[0] = step
        _empty([*_LOADED, *(known for known in _KNOWN if known.cache_info().currsize >= MOST)])
    if room not in _at_work:
        _at_work.append(room)
    if len(_at_work) > 1 and resident() > LARGE:
        for other in _at_work:
            if other != room:
                _empty(_of_modules(f"{_PACKAGE}.{other}."))
        _at_work[:] = [room]


def resident() -> int:
    """Bytes of this process in memory; more than any process has where the system does not say."""
    try:
        return int(_PAGES.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return sys.maxsize


def _empty(functions: list[Any]) -> None:
    for known in functions:
        known.cache_clear()


def _of_modules(prefix: str) -> list[Any]:
    """The functions of this package that remember, in all loaded modules whose names begin like this."""
    modules = [module for name, module in sys.modules.items() if name.startswith(prefix)]
    values = [value for module in modules for value in list(vars(module).values())]
    return [v for v in values if hasattr(v, "cache_clear") and v.__module__.startswith(f"{_PACKAGE}.")]

"""What every line that a pattern matches must look like: looser RE2 patterns, derived, so that no match is ever lost.

Arrow searches a whole column for an RE2 pattern at once, but RE2 knows no look-around and no Unicode classes such as
Python's. So each part of a pattern's syntax tree is written anew as something that matches at least as much.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, to_numpy
from pipeline.arrays.types import Bool

_parser: Any = importlib.import_module("re._parser")  # `sre_parse` until Python 3.10

Node = Any
"""A node of a syntax tree as `re` makes it: an operation and what it is about; it has no types."""

_ALSO = {"i": "\u0130\u0131", "s": "\u017f", "k": "\u212a"}  # letters that `re.IGNORECASE` takes for these
_ANYTHING = "(?s:.)"
_HIGH = r"\x{80}-\x{10ffff}"
_CATEGORIES = {
    "CATEGORY_WORD": "0-9A-Z_a-z",
    "CATEGORY_NOT_WORD": r"\x{0}-/:-@\[-^`{-\x{7f}",
    "CATEGORY_SPACE": r"\t-\r\x{1c}- ",
    "CATEGORY_DIGIT": "0-9",
}
"""The ASCII characters of Python's classes; those beyond count as in each of them."""
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_LITERAL = re.compile(r"[0-9A-Za-z ]|\\x\{[0-9a-f]+\}")
_ENOUGH = 3  # characters that the rest of a pattern takes at least


def find_lines(texts: pa.Array, pattern: str) -> Bool:
    """Where an RE2 pattern is found; bool, shape (n,)."""
    return np.asarray(to_numpy(pc.match_substring_regex(texts, pattern)), bool)


def find_each(texts: pa.Array, patterns: Sequence[str]) -> dict[int, list[int]]:
    """Which of some RE2 patterns are found in a text: all are looked for at once, then each where any was found.

    Returns:
        Number of each text with a pattern, ascending → numbers of its patterns, ascending.
    """
    at = np.flatnonzero(np.logical_or.reduce([find_lines(texts, either) for either in _together(patterns)]))
    some: pa.Array = texts.take(numbers(at))
    found: dict[int, list[int]] = {text: [] for text in at.tolist()}
    for number, pattern in enumerate(patterns):
        for text in at[find_lines(some, pattern)].tolist():
            found[text].append(number)
    return found


def _together(patterns: Sequence[str]) -> list[str]:
    """The patterns as few: those that begin with one literal, where all do, for RE2 jumps to it; else a single one."""
    heads = [_LITERAL.match(pattern) for pattern in patterns]
    by_head: dict[str, list[str]] = {}
    for head, pattern in zip(heads, patterns, strict=True):
        by_head.setdefault(head[0] if head and all(heads) else "", []).append(f"(?:{pattern})")
    return ["|".join(some) for some in by_head.values()]


@cache
def tree(pattern: str) -> Any:
    """The syntax tree of a Python pattern; reading all patterns costs 0.1 CPU s."""
    return _parser.parse(pattern)


@cache
def relaxed(pattern: str) -> str:
    """An RE2 pattern, without back references and look-around, that is found wherever the Python pattern is."""
    items = tree(pattern)
    return _sequence(_telling(items), items.state.flags)


def _telling(items: Any) -> Any:
    """The items of a pattern without what any text can lead up to the rest by, as long as the rest says enough.

    That is all up to the last `.*` or `.+`, which would double the states of RE2's automata, and what may be missing
    before a literal, from which RE2 can search by `memchr`.
    """
    for at in range(len(items), 0, -1):
        if _is_anything(items[at - 1]) and items[at:].getwidth()[0] >= _ENOUGH:
            return items[at:]
    first = next((at for at, item in enumerate(items) if not _may_be_missing(item)), 0)
    return items[first:]


def _is_anything(item: Node) -> bool:
    """Whether it is `.*` or `.+`."""
    return str(item[0]) in _REPEATS and item[1][1] == _parser.MAXREPEAT and str(item[1][2][0][0]) == "ANY"


def _may_be_missing(item: Node) -> bool:
    return str(item[0]) in _REPEATS and item[1][0] == 0


def _sequence(items: Iterable[Node], flags: int) -> str:
    return "".join(_item(item, flags) for item in items)


def _item(item: Node, flags: int) -> str:
    """One node in RE2's syntax; of a back reference it knows nothing."""
    kind, of = str(item[0]), item[1]
    if kind in _REPEATS:
        return _repeat(of, flags)
    write = _WRITERS.get(kind)
    return write(of, flags) if write else f"{_ANYTHING}*"


def _end(of: Node, flags: int) -> str:
    """An end of the line; a column of lines has the line ends behind them, and ends inside a text say nothing."""
    return "" if flags & re.MULTILINE else {"AT_BEGINNING": "^", "AT_END": r"\n*$"}.get(str(of), "")


def _subpattern(of: Node, flags: int) -> str:
    _, added, dropped, inner = of
    return f"(?:{_sequence(inner, (flags | added) & ~dropped)})"


def _branch(of: Node, flags: int) -> str:
    return f"(?:{'|'.join(_sequence(branch, flags) for branch in of[1])})"


def _repeat(of: Node, flags: int) -> str:
    """A repeat without counting, which RE2 unrolls."""
    least, most, inner = of
    sign = {(0, 1): "?", (1, 1): ""}.get((least, most), "+" if least else "*")
    return f"(?:{_sequence(inner, flags)}){sign}"


@cache
def _literal(char: str, flags: int) -> str:
    """One character, in either case where case does not matter."""
    cases = sorted(_cases(char)) if flags & re.IGNORECASE else [char]
    return f"[{''.join(map(_escaped, cases))}]" if len(cases) > 1 else _escaped(char)


def _cases(char: str) -> set[str]:
    """All characters that `re.IGNORECASE` takes for one."""
    small = char.lower()[:1]
    return {other for other in (char, small, char.upper(), *_ALSO.get(small, "")) if len(other) == 1}


def _class(members: list[Node], flags: int) -> str:
    """A class that holds every character of one of Python's."""
    if str(members[0][0]) == "NEGATE":
        excluded = "".join(_excluded(str(kind), of) for kind, of in members[1:])
        return f"[^{excluded}]" if excluded else _ANYTHING
    return f"[{''.join(_included(str(kind), of, flags) for kind, of in members)}]"


def _included(kind: str, of: Node, flags: int) -> str:
    """A member of a class, generously."""
    if kind == "CATEGORY":
        return _CATEGORIES.get(str(of), r"\x{0}-\x{7f}") + _HIGH
    if kind == "LITERAL":
        return "".join(map(_escaped, sorted(_cases(chr(of)) if flags & re.IGNORECASE else {chr(of)})))
    low, high = map(chr, of)
    both = "".join(f"{_escaped(a)}-{_escaped(b)}" for a, b in ((low, high), (low.lower(), high.lower())))
    return (
        both + f"{_escaped(low.upper())}-{_escaped(high.upper())}{_HIGH}"
        if flags & re.IGNORECASE
        else both[: len(both) // 2]
    )


def _excluded(kind: str, of: Node) -> str:
    """A member of a negated class, sparingly: of a class over Unicode only the ASCII characters."""
    if kind == "CATEGORY":
        return _CATEGORIES.get(str(of), "")
    low, high = map(chr, of if kind == "RANGE" else (of, of))
    return f"{_escaped(low)}-{_escaped(high)}"


def _escaped(char: str) -> str:
    """A character for RE2, inside a class or outside."""
    return char if char.isascii() and (char.isalnum() or char == " ") else f"\\x{{{ord(char):x}}}"


_WRITERS: dict[str, Callable[[Node, int], str]] = {
    "ANY": lambda _of, _flags: _ANYTHING,
    "ASSERT": lambda _of, _flags: "",
    "ASSERT_NOT": lambda _of, _flags: "",
    "AT": _end,
    "BRANCH": _branch,
    "IN": _class,
    "LITERAL": lambda of, flags: _literal(chr(of), flags),
    "NOT_LITERAL": lambda of, _: f"[^{_escaped(chr(of))}]",
    "SUBPATTERN": _subpattern,
}
"""How each kind of node is written, from its content and the flags of `re` that hold there."""

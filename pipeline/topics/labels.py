"""A label for a topic, made of its terms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

_STEM = 4
_ENDING = 3


def labels_of(terms: Sequence[Sequence[str]], words: int = 3, kept: Sequence[str | None] = ()) -> list[str]:
    """A unique label for each topic: its first terms that are no forms of each other, with a capital at the start.

    Args:
        terms: terms of each topic, best first.
        words: terms in a label.
        kept: for each topic the label that it has already, None where it has none; default: none has.

    Returns:
        For example `Coach, season, injury`. A label that an earlier topic has gets a further term, at last a number.
    """
    had = kept or [None] * len(terms)
    taken = {label.casefold() for label in had if label is not None}
    return [label or _claim(_distinct(row), words, taken) for row, label in zip(terms, had, strict=True)]


def _claim(row: list[str], words: int, taken: set[str]) -> str:
    """The shortest label, of `words` terms or more, that is not taken yet; it is then."""
    for size in range(words, max(words, len(row)) + 1):
        label = ", ".join(row[:size]) or "other texts"
        label = label[0].upper() + label[1:]
        if label.casefold() not in taken:
            break
    number = 2
    while label.casefold() in taken:
        label = f"{label.removesuffix(f' ({number - 1})')} ({number})"
        number += 1
    taken.add(label.casefold())
    return label


def _distinct(row: Sequence[str]) -> list[str]:
    """The terms without those that are forms of an earlier one."""
    kept: list[str] = []
    for term in row:
        if not any(_same_word(term.casefold(), other.casefold()) for other in kept):
            kept.append(term)
    return kept


def _same_word(one: str, other: str) -> bool:
    """Whether two words differ in an ending of three letters at most, after four letters at least: print, printers."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (shared >= _STEM and max(len(one), len(other)) - shared <= _ENDING)

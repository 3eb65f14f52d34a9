"""Quotations are tied to clauses all at once as they are one by one."""

from __future__ import annotations

import random

import numpy as np
import pytest

from pipeline.quotes.cue_columns import Cues, first_of_each, joined
from pipeline.quotes.items import Items
from pipeline.quotes.speakers import Attribution, attribute
from tests.quotes.written import written

_QUOTES = "QFfx"


def one_by_one(items: Items, found: Attribution) -> list[int]:
    """The clause of each quotation, one after the other, by the letters around it; -1 for none."""
    tied: list[int] = []
    behind = {int(found.cues.verbs[n]): n for n in range(found.clauses, len(found.cues.verbs))}
    for number, at in enumerate(items.quotations.tolist()):
        before = [n for n in range(found.clauses) if found.cues.verbs[n] < at]
        later = [n for n in range(found.clauses) if found.cues.verbs[n] > at]
        options = [behind.get(at), *before_it(items.letters, at, found.cues, before)]
        options += after_it(items.letters, at, found.cues, later)
        if number:
            options += carried(items.letters, int(items.quotations[number - 1]), at, tied[-1])
        options += announced(items.letters, at, found.cues, before)
        tied.append(next((n for n in options if n is not None), -1))
    return tied


def before_it(letters: str, at: int, cues: Cues, before: list[int]) -> list[int]:
    """The last clause in the sentence of a quotation, or in a line before that ends with a colon."""
    at -= 2 * (letters[at - 2 : at] == ":\n")
    return [n for n in before[-1:] if not {*letters[cues.ends[n] : at]} & {*".\n" + _QUOTES}]


def after_it(letters: str, at: int, cues: Cues, later: list[int]) -> list[int]:
    """The next clause, where it ends the sentence."""
    ends = [n for n in later[:1] if letters[cues.firsts[n] - 1] == "," and letters[cues.verbs[n]] != "J"]
    return [n for n in ends if not {*letters[at + 1 : cues.firsts[n]]} & {*".\n"}]


def carried(letters: str, previous: int, at: int, tied: int) -> list[int]:
    """The clause of the quotation before, where this one goes on from it."""
    between = letters[previous + 1 : at]
    lines, stops = between.count("\n"), between.count(".")
    within = not lines and (not stops or (stops == 1 and between[-1] == "."))
    alone = letters[at - 1] == "\n" and letters[at + 1 : at + 2] in ("", "\n") and lines == 1 and stops <= 1
    return [tied] if tied >= 0 and (within or alone) else []


def announced(letters: str, at: int, cues: Cues, before: list[int]) -> list[int]:
    """The clause of the sentence before a quotation that is a sentence."""
    alone = letters[at - 1] == "." or (letters[at - 1] == "\n" and letters[at + 1 : at + 2] in ("", "\n"))
    near = [n for n in before[-1:] if not {*letters[cues.ends[n] : at - 1]} & {*".\n" + _QUOTES}]
    return near if letters[at] in "QF" and alone else []


@pytest.mark.parametrize("seed", range(8))
def test_all_at_once_is_one_by_one(seed: int) -> None:
    """Of random items, also where the last one is a quotation."""
    often = "NHVVDTw,,,...\n\n:QFfxQQAr-J&"
    items = written("\n\n" + "".join(random.Random(seed).choices(often, k=1_500)) + ".wV\nQ")
    found = attribute(items)
    assert found.tied.tolist() == one_by_one(items, found)
    ways = {n < found.clauses for n in found.tied.tolist() if n >= 0}
    assert ways == {True, False}
    assert len({*found.tied.tolist()}) < np.count_nonzero(found.tied >= 0)  # some are carried on


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("\nNV:Q", [0]),
        ("\nNV:\nQ", [0]),
        ("\nNV.F", [0]),
        ("\nNV.f", [-1]),  # a phrase is no sentence of its own
        ("\nNV.wQ", [-1]),
        ("\nxwv,NV.", [0]),
        ("\nxwv.wNV.", [-1]),
        ("\nNV:Q.Q", [0, 0]),
        ("\nNV:Q.w.Q", [0, -1]),
        ("\nNV:Q\nQ\nwQ", [0, 0, -1]),
        ("\nNV:Q\n\nQ", [0, -1]),  # of another text
        ("\nQVN.", [0]),
        ("", []),
    ],
)
def test_values(letters: str, expected: list[int]) -> None:
    """Before, announced, behind, carried on within the line and in the next one."""
    assert attribute(written(letters)).tied.tolist() == expected


def test_columns_of_clauses() -> None:
    """Some of them, joined, moved but for their kinds, and the first of each key in the order of keys."""
    one, two = Cues.of([0, 1, 2, 1, 3, 2]), Cues.of([3, 5, 6, 4, 8, 7, 1, 0, 1, 0, 2, 2])
    every = joined([one, two, Cues.of([])])
    assert [column.tolist() for column in every.some(np.array([2]))] == [[1], [0], [1], [0], [2], [2]]
    assert [column.tolist() for column in one.moved(np.array([10]))] == [[0], [11], [12], [11], [13], [12]]
    assert first_of_each(every, every.verbs).kinds.tolist() == [0, 3]
    assert first_of_each(every, np.array([3, 2, 1])).kinds.tolist() == [1, 3, 0]

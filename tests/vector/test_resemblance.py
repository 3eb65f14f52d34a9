"""The laws of `pipeline.vector.resemblance`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vector import resemblance as module
from pipeline.vector.resemblance import Comparer, Resemblance

NUMBER = 1 << 63
VALUES = st.lists(st.integers(0, 40).map(lambda v: v << 16 | v % 3), min_size=1, max_size=40)  # slots collide


def compare(one: list[int], two: list[int], passage: int = 3) -> Resemblance:
    """Two lists of hashes."""
    comparer = Comparer(passage)
    first, second = (comparer.sequence(np.array(values, np.uint64)) for values in (one, two))
    return comparer.compare(first, second)


@pytest.mark.parametrize("few", [0, 100])
@given(one=VALUES, two=VALUES)
def test_shares_are_exact(few: int, one: list[int], two: list[int]) -> None:
    """Jaccard and containment are those of the sets, though many shingles want the same slot."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_FEW", few)
        found = compare(one, two)
    a, b = set(one), set(two)
    short = a if len(one) <= len(two) else b
    assert found.jaccard == len(a & b) / len(a | b)
    assert found.containment == len(a & b) / len(short)
    assert found.n == min(len(one), len(two))


@given(VALUES, VALUES, VALUES)
def test_an_earlier_comparison_leaves_no_trace(one: list[int], two: list[int], three: list[int]) -> None:
    """The comparer's table is not to be seen from outside."""
    comparer = Comparer(3)
    a, b, c = (comparer.sequence(np.array(values, np.uint64)) for values in (one, two, three))
    comparer.compare(a, c)
    assert comparer.compare(a, b) == compare(one, two)


@given(VALUES, VALUES)
def test_the_order_of_two_texts_does_not_matter(one: list[int], two: list[int]) -> None:
    """Which of two texts comes first changes nothing, unless they are equally long."""
    if len(one) != len(two):
        assert compare(one, two) == compare(two, one)


def test_passages_are_runs_of_more_than_a_phrase() -> None:
    """Four of a kind in a row are a passage where passages have more than three."""
    found = compare([1, 2, 3, 4, 91, 92, 93, 5, 94, 95, 96, 97], list(range(1, 20)))
    assert (found.carried, found.own) == (4, 4 / 12)


def test_numbers_that_differ_in_like_words_are_odd() -> None:
    """A template with other figures stands out; a copy and a text with other words alike do not."""
    words = list(range(1, 61))
    report = [value | NUMBER * (value % 2) for value in words]
    other = [value + 1000 * (value % 2) | NUMBER * (value % 2) for value in words]
    assert compare(report, other).odd_numbers > 4
    assert compare(report, report).odd_numbers == 0
    assert compare(report, [v + 1000 * (v % 3 == 0) | NUMBER * (v % 2) for v in words]).odd_numbers < 1
    assert compare(words, [*words[:59], 77]).odd_numbers == 0


def test_the_head_of_a_long_text() -> None:
    """A text at the beginning of a much longer one has its head; one in the middle has not."""
    short, rest = list(range(1, 101)), list(range(1000, 1400))
    assert compare(short, [*short, *rest]).head == 1
    middle = compare(short, [*rest[:200], *short, *rest[200:]])
    assert (middle.head, middle.containment) == (0, 1)
    assert compare(short, [*rest[:90], *short]).head == 1  # not twice as long: nobody asks for the head

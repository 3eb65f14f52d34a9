"""The laws of `pipeline.vector.twin_rules`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vector.resemblance import Resemblance
from pipeline.vector.twin_rules import NEAR, PART, Rules

COPY = Resemblance(jaccard=0.5, containment=0.7, own=0.05, carried=400, odd_numbers=0.0, head=0.7, n=800, n_longer=900)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_short_articles_need_more(n: int, more: int) -> None:
    """What is needed never grows with length, and stays between the bound of long articles and 0.8."""
    rules = Rules()
    assert 0.35 <= rules.needed(n + more, n + more) <= rules.needed(n, n) <= 0.8
    assert rules.needed(n, n) <= rules.needed(n, 2 * n) <= 0.8


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, NEAR),
        ({"containment": 0.3}, PART),
        ({"containment": 0.3, "carried": 20}, None),
        ({"carried": 190, "own": 0.5}, None),
        ({"own": 0.2}, PART),
        ({"own": 0.2, "jaccard": 0.65}, NEAR),
        ({"odd_numbers": 3.0, "jaccard": 0.9}, PART),
        ({"head": 0.1}, PART),
        ({"containment": 0.5}, NEAR),
        ({"containment": 0.5, "n_longer": 1300}, PART),
        ({"n": 40, "carried": 30}, None),
    ],
)
def test_relation(change: dict[str, float], expected: int | None) -> None:
    """A copy is contained, has no passage of its own, its numbers agree, and it is the head of a longer text."""
    assert Rules().relation(replace(COPY, **change)) == expected

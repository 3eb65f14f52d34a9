"""The laws of `pipeline.duplicates.thresholds`."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.duplicates.similarity import Similarity
from pipeline.duplicates.thresholds import NEAR, NEITHER, PART, Thresholds

COPY = {
    "jaccard": 0.5,
    "containment": 0.7,
    "own": 0.05,
    "carried": 400,
    "odd_numbers": 0.0,
    "missing_numbers": 0.1,
    "lost_numbers": 0.1,
    "same_numbers": 0,
    "head": 0.7,
    "lead": 0.7,
    "n": 800,
    "n_longer": 900,
}


def pairs(*rows: dict[str, float]) -> Similarity:
    """Figures of some pairs."""
    return Similarity(**{f.name: np.array([row[f.name] for row in rows]) for f in fields(Similarity)})


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_short_articles_need_more(n: int, more: int) -> None:
    """What is needed never grows with length, and stays between the bound of long articles and 0.8."""
    lengths = ((n + more, n + more), (n, n), (n, 2 * n))
    rows = [COPY | {"n": short, "n_longer": long} for short, long in lengths]
    longer, itself, beside = Thresholds().needed(pairs(*rows))
    assert 0.35 <= longer <= itself <= beside <= 0.8


@given(st.integers(1, 10**6))
def test_figures_that_agree_make_up_for_words(n: int) -> None:
    """Articles with the same figures never need more than others, nor more than 0.6, however short they are."""
    same = COPY | {"n": n, "n_longer": n, "same_numbers": 30}
    agree, lost, others = Thresholds().needed(pairs(same, same | {"lost_numbers": 0.3}, same | {"same_numbers": 10}))
    assert agree <= min(others, 0.6)
    assert lost == others


CASES: list[tuple[dict[str, float], int]] = [
    ({}, NEAR),
    ({"containment": 0.3}, PART),
    ({"containment": 0.3, "carried": 20}, NEITHER),
    ({"carried": 190, "own": 0.5}, NEITHER),
    ({"own": 0.2}, PART),
    ({"own": 0.15}, NEAR),
    ({"own": 0.15, "lead": 0.5}, PART),
    ({"own": 0.2, "jaccard": 0.65}, NEAR),
    ({"odd_numbers": 3.0, "jaccard": 0.9}, NEAR),
    ({"odd_numbers": 3.0, "jaccard": 0.9, "missing_numbers": 0.6}, PART),
    ({"odd_numbers": 3.0, "missing_numbers": 0.5}, NEAR),
    ({"missing_numbers": 0.6}, NEAR),
    ({"n": 90, "lost_numbers": 0.4, "missing_numbers": 0.4}, PART),
    ({"n": 90, "lost_numbers": 0.4}, NEAR),
    ({"n": 90, "missing_numbers": 0.4}, NEAR),
    ({"lost_numbers": 0.4, "missing_numbers": 0.4}, NEAR),
    ({"head": 0.1}, PART),
    ({"lead": 0.2}, PART),
    ({"lead": 0.2, "jaccard": 0.65}, PART),
    ({"lead": 0.0, "jaccard": 0.8}, NEAR),
    ({"lead": 0.4}, NEAR),
    ({"lead": 0.4, "n_longer": 1300}, PART),
    ({"containment": 0.5}, NEAR),
    ({"containment": 0.54, "n_longer": 1300}, PART),
    ({"n": 40, "carried": 30}, NEITHER),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_relations(change: dict[str, float], expected: int) -> None:
    """A copy is contained, has no span and no lead of its own, fills no template, is the head of a longer text."""
    assert Thresholds().relations(pairs(COPY | change)).tolist() == [expected]


def test_pairs_are_judged_one_by_one() -> None:
    """What a pair is called depends on that pair."""
    together = Thresholds().relations(pairs(*(COPY | change for change, _ in CASES)))
    assert together.tolist() == [expected for _, expected in CASES]


SHORT = {"n": 40, "n_longer": 40, "containment": 0.8, "head": 0.8, "carried": 0}
FIGURES = SHORT | {"containment": 0.6, "head": 0.6, "same_numbers": 20, "lost_numbers": 0.25}
TEMPLATE = {"odd_numbers": 2.31, "missing_numbers": 0.55}
BRIEF = {"n": 99, "n_longer": 99, "lost_numbers": 0.35, "missing_numbers": 0.35}
LESS = {"containment": 0.3, "head": 0.3}
CUT = {"n_longer": 1300, "containment": 0.55, "lead": 0.6}


@pytest.mark.parametrize(
    ("at", "beyond", "expected"),
    [
        ({"own": 0.2, "jaccard": 0.6}, {"jaccard": 0.599}, (NEAR, PART)),
        ({"lead": 0.0, "jaccard": 0.75}, {"jaccard": 0.749}, (NEAR, PART)),
        ({"containment": 0.382}, {"containment": 0.381}, (NEAR, PART)),
        (CUT, {"containment": 0.549}, (NEAR, PART)),
        ({"n_longer": 1200, "containment": 0.5}, {"n_longer": 1201}, (NEAR, PART)),
        (SHORT, {"containment": 0.799}, (NEAR, NEITHER)),
        (FIGURES, {"containment": 0.599}, (NEAR, NEITHER)),
        (FIGURES, {"same_numbers": 19}, (NEAR, NEITHER)),
        (FIGURES, {"lost_numbers": 0.251}, (NEAR, NEITHER)),
        ({"head": 0.3051}, {"head": 0.3049}, (NEAR, PART)),
        ({"own": 0.1539}, {"own": 0.1541}, (NEAR, PART)),
        (TEMPLATE, {"odd_numbers": 2.3}, (PART, NEAR)),
        (TEMPLATE, {"missing_numbers": 0.549}, (PART, NEAR)),
        (BRIEF, {"n": 100, "n_longer": 100}, (PART, NEAR)),
        (BRIEF, {"lost_numbers": 0.349}, (PART, NEAR)),
        (BRIEF, {"missing_numbers": 0.349}, (PART, NEAR)),
        ({"lead": 0.351}, {"lead": 0.349}, (NEAR, PART)),
        ({"n_longer": 1300, "lead": 0.421}, {"lead": 0.419}, (NEAR, PART)),
        (LESS | {"n": 100, "carried": 50}, {"carried": 49}, (PART, NEITHER)),
        (LESS | {"carried": 200}, {"carried": 199}, (PART, NEITHER)),
    ],
)
def test_every_threshold_decides_at_its_value(
    at: dict[str, float], beyond: dict[str, float], expected: tuple[int, int]
) -> None:
    """A pair exactly at a threshold is on one side of it, and a thousandth further on the other."""
    assert tuple(Thresholds().relations(pairs(COPY | at, COPY | at | beyond)).tolist()) == expected


def test_rules_are_bounds() -> None:
    """A stricter bound turns a copy away."""
    assert replace(Thresholds(), min_lead=1.1).relations(pairs(COPY)).tolist() == [PART]

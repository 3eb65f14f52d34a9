"""What words in context add up to."""

from __future__ import annotations

import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sentiment import word_totals as module
from pipeline.sentiment.word_totals import word_totals

TOKENS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([1.0, 0.35, -0.7, 0.0, 1.4])), max_size=30)
TABLE = np.array([[0.0, 0.1, -0.7, 1.3], [0.0, 0.3, 0.2, -0.9]])


@pytest.mark.parametrize("many", [0, 5])
def test_two_stretches_and_an_empty_one(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """A factor below 0 turns tone and leaves the sign of strength, with scipy and without."""
    monkeypatch.setattr(module, "MANY", many)
    monkeypatch.setattr(module, "SOME", many)
    ids, factor = np.array([1, 2, 3, 3], np.int32), np.array([1.0, -0.5, 0.5, 0.0])
    tone, strength = word_totals(ids, factor, np.array([0, 2, 2, 4]), TABLE)
    assert np.allclose(tone, [0.1 + 0.35, 0.0, 0.65])
    assert np.allclose(strength, [0.3 + 0.1, 0.0, -0.45])


@pytest.mark.parametrize(("loaded", "by_scipy"), [(True, True), (False, False)])
def test_fewer_tokens_are_worth_scipy_where_it_is_loaded(
    monkeypatch: pytest.MonkeyPatch, *, loaded: bool, by_scipy: bool
) -> None:
    """It is not loaded for them."""
    monkeypatch.setitem(sys.modules, "scipy.sparse", sys)
    if not loaded:
        monkeypatch.delitem(sys.modules, "scipy.sparse")
    called = []
    monkeypatch.setattr(module, "_many", lambda *_: called.append(1) or np.zeros(1))
    n = module.SOME
    word_totals(np.zeros(n, np.int32), np.ones(n), np.array([0, n]), TABLE)
    assert bool(called) == by_scipy


@given(TOKENS, st.lists(st.integers(0, 30), max_size=6))
def test_sums_are_the_same_to_the_bit_however_many_tokens_there_are(
    tokens: list[tuple[int, float]], cuts: list[int]
) -> None:
    """One token is added after the other, by either library, so that a stretch has the same sum in any batch."""
    n = len(tokens)
    bounds = np.array([0, *sorted(min(cut, n) for cut in cuts), n])
    ids, weight = np.array([t[0] for t in tokens], np.int32), np.array([t[1] for t in tokens], float)
    expected = []
    for a, b in pairwise(bounds.tolist()):
        total = 0.0
        for token in range(a, b):
            total += float(weight[token] * TABLE[0, ids[token]])
        expected.append(total)
    assert module._few(ids, weight, bounds, TABLE[0]).tolist() == expected
    assert module._many(ids, weight, bounds, TABLE[0]).tolist() == expected

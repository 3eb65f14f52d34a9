"""Logistic regression by Newton's method."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from pipeline.topics.logistic import fitted


@pytest.mark.parametrize("seed", range(5))
def test_the_coefficients_are_those_of_scikit_learn(seed: int) -> None:
    """Of weighted rows that the figures tell apart more or less, beyond what is kept of them."""
    random = np.random.default_rng(seed)
    rows = random.normal(random.normal(size=4), 1, (200 + 100 * seed, 4))
    either = rows @ [2.0, 0.5, 0.0, -1.0] + random.normal(0, 2, len(rows)) > 0
    weight = random.random(len(rows))
    known = LogisticRegression(solver="newton-cholesky").fit(rows, either, weight)
    coefficients, base = fitted(rows, either, weight)
    assert np.abs(coefficients - known.coef_[0]).max() < 1e-9
    assert abs(base - known.intercept_[0]) < 1e-9


def test_without_anything_to_tell_them_apart_the_share_is_the_base() -> None:
    """Three of four are right: log odds of 3 to 1."""
    coefficients, base = fitted(np.zeros((4, 1)), np.array([True, True, True, False]), np.ones(4))
    assert coefficients.tolist() == [0]
    assert round(base, 3) == round(float(np.log(3)), 3)

"""Logistic regression by scikit-learn, whose import is the dearest of a run: without what nothing here needs of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.arrays.types import Bool, Float64


def logistic_regression(rows: Float64, is_right: Bool, weights: Float64) -> tuple[Float64, float]:
    """Coefficients and intercept of the log odds.

    Args:
        rows: shape (n, n_signs), of which none is constant.
        is_right: shape (n,), some True, some False.
        weights: shape (n,), how much each row counts, not negative.

    Returns:
        Shape (n_signs,), and a number; scikit-learn's defaults, so coefficients are held back by an L2 penalty of 1.
    """
    with left_out("pandas", "rich"):
        from sklearn.linear_model import LogisticRegression

    found = LogisticRegression(solver="newton-cholesky").fit(rows, is_right, weights)
    return found.coef_[0], float(found.intercept_[0])


@contextmanager
def left_out(*packages: str) -> Iterator[None]:
    """Imports meanwhile go without some optional packages, as if these were not installed; not those already loaded.

    scikit-learn imports pandas and rich where it finds them, .2 of .84 CPU s and 32 MB, and asks for them only when it
    is given a data frame or is to show a progress bar. Python takes None among its modules for one that is not there.
    """
    modules: dict[str, Any] = sys.modules
    hidden = [package for package in packages if package not in modules]
    modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for package in hidden:
            del modules[package]

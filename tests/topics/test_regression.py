"""Logistic regression, and what is not loaded with it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from pipeline.topics.regression import left_out, logistic_regression

ROOT = Path(__file__).resolve().parents[2]


def test_coefficients_are_those_of_the_law_that_made_the_rows() -> None:
    """Log odds of 2 x - y - 0.5 are found again from 20,000 draws, weights and all."""
    random = np.random.default_rng(1)
    rows = random.normal(size=(20_000, 2))
    is_right = random.random(len(rows)) < 1 / (1 + np.exp(-(rows @ [2.0, -1.0] - 0.5)))
    found, start = logistic_regression(rows, is_right, np.ones(len(rows)))
    assert found.tolist() == pytest.approx([2.0, -1.0], abs=0.1)
    assert start == pytest.approx(-0.5, abs=0.1)
    halved = logistic_regression(np.tile(rows, (2, 1)), np.tile(is_right, 2), np.full(2 * len(rows), 0.5))
    assert halved[0].tolist() == pytest.approx(found.tolist(), abs=1e-6)


def test_the_regression_loads_neither_pandas_nor_rich() -> None:
    """Both can be loaded afterwards."""
    code = (
        "import sys, numpy as np\nfrom pipeline.topics.regression import logistic_regression\n"
        "logistic_regression(np.arange(4.0)[:, None], np.arange(4) > 1, np.ones(4))\n"
        "print([m for m in ('pandas', 'rich', 'sklearn') if m in sys.modules])\n"
        "import pandas, rich\nprint(pandas.DataFrame({'a': [1]}).a.sum())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split("\n")[:2] == ["['sklearn']", "1"]


def test_a_package_is_left_out_only_meanwhile() -> None:
    """It cannot be imported then, unless it is loaded already, and can be again afterwards."""
    sys.modules.pop("colorsys", None)
    with left_out("colorsys", "json"):
        assert import_module("json") is json
        with pytest.raises(ImportError):
            import_module("colorsys")
    assert "colorsys" not in sys.modules
    assert import_module("colorsys").rgb_to_hsv(0, 0, 0) == (0, 0, 0)

"""Laws of the neutral bands."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from pipeline.sentiment.aggregate import surer
from pipeline.sentiment.bands import LEAN, band, edges
from pipeline.sentiment.config import SentimentConfig


def test_the_neutral_band_narrows_with_length() -> None:
    """One sentence has the whole band; more sentences less, around a middle a little below 0, but never none."""
    low, high = band(0.2, np.array([0, 1, 4, 40, 4000]), LEAN)
    assert low[:2].tolist() == pytest.approx([-0.2, -0.2])
    assert high[:2].tolist() == pytest.approx([0.2, 0.2])
    width = (high - low) / 2
    assert all(a > b for a, b in pairwise(width[1:]))
    assert width[-1] == pytest.approx(0.2 * 0.2 / np.hypot(0.2, 0.34), abs=1e-3)
    assert width[2] == pytest.approx(0.2 * np.hypot(0.2, 0.34 / 2) / np.hypot(0.2, 0.34))
    assert (low + high)[-1] / 2 == pytest.approx(-0.05, abs=1e-4)


def test_a_band_of_nothing_is_nothing() -> None:
    """With `neutral_band=0` only a score of exactly 0 is neutral, at any length."""
    assert not np.concatenate(band(0.0, np.array([1, 50]), LEAN)).any()


def test_the_band_is_as_sure_as_the_scores() -> None:
    """In model news a band of many sentences lies where their means would, made surer; VADER's means are left alone."""
    counts = np.array([4])
    low, high = edges(SentimentConfig(neutral_band=0.1), counts, 0.2, 0.0)
    assert high[0] == pytest.approx(surer(band(0.1, counts, 0.0)[1], counts)[0])
    assert -low[0] == pytest.approx(high[0])
    plain = edges(SentimentConfig(model="vader", neutral_band=0.1), counts, 0.2, 0.0)
    assert plain[1][0] == pytest.approx(band(0.1, counts, 0.0)[1][0])


@pytest.mark.parametrize(
    ("n", "lean", "low", "high"),
    [
        (1, 0.03, -0.2, 0.2),
        (2, 0.03, -0.17356, 0.14356),
        (10, 0.03, -0.14213, 0.08813),
        (2, 0.07, -0.19356, 0.12356),
        (10, 0.5, -0.29513, -0.06487),  # no more than the band
    ],
)
def test_the_neutral_band(n: int, lean: float, low: float, high: float) -> None:
    """.2 between articles and .34 within them, over n sentences; the middle goes down to the lean."""
    found = band(0.2, np.array([n]), lean)
    assert [float(side[0]) for side in found] == pytest.approx([low, high], abs=2e-5)

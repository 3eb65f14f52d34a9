"""How well each topic fits a text, by a few of its words."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.topics.membership import EVIDENCE, chances


def of(given: list[float], amount: float) -> list[float]:
    """Probabilities of the topics of one text."""
    found: list[float] = chances(np.array([given]), np.array([amount]))[0].tolist()
    return found


@pytest.mark.parametrize(
    ("given", "amount", "expected"),
    [
        ([0.0, -1.0], 4.0, [0.7311, 0.2689]),
        ([0.0, -1.0], 1.0, [0.7311, 0.2689]),
        ([0.0, -2.0], 8.0, [0.7311, 0.2689]),
        ([0.0, -10.0], 40.0, [0.7311, 0.2689]),
        ([0.0, -1.0], 5.0, [0.69, 0.31]),
        ([-3.0, -3.0, -3.0], 2.0, [0.3333, 0.3333, 0.3333]),
        ([-1000.0, -1001.0], 4.0, [0.7311, 0.2689]),
        ([0.0, -5000.0], 4.0, [1.0, 0.0]),
        ([7.0], 3.0, [1.0]),
    ],
)
def test_a_text_speaks_with_four_words(given: list[float], amount: float, expected: list[float]) -> None:
    """Log likelihoods of up to four words count as they are, of more as if they were four; the sum is 1."""
    assert EVIDENCE == 4
    assert of(given, amount) == expected


def test_texts_do_not_touch_each_other() -> None:
    """Together they have what they have alone."""
    given, amount = np.array([[0.0, -1.0], [-7.0, -2.0], [-3.0, -3.5]]), np.array([4.0, 9.0, 2.0])
    together = chances(given, amount)
    assert together.tolist() == [of(given[n].tolist(), amount[n]) for n in range(3)]

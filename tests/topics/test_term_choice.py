"""Which terms a topic shows, on texts of a few terms."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics.coherence import npmi
from pipeline.topics.describe import describe
from pipeline.topics.term_choice import SALIENCE, _chosen, standing_together

HELD = csr_matrix(np.array([[1, 1, 0, 1], [1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1]], float))
SCORE = np.array([[0.5, 0.3, 0.32, 0.1]], np.float32)


def test_a_term_that_stands_with_the_others_comes_before_one_that_stands_alone() -> None:
    """The second by score shares a text in three with the first, the third both of its own."""
    assert standing_together(HELD, [[0, 2, 1, 3]], SCORE, 2) == [[0, 1]]


def test_terms_stay_in_the_order_of_their_score() -> None:
    """What was chosen last is not shown last."""
    assert standing_together(HELD, [[0, 2, 1, 3]], SCORE, 9) == [[0, 2, 1, 3]]


def test_topics_without_terms_have_none() -> None:
    """No candidates, no terms."""
    assert standing_together(HELD, [[], [3]], np.ones((2, 4), np.float32), 2) == [[], [3]]


@pytest.mark.parametrize(("ratio", "second"), [(1.9, 2), (2.1, 1)])
def test_a_salient_term_may_go_less_well_with_the_others(ratio: float, second: int) -> None:
    """One twice as salient may have an NPMI lower by `SALIENCE` times log 2."""
    together = np.array([[1, 0.5 - SALIENCE * np.log(2), 0.5], [0, 1, 0], [0, 0, 1]])
    assert _chosen(together, np.array([5.0, ratio, 1.0]), 2) == [0, second]


def test_all_that_are_chosen_count() -> None:
    """The third goes with the mean of the first two."""
    together = np.array([[1, 0.9, 0.5, 0.3], [0.9, 1, -0.5, 0.3], [0.5, -0.5, 1, 0], [0.3, 0.3, 0, 1]])
    assert _chosen(together, np.ones(4), 3) == [0, 1, 3]


def test_npmi_of_pairs() -> None:
    """Always together 1, never -1, as by chance 0; what stands in every text says nothing."""
    joint = np.array([[0.25, 0.25, 0, 0.125], [0.25, 0.25, 0, 0.125], [0, 0, 0.5, 0.25], [0.125, 0.125, 0.25, 0.5]])
    assert npmi(joint)[0].tolist() == pytest.approx([1, 1, -1, 0])
    assert npmi(np.ones((2, 2))).tolist() == [[0, 0], [0, 0]]


def test_labels_go_by_what_stands_out_most() -> None:
    """Of a topic of two subjects the terms show one, its label may show both."""
    one = [[1, 1, 0, 0, 0], [1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [1, 0, 1, 0, 0]]
    counts = csr_matrix(np.array(one + [[0, 0, 0, 1, 1]] * 6, float))
    own = describe(counts, np.zeros(0, np.int64), np.array([0] * 6 + [1] * 6), np.full(2, -1), 2)[0]
    assert own.terms == [[0, 1], [3, 4]]
    assert own.salient == [[0, 2, 1], [3, 4]]

"""The laws of `pipeline.topics.top_terms`."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.topics.top_terms import best_terms, standing_out

HELD = st.lists(st.lists(st.integers(0, 1), min_size=6, max_size=6), min_size=1, max_size=15)


def score(rows: list[list[int]], labels: list[int], k: int) -> np.ndarray:
    """How much terms stand out, from 0s and 1s."""
    return standing_out(csr_matrix(np.array(rows, np.float32)), np.array(labels), k)


def test_words_of_one_topic_stand_out_more_than_words_of_all() -> None:
    """A term that only one topic holds beats one that all hold."""
    found = score([[1, 1], [1, 1], [1, 0], [1, 0]], [0, 0, 1, 1], 2)
    assert found[0, 1] > found[0, 0] > 0


def test_common_words_beat_rare_ones() -> None:
    """Of two terms that only this topic holds the one in more of its texts stands out more."""
    found = score([[1, 1], [1, 0], [0, 0]], [0, 0, 1], 2)
    assert found[0, 0] > found[0, 1]


def test_a_single_topic_has_its_commonest_words() -> None:
    """With one topic terms stand out by how many texts hold them."""
    assert best_terms(score([[1, 1, 0], [1, 0, 0]], [0, 0], 1), 3) == [[0, 1]]


@settings(max_examples=40)
@given(HELD, st.integers(1, 4), st.integers(1, 4))
def test_terms_are_given_once(rows: list[list[int]], k: int, wanted: int) -> None:
    """A topic gets no more than wanted, best first, of terms that score; two that have own terms share none."""
    labels = [i % k for i in range(len(rows))]
    found = score(rows, labels, k)
    terms = best_terms(found, wanted)
    owner = np.round(found, 6).argmax(axis=0)
    for topic, row in enumerate(terms):
        assert len(row) <= wanted
        assert all(found[topic, c] > 0 for c in row)
        assert (np.diff(np.round(found[topic, row], 6)) <= 0).all()
    own = [c for topic, row in enumerate(terms) for c in row if owner[c] == topic]
    assert len(own) == len(set(own))


def test_no_words_no_terms() -> None:
    """Without a vocabulary every topic has an empty list; ties in a long row go to the lower column."""
    assert best_terms(np.zeros((2, 0), np.float32), 3) == [[], []]
    assert best_terms(np.ones((1, 40), np.float32), 3) == [[0, 1, 2]]

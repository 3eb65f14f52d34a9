"""The laws of `pipeline.topics.refill`: who asks for k topics gets k."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics.bayes import damped, learn
from pipeline.topics.embedding import unit
from pipeline.topics.refill import dissolved, filled


def corpus(kinds: int, each: int, seed: int = 0) -> csr_matrix:
    """Damped counts of texts that share four words of their kind and have some of their own, kind after kind."""
    random = np.random.default_rng(seed)
    counts = random.integers(0, 2, (kinds * each, 4 * kinds + 30)) * (
        random.random((kinds * each, 4 * kinds + 30)) < 0.2
    )
    for kind in range(kinds):
        counts[kind * each : (kind + 1) * each, 4 * kind : 4 * kind + 4] = 3
    return damped(csr_matrix(counts))


def found(amounts: csr_matrix, labels: np.ndarray, k: int) -> np.ndarray:
    """Topics after filling."""
    points = unit(np.asarray(amounts.todense(), np.float32))
    return filled(amounts, points, learn(amounts, labels, k))[1]


def test_a_full_model_stays() -> None:
    """Where no topic is empty nothing changes."""
    amounts, labels = corpus(3, 8), np.repeat(np.arange(3), 8)
    assert found(amounts, labels, 3).tolist() == labels.tolist()


@pytest.mark.parametrize("k", [4, 5, 6])
def test_an_empty_topic_is_filled(k: int) -> None:
    """Topics that nobody has get half of the most scattered ones."""
    amounts, labels = corpus(6, 10), np.repeat([0, 0, 0, 1, 1, 2], 10)
    assert len(np.unique(found(amounts, labels, k))) == k


def test_several_kinds_in_one_topic_come_apart() -> None:
    """Two kinds of texts in one topic are the ones that are split."""
    given = found(corpus(3, 10), np.repeat([0, 0, 1], 10), 3)
    assert [len(set(part)) for part in given.reshape(3, 10)] == [1, 1, 1]
    assert len(set(given)) == 3


def test_texts_without_difference_cannot_fill() -> None:
    """Texts that no word tells apart stay together: fewer topics than asked for."""
    amounts = damped(csr_matrix(np.ones((6, 4), np.int32)))
    assert len(np.unique(found(amounts, np.zeros(6, np.int64), 3))) == 1


def test_topics_of_fewer_than_five_texts_dissolve() -> None:
    """Their texts go where they fit next; a topic of five stays, and one topic always does."""
    counts = csr_matrix(np.array([[4, 0, 0, 1]] * 9 + [[0, 4, 0, 1]] * 5 + [[1, 0, 4, 1]] * 4, np.int64))
    labels = np.repeat([0, 1, 2], [9, 5, 4])
    model, found = dissolved(damped(counts), learn(damped(counts), labels, 3), labels)
    assert found.tolist() == [0] * 9 + [1] * 5 + [0] * 4
    assert model.words.shape == (4, 2)
    few = labels[[0, 1, 9]]
    assert len(dissolved(damped(counts[[0, 1, 9]]), learn(damped(counts[[0, 1, 9]]), few, 2), few)[0].shares) >= 1

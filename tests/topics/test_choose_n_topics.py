"""The laws of `pipeline.topics.choose_n_topics`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32
from pipeline.topics.choose_n_topics import agreement, halves_agree, nearness, number_of_topics, trial
from pipeline.topics.embedding import unit

LABELS = st.lists(st.integers(0, 3), min_size=2, max_size=30)


def corpus(k: int, each: int) -> tuple[Float32, csr_matrix]:
    """Points around k axes, and the words of these texts: six of each kind, and some of all."""
    random = np.random.default_rng(4)
    topic = random.permutation(np.repeat(np.arange(k), each))
    points = unit((np.eye(k, 20)[topic] + random.normal(0, 0.12, (len(topic), 20))).astype(np.float32))
    held = random.random((len(topic), 6 * k + 20)) < 0.1
    for word in range(6):
        held[np.arange(len(topic)), 6 * topic + word] |= random.random(len(topic)) < 0.8
    return points, csr_matrix(held.astype(np.float32))


@pytest.mark.parametrize(
    ("n", "k"), [(0, 1), (1, 1), (2, 1), (16, 2), (300, 9), (1000, 16), (5000, 35), (100_000, 158)]
)
def test_the_number_follows_from_the_texts(n: int, k: int) -> None:
    """Half the square root of the texts, at least one."""
    assert number_of_topics(n) == k


@pytest.mark.parametrize(
    ("near", "k"), [(0.0, 50), (0.28, 50), (0.29, 53), (0.3, 56), (0.31, 59), (0.32, 62), (0.9, 62)]
)
def test_near_texts_have_more_topics(near: float, k: int) -> None:
    """From a cosine of .28 to the nearest on, up to .62 of the root at .32."""
    assert number_of_topics(10_000, near) == k


def test_nearness_is_the_median_of_the_nearest() -> None:
    """Two decimals; a text without neighbours counts as 0."""
    near = csr_matrix(np.array([[0, 0.5, 0.2], [0.5, 0, 0.104], [0.2, 0.104, 0]], np.float32))
    assert nearness(near) == 0.5
    assert nearness(csr_matrix(np.array([[0, 0.127], [0, 0]], np.float32))) == 0.06
    assert nearness(csr_matrix((1, 1), dtype=np.float32)) == 0.0


@given(st.integers(64, 10**6))
def test_the_number_serves_a_desk_and_is_steady(n: int) -> None:
    """Between a quarter of the root and the root; 5 % fewer texts change it by less than a quarter."""
    k = number_of_topics(n)
    assert np.sqrt(n) / 4 <= k <= np.sqrt(n)
    assert k / number_of_topics(int(0.95 * n)) <= 1.25


@pytest.mark.parametrize("k", [4, 5])
def test_clear_groups_hold(k: int) -> None:
    """The true number of clear groups is stable and coherent, one more is less so; the worth is the product of both."""
    points, held = corpus(5, 40)
    right, more = trial(points, held, 5), trial(points, held, 11)
    assert right.stability > 0.95
    assert right.worth > more.worth
    assert right.worth == pytest.approx(right.stability * right.coherence, abs=2e-4)
    assert trial(points, held, k).n_topics == k


def test_one_text_or_topic_is_stable() -> None:
    """Where nothing can be compared the number holds."""
    one = trial(np.ones((1, 2), np.float32), csr_matrix(np.ones((1, 2), np.float32)), 1)
    assert (one.n_topics, one.stability) == (1, 1.0)


@given(LABELS, st.permutations(range(4)))
def test_agreement_of_a_clustering_with_itself_is_one(labels: list[int], names: list[int]) -> None:
    """The same clusters agree fully whatever they are called, and agreement does not depend on the order."""
    first = np.array(labels)
    assert agreement(first, np.array(names)[first]) == pytest.approx(1)
    other = first[::-1].copy()
    assert agreement(first, other) == pytest.approx(agreement(other, first))


def test_chance_agrees_by_nothing() -> None:
    """Random clusterings agree by about 0."""
    first, second = np.random.default_rng(0).integers(0, 4, (2, 5000))
    assert agreement(first, second) == pytest.approx(0, abs=0.01)


def test_halves_of_clear_groups_agree() -> None:
    """Halves agree where groups are clear, and less where there are none."""
    clear = corpus(4, 40)[0]
    none = unit(np.random.default_rng(0).normal(0, 1, (160, 20)).astype(np.float32))
    assert halves_agree(clear, 4, 0) > 0.95
    assert halves_agree(none, 4, 0) < 0.5

"""The laws of `pipeline.topics.choose_n_topics`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32
from pipeline.topics.choose_n_topics import Trial, agreement, candidates, chosen, halves_agree, trials
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


@pytest.mark.parametrize("k", [5, 10])
def test_clear_groups_are_counted(k: int) -> None:
    """As many topics as there are clear groups, and the evidence says why."""
    tried = trials(*corpus(k, 40))
    assert chosen(tried) == k
    best = next(trial for trial in tried if trial.n_topics == k)
    assert best.stability > 0.95
    assert best.worth == max(trial.worth for trial in tried)


def test_the_evidence_is_complete() -> None:
    """Every number tried is there once, ascending; the worth is the product of stability and coherence."""
    tried = trials(*corpus(5, 20))
    assert [trial.n_topics for trial in tried] == candidates(100)
    for trial in tried:
        product = max(trial.stability, 0.01) * max(trial.coherence, 0.01)
        assert trial.worth == pytest.approx(product, abs=2e-4)


def test_too_few_texts_leave_no_choice() -> None:
    """A text alone is one topic, without anything being tried."""
    assert chosen(trials(np.ones((1, 2), np.float32), csr_matrix(np.ones((1, 2), np.float32)))) == 1


def test_the_largest_that_is_nearly_best_is_chosen() -> None:
    """Of numbers within 5 % of the best worth the largest is taken."""
    tried = [Trial(5, 1, 1, 0.5), Trial(6, 1, 1, 0.49), Trial(7, 1, 1, 0.47), Trial(20, 1, 1, 0.3)]
    assert chosen(tried) == 6


@given(st.integers(1, 30_000))
def test_candidates_leave_topics_readable(n: int) -> None:
    """There is always a number to try; topics have five texts or more in the mean, and 2,500 at most."""
    found = candidates(n)
    assert found == sorted(set(found))
    assert found
    assert max(found) <= 100
    if n >= 5:
        assert n / max(found) >= 5
    assert n / min(found) <= 2500


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

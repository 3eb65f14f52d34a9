"""The laws of `pipeline.topics.warm_start`: a refit moves few texts, and makes room for what is new."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics import warm_start
from pipeline.topics.bayes import damped
from pipeline.topics.embedding import unit
from pipeline.topics.partition import Partition
from pipeline.topics.warm_start import Groups, Start, go_on, groups

DIRECTIONS = np.eye(4, 8, dtype=np.float32)


def points(topic: np.ndarray, seed: int = 0) -> np.ndarray:
    """Points near the directions of their topics."""
    noise = np.random.default_rng(seed).normal(0, 0.15, (len(topic), 8))
    return unit((DIRECTIONS[topic] + noise).astype(np.float32))


def start(topic: np.ndarray, weak: np.ndarray | None = None, n_chosen: int = 300) -> Start:
    """What an earlier model says, by default that every text fits."""
    odd = np.zeros(len(topic), bool) if weak is None else weak
    return Start(topic, odd, float(odd.mean()), n_chosen, has_moved=weak is not None)


EVEN = np.arange(300) % 3


def test_without_a_model_there_are_no_groups() -> None:
    """Nothing to go on from without an earlier model, or with one that has no text here."""
    assert groups(points(EVEN), None, 0, may_grow=True) is None
    assert groups(points(EVEN), start(np.full(300, -1)), 0, may_grow=True) is None


@pytest.mark.parametrize("n_chosen", [0, 100, 140, 601, 10_000])
def test_a_model_of_another_size_of_corpus_is_no_guide(n_chosen: int) -> None:
    """Half as many texts or twice as many ask for another number of topics: the fit begins anew."""
    assert groups(points(EVEN), start(EVEN, n_chosen=n_chosen), 0, may_grow=True) is None
    assert groups(points(EVEN), start(EVEN, n_chosen=n_chosen), 0, may_grow=False) is not None


def test_the_topics_are_the_groups() -> None:
    """Where all texts fit, their topics are the groups, and texts without a topic belong to none."""
    topic = np.where(np.arange(300) < 10, -1, EVEN)
    found = groups(points(EVEN), start(topic), 0, may_grow=True)
    assert found is not None
    assert found.group.tolist() == topic.tolist()
    assert not found.has_moved


def test_a_topic_that_dried_up_is_dropped() -> None:
    """A topic with hardly any text is no group; the others are numbered without gaps."""
    topic = np.where(np.arange(300) < 3, 1, 2 * (EVEN % 2))
    found = groups(points(EVEN), start(topic), 0, may_grow=True)
    assert found is not None
    assert np.unique(found.group).tolist() == [-1, 0, 1]
    assert (found.group[:3] == -1).all()


@pytest.mark.parametrize("may_grow", [True, False])
def test_texts_that_do_not_fit_make_a_new_group(may_grow: bool) -> None:
    """A fourth subject whose texts are weak members of the three topics becomes a group, if there may be new ones."""
    topic = np.concatenate([EVEN, np.full(100, 3)])
    said = np.where(topic == 3, np.arange(400) % 3, topic)
    found = groups(points(topic), start(said, topic == 3), 0, may_grow=may_grow)
    assert found is not None
    assert found.k == (4 if may_grow else 3)
    assert (found.group[:300] == EVEN).all()
    if may_grow:
        assert (found.group[300:] == 3).all()


def amounts(topic: np.ndarray, seed: int = 1) -> csr_matrix:
    """Words of the texts: twenty of the topic's own."""
    random = np.random.default_rng(seed)
    rows = np.zeros((len(topic), 80), np.int32)
    for row, t in zip(rows, topic, strict=True):
        np.add.at(row, random.integers(20 * t, 20 * t + 20, 15), 1)
    return damped(csr_matrix(rows))


def test_a_fit_goes_on_from_its_groups() -> None:
    """Groups stay as they are, though a fresh cut be as good; texts of none go where they belong."""
    given = np.where(np.arange(300) % 29 == 0, -1, EVEN)
    given[50] = (given[50] + 1) % 3
    found = go_on([points(EVEN)], amounts(EVEN), Groups(given, has_moved=False), (EVEN + 1) % 3)
    assert np.flatnonzero(found != EVEN).tolist() == [50]
    assert Groups(given, has_moved=False).stay_in(found)
    assert not Groups(given, has_moved=True).stay_in(found)
    assert not Groups(given, has_moved=False).stay_in(EVEN)


def test_where_texts_moved_the_groups_settle() -> None:
    """Where more texts than chance explains fit badly, strays go where they belong too."""
    given = EVEN.copy()
    given[::29] = (given[::29] + 1) % 3
    found = go_on([points(EVEN)], amounts(EVEN), Groups(given, has_moved=True), (EVEN + 1) % 3)
    assert found.tolist() == EVEN.tolist()


def test_a_fit_begins_anew_where_that_is_clearly_better() -> None:
    """Groups that say nothing about the words yield to a cut that tells the subjects apart."""
    topic = np.arange(400) % 4
    found = go_on([points(topic)], amounts(topic), Groups(np.arange(400) // 100, has_moved=False), topic)
    assert found.tolist() == topic.tolist()


@pytest.mark.parametrize(("fresh", "begins_anew"), [(1.0, False), (1.0499, False), (1.0501, True)])
def test_a_fresh_cut_must_say_a_twentieth_more(
    fresh: float, begins_anew: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond what one topic for all says: less than 1.05 times as much is no reason to begin anew."""
    cut = np.full(300, 2)
    worth = {0: 10.0, 1: 11.0, 2: 10.0 + fresh}  # by the label of the second text: one topic, the groups, the fresh cut
    monkeypatch.setattr(warm_start, "fitness", lambda _amounts, labels, _k: worth[int(labels[1])])
    found = go_on([points(EVEN)], amounts(EVEN), Groups(EVEN, has_moved=False), cut)
    assert (found == cut).all() == begins_anew


def test_new_groups_are_looked_for_by_the_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search among weak members draws other numbers for another seed."""
    topic = np.concatenate([EVEN, np.full(100, 3)])
    said = np.where(topic == 3, np.arange(400) % 3, topic)
    drawn: list[float] = []
    search = warm_start.k_means

    def recorded(points: np.ndarray, k: int, rng: np.random.Generator, starts: int) -> list[Partition]:
        drawn.append(float(np.random.default_rng(rng.bit_generator.seed_seq).random()))
        return search(points, k, rng, starts)

    monkeypatch.setattr(warm_start, "k_means", recorded)
    for seed in (0, 1, 0):
        groups(points(topic), start(said, topic == 3), seed, may_grow=True)
    assert drawn[0] == drawn[2] == np.random.default_rng(0).random()
    assert drawn[1] == np.random.default_rng(1).random()

"""The laws of `pipeline.topics.groups`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.types import Bool, Float32, Int64
from pipeline.topics.embedding import unit
from pipeline.topics.groups import FEWEST, desks


def newspaper(topics_of_desk: list[int], seed: int = 0) -> Float32:
    """Centres of topics around the axis of their desk, desk after desk."""
    random = np.random.default_rng(seed)
    desk = np.repeat(np.arange(len(topics_of_desk)), topics_of_desk)
    points = np.eye(len(topics_of_desk), 40)[desk] + random.normal(0, 0.08, (len(desk), 40))
    return np.asarray(points / np.linalg.norm(points, axis=1, keepdims=True), np.float32)


def same(found: Int64) -> Bool:
    """Which pairs of topics share a desk."""
    shared: Bool = (found[:, None] == found) & (found >= 0)
    return shared


def test_topics_of_one_desk_come_together() -> None:
    """Topics around four axes fall into four desks, and into no more."""
    found = desks(newspaper([4, 3, 3, 2]), np.full(12, 10))
    assert found.tolist() == [0] * 4 + [1] * 3 + [2] * 3 + [3] * 2


def test_desks_are_numbered_by_size() -> None:
    """The desk with most texts is 0, whatever its topics' places; among equals the one with the earlier topic."""
    sizes = np.array([1] * 4 + [9] * 3 + [5] * 3)
    assert desks(newspaper([4, 3, 3]), sizes).tolist() == [2] * 4 + [0] * 3 + [1] * 3


def test_a_topic_like_no_other_has_no_desk() -> None:
    """A topic that nothing is like stands at the top by itself: -1."""
    assert desks(newspaper([4, 4, 1]), np.full(9, 10)).tolist() == [0] * 4 + [1] * 4 + [-1]


@pytest.mark.parametrize("k", range(FEWEST))
def test_few_topics_need_no_desks(k: int) -> None:
    """Fewer than eight topics stay as they are."""
    assert desks(newspaper([k]), np.full(k, 10)).tolist() == [-1] * k


def test_one_desk_for_all_is_none() -> None:
    """Where all topics would be one desk there is none: nobody is told anything by it."""
    centres = np.zeros((9, 5), np.float32)
    centres[:, 0] = 1
    assert desks(centres, np.zeros(9, np.int64)).tolist() == [-1] * 9
    centres[0] = [0, 1, 0, 0, 0]
    assert desks(centres, np.array([10_000, *[1] * 8])).tolist() == [-1] + [0] * 8


@settings(max_examples=30)
@given(st.lists(st.integers(1, 5), min_size=2, max_size=6), st.integers(0, 50), st.randoms(use_true_random=False))
def test_order_of_topics_does_not_matter(shape: list[int], seed: int, random: np.random.RandomState) -> None:
    """Topics in another order share desks with the same ones; a desk has two topics or more."""
    centres = newspaper(shape, seed)
    sizes = np.arange(1, len(centres) + 1)
    order = list(range(len(centres)))
    random.shuffle(order)
    first, other = desks(centres, sizes), desks(centres[order], sizes[order])
    assert np.array_equal(same(first)[np.ix_(order, order)], same(other))
    used = np.bincount(first[first >= 0])
    assert (used >= 2).all()


@settings(max_examples=30)
@given(st.integers(13, 60), st.integers(1, 20), st.integers(0, 99))
def test_many_topics_have_five_to_twelve_desks(k: int, families: int, seed: int) -> None:
    """More than twelve topics have 5 to 12 tops, desks and topics alone, however many families they come from."""
    random = np.random.default_rng(seed)
    middle = random.normal(0, 1, (families, 30))
    centres = unit((middle[random.integers(0, families, k)] + random.normal(0, 0.5, (k, 30))).astype(np.float32))
    desk = desks(centres, np.full(k, 10))
    assert 5 <= len(set(desk[desk >= 0].tolist())) + np.count_nonzero(desk < 0) <= 12

"""Clusters, centres and axes of a few points, value by value."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics.choose_n_topics import number_of_topics
from pipeline.topics.embedding import unit
from pipeline.topics.partition import centres_of, k_means, membership, n_holding, settle
from pipeline.topics.search import QUICK, THOROUGH, directions, n_starts

NEAR = 0.6, 0.8


def points(*rows: tuple[float, float]) -> np.ndarray:
    """Points of two dimensions."""
    return np.array(rows, np.float32)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(3.0, 4.0)], [(0.6, 0.8)]),
        ([(0.0, 0.0)], [(0.0, 0.0)]),
        ([(-2.0, 0.0), (0.0, 0.5)], [(-1.0, 0.0), (0.0, 1.0)]),
    ],
)
def test_rows_of_length_one(rows: list[tuple[float, float]], expected: list[tuple[float, float]]) -> None:
    """A row of nothing stays nothing."""
    assert unit(points(*rows)).tolist() == [pytest.approx(row) for row in expected]


@pytest.mark.parametrize(
    ("labels", "k", "expected"),
    [
        ([0, 1, 0], 2, [[1, 0, 1], [0, 1, 0]]),
        ([1, 1, 1], 2, [[0, 0, 0], [1, 1, 1]]),
        ([2], 4, [[0], [0], [1], [0]]),
        ([], 2, [[], []]),
    ],
)
def test_which_point_is_in_which_cluster(labels: list[int], k: int, expected: list[list[int]]) -> None:
    """A row for each cluster, a column for each point."""
    assert membership(np.array(labels, np.int64), k).toarray().tolist() == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([0, 0, 1], [[2, 1, 0], [0, 0, 1]]),
        ([1, 0, 1], [[1, 0, 0], [1, 1, 1]]),
        ([0, 0, 0], [[2, 1, 1], [0, 0, 0]]),
    ],
)
def test_how_many_texts_of_each_cluster_hold_a_term(labels: list[int], expected: list[list[int]]) -> None:
    """Whatever is stored there."""
    held = csr_matrix(np.array([[3, 1, 0], [1, 0, 0], [0, 0, 9]], np.float32))
    assert n_holding(held, np.array(labels), 2).tolist() == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([0, 0, 1], [(0.5**0.5, 0.5**0.5), NEAR]),
        ([0, 1, 1], [(1.0, 0.0), (0.31623, 0.94868)]),
        ([0, 0, 0], [(0.66436, 0.74740), (9.0, 9.0)]),  # an empty cluster keeps what it had
    ],
)
def test_the_centre_of_a_cluster_is_its_mean_direction(labels: list[int], expected: list[tuple[float, float]]) -> None:
    """Of length one."""
    given = points((1, 0), (0, 1), NEAR)
    before = np.full((1, 2, 2), 9, np.float32)
    found = centres_of(given, np.array([labels]), before)[0]
    assert found.tolist() == [pytest.approx(row, abs=1e-4) for row in expected]


@pytest.mark.parametrize(
    ("centres", "labels", "tightness"),
    [
        ([(1.0, 0.0), (0.0, 1.0)], [0, 1, 1], (1 + 0.9487 + 0.9487) / 3),
        ([(0.0, 1.0), (1.0, 0.0)], [1, 0, 0], (1 + 0.9487 + 0.9487) / 3),
    ],
)
def test_points_go_to_the_nearest_centre_until_they_stay(
    centres: list[tuple[float, float]], labels: list[int], tightness: float
) -> None:
    """The tightness is the mean cosine to the centres."""
    (found,) = settle(points((1, 0), (0, 1), NEAR), points(*centres)[None])
    assert found.labels.tolist() == labels
    assert found.tightness == pytest.approx(tightness, abs=2e-3)


@pytest.mark.parametrize(("moving", "labels"), [(0.002, [0, 1, 1]), (1.0, [0, 0, 1])])
def test_rounds_end_when_few_enough_points_move(moving: float, labels: list[int]) -> None:
    """The second point goes over once the centres have moved; where all may still move, each stays as first put."""
    given = points((1, 0), (0.45, 0.893), (0, 1))
    (found,) = settle(given, points((1, 0), (-0.6, 0.8))[None], moving)
    assert found.labels.tolist() == labels


def test_several_starts_are_several_cuts() -> None:
    """Side by side, each its own."""
    given = points((1, 0), (0, 1))
    cuts = settle(given, np.stack([points((1, 0), (0, 1)), points((0, 1), (1, 0))]))
    assert [cut.labels.tolist() for cut in cuts] == [[0, 1], [1, 0]]
    assert len(k_means(given, 2, np.random.default_rng(0), 5)) == 5


@pytest.mark.parametrize("k", [1, 2, 3])
def test_as_many_clusters_as_points_part_all(k: int) -> None:
    """From any start."""
    given = unit(np.eye(k, 3, dtype=np.float32))
    for cut in k_means(given, k, np.random.default_rng(1), 3):
        assert sorted(cut.labels.tolist()) == list(range(k))
        assert cut.tightness == pytest.approx(1)


@pytest.mark.parametrize(
    ("group", "k", "expected"),
    [
        ([0, 0, 1], 2, [(0.5**0.5, 0.5**0.5), NEAR]),
        ([-1, 0, -1], 1, [(0.0, 1.0)]),
        ([0, -1, -1], 2, [(1.0, 0.0), (0.0, 1.0)]),  # the second point for a group that is not there
    ],
)
def test_the_direction_of_groups(group: list[int], k: int, expected: list[tuple[float, float]]) -> None:
    """Points without a group do not count."""
    found = directions(points((1, 0), (0, 1), NEAR), np.array(group), k)
    assert found.tolist() == [pytest.approx(row, abs=1e-4) for row in expected]


@pytest.mark.parametrize(
    ("n", "k", "work", "starts"),
    [
        (100, 10, QUICK, 100),
        (1000, 10, QUICK, 100),
        (1000, 11, QUICK, 90),
        (1000, 100, QUICK, 10),
        (1000, 166, QUICK, 6),
        (4000, 1000, QUICK, 6),
        (4000, 20, THOROUGH, 100),
        (4000, 50, THOROUGH, 40),
        (4000, 400, THOROUGH, 6),
        (1, 1, QUICK, 100),
    ],
)
def test_starts_by_what_they_cost(n: int, k: int, work: int, starts: int) -> None:
    """Between six and a hundred."""
    assert n_starts(n, k, work) == starts


@pytest.mark.parametrize(
    ("n", "k"),
    [(0, 1), (3, 1), (8, 1), (10, 2), (24, 2), (26, 3), (48, 3), (50, 4), (400, 10), (3000, 27), (12_000, 55)],
)
def test_half_the_root_of_the_texts(n: int, k: int) -> None:
    """Rounded; one at least."""
    assert number_of_topics(n) == k

"""The laws of `pipeline.topics.partition`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.types import Float32
from pipeline.topics.embedding import unit
from pipeline.topics.partition import centres_of, k_means, membership, settle


def blobs(k: int, each: int, seed: int = 0, noise: float = 0.1) -> Float32:
    """Points around k axes, blob after blob."""
    random = np.random.default_rng(seed)
    points = np.repeat(np.eye(k, 12), each, axis=0) + random.normal(0, noise, (k * each, 12))
    return unit(points.astype(np.float32))


def random(seed: int = 0) -> np.random.Generator:
    """Numbers that are the same each time."""
    return np.random.default_rng(seed)


def test_blobs_are_found() -> None:
    """Points around five axes fall into five clusters, one an axis, from every start."""
    for cut in k_means(blobs(5, 20), 5, random(), 4):
        assert len({tuple(part) for part in cut.labels.reshape(5, 20)}) == 5
        assert all(len(set(part)) == 1 for part in cut.labels.reshape(5, 20))


@settings(max_examples=25)
@given(st.integers(1, 40), st.integers(1, 8), st.integers(1, 3), st.integers(0, 99))
def test_every_point_has_a_cluster(n: int, k: int, starts: int, seed: int) -> None:
    """Labels lie in 0 .. k - 1, centres have length 1, tightness is the mean cosine to them, whatever the sizes."""
    points = unit(random(seed).normal(0, 1, (n, 5)).astype(np.float32))
    found = k_means(points, k, random(seed), starts)
    assert len(found) == starts
    for cut in found:
        assert cut.labels.min() >= 0
        assert cut.labels.max() < k
        assert np.linalg.norm(cut.centres, axis=1) == pytest.approx(np.ones(k), abs=1e-4)
        assert -1 - 1e-6 <= cut.tightness <= 1 + 1e-6


def test_the_same_seed_gives_the_same_bytes() -> None:
    """Two runs do not differ in a bit."""
    first, again = (k_means(blobs(4, 30, noise=0.5), 4, random(3), 3) for _ in range(2))
    assert [cut.centres.tobytes() for cut in first] == [cut.centres.tobytes() for cut in again]


def test_same_points_share_a_cluster() -> None:
    """Points in the same place have the same cluster."""
    points = blobs(3, 10, noise=0.6)
    for cut in k_means(np.concatenate([points, points]), 3, random(), 3):
        assert cut.labels[:30].tolist() == cut.labels[30:].tolist()


def test_what_is_settled_stays() -> None:
    """Centres that are the means of their clusters do not move."""
    points = blobs(4, 20)
    labels = np.repeat(np.arange(4), 20)
    centres = centres_of(points, labels[None], np.zeros((1, 4, 12), np.float32))
    found = settle(points, centres.copy())[0]
    assert found.labels.tolist() == labels.tolist()
    assert found.centres == pytest.approx(centres[0], abs=1e-6)


def test_a_point_between_two_centres_goes_to_the_earlier() -> None:
    """Of centres that are equally near the first has the point; one that is nearer has it wherever it stands."""
    points = np.eye(3, dtype=np.float32)
    centres = points[[2, 2, 0, 0, 1]]
    assert settle(points, centres[None].copy())[0].labels.tolist() == [2, 4, 0]


@pytest.mark.parametrize("k", [3, 255, 256, 300])
def test_each_point_has_the_nearest_of_any_number_of_centres(k: int) -> None:
    """Where all points may move, the labels are those of the largest cosine, and tightness is its mean."""
    points, centres = (unit(random(k).normal(0, 1, (n, 6)).astype(np.float32)) for n in (400, 2 * k))
    for start, cut in zip(centres.reshape(2, k, 6), settle(points, centres.reshape(2, k, 6).copy(), 1.0), strict=True):
        cosines = points @ start.T
        assert cut.labels.tolist() == cosines.argmax(axis=1).tolist()
        assert cut.tightness == pytest.approx(cosines.max(axis=1).mean(), abs=1e-6)


def test_an_empty_cluster_keeps_its_centre() -> None:
    """The centre of a cluster without points is the one that it had."""
    before = np.arange(24, dtype=np.float32).reshape(1, 2, 12)
    found = centres_of(blobs(1, 5), np.zeros((1, 5), np.int64), before)
    assert found[0, 1].tolist() == before[0, 1].tolist()


def test_membership_has_a_one_a_point() -> None:
    """A point's column holds a 1 in the row of its cluster, or of its cluster in each start."""
    assert membership(np.array([1, 0, 1]), 3).toarray().tolist() == [[0, 1, 0], [1, 0, 1], [0, 0, 0]]
    assert membership(np.array([[0, 1], [2, 3]]), 4).toarray().tolist() == [[1, 0], [0, 1], [1, 0], [0, 1]]
    assert membership(np.zeros(0, np.int64), 2).shape == (2, 0)

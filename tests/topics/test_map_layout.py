"""The laws of `pipeline.topics.map_layout`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.map_layout import Layout, lay_out, places

SIZES = st.tuples(st.integers(1, 40), st.integers(1, 8), st.integers(1, 6), st.integers(0, 99))


def cloud(n: int, k: int, d: int, seed: int) -> tuple[Float32, Int64, Float32]:
    """Points around centres, their topics, and the centres."""
    random = np.random.default_rng(seed)
    centres = random.normal(0, 1, (k, d)).astype(np.float32)
    labels = random.integers(0, k, n)
    return (centres[labels] + random.normal(0, 0.1, (n, d))).astype(np.float32), labels, centres


def placed(layout: Layout, points: Float32, labels: Int64) -> Float32:
    """Places of points that lean nowhere."""
    n = len(points)
    return places(layout, points, labels, np.full(n, -1), np.zeros(n, np.float32))


@settings(max_examples=30)
@given(SIZES)
def test_a_map_lies_within_one(sizes: tuple[int, int, int, int]) -> None:
    """Whatever the number of points, topics and dimensions, discs and points lie within -1..1."""
    points, labels, centres = cloud(*sizes)
    layout = lay_out(points, labels, centres)
    assert (np.abs(layout.anchors) + layout.radii[:, None]).max() <= 1 + 1e-9
    found = placed(layout, points, labels)
    assert found.dtype == np.float32
    assert np.abs(found).max() <= 1


@settings(max_examples=30)
@given(SIZES)
def test_the_same_points_give_the_same_map(sizes: tuple[int, int, int, int]) -> None:
    """Two runs give the same bytes, and a point alone lies where it lies among others."""
    points, labels, centres = cloud(*sizes)
    first, again = (lay_out(points.copy(), labels, centres) for _ in range(2))
    together = placed(first, points, labels)
    assert placed(again, points, labels).tobytes() == together.tobytes()
    alone = [placed(first, points[i : i + 1], labels[i : i + 1])[0] for i in range(len(points))]
    assert np.array(alone).tobytes() == together.tobytes()


def test_a_point_lies_in_the_disc_of_its_topic() -> None:
    """A point that does not lean lies no further from its topic's anchor than the disc reaches."""
    points, labels, centres = cloud(300, 6, 5, 1)
    layout = lay_out(points, labels, centres)
    distance = np.linalg.norm(placed(layout, points, labels) - layout.anchors[labels], axis=1)
    assert (distance <= layout.radii[labels] + 1e-3).all()


def test_a_leaning_point_lies_nearer_to_its_second_topic() -> None:
    """A point that leans half-way lies nearer to its second topic than if it did not lean."""
    points, labels, centres = cloud(200, 4, 5, 2)
    layout = lay_out(points, labels, centres)
    second = (labels + 1) % 4
    leaning = places(layout, points, labels, second, np.full(len(points), 0.5, np.float32))
    far, near = (
        np.linalg.norm(at - layout.anchors[second], axis=1) for at in (placed(layout, points, labels), leaning)
    )
    assert (near < far).mean() > 0.95


def test_larger_topics_have_larger_discs() -> None:
    """The area of a disc grows with the number of its points."""
    points, _, centres = cloud(100, 2, 3, 3)
    layout = lay_out(points, np.repeat([0, 1], [80, 20]), centres)
    assert (layout.radii[0] / layout.radii[1]) ** 2 == pytest.approx(4)


def test_topics_in_one_place_come_apart() -> None:
    """Topics with the same centre still have discs that overlap little."""
    points = np.zeros((90, 3), np.float32)
    layout = lay_out(points, np.arange(90) % 3, np.zeros((3, 3), np.float32))
    gaps = [np.linalg.norm(layout.anchors[a] - layout.anchors[b]) for a, b in ((0, 1), (0, 2), (1, 2))]
    assert min(gaps) > layout.radii[0]
    assert np.isfinite(placed(layout, points, np.arange(90) % 3)).all()

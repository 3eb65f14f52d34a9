"""The map and the desks by figures: sizes of discs, where texts lie, from how many topics on there are desks."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.types import Float32
from pipeline.topics.groups import desks, kinds_of
from pipeline.topics.map_layout import Layout, lay_out, places

FLAT = Layout(
    anchors=np.array([[-0.5, 0.0], [0.5, 0.0]]),
    radii=np.array([0.2, 0.4]),
    centres=np.zeros((2, 2), np.float32),
    turn=np.eye(2),
)


@pytest.mark.parametrize(
    ("point", "topic", "second", "lean", "at"),
    [
        ([0.0, 0.0], 0, -1, 0.0, [-0.5, 0.0]),
        ([0.5, 0.0], 0, -1, 0.0, [-0.4, 0.0]),  # half of a radius of .2
        ([0.0, 0.5], 1, -1, 0.0, [0.5, 0.2]),
        ([2.0, 0.0], 0, -1, 0.0, [-0.3, 0.0]),  # no further than the edge of the disc
        ([0.0, -9.0], 1, -1, 0.0, [0.5, -0.4]),
        ([3.0, 4.0], 1, -1, 0.0, [0.74, 0.32]),
        ([0.0, 0.0], 0, 1, 0.25, [-0.25, 0.0]),  # a quarter of the way to the second
        ([0.0, 0.0], 0, 1, 0.5, [0.0, 0.0]),
        ([0.0, 0.0], 1, 0, 0.5, [0.0, 0.0]),
        ([0.0, 0.0], 0, -1, 0.5, [-0.5, 0.0]),  # there is no second
        ([9.0, 0.0], 1, -1, 0.0, [0.9, 0.0]),
        ([0.12345, 0.0], 0, -1, 0.0, [-0.4753, 0.0]),  # four decimals
    ],
)
def test_a_text_lies_in_the_disc_of_its_topic(
    point: list[float], topic: int, second: int, lean: float, at: list[float]
) -> None:
    """As far from the anchor as it is from the centre, at most at the edge; leaning towards its second topic."""
    found = places(
        FLAT,
        np.array([point], np.float32),
        np.array([topic]),
        np.array([second]),
        np.array([lean], np.float32),
    )
    assert found.tolist() == [pytest.approx(at, abs=1e-6)]


def test_a_map_ends_at_one() -> None:
    """What would lie beyond is moved to the edge."""
    wide = FLAT._replace(radii=np.array([0.2, 0.9]))
    found = places(wide, np.array([[5.0, 0.0]], np.float32), np.array([1]), np.array([-1]), np.zeros(1, np.float32))
    assert found.tolist() == [[1.0, 0.0]]


@pytest.mark.parametrize(
    ("sizes", "shares"), [([50, 50], [0.175, 0.175]), ([90, 10], [0.315, 0.035]), ([100, 0], [0.35, 0.0])]
)
def test_discs_cover_thirty_five_hundredths_of_the_map(sizes: list[int], shares: list[float]) -> None:
    """Before the map is scaled to -1..1 the square of a radius is .35 of the share of the texts."""
    centres = np.array([[1.0, 0.0, 0.0], [-1.0, 0.0, 0.0]], np.float32)
    labels = np.repeat([0, 1], sizes)
    layout = lay_out(centres[labels], labels, centres)
    radii = np.sqrt(shares)
    # the two lie 2 apart at -1 and 1, but for a hundredth of a spiral's step, so they need no pushing
    scale = 1 / (np.abs(layout.anchors) + layout.radii[:, None]).max()
    assert scale == pytest.approx(1)
    assert (layout.radii / layout.radii.max()).tolist() == pytest.approx((radii / radii.max()).tolist())
    assert layout.radii.max() / (1 - layout.radii.max()) == pytest.approx(radii.max(), abs=0.02)


def test_a_disc_spans_two_and_a_half_standard_deviations() -> None:
    """A text so far from its centre lies at the edge."""
    random = np.random.default_rng(1)
    centres = np.array([[9.0, 0.0], [-9.0, 0.0]], np.float32)
    labels = np.tile([0, 1], 500)
    points = (centres[labels] + random.normal(0, 2, (1000, 2))).astype(np.float32)
    layout = lay_out(points, labels, centres)
    inside = (points - centres[labels]) @ layout.turn
    assert np.sqrt((inside**2).mean(axis=0)).tolist() == pytest.approx([0.4, 0.4], abs=1e-6)


def axes(*members: int) -> Float32:
    """Centres of topics, so many around each of some axes at right angles."""
    axis = np.repeat(np.arange(len(members)), members)
    points = np.eye(len(members), 40)[axis] + 0.05 * np.eye(40)[20 + np.arange(len(axis))]
    return np.asarray(points / np.linalg.norm(points, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ((4, 3), [-1] * 7),  # seven topics: a reader has them at one glance
        ((4, 4), [0] * 4 + [1] * 4),
        ((3, 3, 2), [0] * 3 + [1] * 3 + [2] * 2),
        ((2, 3, 3), [2] * 2 + [0] * 3 + [1] * 3),
        ((4, 4, 4), [0] * 4 + [1] * 4 + [2] * 4),  # twelve: three desks are enough
    ],
)
def test_from_eight_topics_on_there_are_desks(members: tuple[int, ...], expected: list[int]) -> None:
    """Largest first; a topic by itself has none."""
    assert desks(axes(*members), np.full(sum(members), 10)).tolist() == expected


@pytest.mark.parametrize(
    ("desk", "kinds"),
    [([0, 0, 1], [0, 0, 1]), ([-1, -1, 0], [-1, -2, 0]), ([], []), ([-1, 3, -1, 3], [-1, 3, -3, 3])],
)
def test_a_topic_without_a_desk_is_a_kind_of_its_own(desk: list[int], kinds: list[int]) -> None:
    """Topics of a desk are of one kind."""
    assert kinds_of(np.array(desk, np.int64)).tolist() == kinds

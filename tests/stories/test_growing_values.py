"""Groups that grow, worked out by hand: who is joined with whom, in which order, and where the bounds lie.

Articles are arrows in a plane: two groups are as alike as the cosine of the angle between them, and a group of two
points half-way between its articles.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.stories import growing
from pipeline.stories.grouping import Extent, Groups, Limits, closeness, linked, single
from pipeline.stories.growing import grown
from pipeline.stories.paired_groups import paired
from pipeline.stories.thresholds import N_LINKS, N_PAIRED


def arrows(*degrees: float, days: list[int] | None = None) -> Groups:
    """Articles at these angles, on one day unless told otherwise."""
    turned = np.deg2rad(degrees)
    matrix = csr_matrix(np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32))
    return single(matrix, np.array(days or [0] * len(degrees), np.int64))


@pytest.fixture(params=["products", "sums"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case over products of pairs, and over sums as where there are thousands."""
    if request.param == "sums":
        monkeypatch.setattr(growing, "N_PAIRED", -1)


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize(
    ("degrees", "least", "expected"),
    [
        ((0, 40, 70), 0.57, [0, 0, 0]),  # the later two point to 55: cos 55 = .574
        ((0, 40, 70), 0.58, [0, 1, 1]),  # though 0 and 40 alone have .766
        ((0, 40, 70), 0.86, [0, 1, 1]),  # cos 30 = .866
        ((0, 40, 70), 0.87, [0, 1, 2]),
        ((0, 30, 50, 80), 0.59, [0, 0, 0, 0]),  # the first three point to 26.8: cos 53.2 = .599
        ((0, 30, 50, 80), 0.61, [0, 0, 0, 1]),  # 0 and 80 are as near to 40: the first one goes first
        ((0, 30, 50, 80), 0.76, [0, 0, 0, 1]),  # cos 40 = .766
        ((0, 30, 50, 80), 0.77, [0, 1, 1, 2]),
        ((0, 30, 50, 80), 0.93, [0, 1, 1, 2]),  # cos 20 = .940
        ((0, 30, 50, 80), 0.95, [0, 1, 2, 3]),
        ((0, 60, 10, 70), 0.98, [0, 1, 0, 1]),  # two pairs at once, cos 10 = .985
        ((0, 60, 10, 70), 0.99, [0, 1, 2, 3]),
        ((0, 60, 10, 70), 0.51, [0, 1, 0, 1]),  # pairs at 5 and 65: cos 60 = .5
        ((0, 60, 10, 70), 0.49, [0, 0, 0, 0]),
        ((0, 90, 10), 0.9, [0, 1, 0]),  # a later article joins the first: the one between is the second story
        ((0, 90, 80, 10), 0.9, [0, 1, 1, 0]),
        ((0, 90), 0.001, [0, 1]),
        ((0, 0), 1.0, [0, 0]),
        ((5,), 0.5, [0]),
    ],
)
def test_the_most_alike_are_joined_first(degrees: tuple[float, ...], least: float, expected: list[int]) -> None:
    """Then what they have become is compared again, by its centroid; numbers go by the first article."""
    assert grown(arrows(*degrees), Limits(least, 3)).tolist() == expected


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize(
    ("days", "window", "least", "expected"),
    [
        ([0, 1], 3, 1.0, [0, 0]),
        ([0, 2], 3, 0.625, [0, 0]),  # half-way from one day to three: 1 - .75 / 2
        ([0, 2], 3, 0.626, [0, 1]),
        ([0, 3], 3, 0.25, [0, 0]),
        ([0, 3], 3, 0.251, [0, 1]),
        ([0, 4], 3, 0.01, [0, 1]),
        ([0, 3], 5, 0.625, [0, 0]),
        ([0, 3], 5, 0.626, [0, 1]),
        ([0, 2], 5, 0.812, [0, 0]),  # a quarter of the way: 1 - .75 / 4
        ([0, 2], 5, 0.813, [0, 1]),
        ([0, 5], 5, 0.25, [0, 0]),
        ([0, 6], 5, 0.01, [0, 1]),
        ([0, 1, 3], 3, 0.437, [0, 0, 0]),  # the first two have the mean day .5: 2.5 days, three quarters of the way
        ([0, 1, 3], 3, 0.438, [0, 0, 1]),
        ([3, 1, 0], 3, 0.438, [0, 1, 1]),  # as far backwards
        ([0, 0, 0, 3], 3, 0.25, [0, 0, 0, 0]),
    ],
)
def test_days_take_from_a_similarity(days: list[int], window: float, least: float, expected: list[int]) -> None:
    """The same text: all of it up to a day apart, a quarter at the end of the window, nothing beyond."""
    assert grown(arrows(*[0.0] * len(days), days=days), Limits(least, window)).tolist() == expected


@pytest.mark.parametrize(
    ("gap", "window", "left"),
    [(0.5, 7, 1.0), (1.0, 7, 1.0), (4.0, 7, 0.625), (7.0, 7, 0.25), (7.5, 7, 0.0), (2.5, 4, 0.625), (1.5, 2, 0.625)],
)
def test_what_is_left_over_a_gap(gap: float, window: float, left: float) -> None:
    """A straight line from all at one day to a quarter at the window."""
    assert closeness(np.array([gap]), window).tolist() == [left]


def extent(size: list[float], length: list[float], mean_day: list[float]) -> Extent:
    """Some groups."""
    return Extent(np.array(size), np.array(length), np.array(mean_day))


@pytest.mark.parametrize(
    ("size", "length", "product", "similarity"),
    [
        ((1, 1), (1.0, 1.0), 0.5, 0.5),
        ((3, 1), (2.5, 1.0), 2.0, 0.8),  # 2 / (2.5 · 1)
        ((1, 3), (1.0, 2.5), 2.0, 0.8),
        ((4, 2), (2.0, 1.6), 2.0, 0.5),  # 2 / (2 · 2)
        ((2, 2), (1.6, 1.25), 1.6, 0.5),  # of equals the longer: 1.6 / (1.6 · 2)
        ((2, 2), (1.25, 1.6), 1.6, 0.5),
        ((3, 2), (1.0, 1.9), 1.0, 0.5),  # more articles count, not the longer sum
        ((1, 1), (1.0, 1.0), 0.123456, 0.12346),
    ],
)
def test_the_smaller_is_measured_by_the_larger(
    size: tuple[int, int], length: tuple[float, float], product: float, similarity: float
) -> None:
    """The product over the length of the larger group's sum and the size of the smaller; five digits of it."""
    one, other = extent([size[0]], [length[0]], [0]), extent([size[1]], [length[1]], [0])
    pair = np.zeros(1, np.int64), np.zeros(1, np.int64)
    found = linked(np.array([product], np.float32), pair, (one, other), Limits(0.1, 3))
    assert found.similarity.tolist() == [similarity]
    below = linked(np.array([product], np.float32), pair, (one, other), Limits(similarity + 1e-5, 3))
    assert len(below.first) == 0


@pytest.mark.parametrize("n", [N_LINKS - 1, N_LINKS, N_LINKS + 1, 2 * N_LINKS])
def test_links_of_a_group_are_its_strongest(n: int) -> None:
    """At most 32 of each first group, the most alike first; of equals those with the lower number."""
    ones = extent([1.0] * n, [1.0] * n, [0.0] * n)
    first, second = np.repeat(np.arange(2), n), np.tile(np.arange(n), 2)
    product = np.concatenate([np.full(n, 0.5), np.linspace(0.5, 0.9, n)]).astype(np.float32)
    found = linked(product, (first, second), (ones, ones), Limits(0.5, 3))
    kept = min(n, 32)
    assert found.first.tolist() == [0] * kept + [1] * kept
    assert found.second.tolist() == [*range(kept), *range(n - 1, n - 1 - kept, -1)]


def test_products_after_joining() -> None:
    """Of three articles the outer two become one: sums of rows, lengths, articles and days by hand."""
    groups = paired(arrows(0, 60, 90, days=[1, 5, 4]))
    assert groups.products == pytest.approx(np.array([[1, 0.5, 0], [0.5, 1, 0.75**0.5], [0, 0.75**0.5, 1]]), abs=1e-6)
    assert (groups.row.tolist(), groups.number.tolist()) == ([0, 1, 2], [0, 1, 2])
    joined = groups.joined(np.array([0, 1, 0]))
    assert (joined.row.tolist(), joined.number.tolist()) == ([0, 1], [0, 1, 0])
    assert (joined.size.tolist(), joined.days.tolist()) == ([2.0, 1.0], [5.0, 5.0])
    assert joined.square == pytest.approx([2.0, 1.0], abs=1e-6)
    assert joined.products[0] == pytest.approx([1.0, 0.5 + 0.75**0.5, 1.0], abs=1e-6)
    assert joined.extent.length == pytest.approx([2**0.5, 1.0], abs=1e-6)
    assert joined.extent.mean_day.tolist() == [2.5, 5.0]


def test_joining_twice() -> None:
    """All three in two steps: one group whose squared length is three and twice all products."""
    groups = paired(arrows(0, 60, 90)).joined(np.array([0, 1, 0])).joined(np.array([0, 0]))
    assert groups.number.tolist() == [0, 0, 0]
    assert groups.square == pytest.approx([3 + 2 * (0.5 + 0 + 0.75**0.5)], abs=1e-5)
    assert (groups.size.tolist(), groups.row.tolist()) == ([3.0], [0])


@pytest.mark.parametrize(
    ("least", "pairs"),
    [
        (0.49, [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2)]),
        (0.51, [(0, 0), (1, 1), (1, 2), (2, 1), (2, 2)]),
        (0.87, [(0, 0), (1, 1), (2, 2)]),
    ],
)
def test_pairs_that_are_near(least: float, pairs: list[tuple[int, int]]) -> None:
    """Both ways, and each with itself; of the rows that were asked for only."""
    groups = paired(arrows(0, 60, 90))
    found = groups.near_own(np.arange(3), Limits(least, 3))
    assert sorted(zip(found.first.tolist(), found.second.tolist(), strict=True)) == pairs
    of_one = groups.near_own(np.array([2]), Limits(least, 3))
    assert set(zip(of_one.first.tolist(), of_one.second.tolist(), strict=True)) == {p for p in pairs if p[0] == 2}


@pytest.mark.usefixtures("_way")
def test_a_loose_group_takes_no_link_from_others() -> None:
    """The bound below which products are skipped goes by the loosest group: its own links are found too.

    Two articles at right angles, joined, have a mean of length .707; an article between them is as near as can be.
    """
    groups = arrows(0, 90).joined(np.array([0, 0]))
    one = arrows(45)
    sums = csr_matrix(np.vstack([groups.sums.toarray(), one.sums.toarray()]))
    both = Groups(sums, np.array([2.0, 1.0]), np.zeros(2), np.zeros(2))
    assert grown(both, Limits(0.999, 3)).tolist() == [0, 0]


def test_products_are_kept_of_four_thousand_groups() -> None:
    """Sixty-seven megabytes at most."""
    assert N_PAIRED == 4096
    assert N_PAIRED**2 * 4 == 67_108_864

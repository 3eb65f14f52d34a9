"""How groups of articles grow, on vectors of a few dimensions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Int64
from pipeline.stories import grouping
from pipeline.stories.grouping import Groups, Limits, closeness, near, single
from pipeline.stories.growing import grown
from pipeline.stories.thresholds import FALL, N_LINKS


def groups(rows: list[list[float]], day: list[int] | None = None) -> Groups:
    """Articles as unit vectors."""
    matrix = np.array(rows, np.float64)
    unit = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
    return single(csr_matrix(unit.astype(np.float32)), np.array(day or [0] * len(rows), np.int64))


def numbers(rows: list[list[float]], least: float, day: list[int] | None = None, window: float = 3) -> list[int]:
    """Number of each article's group."""
    return grown(groups(rows, day), Limits(least, window)).tolist()


def test_the_most_alike_come_together() -> None:
    """Of three articles in a plane the two that are nearer become one; the third stays below the bound."""
    assert numbers([[1, 0], [1, 0.2], [0.2, 1]], 0.6) == [0, 0, 1]
    assert numbers([[1, 0], [0.3, 1], [0.2, 1]], 0.6) == [0, 1, 1]


def test_the_bound_is_inclusive() -> None:
    """A cosine of exactly the bound joins; one above it does not."""
    assert numbers([[1, 0], [3, 4]], 0.6) == [0, 0]
    assert numbers([[1, 0], [3, 4]], 0.60001) == [0, 1]


def test_a_group_is_as_alike_as_the_smaller_is_to_the_centroid_of_the_larger() -> None:
    """Mean cosine of the smaller group's articles to the larger one's centroid, of equals the longer sum's."""
    many = groups([[1, 0, 0], [0, 1, 0], [0, 0, 1]]).joined(np.array([0, 0, 1]))
    one = groups([[1, 0, 0]])
    assert near(one, np.array([0]), many, Limits(0.1, 3)).similarity == pytest.approx([np.sqrt(0.5)], abs=1e-5)
    pair = groups([[1, 0, 0], [1, 0, 0]]).joined(np.array([0, 0]))
    assert near(pair, np.array([0]), many, Limits(0.1, 3)).similarity == pytest.approx([0.5])
    assert near(many, np.array([0, 1]), pair, Limits(0.1, 3)).similarity == pytest.approx([0.5])


def test_terms_of_one_group_count_by_their_length_alone() -> None:
    """What no other group holds leaves the sums, not the lengths: groups are as alike as before, joined ones too."""
    every = groups([[3, 4, 0, 1], [3, 0, 2, 1], [0, 0, 0, 5]])
    slim = every.slim()
    assert slim.sums.shape == (3, 2)
    assert slim.length == pytest.approx(every.length)
    assert slim.alone == pytest.approx([16 / 26, 4 / 14, 0])
    both = np.array([0, 0, 1])
    assert slim.joined(both).length == pytest.approx(every.joined(both).length)
    found = [near(g, np.array([0]), g.of(slice(1, 3)), Limits(0.01, 3)).similarity for g in (every, slim)]
    assert found[0].tolist() == found[1].tolist() == [0.52414, 0.19612]


def test_a_large_group_does_not_lose_its_own() -> None:
    """Forty articles that share a third of their length and nothing else are one group: each pair has cosine .33."""
    rows = np.hstack([np.full((40, 1), np.sqrt(1 / 3)), np.eye(40) * np.sqrt(2 / 3)]).tolist()
    assert set(numbers(rows, 0.33)) == {0}


@pytest.mark.parametrize(("gap", "left"), [(0, 1), (1, 1), (2, 1 - FALL / 2), (3, 1 - FALL), (3.01, 0), (40, 0)])
def test_closeness(gap: float, left: float) -> None:
    """All of a similarity up to a day, then less, nothing beyond the window."""
    assert closeness(np.array([gap]), 3) == pytest.approx([left])


@pytest.mark.parametrize(("gap", "window", "left"), [(0, 0, 1), (1, 0, 0), (1, 1, 1), (2, 1, 0)])
def test_closeness_in_a_short_window(gap: float, window: float, left: float) -> None:
    """A window of a day or none."""
    assert closeness(np.array([gap]), window) == pytest.approx([left])


def test_days_count_by_their_mean() -> None:
    """Two groups are as far apart as their mean days: a chain of days does not end in one group."""
    same = [[1.0, 0.0]] * 9
    assert numbers(same, 0.9, list(range(9)))[0] != numbers(same, 0.9, list(range(9)))[-1]
    assert numbers(same[:2], 0.9, [0, 1]) == [0, 0]
    assert numbers(same[:2], 0.3, [0, 3]) == [0, 1]
    assert numbers(same[:2], 0.25, [0, 3]) == [0, 0]


def test_empty_vectors_stay_alone() -> None:
    """Articles without terms join nothing, not even each other."""
    assert numbers([[0, 0], [0, 0], [1, 0]], 0.01) == [0, 1, 2]


def test_nothing_to_group() -> None:
    """No article gives no group."""
    assert grown(single(csr_matrix((0, 3), dtype=np.float32), np.zeros(0, np.int64)), Limits(0.2, 3)).tolist() == []


def test_thousands_of_candidates_are_cut() -> None:
    """At most N_LINKS candidates of a group are kept, the most alike."""
    fan = groups([[np.cos(a), np.sin(a)] for a in np.linspace(0, 1, N_LINKS + 20)])
    links = near(fan, np.array([0]), fan, Limits(0.1, 3))
    assert links.second.tolist() == list(range(N_LINKS))


def test_numbers_go_by_first_article() -> None:
    """Groups are numbered by the first of their articles, whatever was joined first."""

    def first_seen(number: Int64) -> list[int]:
        return number[np.sort(np.unique(number, return_index=True)[1])].tolist()

    random = np.random.default_rng(4).random((30, 4))
    number = grown(groups(random.tolist()), Limits(0.95, 3))
    assert first_seen(number) == list(range(int(number.max()) + 1))


@pytest.mark.parametrize("products", [1, 7, 100, 1 << 19])
def test_links_do_not_depend_on_how_many_are_worked_out_at_once(products: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group at a time at least: the same links in the same order, to the bit."""
    every = groups(np.random.default_rng(2).random((40, 6)).tolist())
    whole = near(every, np.arange(40), every, Limits(0.7, 3))
    monkeypatch.setattr(grouping, "PRODUCTS", products)
    found = near(every, np.arange(40), every, Limits(0.7, 3))
    assert len(whole.first) > 100
    assert [column.tolist() for column in found] == [column.tolist() for column in whole]

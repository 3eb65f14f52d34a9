"""Neighbours, weights and groups of a few rows, value by value."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.errors import PipelineError
from pipeline.vector import neighbours
from pipeline.vector.average_linkage import merge
from pipeline.vector.neighbours import Pairs, k_best, linking, nearest, pairs, strongest, union

STEP = 1 / 32768


def matrix(rows: list[list[float]]) -> csr_matrix:
    """Rows of weights."""
    return csr_matrix(np.array(rows, np.float32))


@pytest.mark.parametrize(
    ("rows", "keep", "expected"),
    [
        ([[0.1, 0.9, 0.5]], 1, [[0, 0.9, 0]]),
        ([[0.1, 0.9, 0.5]], 2, [[0, 0.9, 0.5]]),
        ([[0.1, 0.9, 0.5]], 3, [[0.1, 0.9, 0.5]]),
        ([[0.1, 0.9, 0.5]], 9, [[0.1, 0.9, 0.5]]),
        ([[0.5, 0.5, 0.5]], 2, [[0.5, 0.5, 0]]),
        ([[0.5, 0.5 + STEP / 4, 0]], 1, [[0.5, 0, 0]]),  # the same step: the lower column
        ([[0.5, 0.5 + STEP, 0]], 1, [[0, 0.5 + STEP, 0]]),
        ([[1.0, 2.0, 0]], 1, [[1.0, 0, 0]]),  # no weight is above one
        ([[0, 0, 0], [0.2, 0, 0.1]], 1, [[0, 0, 0], [0.2, 0, 0]]),
    ],
)
def test_the_strongest_weights_of_a_row(rows: list[list[float]], keep: int, expected: list[list[float]]) -> None:
    """As they are, in their columns; compared in steps of 1/32768."""
    assert strongest(matrix(rows), keep).toarray().tolist() == np.array(expected, np.float32).tolist()


@pytest.mark.parametrize(
    ("rows", "k", "expected"),
    [
        ([[1, 0], [0.6, 0.8], [0, 1]], 1, [[0, 0.6, 0], [0, 0, 0.8], [0, 0.8, 0]]),
        ([[1, 0], [0.6, 0.8], [0, 1]], 2, [[0, 0.6, 0], [0.6, 0, 0.8], [0, 0.8, 0]]),
        ([[1, 0], [1, 0], [1, 0]], 1, [[0, 1, 0], [1, 0, 0], [1, 0, 0]]),
        ([[1, 0], [0, 1]], 3, [[0, 0], [0, 0]]),
        ([[1, 0]], 3, [[0]]),
        ([[1, 0], [0.0199, 1]], 1, [[0, 0], [0, 0]]),  # below a fiftieth
        ([[1, 0], [0.0201, 1]], 1, [[0, 0.0201], [0.0201, 0]]),
    ],
)
def test_the_nearest_rows(rows: list[list[float]], k: int, expected: list[list[float]]) -> None:
    """By dot product, in steps; no row is its own neighbour, and below .02 none is one."""
    found = nearest(matrix(rows), k).toarray()
    assert found.tolist() == [pytest.approx(row, abs=STEP) for row in expected]


def test_products_are_steps() -> None:
    """Those of a text with itself are left out, those above one count as one."""
    found = pairs(matrix([[0.5, 2.0, 0.01], [0.25, 0.02, 1.0]]), np.array([4, 7]), np.array([7, 4, 9]))
    rows = zip(found.row.tolist(), found.column.tolist(), found.step.tolist(), strict=True)
    assert list(rows) == [(4, 7, 16384), (7, 4, 655), (7, 9, 32768)]


@pytest.mark.parametrize(
    ("k", "expected"),
    [
        (1, [(0, 5, 9), (2, 1, 7)]),
        (2, [(0, 5, 9), (0, 3, 8), (2, 1, 7), (2, 4, 7)]),
        (3, [(0, 5, 9), (0, 3, 8), (0, 4, 8), (2, 1, 7), (2, 4, 7)]),
    ],
)
def test_the_best_of_each_row(k: int, expected: list[tuple[int, int, int]]) -> None:
    """Largest step first; of equals the lower column; rows ascending."""
    found = k_best(
        Pairs(np.array([2, 0, 0, 2, 0]), np.array([4, 4, 3, 1, 5]), np.array([7, 8, 8, 7, 9])),
        k,
    )
    assert list(zip(*(side.tolist() for side in found), strict=True)) == expected


def test_two_texts_are_linked_when_one_is_near_the_other() -> None:
    """In both directions, by the larger of the two."""
    found = union(matrix([[0, 0.5, 0], [0.25, 0, 0], [0, 0.75, 0]]))
    assert found.toarray().tolist() == [[0, 0.5, 0], [0.5, 0, 0.75], [0, 0.75, 0]]


@pytest.mark.parametrize(("n_holding", "is_kept"), [(1, True), (499, True), (500, True), (501, False)])
def test_a_term_of_more_than_five_hundred_texts_links_none(n_holding: int, *, is_kept: bool) -> None:
    """The others keep their weights."""
    column = (np.arange(600) < n_holding).astype(np.float32)
    found = linking(csr_matrix(np.stack([column, np.eye(600, 1)[:, 0]], axis=1)))
    assert found.shape == (600, 1 + is_kept)
    assert found[0, -1] == 1


def test_what_a_sort_key_has_no_room_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the number, the bound and what to do."""
    monkeypatch.setattr(neighbours, "MAX_TEXTS", 2)
    strongest(matrix([[1], [1]]), 1)
    with pytest.raises(PipelineError) as caught:
        strongest(matrix([[1], [1], [1]]), 1)
    assert str(caught.value) == (
        "neighbours: 3 texts, at most 2 can be compared\n"
        "  hint: lower topics.fit_size, or read fewer articles in one run"
    )
    monkeypatch.setattr(neighbours, "MAX_TERMS", 1)
    with pytest.raises(PipelineError, match="2 terms in a text, at most 1 can be compared"):
        strongest(matrix([[1, 1]]), 1)


def linked(n: int, **cosines: float) -> csr_matrix:
    """A symmetric graph of n rows with these links, named a01 for 0 and 1."""
    graph = np.zeros((n, n))
    for name, cosine in cosines.items():
        a, b = int(name[1]), int(name[2])
        graph[a, b] = graph[b, a] = cosine
    return csr_matrix(graph)


@pytest.mark.parametrize(
    ("graph", "least", "expected"),
    [
        (linked(2, a01=0.5), 0.5, [0, 0]),
        (linked(2, a01=0.5), 0.51, [0, 1]),
        (linked(3, a01=0.9, a12=0.8), 0.4, [0, 0, 0]),  # (0 + .8) / 2
        (linked(3, a01=0.9, a12=0.8), 0.41, [0, 0, 1]),
        (linked(3, a01=0.9, a12=0.8, a02=0.1), 0.45, [0, 0, 0]),
        (linked(4, a01=0.9, a23=0.9, a02=0.8, a13=0.8), 0.4, [0, 0, 0, 0]),  # (.8 + .8) / 4
        (linked(4, a01=0.9, a23=0.9, a02=0.8, a13=0.8), 0.41, [0, 0, 1, 1]),
        (linked(3, a01=0.8, a12=0.8), 0.5, [0, 0, 1]),  # of equals the earlier pair
        (linked(3, a02=0.9), 0.1, [0, 1, 0]),
        (linked(3), 0.1, [0, 1, 2]),
    ],
)
def test_groups_join_while_their_mean_link_is_large_enough(
    graph: csr_matrix, least: float, expected: list[int]
) -> None:
    """Pairs without a link count as 0; groups are numbered by their first row."""
    assert merge(graph, least).tolist() == expected

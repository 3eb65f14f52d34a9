"""The laws of `pipeline.vector.average_linkage`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.spatial.distance import squareform

from pipeline.vector.average_linkage import merge


def graph(n: int, seed: int) -> np.ndarray:
    """Symmetric similarities without ties."""
    values = np.random.default_rng(seed).random((n, n))
    alike = np.triu(values, 1)
    return np.asarray(alike + alike.T)


@settings(max_examples=40)
@given(st.integers(2, 25), st.integers(0, 999), st.sampled_from([0.2, 0.45, 0.5, 0.55, 0.8]))
def test_it_is_average_linkage(n: int, seed: int, least: float) -> None:
    """The groups are those that scipy's average linkage cuts at the same similarity."""
    alike = graph(n, seed)
    found = merge(csr_matrix(alike), least)
    tree = linkage(squareform(1 - alike - np.eye(n), checks=False), "average")
    other = fcluster(tree, 1 - least, "distance")
    assert ((found[:, None] == found) == (other[:, None] == other)).all()


def test_groups_are_numbered_by_first_row() -> None:
    """The group of the first row is 0, that of the first row that is not in it 1."""
    alike = np.zeros((4, 4))
    alike[0, 3] = alike[3, 0] = 0.9
    assert merge(csr_matrix(alike), 0.5).tolist() == [0, 1, 2, 0]


@pytest.mark.parametrize("n", [0, 1, 5])
def test_without_links_all_are_alone(n: int) -> None:
    """Rows without links are groups of their own."""
    assert merge(csr_matrix((n, n)), 0.1).tolist() == list(range(n))


def test_equal_pairs_end_alike() -> None:
    """Where all are equally alike all come together."""
    assert merge(csr_matrix(np.ones((7, 7))), 0.5).tolist() == [0] * 7

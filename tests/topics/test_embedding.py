"""The laws of `pipeline.topics.embedding`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, random_array

from pipeline.topics.embedding import axes, smooth, unit


def weights(n: int, d: int, seed: int = 0) -> csr_matrix:
    """Sparse weights."""
    return csr_matrix(random_array((n, d), density=0.3, rng=np.random.default_rng(seed), dtype=np.float32))


@settings(max_examples=20)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 12))
def test_axes_stand_at_right_angles(n: int, d: int, wanted: int) -> None:
    """Axes have length 1, stand at right angles, and are no more than asked for or than the matrix has."""
    found = axes(weights(n, d), wanted)
    assert found.shape[0] == d
    assert found.shape[1] <= min(wanted, n, d)
    assert found.T @ found == pytest.approx(np.eye(found.shape[1]), abs=1e-3)


def test_axes_are_the_singular_vectors() -> None:
    """They keep as much of the matrix as exact singular vectors do, largest first."""
    matrix = weights(200, 80)
    found = np.linalg.norm(matrix @ axes(matrix, 10), axis=0)
    assert found == pytest.approx(np.linalg.svd(matrix.toarray(), compute_uv=False)[:10], rel=0.03)


def test_axes_are_the_same_each_time() -> None:
    """Two runs give the same bytes."""
    assert axes(weights(60, 40), 8).tobytes() == axes(weights(60, 40), 8).tobytes()


def test_unit_rows() -> None:
    """Rows get length 1, rows of zeros stay."""
    found = unit(np.array([[3, 4], [0, 0]], np.float32))
    assert found == pytest.approx(np.array([[0.6, 0.8], [0, 0]]))


def test_smoothing_draws_neighbours_together() -> None:
    """Linked points come nearer to each other; one without links stays where it is."""
    points = np.eye(3, dtype=np.float32)
    links = csr_matrix(np.array([[0, 0.5, 0], [0.5, 0, 0], [0, 0, 0]], np.float32))
    found = unit(smooth(points, links))
    assert found[0] @ found[1] > 0.5
    assert found[2].tolist() == [0, 0, 1]

"""BM25 by hand, with k1 1.2 and b .75."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.vector.bm25 import K1, B, bm25, survey


def by_hand(tf: float, length: float, mean_length: float, n: int, df: int) -> float:
    """The weight of a term before its row has length 1."""
    idf = np.log(1 + (n - df + 0.5) / (df + 0.5))
    return float(tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / mean_length)) * idf)


def test_the_figures_are_those_of_the_literature() -> None:
    """Robertson & Zaragoza 2009."""
    assert (K1, B) == (1.2, 0.75)


@pytest.mark.parametrize("rows", [[[2, 1], [0, 3]], [[5, 1], [1, 1]], [[1, 9], [2, 0]]])
def test_weights(rows: list[list[int]]) -> None:
    """Of every term of every text, as shares of the length of its row."""
    counts = csr_matrix(np.array(rows, np.int32))
    found = bm25(counts, survey(counts)).toarray()
    mean_length = sum(map(sum, rows)) / len(rows)
    df = [sum(row[term] > 0 for row in rows) for term in range(2)]
    for row, weights in zip(rows, found, strict=True):
        raw = [by_hand(tf, sum(row), mean_length, len(rows), df[term]) for term, tf in enumerate(row)]
        assert weights.tolist() == pytest.approx((np.array(raw) / np.linalg.norm(raw)).tolist(), abs=1e-6)


def test_idf_is_that_of_the_corpus() -> None:
    """One in three, two in three, three in three texts."""
    idf = survey(csr_matrix(np.array([[1, 1, 1], [0, 1, 1], [0, 0, 4]], np.int32))).idf
    assert idf.tolist() == pytest.approx([np.log(1 + 2.5 / 1.5), np.log(1 + 1.5 / 2.5), np.log(1 + 0.5 / 3.5)])

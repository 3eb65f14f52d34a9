"""Tokens of a document that share a stem."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.counting import counted, two_marks
from pipeline.arrays.sorting import begins, ordered
from pipeline.arrays.types import Float32, Int32, Int64
from pipeline.keywords.candidate_spans import Runs


class Alike(NamedTuple):
    """Tokens of runs that agree in document and stem.

    Attributes:
        group: int32, shape (n,): the group of each token; 0 outside of runs.
        n_alike: int64, shape (n_groups,): its tokens; of group 0 none.
        capital_share: float32, shape (n_groups,): share of these with a capital where one means something, smoothed;
            0..1.
        order: int64, shape (m,): tokens of runs, by stem and place.
        number: int32, shape (m,): the group of each of these.
    """

    group: Int32
    n_alike: Int64
    capital_share: Float32
    order: Int64
    number: Int32


def tokens_alike(doc: Int32, stem: Int32, runs: Runs) -> Alike:
    """Group the tokens of runs."""
    at = np.flatnonzero(runs.is_content)
    own = stem[at]
    by_stem = ordered([own])
    at, own = at[by_stem], own[by_stem]
    is_new = begins([own, doc[at]])
    bounds, number = np.flatnonzero(is_new), np.cumsum(is_new, dtype=np.int32)
    n_inner, n_capital = counted(two_marks(runs.is_inner, runs.is_inner & runs.is_capital)[at], bounds)
    group = np.zeros(len(doc), np.int32)
    group[at] = number
    share = ((n_capital + 0.5) / (n_inner + 1)).astype(np.float32)
    count = np.diff(bounds, append=len(at))
    return Alike(group, np.append(0, count), np.append(np.float32(0), share), at, number)

"""Vectors in which a term is another column in each week: articles of different weeks have nothing in common."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from pipeline.arrays.sorting import bounds_of
from pipeline.arrays.types import Int64
from pipeline.stories.grouping import Groups


class ByWeek(NamedTuple):
    """Vectors of n articles or groups.

    Attributes:
        vectors: float32, shape (n, n_columns), columns by term, then week; none is empty.
        number: int64, shape (n_columns,), ascending: one more than another's for the same term in the week after.
    """

    vectors: csc_matrix
    number: Int64


def by_week(vectors: csr_matrix, week: Int64) -> ByWeek:
    """Give a term a column of its own in each week.

    Args:
        vectors: shape (n, n_terms).
        week: shape (n,), ascending.
    """
    by_term, later = csc_matrix(vectors), week - week[:1]
    span = int(later.max(initial=0)) + 2  # a week that no vector has lies between the last one and the next term
    number = np.repeat(np.arange(vectors.shape[1]) * span, np.diff(by_term.indptr))
    number += later[by_term.indices]
    first = bounds_of([number])
    bounds = np.append(first, len(number))
    turned = csc_matrix((by_term.data, by_term.indices, bounds), shape=(len(week), len(first)))
    return ByWeek(turned, number[first])


def within_weeks(groups: Groups, week: Int64) -> Groups:
    """Groups that only those of their week are compared with: with the terms that two of a week hold, by week.

    Args:
        groups: in the order of their weeks.
        week: shape (k,), ascending.
    """
    vectors = by_week(groups.sums, week).vectors
    return groups.with_columns(vectors[:, np.flatnonzero(np.diff(vectors.indptr) > 1)].tocsr())


def week_after_week(groups: Groups, week: Int64) -> tuple[Groups, Groups]:
    """Groups that are compared with those of the week after: as these see them, and as they are.

    Args:
        groups: in the order of their weeks.
        week: shape (k,), ascending.

    Returns:
        Both with the terms by week that are there in the week before or after as well. In the first a term stands
        where it does in the week after, in the last column, which is empty in the second, if it is not there.
    """
    vectors, number = by_week(groups.sums, week)
    goes_on = np.diff(number, append=-1) == 1
    kept = np.flatnonzero(goes_on | np.append(False, goes_on[:-1])[: len(goes_on)])
    some, n = vectors[:, kept].tocsr(), len(kept)
    moved = np.where(goes_on[kept][some.indices], some.indices + 1, n)
    here, ahead = (
        csr_matrix((some.data, indices, some.indptr), shape=(len(week), n + 1)) for indices in (some.indices, moved)
    )
    own = groups.with_columns(here)
    return own._replace(sums=ahead), own

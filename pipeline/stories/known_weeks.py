"""Groups of weeks, remembered from night to night: a week that nothing around has changed is not grouped again."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix

from pipeline.arrays.arrow import flat, lists, numbers, offsets, to_numpy, values
from pipeline.arrays.types import Int64
from pipeline.stories.grouping import Groups, Limits
from pipeline.stories.growing import grown
from pipeline.tables.parts import Parts, remembered


def grown_once(parts: Parts, groups: Groups, limits: Limits) -> Int64:
    """What `grown` gives, in a run from memory where the same groups have been grown before.

    Args:
        parts: a table of the run.
        groups: articles as groups by themselves.
        limits: when two are one.
    """
    sizes = np.diff(groups.sums.indptr).astype(np.int64)
    table = pa.table({
        "terms": lists(sizes, numbers(groups.sums.indices.astype(np.int64))),
        "weights": lists(sizes, numbers(groups.sums.data)),
        "size": numbers(groups.size),
        "days": numbers(groups.days),
        "alone": numbers(groups.alone),
    })  # fmt: skip
    found = remembered(parts, numbers_of, table, n_terms=groups.sums.shape[1], least=limits.least, window=limits.window)
    return to_numpy(found["number"]).astype(np.int64)


def numbers_of(groups: pa.Table, *, n_terms: int, least: float, window: float) -> pa.Table:
    """Number of each group's event, as a table can keep it."""
    terms, weights = flat(groups["terms"]), flat(groups["weights"])
    shape = (groups.num_rows, n_terms)
    sums = csr_matrix((to_numpy(values(weights)), to_numpy(values(terms)), offsets(terms)), shape=shape)
    facts = (to_numpy(groups[name]) for name in ("size", "days", "alone"))
    return pa.table({"number": numbers(grown(Groups(sums, *facts), Limits(least, window)))})

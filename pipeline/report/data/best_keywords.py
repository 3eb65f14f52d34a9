"""The keywords of articles that the finder searches."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat
from pipeline.report.data.reading import longs
from pipeline.tables import TABLES
from pipeline.tables.parts import Parts, take

BEST = 3  # keywords of an article that the finder searches
_COLUMNS = ["rank", "article_id", "keyword", "keyword_key"]


class BestKeywords(NamedTuple):
    """Keywords of all articles together, and the first ones of each.

    Attributes:
        n: rows of `keywords`.
        articles: string array of k: article_id of each of the first ones.
        keywords: string array of k.
        keys: string array of k: keyword_key.
    """

    n: int
    articles: pa.Array
    keywords: pa.Array
    keys: pa.Array


def best_keywords(keywords: Parts) -> BestKeywords:
    """Read the table `keywords`."""
    n, found = 0, [TABLES["keywords"].empty().select(_COLUMNS)]
    for part in keywords.names:
        rows = keywords.read(part, _COLUMNS)
        n += rows.num_rows
        found.append(take(rows, np.flatnonzero(longs(rows["rank"]) <= BEST)))
    best = pa.concat_tables(found)
    return BestKeywords(n, *(flat(best[name]) for name in _COLUMNS[1:]))

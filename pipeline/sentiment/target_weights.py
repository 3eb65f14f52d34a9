"""What was learned of each word for the tone towards a name, by the region of the sentence that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from pipeline.arrays.types import Float64
from pipeline.resources import resource
from pipeline.resources.derived_arrays import Arrays, derived_arrays, letters_of, words_of
from pipeline.sentiment.news_words import NewsWords, news_words

REGIONS = ("all", "clause_behind", "clause_before", "next", "last")
"""All of the sentence, the clause behind the name and before it, and the nearest words of either side."""
_SCALE = 1000.0  # learned figures are stored as whole thousandths


@cache
def learned() -> tuple[tuple[str, ...], Float64]:
    """Words, and tone and strength of each in each of `REGIONS`, float64, shape (n_words, 10).

    They are kept from process to process: to read them from the resource costs 15 ms.
    """
    kept = derived_arrays("news_targets", ("en/news_targets.tsv.gz",), (__file__,), _columns)
    return tuple(words_of(kept["words"])), kept["thousandths"] / _SCALE


def _columns() -> Arrays:
    """The same as arrays, from the resource."""
    lines = (line for line in resource("en/news_targets.tsv.gz").splitlines() if not line.startswith("#"))
    words, _, figures = zip(*(line.partition("\t") for line in lines), strict=True)
    thousandths = np.fromstring("\t".join(figures), np.int64, sep="\t").reshape(len(words), -1)
    return {"words": letters_of(words), "thousandths": thousandths.astype(np.int32)}


def target_evidence(words: NewsWords, known: Sequence[str], table: Float64) -> Float64:
    """The learned numbers of every row of the word table, shape (10, n_rows).

    Args:
        words: the word table.
        known: the words that something was learned of.
        table: float64, shape (len(known), 10): see `learned`.
    """
    found = np.zeros((2 * len(REGIONS), len(words.row) + 1))
    row = np.array([words.row.get(word, 0) for word in known], np.int64)
    found[:, row[row > 0]] = table[row > 0].T
    return found


@cache
def target_table(extra: tuple[tuple[str, float], ...] = ()) -> Float64:
    """What was learned, for the rows of `news_words(extra)`."""
    return target_evidence(news_words(extra), *learned())

"""Items of some letters, for the tests of this room."""

from __future__ import annotations

import numpy as np

from pipeline.quotes.items import Items


def written(letters: str, numbers: dict[int, int] | None = None, genders: dict[int, int] | None = None) -> Items:
    """Items of these letters; entities and genders by item."""
    n = len(letters)
    number, gender = np.full(n, -1), np.zeros(n, np.uint8)
    for at, entity in (numbers or {}).items():
        number[at] = entity
    for at, told in (genders or {}).items():
        gender[at] = told
    return Items(letters, number, gender, np.arange(n), np.arange(2 * n), np.zeros(0, np.int64))

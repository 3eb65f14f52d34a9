"""Values of a table are the same whether they are taken at once or some at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.arrays import taking
from pipeline.arrays.taking import taken


@pytest.mark.parametrize("at_once", [1, 2, 5, 1 << 15])
@pytest.mark.parametrize("numbers", [np.array([2, 0, 1, 1, 2], np.uint16), np.zeros(0, np.int32), np.array([1])])
def test_values_are_taken_by_number(monkeypatch: pytest.MonkeyPatch, at_once: int, numbers: npt.NDArray[Any]) -> None:
    """In the order of the numbers, with the type of the table, however many go together."""
    monkeypatch.setattr(taking, "_AT_ONCE", at_once)
    for table in (np.array([7, 8, 9], np.uint8), np.array([0.5, 1.5, -2])):
        found = taken(table, numbers)
        assert found.dtype == table.dtype
        assert found.tolist() == [table[n] for n in numbers.tolist()]


def test_a_number_beyond_the_table_has_the_last_value() -> None:
    """As `mode="clip"` says it."""
    assert taken(np.array([7, 8], np.uint8), np.array([0, 2, 99])).tolist() == [7, 8, 8]

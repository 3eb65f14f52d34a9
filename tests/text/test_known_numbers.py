"""Numbers that are kept by word."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Int64
from pipeline.text.known_numbers import KnownNumbers

BATCHES = st.lists(st.lists(st.text("ab\u00e9", min_size=1, max_size=20), max_size=6), max_size=5)


@given(BATCHES)
def test_a_word_has_its_number_in_every_batch_and_is_asked_once(batches: list[list[str]]) -> None:
    """Here its length; only what is new is made, each word once."""
    asked: list[str] = []

    def lengths(words: pa.Array) -> Int64:
        asked.extend(words.to_pylist())
        return np.array([len(word) for word in words.to_pylist()], np.int64)

    known = KnownNumbers(lengths)
    for batch in batches:
        assert known.look_up(strings(batch)).tolist() == [len(word) for word in batch]
    assert sorted(asked) == sorted({word for batch in batches for word in batch})

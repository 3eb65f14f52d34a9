"""What 32 bits have no room for is an error that says so, before anything is wrong."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays import arrow
from pipeline.errors import PipelineError


class Long(bytes):
    """Bytes that say that they are many."""

    def __len__(self) -> int:
        """As many as an offset reaches."""
        return arrow.MAX_VALUES


def test_strings_of_bytes_end_where_offsets_do() -> None:
    """One byte more than the last offset that fits."""
    data = np.zeros(0, np.uint8)
    with pytest.raises(PipelineError, match="2,147,483,648 bytes, at most 2,147,483,647 fit"):
        arrow.utf8(data, np.array([0, arrow.MAX_VALUES + 1]))


def test_binary_values_add_up() -> None:
    """Each may fit where all together do not."""
    with pytest.raises(PipelineError, match="binary column: 2,147,483,648 bytes"):
        arrow.byte_strings([Long(b"a"), b"b"])


def test_offsets_of_64_bits_are_refused_where_32_are_read() -> None:
    """They would be read as other offsets."""
    with pytest.raises(PipelineError, match=r"strings: \d+ bytes, at most 2,147,483,647 fit"):
        arrow.text_bytes(pa.array(["ab", "c"], pa.large_string()))


def test_chunks_that_are_too_many_for_one_column(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrow's error comes with a way out."""

    def full(_: list[pa.Array]) -> pa.Array:
        raise pa.ArrowInvalid("offset overflow while concatenating arrays")

    monkeypatch.setattr(pa, "concat_arrays", full)
    with pytest.raises(PipelineError, match=r"string: too many to be one column: offset overflow(?s:.*)read fewer"):
        arrow.flat(pa.chunked_array([["a"], ["b"]]))


def test_places_have_64_bits() -> None:
    """Whatever is added to them."""
    assert arrow.index_of(arrow.strings(["a"]), arrow.strings(["a"])).dtype == np.int64

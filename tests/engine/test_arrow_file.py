"""Files of Arrow's own format: the same rows give the same bytes, and columns can be read alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers, strings
from pipeline.engine import arrow_file
from pipeline.tables import TABLES

VOCABULARY = TABLES["vocabulary"]


def vocabulary(terms: list[str]) -> pa.Table:
    """A table of terms."""
    return VOCABULARY.build(term=strings(terms), df=numbers(np.arange(len(terms), dtype=np.int32)))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text("ab é", max_size=2000), min_size=2, max_size=30), st.integers(1, 29))
def test_chunking_does_not_change_a_byte(terms: list[str], cut: int) -> None:
    """A table in one piece, in two pieces, and cut out of a longer one gives the same bytes."""
    whole = vocabulary(terms)
    once = arrow_file.encoded(whole)
    pieces = pa.concat_tables([whole.slice(0, cut), whole.slice(cut)])
    longer = pa.concat_tables([whole.slice(1), whole, whole]).combine_chunks().slice(len(terms) - 1, len(terms))
    assert arrow_file.encoded(pieces).equals(once)
    assert arrow_file.encoded(longer).equals(once)


@pytest.mark.parametrize("terms", [[], ["x"], ["x", "vote"]])
def test_what_was_written_is_read(tmp_path: Path, terms: list[str]) -> None:
    """Rows, columns and descriptions; written again it has the same bytes."""
    path = tmp_path / "x.arrow"
    path.write_bytes(arrow_file.encoded(vocabulary(terms)))
    found = arrow_file.read(path)
    assert found.equals(vocabulary(terms))
    assert found.schema.equals(VOCABULARY.schema, check_metadata=True)
    assert arrow_file.n_rows(path) == len(terms)
    assert arrow_file.encoded(found).to_pybytes() == path.read_bytes()


@pytest.mark.parametrize("columns", [["df"], ["term"], ["df", "term"], ["df", "unknown"], []])
def test_columns_are_read_alone(tmp_path: Path, columns: list[str]) -> None:
    """In the order that is asked for; a column that the file does not have is left out."""
    whole = vocabulary(["tax", "vote"])
    (tmp_path / "x.arrow").write_bytes(arrow_file.encoded(whole))
    known = [name for name in columns if name in whole.schema.names]
    assert arrow_file.read(tmp_path / "x.arrow", columns).equals(whole.select(known), check_metadata=True)


def test_it_is_compressed() -> None:
    """A text that repeats itself takes a fraction of its letters, each column by itself."""
    repeats = vocabulary(["the same words again and again "] * 1000)
    assert arrow_file.encoded(repeats).size < repeats.nbytes / 3

"""Laws of bringing spellings together."""

from collections import Counter

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.spellings import commonest

PHRASES = st.lists(st.sampled_from(["Oil prices", "oil prices", "OIL PRICES", "NATO", "Nato", "ferry"]), max_size=12)


@given(PHRASES)
def test_each_row_has_its_commonest_spelling(rows: list[str]) -> None:
    """Spellings that differ by capitals share a name: the one of most rows, of equals the first; names are sorted."""
    names, group = commonest(pa.chunked_array([strings(rows)]))
    count = Counter(rows)
    for row, number in zip(rows, group.tolist(), strict=True):
        like = [other for other in count if other.lower() == row.lower()]
        assert names[number].as_py() == min(like, key=lambda other: (-count[other], other))
    assert names.to_pylist() == sorted(names.to_pylist())


def test_no_chunk_at_all() -> None:
    """An empty table has no chunk; it has no spelling either."""
    names, group = commonest(pa.chunked_array([], pa.string()))
    assert (len(names), len(group)) == (0, 0)

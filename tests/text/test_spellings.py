"""Laws of bringing spellings together."""

from collections import Counter

import pyarrow as pa
import pytest
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


@pytest.mark.parametrize(
    ("phrases", "keys", "names", "group"),
    [
        (["Oil", "oil", "Oil"], None, ["Oil"], [0, 0, 0]),
        (["oil", "Oil"], None, ["Oil"], [0, 0]),
        (["b", "a", "B", "B"], None, ["B", "a"], [0, 1, 0, 0]),
        (["a", "b", "b"], ["k", "k", "k"], ["b"], [0, 0, 0]),
        (["a", "a", "b"], ["k", "l", "l"], ["a", "a"], [0, 1, 1]),
        (["x y", "X Y", "z"], ["1", "1", "2"], ["X Y", "z"], [0, 0, 1]),
        (["\u00c9lan", "\u00e9lan", "\u00e9lan"], None, ["\u00e9lan"], [0, 0, 0]),
    ],
)
def test_phrases_of_one_key_share_their_commonest_spelling(
    phrases: list[str], keys: list[str] | None, names: list[str], group: list[int]
) -> None:
    """Names are sorted as bytes compare; a phrase may be the spelling of two keys."""
    given_ = pa.chunked_array([strings(phrases)])
    found, number = commonest(given_, None if keys is None else pa.chunked_array([strings(keys)]))
    assert found.to_pylist() == names
    assert number.tolist() == group

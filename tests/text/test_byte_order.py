"""Laws of the order of strings."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.byte_order import byte_order

WORDS = st.text(st.sampled_from("ab-é–\U00010330"), max_size=24)


@given(st.lists(WORDS, unique=True, max_size=40))
def test_strings_are_sorted_as_bytes(words: list[str]) -> None:
    """As Python sorts their UTF-8, whatever they begin with and however long they are."""
    order = byte_order(strings(words))
    assert [words[place] for place in order.tolist()] == sorted(words, key=str.encode)


def test_words_that_begin_alike() -> None:
    """Eight bytes that are the same do not tell which comes first; a shorter word comes before a longer one."""
    words = ["internationally", "international", "internat", "interned", "internationalism", "intern", ""]
    assert byte_order(strings(words)).tolist() == [6, 5, 2, 1, 4, 0, 3]
    assert byte_order(strings([])).tolist() == []

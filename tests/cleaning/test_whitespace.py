"""Laws of white space."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings, text_bytes
from pipeline.cleaning.whitespace import cut, tidy

BLANKS = st.text(st.sampled_from(list("ab. \n\t\x0c“é")), max_size=14)


def tidied(text: str) -> str:
    """The same, one text at a time."""
    single = re.sub(r"[ \t\x0c]+", " ", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", single)).strip()


@given(st.lists(BLANKS, max_size=6))
def test_a_column_is_tidied_as_each_text_alone(texts: list[str]) -> None:
    """Single spaces, none at line ends, at most one empty line, no blank ends, whatever the neighbours."""
    assert tidy(strings(texts)).to_pylist() == [tidied(text) for text in texts]


@given(st.lists(BLANKS, max_size=6))
def test_tidy_twice_is_tidy_once(texts: list[str]) -> None:
    """A tidy column comes back as it is."""
    once = tidy(strings(texts))
    assert tidy(once).equals(once)


def test_cut_takes_bytes_out_of_their_texts() -> None:
    """Spans go, the bounds of the texts move along."""
    texts = strings(["abcd", "", "efgh"])
    data, bounds = text_bytes(texts)
    starts, ends = bounds[[0, 2]] + [1, 2], bounds[[0, 2]] + [3, 4]
    assert cut(data, bounds, starts, ends).to_pylist() == ["ad", "", "ef"]

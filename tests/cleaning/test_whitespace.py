"""Laws of white space."""

import re

import numpy as np
import pytest
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b", "a b"),
        ("a  b", "a b"),
        ("a \t b", "a b"),
        ("a\tb", "a b"),
        ("a\x0cb", "a b"),
        (" a", "a"),
        ("a ", "a"),
        ("\n\na\n", "a"),
        ("a \nb", "a\nb"),
        ("a\n b", "a\nb"),
        ("a \n b", "a\nb"),
        ("a\nb", "a\nb"),
        ("a\n\nb", "a\n\nb"),
        ("a\n\n\nb", "a\n\nb"),
        ("a \n \n b", "a\n\nb"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\n\t\nb", "a\n\nb"),
        ("   ", ""),
        ("", ""),
        ("\u00e9  \u201c", "\u00e9 \u201c"),
    ],
)
def test_one_blank_one_line_end_or_one_empty_line(text: str, expected: str) -> None:
    """A span of blanks becomes what it stands for, alone and between other texts."""
    assert tidy(strings([text])).to_pylist() == [expected]
    assert tidy(strings(["a  b", text, " c"])).to_pylist() == ["a b", expected, "c"]


def test_blanks_at_the_edge_of_two_texts_are_not_one_span() -> None:
    """The end of one text and the beginning of the next are edges, not a gap."""
    assert tidy(strings(["a ", " b", "\n", "\nc"])).to_pylist() == ["a", "b", "", "c"]


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ([], [], ["abc", "", "de"]),
        ([0], [3], ["", "", "de"]),
        ([1, 2], [2, 3], ["a", "", "de"]),
        ([2, 3], [3, 4], ["ab", "", "e"]),
        ([4], [5], ["abc", "", "d"]),
        ([0, 3], [3, 5], ["", "", ""]),
    ],
)
def test_cut_moves_the_bounds(starts: list[int], ends: list[int], expected: list[str]) -> None:
    """Whole texts, spans that touch, and spans at either end."""
    data, bounds = text_bytes(strings(["abc", "", "de"]))
    found = cut(data, bounds, np.array(starts, np.int64), np.array(ends, np.int64))
    assert found.to_pylist() == expected

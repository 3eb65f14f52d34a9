"""Laws of the signs of a text."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.quotes.signs import MARKS, QUOTATION_MARKS, signs_of
from pipeline.text import characters as ch
from pipeline.text.characters import classes_of
from pipeline.text.cutting import cut_texts

MARKED = {*map(chr, QUOTATION_MARKS), *MARKS}
TEXTS = st.lists(
    st.text(
        st.sampled_from(sorted(MARKED)) | st.sampled_from(" \n\t\x85\u2028\u3000aé.!世") | st.characters(codec="utf-8")
    ),
    max_size=4,
)


@given(TEXTS)
def test_signs_are_marks_and_odd_white_space(texts: list[str]) -> None:
    """All of them, in order, at their first bytes; neither plain blanks nor what stands between texts."""
    cut = cut_texts(strings(texts))
    signs = signs_of(cut)
    expected = [
        (int(cut.doc_start[doc]) + len(text[:at].encode()), ord(letter))
        for doc, text in enumerate(texts)
        for at, letter in enumerate(text)
        if letter in MARKED or (letter != " " and (letter.isspace() or letter in ch.BREAKS))
    ]
    assert list(zip(signs.places.tolist(), signs.codes.tolist(), strict=True)) == expected
    assert np.array_equal(signs.kinds, classes_of(signs.codes))


def test_every_sign_lies_below_the_limit() -> None:
    """White space and breaks of all scripts are found one by one."""
    letters = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    spaces = [letter for letter in letters if (letter.isspace() or letter in ch.BREAKS) and letter != " "]
    found = signs_of(cut_texts(strings(["".join(letters)])))
    assert [*map(chr, found.codes.tolist())] == sorted({*spaces, *MARKED})

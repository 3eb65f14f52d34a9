"""Laws of the character array."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text import characters as ch
from pipeline.text.characters import characters

LETTERS = st.characters(exclude_categories=("Cs",))


@given(st.lists(st.text(LETTERS, max_size=8), max_size=5))
def test_every_character_has_its_classes(texts: list[str]) -> None:
    """White space and case are those of Python's own string methods, for every script."""
    batch = characters(strings(texts))
    assert batch.text == "".join(texts)
    assert batch.codes.tolist() == [ord(c) for c in batch.text]
    for letter, kind in zip(batch.text, batch.kinds.tolist(), strict=True):
        assert bool(kind & ch.SPACE) == letter.isspace()
        assert bool(kind & ch.UPPER) == letter.isupper()
        assert bool(kind & ch.BREAK) == (len(f"a{letter}a".splitlines()) > 1)
        assert not letter.islower() or kind & ch.LOWER


@given(st.lists(st.none() | st.text(LETTERS, max_size=4), max_size=6))
def test_bounds_part_the_texts(texts: list[str | None]) -> None:
    """The bounds cut the joined text back into the texts; nulls are empty."""
    batch = characters(strings(texts))
    bounds = batch.bounds.tolist()
    assert [batch.text[a:b] for a, b in pairwise(bounds)] == [text or "" for text in texts]


def test_narrow_and_wide_batches_agree() -> None:
    """One character beyond 16 bits changes the width of the array, not the classes of the others."""
    narrow, wide = characters(strings(["Ab, \u201cc\u201d"])), characters(strings(["Ab, \u201cc\u201d\U0001f600"]))
    assert (narrow.codes.itemsize, wide.codes.itemsize) == (2, 4)
    assert narrow.kinds.tolist() == wide.kinds.tolist()[:-1]

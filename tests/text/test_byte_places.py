"""Laws of where characters stand in bytes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.byte_places import byte_places
from pipeline.text.tokens import tokenise

TEXTS = st.lists(st.text(st.sampled_from(list("aé’. \n世😀")) | st.characters(codec="utf-8"), max_size=40), max_size=6)


@given(TEXTS)
def test_bytes_of_characters_are_the_inverse_of_characters_of_bytes(texts: list[str]) -> None:
    """Starts and ends of tokens come back; what lies beyond a document is its end."""
    tokens = tokenise(strings(texts))
    for places in (tokens.start, tokens.end):
        assert np.array_equal(byte_places(tokens, tokens.char_offset(places, tokens.doc), tokens.doc), places)
    every = np.arange(len(texts))
    ends = byte_places(tokens, np.full(len(texts), 99), every)
    assert [tokens.text[a:b].decode() for a, b in zip(tokens.doc_start, ends, strict=True)] == texts
    assert np.array_equal(np.diff(tokens.doc_bounds), np.bincount(tokens.doc, minlength=len(texts)))


def test_a_character_of_several_bytes_begins_with_its_first() -> None:
    """Two bytes in front of each text, two more between them."""
    tokens = tokenise(strings(["aéb", "éa"]))
    found = byte_places(tokens, np.array([0, 1, 2, 3, 0, 1]), np.array([0, 0, 0, 0, 1, 1]))
    assert found.tolist() == [2, 3, 5, 6, 8, 10]

"""Laws of the bits of words that runs ask."""

import pytest

from pipeline.arrays.arrow import strings
from pipeline.keywords.word_bits import LISTED, MOSTLY_VERB, NOUN_AT_TIMES, VERB_AT_TIMES, word_bits
from pipeline.text.word_facts import NOT_ALONE, STOP, TIME, lexis


@pytest.mark.parametrize(
    ("word", "bits"),
    [
        ("zorbation", NOUN_AT_TIMES),
        ("zorbly", 0),
        ("zorbing", VERB_AT_TIMES | NOUN_AT_TIMES),
        ("ferry", VERB_AT_TIMES | NOUN_AT_TIMES),
        ("year", NOT_ALONE | TIME | NOUN_AT_TIMES | LISTED),
        ("said", STOP | MOSTLY_VERB | VERB_AT_TIMES | LISTED),
    ],
)
def test_bits_stand_beside_the_kinds(word: str, bits: int) -> None:
    """Shares from .85 and .2 of verb, from .2 of noun; words that many articles have; the kinds stay."""
    assert word_bits(lexis(strings(["the", word])))[1] == bits

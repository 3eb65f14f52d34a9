"""Laws of the bits of words that runs and rules ask."""

import pytest

from pipeline.arrays.arrow import strings
from pipeline.keywords.word_bits import (
    GENERIC,
    LISTED,
    MOSTLY_VERB,
    NOUN_AT_TIMES,
    SELDOM_NOUN,
    TIME_OR_NUMBER,
    VERB_AT_TIMES,
    word_bits,
)
from pipeline.text.word_facts import DIGIT, NOT_ALONE, STOP, TIME, lexis


@pytest.mark.parametrize(
    ("word", "bits"),
    [
        ("zorbation", NOUN_AT_TIMES),
        ("zorbly", SELDOM_NOUN),
        ("zorbing", SELDOM_NOUN | VERB_AT_TIMES | NOUN_AT_TIMES),
        ("ferry", VERB_AT_TIMES | NOUN_AT_TIMES),
        ("year", NOT_ALONE | TIME | TIME_OR_NUMBER | NOUN_AT_TIMES | LISTED | GENERIC),
        ("said", STOP | SELDOM_NOUN | MOSTLY_VERB | VERB_AT_TIMES | LISTED | GENERIC),
        ("2016", DIGIT | NOT_ALONE | TIME_OR_NUMBER | NOUN_AT_TIMES),
        ("g20", DIGIT | NOUN_AT_TIMES),
    ],
)
def test_bits_stand_beside_the_kinds(word: str, bits: int) -> None:
    """Shares from .85 and .2 of verb, from .2 and below .5 of noun; words that many articles have; the kinds stay."""
    assert word_bits(lexis(strings(["the", word])))[1] == bits

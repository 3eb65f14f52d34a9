"""Porter's steps one by one: each ending where its condition holds and where it does not.

The stems are those of Porter's paper and of nltk, whose results the module promises.
"""

from __future__ import annotations

import pytest

from tests.text.porter import check


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"),
        ("ponies", "poni"),
        ("ties", "tie"),
        ("dies", "die"),
        ("flies", "fli"),
        ("caress", "caress"),
        ("cats", "cat"),
        ("bus", "bu"),
        ("gas", "ga"),
        ("is", "is"),
        ("us", "us"),
        ("as", "as"),
        ("ass", "ass"),
        ("yes", "ye"),
    ],
)
def test_plurals(word: str, expected: str) -> None:
    """-sses, -ies (of four letters -ie), -ss and -s; words of two letters stay."""
    check(word, expected)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("feed", "feed"),
        ("agreed", "agre"),
        ("need", "need"),
        ("plastered", "plaster"),
        ("bled", "bled"),
        ("motoring", "motor"),
        ("sing", "sing"),
        ("conflated", "conflat"),
        ("troubled", "troubl"),
        ("sized", "size"),
        ("hopping", "hop"),
        ("tanned", "tan"),
        ("falling", "fall"),
        ("hissing", "hiss"),
        ("fizzed", "fizz"),
        ("failing", "fail"),
        ("filing", "file"),
        ("fixing", "fix"),
        ("playing", "play"),
        ("owed", "owe"),
        ("tied", "tie"),
        ("died", "die"),
        ("cried", "cri"),
        ("spied", "spi"),
        ("allied", "alli"),
        ("ing", "ing"),
        ("seeing", "see"),
        ("agreeing", "agre"),
        ("added", "ad"),
        ("egged", "eg"),
    ],
)
def test_pasts_and_participles(word: str, expected: str) -> None:
    """-ed and -ing go where a vowel stands before them; what is left is made a word again."""
    check(word, expected)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("happy", "happi"),
        ("sky", "sky"),
        ("say", "say"),
        ("enjoy", "enjoy"),
        ("by", "by"),
        ("fly", "fli"),
        ("spy", "spi"),
        ("cry", "cri"),
        ("dry", "dri"),
        ("boy", "boy"),
        ("guy", "guy"),
    ],
)
def test_a_last_y(word: str, expected: str) -> None:
    """Becomes an i behind a consonant that is not the first letter."""
    check(word, expected)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("relational", "relat"),
        ("conditional", "condit"),
        ("rational", "ration"),
        ("valenci", "valenc"),
        ("hesitanci", "hesit"),
        ("digitizer", "digit"),
        ("conformabli", "conform"),
        ("radicalli", "radic"),
        ("differentli", "differ"),
        ("vileli", "vile"),
        ("analogousli", "analog"),
        ("vietnamization", "vietnam"),
        ("predication", "predic"),
        ("operator", "oper"),
        ("feudalism", "feudal"),
        ("decisiveness", "decis"),
        ("hopefulness", "hope"),
        ("callousness", "callous"),
        ("formaliti", "formal"),
        ("sensitiviti", "sensit"),
        ("sensibiliti", "sensibl"),
        ("hopefully", "hope"),
        ("geology", "geolog"),
        ("apology", "apolog"),
        ("nation", "nation"),
        ("station", "station"),
        ("ration", "ration"),
        ("really", "realli"),
        ("ally", "alli"),
        ("totally", "total"),
        ("possibly", "possibl"),
        ("nicely", "nice"),
    ],
)
def test_endings_upon_endings(word: str, expected: str) -> None:
    """-ational, -izer, -fulness ... become the shorter ending where enough of a word stands before them."""
    check(word, expected)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("triplicate", "triplic"),
        ("formative", "form"),
        ("formalize", "formal"),
        ("electriciti", "electr"),
        ("electrical", "electr"),
        ("hopeful", "hope"),
        ("goodness", "good"),
        ("useful", "use"),
        ("witness", "wit"),
        ("illness", "ill"),
        ("native", "nativ"),
        ("realize", "realiz"),
    ],
)
def test_endings_of_adjectives(word: str, expected: str) -> None:
    """-icate, -ative, -alize, -ical, -ful, -ness."""
    check(word, expected)

"""Porter's last steps, words of their own, and what the stems are for.

The stems are those of Porter's paper and of nltk, whose results the module promises.
"""

from __future__ import annotations

import pytest

from pipeline.text.porter import stem
from tests.text.porter import check


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("revival", "reviv"),
        ("allowance", "allow"),
        ("inference", "infer"),
        ("airliner", "airlin"),
        ("gyroscopic", "gyroscop"),
        ("adjustable", "adjust"),
        ("defensible", "defens"),
        ("irritant", "irrit"),
        ("replacement", "replac"),
        ("adjustment", "adjust"),
        ("dependent", "depend"),
        ("adoption", "adopt"),
        ("homologou", "homolog"),
        ("communism", "commun"),
        ("activate", "activ"),
        ("angulariti", "angular"),
        ("homologous", "homolog"),
        ("effective", "effect"),
        ("bowdlerize", "bowdler"),
        ("opinion", "opinion"),
        ("religion", "religion"),
        ("decision", "decis"),
        ("cement", "cement"),
        ("moment", "moment"),
        ("element", "element"),
        ("agreement", "agreement"),
        ("government", "govern"),
        ("prevent", "prevent"),
        ("equal", "equal"),
        ("royal", "royal"),
    ],
)
def test_endings_of_long_words(word: str, expected: str) -> None:
    """They go where two syllables stand before them, -ion behind s or t alone; of several the longest decides."""
    check(word, expected)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("probate", "probat"),
        ("rate", "rate"),
        ("cease", "ceas"),
        ("controll", "control"),
        ("roll", "roll"),
        ("the", "the"),
        ("he", "he"),
        ("wee", "wee"),
        ("price", "price"),
        ("prices", "price"),
        ("pricing", "price"),
        ("controlling", "control"),
        ("hostile", "hostil"),
        ("here", "here"),
        ("axe", "axe"),
        ("awe", "awe"),
        ("argue", "argu"),
        ("value", "valu"),
        ("install", "instal"),
        ("recall", "recal"),
        ("call", "call"),
    ],
)
def test_a_last_e_and_a_double_l(word: str, expected: str) -> None:
    """They go from long words; a short syllable keeps its e."""
    check(word, expected)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("skies", "sky"),
        ("dying", "die"),
        ("lying", "lie"),
        ("tying", "tie"),
        ("news", "news"),
        ("innings", "inning"),
        ("inning", "inning"),
        ("outings", "outing"),
        ("cannings", "canning"),
        ("howe", "howe"),
        ("proceed", "proceed"),
        ("exceed", "exceed"),
        ("succeed", "succeed"),
    ],
)
def test_words_of_their_own(word: str, expected: str) -> None:
    """Those that the rules would spoil."""
    check(word, expected)


@pytest.mark.parametrize(
    "forms",
    [
        "deploy deploys deployed deploying deployment",
        "connect connected connecting connection connections",
        "elect elects elected electing election elections",
        "price prices priced pricing",
        "argue argues argued arguing",
        "ferry ferries",
    ],
)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    """So that two keywords that say the same are seen to."""
    assert len(set(map(stem, forms.split()))) == 1


@pytest.mark.parametrize(("one", "other"), [("price", "prize"), ("new", "news"), ("hop", "hope"), ("skies", "skis")])
def test_other_words_have_other_stems(one: str, other: str) -> None:
    """However alike they look."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "a", "be", "'s", "7", "2016", "\u00e9", "caf\u00e9", "\u4e16\u754c", "u.s."])
def test_what_has_no_ending_stays(word: str) -> None:
    """Short words, numbers, other scripts."""
    assert stem(word) == word

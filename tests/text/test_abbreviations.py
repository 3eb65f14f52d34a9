"""Abbreviations class by class: what a stop behind each of them can mean."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.text.sentence_rules import ACRONYM, INITIAL, ITEM, NUMBER, OPEN, PLAIN, TIME, TITLE, word_class
from pipeline.text.sentences import split_sentences

TITLES = (
    "Mr Mrs Ms Dr Prof Sen Rep Gov Gen Col Lt Sgt Capt Cmdr Adm Rev Hon Pres Supt Mt Ft Messrs Mme Mlle Sr vs approx"
)
OPENS = "Inc Ltd Corp Co Bros Jr Esq Ave Blvd St Dept Univ Calif Fla Mass Mich Tex Va Tues Thurs govt"
NUMBERS = "No Nos Vol Fig Figs Ch Sect Art Jan Feb Mar Apr Aug Sept Oct Nov Dec no pp op"


def n_sentences(text: str) -> int:
    """Sentences of a text."""
    return len(split_sentences(strings([text]))[1])


@pytest.mark.parametrize("word", TITLES.split())
def test_a_title_never_ends_a_sentence(word: str) -> None:
    """Whatever follows; in capitals too."""
    assert word_class(f"{word}.") == TITLE
    assert word_class(f"(\u201c{word}.") == TITLE
    for after in ("Holt", "The", "4", "He"):
        assert n_sentences(f"It was {word}. {after} was there") == 1


@pytest.mark.parametrize("word", ["Mr", "Dr", "Sen", "Inc", "Jan", "Ave"])
def test_capitals_throughout_change_no_class(word: str) -> None:
    """A shouted abbreviation is one."""
    assert word_class(f"{word.upper()}.") == word_class(f"{word}.") != PLAIN


@pytest.mark.parametrize("word", [word for word in OPENS.split() if word != "Mass"])
def test_an_open_abbreviation_ends_a_sentence_before_a_word_that_opens_one(word: str) -> None:
    """`Inc. The` ends, `Inc. Chief` does not."""
    assert word_class(f"{word}.") == OPEN
    assert n_sentences(f"It was the old {word}. The pier was there") == 2
    assert n_sentences(f"It was the old {word}. Chief Holt was there") == 1
    assert n_sentences(f"It was the old {word}. and more") == 1


@pytest.mark.parametrize("word", NUMBERS.split())
def test_a_word_before_a_number_ends_no_sentence_there(word: str) -> None:
    """`No. 4` does not end, `No. Four` does."""
    assert word_class(f"{word}.") == NUMBER
    assert n_sentences(f"It was {word}. 4 of them") == 1
    assert n_sentences(f"It was {word}. Four of them") == 2


@pytest.mark.parametrize("word", ["a.m", "p.m", "A.M", "P.M", "am", "pm"])
def test_a_time_ends_a_sentence_unless_its_day_or_zone_follows(word: str) -> None:
    """`9 a.m. Monday`, `9 a.m. EST`; any other capital begins one."""
    assert word_class(f"{word}.") == TIME
    for day in ("Monday", "Tuesday", "Sunday", "EST", "GMT"):
        assert n_sentences(f"He left at 9 {word}. {day} and went home") == 1
    assert n_sentences(f"He left at 9 {word}. Police came") == 2
    assert n_sentences(f"He left at 9 {word}. and went home") == 1


@pytest.mark.parametrize(
    ("chunk", "kind"),
    [
        ("A.", INITIAL),
        ("z.", INITIAL),
        ("\u00c9.", INITIAL),
        ("(J.", INITIAL),
        ("\u201cJ.", INITIAL),
        ("X.Y.", ACRONYM),
        ("X.Y.Z.", ACRONYM),
        ("Xy.Z.", ACRONYM),
        ("Xyz.W.", PLAIN),
        ("1.", ITEM),
        ("12.", ITEM),
        ("123.", PLAIN),
        ("(12.", ITEM),
        ("1.2.", PLAIN),
        ("Lt.-Gov.", TITLE),
        ("and/or.", PLAIN),
        ("ex-Gov.", TITLE),
        ("Mr!", PLAIN),
        ("Mr..", PLAIN),
        ("U.S.", OPEN),
        ("Ph.D.", OPEN),
        ("Yahoo!", OPEN),
        ("Wow!", PLAIN),
        ("", PLAIN),
        ("...", PLAIN),
        ("pier.", PLAIN),
    ],
)
def test_the_class_of_a_word_with_its_stop(chunk: str, kind: int) -> None:
    """By the list, else by its letters: one is an initial, pairs between stops an acronym, two digits an item."""
    assert word_class(chunk) == kind

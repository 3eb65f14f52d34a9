"""Laws of the words that stops follow."""

from __future__ import annotations

import pytest

from pipeline.text import sentence_rules as rules


@pytest.mark.parametrize(
    ("chunk", "kind"),
    [
        ("Mr.", rules.TITLE),
        ("\u201cMR.", rules.TITLE),
        ("Nos.", rules.NUMBER),
        ("p.m.", rules.TIME),
        ("Inc.)", rules.OPEN),
        ("K.", rules.INITIAL),
        ("Ph.D.", rules.OPEN),
        ("X.Y.", rules.ACRONYM),
        ("12.", rules.ITEM),
        ("2012.", rules.PLAIN),
        ("pier.", rules.PLAIN),
        ("Mr..", rules.PLAIN),
        ("Mr...", rules.PLAIN),
        ("123.", rules.PLAIN),
        ("Xy.Zw.", rules.ACRONYM),
        ("Xyz.Z.", rules.PLAIN),
        ("X.Zyx.", rules.PLAIN),
        ("X.5.", rules.PLAIN),
        ("7.", rules.ITEM),
        ("Yahoo!", rules.OPEN),
        ("pier?", rules.PLAIN),
        (".", rules.PLAIN),
    ],
)
def test_words_have_a_class(chunk: str, kind: int) -> None:
    """Wrapping marks and capitals aside, a word has the class of the list or of its form."""
    assert rules.word_class(chunk) == kind


def test_an_initial_is_no_opening_word() -> None:
    """`A` opens sentences, the initial `A.` does not."""
    assert rules.ends_sentence(rules.OPEN, "Acme", "A", leads=False)
    assert not rules.ends_sentence(rules.OPEN, "Acme", "A.", leads=False)


def test_abbreviations_are_written_without_their_stop() -> None:
    """No key of the list ends in a stop, and every class of the list is known."""
    assert not [word for word in rules.abbreviations() if word.endswith(".")]
    assert set(rules.abbreviations().values()) == {rules.TITLE, rules.NUMBER, rules.TIME, rules.OPEN}


@pytest.mark.parametrize(
    ("kind", "before", "after", "leads", "ends"),
    [
        (rules.TITLE, "the", "The", False, False),
        (rules.NUMBER, "the", "4", False, False),
        (rules.NUMBER, "the", "(4", False, False),
        (rules.NUMBER, "the", "Four", False, True),
        (rules.TIME, "9", "Monday.", False, False),
        (rules.TIME, "9", "EST,", False, False),
        (rules.TIME, "9", "Police", False, True),
        (rules.OPEN, "Acme", "The", False, True),
        (rules.OPEN, "Acme", "\u201cThe", False, True),
        (rules.OPEN, "Acme", "It\u2019s", False, True),
        (rules.OPEN, "Acme", "Chief", False, False),
        (rules.INITIAL, "War", "The", False, True),
        (rules.INITIAL, "", "The", True, False),
        (rules.INITIAL, "War", "Bush", False, False),
        (rules.ACRONYM, "the", "He", True, True),
        (rules.ACRONYM, "the", "Army", False, False),
        (rules.ITEM, "in", "First", False, True),
        (rules.ITEM, "", "First", True, False),
        (rules.ITEM, "points:", "First", False, False),
        (rules.ITEM, "points;", "First", False, False),
    ],
)
def test_each_class_has_its_rule(kind: int, before: str, after: str, leads: bool, ends: bool) -> None:
    """Titles never end; others end by what follows, an initial and a number by what goes before as well."""
    assert rules.ends_sentence(kind, before, after, leads=leads) is ends


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("left.", "The ", True),
        ("pier!", "“He", True),
        ("www.harbour.", "The ", False),
        ("a@harbour.", "The ", False),
        ("a/b.", "Then", False),
        ("x=y.", "Then", False),
        ("a_b.", "Then", False),
        ("#left.", "Then", False),
        ("harbour.", "Com ", False),
        ("harbour.", "Come", False),
        ("Inc.", "The ", False),
    ],
)
def test_a_stop_inside_an_address_or_a_name_parts_nothing(before: str, after: str, parts: bool) -> None:
    """Signs of addresses, domains and abbreviations keep what is written without white space together."""
    assert rules.parts_sentences(before, after) is parts

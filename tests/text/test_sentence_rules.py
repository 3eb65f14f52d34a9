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
        ("Mr...", rules.PLAIN),
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

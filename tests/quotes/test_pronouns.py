"""Laws of whom he and she mean."""

from __future__ import annotations

import pytest

from pipeline.quotes.pronouns import Subjects, first_name_gender
from tests.quotes.articles import quotations


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Smith met Tom Brown. “We will pay,” she said.", "Ann Smith"),
        ("Tom Brown met Ann Smith. “We will pay,” he said.", "Tom Brown"),
        ("Tom Brown left. Ann Smith stayed. “We will pay,” he said.", "Tom Brown"),
        ("Tom Brown left. Peter Holt stayed. “We will pay,” he said.", "Peter Holt"),
        ("Ann Smith left. “We will pay,” he said.", None),
        ("Mr. Okonkwo left. Ms. Adeyemi stayed. “We will pay,” he said.", "Okonkwo"),
        ("Mr. Okonkwo left. Ms. Adeyemi stayed. “We will pay,” she said.", "Adeyemi"),
        ("In a letter to Peter Holt, Tom Brown gave his view. “We will pay,” he said.", "Tom Brown"),
    ],
)
def test_the_last_subject_of_the_right_gender(text: str, speaker: str | None) -> None:
    """Gender by first name or title; a name behind a preposition is no subject."""
    (row,) = [row for row in quotations(text) if row["kind"] == "direct"]
    assert row["speaker"] == speaker
    assert row["speaker_kind"] == ("pronoun" if speaker else None)


def test_articles_do_not_hand_on_their_subjects() -> None:
    """A pronoun means nobody where the article has named nobody."""
    rows = quotations("Tom Brown left.", "“We will pay,” he said.")
    assert [row["speaker"] for row in rows] == [None]


@pytest.mark.parametrize(
    ("name", "expected"), [("Ann Smith", "f"), ("Tom Brown", "m"), ("Smith", ""), ("Qwxz Smith", "")]
)
def test_gender_of_first_names(name: str, expected: str) -> None:
    """Full names only: a surname alone says nothing."""
    assert first_name_gender(name) == expected


def test_subjects_by_recency() -> None:
    """Whoever is named again comes to the front; unknown gender fits either."""
    subjects = Subjects({1: "m", 2: "f", 3: ""})
    for entity in (1, 2, 3, 1):
        subjects.name(entity)
    assert subjects.recent == [1, 3, 2]
    assert (subjects.meant("m"), subjects.meant("f")) == (1, 3)

"""Laws of whom he and she mean."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.genders import FEMALE, MALE, first_name_gender
from pipeline.quotes.cues import clause_cues
from pipeline.quotes.items import Items
from pipeline.quotes.pronouns import Subjects, person_genders, resolve, subject_items
from tests.quotes.articles import quotations


def written(letters: str, numbers: dict[int, int] | None = None, genders: dict[int, int] | None = None) -> Items:
    """Items of these letters; entities and genders by item."""
    n = len(letters)
    number, gender = np.full(n, -1), np.zeros(n, np.uint8)
    for at, entity in (numbers or {}).items():
        number[at] = entity
    for at, told in (genders or {}).items():
        gender[at] = told
    return Items(letters, number, gender, np.arange(n), np.arange(2 * n), np.zeros(0, np.int64))


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
    ("name", "expected"), [("Ann Smith", FEMALE), ("Tom Brown", MALE), ("Smith", 0), ("Qwxz Smith", 0)]
)
def test_gender_of_first_names(name: str, expected: int) -> None:
    """Full names only: a surname alone says nothing."""
    assert first_name_gender(name) == expected


def test_subjects_by_recency() -> None:
    """Whoever is named again comes to the front; unknown gender fits either."""
    subjects = Subjects({1: MALE, 2: FEMALE, 3: 0})
    for entity in (1, 2, 3, 1):
        subjects.name(entity)
    assert subjects.recent == [1, 3, 2]
    assert (subjects.meant(MALE), subjects.meant(FEMALE)) == (1, 3)
    assert Subjects({1: MALE}, [1]).meant(FEMALE) == -1


def test_subject_of_each_sentence() -> None:
    """The first person who does not follow a preposition; -1 where there is none."""
    items = written("\nNvN.rNvN.wv\nrN.N", {1: 0, 3: 1, 6: 2, 8: 3, 14: 4, 16: 5})
    assert items.bounds.tolist() == [0, 4, 9, 12, 15]
    assert subject_items(items).tolist() == [1, 8, -1, -1, 16]


@pytest.mark.parametrize(
    ("letters", "genders", "expected"),
    [
        ("\nTNv", {1: FEMALE}, [FEMALE, 0]),  # a title before the name
        ("\nTwNv", {1: FEMALE}, [0, 0]),  # not right before it
        ("\nNvP.Nv", {3: MALE}, [MALE, 0]),  # a pronoun of a sentence about nobody else
        ("\nNvPN", {3: MALE}, [0, 0]),  # of one about two
        ("\nNvP.NvD", {3: MALE, 7: FEMALE}, [MALE, FEMALE]),
        ("\nNvPD.Nv", {3: MALE, 4: FEMALE}, [0, 0]),  # as many votes for either
        ("\nTN.NvHHH", {1: FEMALE, 6: MALE, 7: MALE, 8: MALE}, [FEMALE, MALE]),
    ],
)
def test_votes_on_genders(letters: str, genders: dict[int, int], expected: list[int]) -> None:
    """Titles count for the name behind them, pronouns for the only person of their sentence."""
    persons = [at for at, letter in enumerate(letters) if letter == "N"]
    items = written(letters, {at: entity for entity, at in enumerate(persons)}, genders)
    names = strings(["Xq Smith", "Xq Holt"])
    assert person_genders(items, names, np.arange(2)).tolist() == expected
    assert person_genders(items, names, np.array([1])).tolist() == expected[1:]


def test_a_title_weighs_more_than_a_first_name_and_that_more_than_a_pronoun() -> None:
    """Ten votes, four and one."""
    assert _gender("\nTNv", 2, [1]) == FEMALE
    assert _gender("\nwNDDD", 2, range(3, 6)) == MALE
    assert _gender("\nwNDDDD", 2, range(3, 7)) == 0
    assert _gender("\nwNDDDDD", 2, range(3, 8)) == FEMALE


def _gender(letters: str, at: int, women: Iterable[int]) -> int:
    """The gender of Tom Holt, who is named at an item, where others tell of a woman."""
    items = written(letters, {at: 0}, dict.fromkeys(women, FEMALE))
    (gender,) = person_genders(items, strings(["Tom Holt"]), np.zeros(1, np.int64)).tolist()
    return int(gender)


def test_pronouns_of_two_articles() -> None:
    """A pronoun means the last subject of its article, the subject of its own sentence first; else nobody."""
    letters = "\nNv.HV.NcHV\nHV"
    items = written(letters, {1: 0, 7: 1}, {4: MALE, 9: FEMALE, 12: MALE})
    docs = np.array([0, 0, 0, 1])
    cues, names = clause_cues(items), strings(["Tom Holt", "Ann Holt"])
    assert [cue.verb for cue in cues] == [5, 10, 13]
    assert resolve(items, cues, names, docs) == {4: 0, 9: 1, 12: -1}
    assert resolve(items, [], names, docs) == {}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Brown left the town. Peter Holt was right about the plan, he said.", "Tom Brown"),
        ("Tom Brown left the town. Mr. Holt was right about the plan, he said.", "Tom Brown"),
        ("Tom Brown left the town. When Peter Holt came to see the plan, he said that it was very good.", "Peter Holt"),
        ("Peter Holt was right about the plan, he said.", None),
    ],
)
def test_nobody_speaks_of_himself_by_name(text: str, speaker: str | None) -> None:
    """Whoever is the subject of the reported words is not the pronoun behind them."""
    assert [row["speaker"] for row in quotations(text)] == [speaker]


@pytest.mark.parametrize(
    ("letters", "numbers", "expected"),
    [
        ("\nNv.NcHV", {1: 1, 4: 0}, {6: 0}),  # the subject of the own sentence before the last one
        ("\nNv,NVw.HV", {1: 1, 4: 0}, {8: 0}),  # whoever says something before the subject
        ("\nNVw&NV.HV", {1: 0, 5: 1}, {8: 0}),  # the first of two who say something
        ("\nGV.HV", {1: 0}, {4: -1}),  # a body is no he
        ("\nNv.GV.HV", {1: 1, 4: 0}, {7: 1}),
    ],
)
def test_whom_a_pronoun_means(letters: str, numbers: dict[int, int], expected: dict[int, int]) -> None:
    """By items and entities, of persons of whom nothing tells the gender."""
    (at,) = expected
    items = written(letters, numbers, {at: MALE})
    names, docs = strings(["Xq Smith", "Xq Holt"]), np.zeros(len(items.bounds), np.int64)
    assert resolve(items, clause_cues(items), names, docs) == expected

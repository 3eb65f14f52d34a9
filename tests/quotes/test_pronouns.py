"""Laws of whom he and she mean."""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.genders import FEMALE, MALE, first_name_gender
from pipeline.quotes.cue_columns import NAMED, PRONOUN, Cues
from pipeline.quotes.cues import clause_cues
from pipeline.quotes.excerpts import Excerpts
from pipeline.quotes.items import Items
from pipeline.quotes.pronouns import Subjects, person_genders, resolve, subject_items
from tests.quotes.articles import quotations
from tests.quotes.written import written


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


def test_the_last_subject_before_a_sentence() -> None:
    """Of the same article, and not this other one; -1 for none."""
    known = Subjects(*map(np.array, ([0, 2, 3, 7], [0, 0, 0, 1], [5, 6, 6, 5])))
    sentences, docs = np.array([0, 2, 3, 4, 4, 7, 8, 8]), np.array([0, 0, 0, 0, 0, 1, 1, 1])
    others = np.array([-1, -1, -1, -1, 6, -1, -1, 5])
    assert known.last(sentences, docs, others).tolist() == [-1, 5, 6, 6, 5, -1, 5, -1]
    assert known.some(np.zeros(0, np.int64)).last(sentences, docs, others).tolist() == [-1] * 8


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
    cues, names = clause_cues(Excerpts(items)), strings(["Tom Holt", "Ann Holt"])
    assert cues.verbs.tolist() == [5, 10, 13]
    assert resolve(items, cues, names, docs).tolist() == [0, 1, -1]
    assert resolve(items, cues.some(np.zeros(0, np.int64)), names, docs).tolist() == []


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
    cues = clause_cues(Excerpts(items))
    meant = resolve(items, cues, names, docs)
    assert meant[cues.speakers == at].tolist() == [expected[at]]
    assert set(meant[cues.speakers != at].tolist()) <= {-1}


def one_by_one(items: Items, cues: Cues, genders: list[int], docs: list[int]) -> list[int]:
    """Whom each pronoun means, the sentences read one after the other; `genders` of the entities."""
    meant, subjects = [-1] * len(cues.kinds), subject_items(items).tolist()
    recent: list[int] = []
    for sentence, subject in enumerate(subjects):
        recent = [] if sentence and docs[sentence] != docs[sentence - 1] else recent
        person, speakers = int(items.numbers[subject]) if subject >= 0 else -1, []
        for n in np.flatnonzero(items.homes(cues.speakers) == sentence).tolist():
            at = int(cues.speakers[n])
            if cues.kinds[n] == NAMED and items.letters[at] == "N":
                speakers.append(int(items.numbers[at]))
            if cues.kinds[n] != PRONOUN:
                continue
            own = person if subject < at else -1
            first = int(items.bounds[sentence]) + 1
            opens = not items.letters[first : max(subject, first)].strip("TDS")
            reported = opens and items.letters[at - 1] == "," and not {*items.letters[subject:at]} & {*"QFfx"}
            fit = [entity for entity in recent if genders[entity] in (0, items.genders[at])]
            if own >= 0 and not reported and genders[own] in (0, items.genders[at]):
                fit = [own]
            elif own >= 0 and reported:
                fit = [entity for entity in fit if entity != own]
            meant[n] = fit[0] if fit else -1
        recent = [*speakers[:1], *[person][: (not speakers) * (subject >= 0)], *recent]
    return meant


@pytest.mark.parametrize("seed", range(6))
def test_all_at_once_is_one_by_one(seed: int) -> None:
    """Pronouns of random items mean whom they mean where the sentences are read one after the other."""
    rng = random.Random(seed)
    letters = "\n" + "".join(rng.choices("NHTDS,V.\nwrcQ", [3, 3, 1, 1, 1, 3, 4, 3, 1, 2, 1, 1, 1], k=4_000))
    persons = {at: rng.randrange(6) for at, letter in enumerate(letters) if letter == "N"}
    items = written(letters, persons, {at: rng.choice((MALE, FEMALE)) for at, x in enumerate(letters) if x == "H"})
    docs = np.cumsum([rng.random() < 0.05 for _ in items.bounds])
    names, cues = strings(["Ann Xq", "Mary Xq", "Tom Xq", "Peter Xq", "Xq", "Zq"]), clause_cues(Excerpts(items))
    genders = person_genders(items, names, np.arange(6)).tolist()
    expected = one_by_one(items, cues, genders, docs.tolist())
    assert len({*expected}) > 4
    assert resolve(items, cues, names, docs).tolist() == expected

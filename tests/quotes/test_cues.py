"""Values of the clauses that say something, on letters."""

from __future__ import annotations

import random
import re

import pytest

from pipeline.quotes.cue_columns import Cues
from pipeline.quotes.cues import clause_cues, cues_behind
from pipeline.quotes.excerpts import Excerpts
from pipeline.quotes.rules import GROUPS, KINDS, of_kind, rules
from tests.quotes.written import written

Cue = tuple[str, tuple[int, int], int, int, int]
"""Kind, first and end item of the speaker, first item with his title, end item, verb."""


def listed(cues: Cues) -> list[Cue]:
    """Clauses one by one."""
    rows = zip(*(column.tolist() for column in cues), strict=True)
    return [(GROUPS[kind], (speaker, behind), first, end, verb) for kind, speaker, behind, first, end, verb in rows]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("\nwv.NV.wv", [("named", (4, 5), 4, 6, 5)]),
        ("\nTNhVw", [("named", (2, 3), 1, 5, 4)]),
        ("\nwv.ArN,wv", [("named", (6, 7), 6, 7, 4)]),
        ("\nHV.DTV", [("pronoun", (1, 2), 1, 3, 2), ("nominal", (4, 6), 4, 7, 6)]),
        ("\nPV", [("other", (1, 2), 1, 3, 2)]),
        ("\nArgwz,H", [("nominal", (3, 6), 3, 6, 1)]),
        ("\nArw,H", []),
        ("\nHv,NVHv", [("named", (4, 5), 4, 6, 5)]),
        ("\nHv,PVHv", [("other", (4, 5), 4, 6, 5)]),
        ("\nHv,PVwwwwwwwwwwww", []),
        ("\nHv,NLD", [("named", (4, 5), 4, 6, 5)]),
        ("\nTSoT,N,V", [("named", (6, 7), 1, 9, 8)]),
        ("\nSw,DG,V", [("named", (5, 6), 1, 8, 7)]),
        ("\nHv&oV", [("nominal", (4, 5), 4, 6, 5)]),
        ("\nwv.wv", []),
        ("", []),
    ],
)
def test_clauses(letters: str, expected: list[Cue]) -> None:
    """Kind, items of the speaker, first and end item, verb; the same wherever the sentence stands."""
    assert listed(clause_cues(Excerpts(written(letters)))) == expected


def test_shared_subjects() -> None:
    """`and said` and `saying` take the clause before, else the subject; nobody where another person stands between."""
    subject = ("named", (1, 2), 4, 6, 5)
    assert listed(clause_cues(Excerpts(written("\nNvw&V")))) == [subject]
    assert listed(clause_cues(Excerpts(written("\nNVw,J")))) == [("named", (1, 2), 1, 3, 2), ("named", (1, 2), 5, 6, 5)]
    assert listed(clause_cues(Excerpts(written("\nNV.wv&V")))) == [("named", (1, 2), 1, 3, 2)]
    assert listed(clause_cues(Excerpts(written("\nNvN,J")))) == [("other", (1, 2), 5, 6, 5)]
    assert listed(clause_cues(Excerpts(written("\nNVwQJ")))) == [("named", (1, 2), 1, 3, 2), ("named", (1, 2), 5, 6, 5)]


def test_a_clause_behind_a_quotation() -> None:
    """By the item of the quotation; of two rules the first."""
    assert listed(cues_behind(written("\nwQVTN."))) == [("named", (5, 6), 4, 6, 2)]
    assert listed(cues_behind(written("\nwQ.NV."))) == [("named", (4, 5), 4, 6, 2)]
    assert listed(cues_behind(written("\nwQ.Nw."))) == []


def test_rules_by_kind() -> None:
    """Every rule is of one kind, in the order of the resource."""
    assert tuple(rule for kind in KINDS for rule in of_kind(kind)) == rules()


def test_letters_of_verbs() -> None:
    """What a verb may be is read from the pattern, and which of its groups holds it; all of it where none does."""
    assert [{rule.verb > 0 for rule in of_kind(kind)} for kind in KINDS] == [{False}, {True}, {True}, {True}, {False}]
    assert {rule.name: rule.verbs for rule in of_kind("shared")} == {"saying": "J", "and said": "KLUV"}
    assert [rule.verbs for rule in of_kind("clause")[:3]] == [":", "KLUV", "KLUV"]
    assert {rule.verbs for rule in of_kind("behind")} == {""}


def all_cues(letters: str) -> dict[int, tuple[int, int, int]]:
    """Verb → first and end item of its speaker, and end of the clause: each rule on the whole text."""
    found: dict[int, tuple[int, int, int]] = {}
    for rule in of_kind("clause"):
        for match in rule.pattern.finditer(letters):
            speaker = next(match.span(name) for name, _ in rule.speakers if match.start(name) >= 0)
            found.setdefault(match.start("verb"), (*speaker, match.end()))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_what_a_rule_is_not_tried_on_does_not_match(seed: int) -> None:
    """The clauses of texts of random items are those that the patterns find in the whole text."""
    often = "NHPGXwTDozrch,,.\nVVVKULJA&:QFfxSdgvlM/-;"
    letters = "\n" + "".join(random.Random(seed).choices(often, k=20_000))
    found = {verb: (*speaker, end) for _, speaker, _, end, verb in listed(clause_cues(Excerpts(written(letters))))}
    expected = all_cues(letters)
    assert len(expected) > 100
    assert {verb: found[verb] for verb in expected} == expected
    assert all(re.match("[JVULK]", letters[verb]) for verb in found.keys() - expected.keys())


@pytest.mark.parametrize("seed", range(8))
def test_clauses_behind_quotations_are_those_of_the_whole_text(seed: int) -> None:
    """Lines without a quotation, and what stands before the first one, have none."""
    letters = "\n" + "".join(random.Random(seed).choices("NHPGXwTDozrch,,.\nVVULA&-:QFfxQF", k=20_000))
    expected: dict[int, tuple[int, int, int]] = {}
    for rule in of_kind("behind"):
        for match in rule.pattern.finditer(letters):
            speaker = next(match.span(name) for name, _ in rule.speakers if match.start(name) >= 0)
            expected.setdefault(match.start(), (*speaker, match.end()))
    assert len(expected) > 100
    found = listed(cues_behind(written(letters)))
    assert {at: (*speaker, end) for _, speaker, _, end, at in found} == expected


def test_places_count_from_the_first_item() -> None:
    """Sentences without a verb of speech, which no rule is tried on, shift nothing."""
    assert listed(clause_cues(Excerpts(written("\nwv.wv.Nvw&V")))) == [("named", (7, 8), 10, 12, 11)]
    assert listed(clause_cues(Excerpts(written("\nwv.wv.Nvw,J")))) == [("named", (7, 8), 11, 12, 11)]
    assert listed(clause_cues(Excerpts(written("\nwv.Nw,Nww&V")))) == [("named", (4, 5), 10, 12, 11)]

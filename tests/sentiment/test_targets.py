"""Laws of the tone towards a name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.sentiment.news_model import squash, weighed
from pipeline.sentiment.news_words import news_words
from pipeline.sentiment.target_weights import learned, target_evidence, target_table
from pipeline.sentiment.targets import (
    BEFORE,
    BEHIND,
    NEAREST,
    Mentions,
    mentions_at,
    region,
    target_compounds,
    target_features,
)
from pipeline.text.characters import characters
from pipeline.text.passages import Passages
from tests.sentiment.sentences import passages

WORDS = st.sampled_from(
    ["Smith", "Jones", "praised", "attacked", "not", "the", "corrupt", "brave", ",", "pier", "fell"]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)


def towards(*pairs: tuple[str, str]) -> list[float]:
    """The tone of each sentence towards a name in it."""
    found = weighed(passages([text for text, _ in pairs]), news_words())
    bounds = found.tokens.tokens.bounds.tolist()
    first = [
        next(n for n in range(bounds[k], bounds[k + 1]) if found.tokens.text(n) == name)
        for k, (_, name) in enumerate(pairs)
    ]
    mentions = Mentions(np.arange(len(pairs)), np.array(first, np.int64), np.array(first, np.int64))
    tones: list[float] = target_compounds(found, mentions, target_evidence(news_words(), *learned())).tolist()
    return tones


def test_two_names_in_one_sentence_differ() -> None:
    """The victim is not judged as the one who killed him."""
    text = "Smith, a brave and honest man, was killed by Jones"
    smith, jones = towards((text, "Smith"), (text, "Jones"))
    assert jones < smith - 0.3


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            "Smith was praised for a brave and wise decision",
            "Smith was condemned for a corrupt and stupid decision",
        ),
        ("Smith was acquitted of fraud", "Smith was convicted of fraud"),
        ("Smith is not a crook", "Smith is a crook"),
    ],
)
def test_what_is_said_of_a_name_counts(better: str, worse: str) -> None:
    """Praise lifts, blame lowers, and the rules hold here as for sentences."""
    high, low = towards((better, "Smith"), (worse, "Smith"))
    assert high > low + 0.05


def test_the_name_itself_says_nothing() -> None:
    """One name in the place of another gives the same."""
    one, other = towards(("The council praised Smith", "Smith"), ("The council praised Jones", "Jones"))
    assert one == pytest.approx(other)


CLAUSES = {"clause_behind": "y", "clause_before": "x"}
TEXT = "a b c d e Smith Lee f g h i , j k l m n o"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("own", "SmithLee"),
        ("behind", "fghijklm"),
        ("before", "bcde"),
        ("next", "fg"),
        ("last", "de"),
        ("clause_behind", "fghi"),
        ("clause_before", "abcde"),
        ("all", "abcdefghijklmno"),
    ],
)
def test_regions_are_counted_from_the_name(name: str, letters: str) -> None:
    """The name; so many tokens behind it and before it; all others. Regions end with the sentence."""
    found = weighed(passages([TEXT, "x Smith y"]), news_words())
    mentions = Mentions(np.array([0, 1]), np.array([5, 18]), np.array([6, 18]))
    near = region(found, mentions, name)
    spelled = ["".join(found.tokens.text(t) for t in near.token[near.home == k].tolist()) for k in (0, 1)]
    other = {"own": "Smith", "behind": "y", "next": "y", "before": "x", "last": "x", "all": "xy"} | CLAUSES
    assert spelled == [letters, other[name]]
    assert len(letters) in {BEFORE, BEHIND, NEAREST, 4, 5, 8, 15}


def test_sums_over_the_clause_leave_the_name_out() -> None:
    """The words of the clause of the name count, those behind the comma and the name itself do not."""
    sentences = ["Brave Smith was praised, he was attacked", "Smith was praised"]
    found = weighed(passages(sentences), news_words())
    value = found.composition.value
    tone, strength = target_features(found, Mentions(np.array([0, 1]), np.array([1, 7]), np.array([1, 7])))
    clause = value[:4].sum() - value[1]
    assert tone["clause"][0] == pytest.approx(squash(np.array([clause]), 4.0)[0])
    assert strength["clause_size"].tolist() == pytest.approx([clause / 4, np.abs(value[8:]).sum() / 4])
    assert tone["behind"][1] == pytest.approx(squash(np.array([value[8:].sum()]), 4.0)[0])
    assert tone["before"].tolist() == [pytest.approx(squash(value[:1], 4.0)[0]), 0.0]


def test_learned_numbers_count_by_region() -> None:
    """A word's five pairs of numbers count for the sentence, the sides of the clause, the nearest; names never."""
    words = news_words()
    table = np.zeros((10, len(words.row) + 1))
    sentences = [
        "the village Smith saw",
        "Smith saw the village",
        "Smith saw it",
        "the village and the long grey wall Smith saw",
    ]
    found = weighed(passages(sentences), words)
    first = np.array([2, 4, 8, 18])
    mentions = Mentions(np.arange(4), first, first)
    plain = target_compounds(found, mentions, table)
    for row, moved in ((0, [0, 1, 3]), (2, [1]), (4, [0]), (6, []), (8, [0])):
        table[:] = 0.0
        table[row, words.row["village"]] = 1.0
        changed = target_compounds(found, mentions, table) - plain
        assert np.flatnonzero(changed > 1e-6).tolist() == moved
    table[:] = 0.0
    table[0, words.row["village"]] = table[1, words.row["village"]] = 1.0
    at_village = Mentions(np.arange(1), np.array([1]), np.array([1]))
    assert target_compounds(found, at_village, table) == pytest.approx(target_compounds(found, at_village, table * 0))


def test_names_are_found_among_the_tokens() -> None:
    """First and last token of a name by its characters, whatever stands in passages that overlap others."""
    batch = characters(strings(["Ann met Bob Lee. Bob left."]))
    spans = Passages(batch, np.array([0, 17, 4]), np.array([16, 26, 16]))
    found = weighed(spans, news_words())
    at = mentions_at(found, np.array([0, 1, 0]), np.array([8, 17, 0]), np.array([15, 20, 3]))
    assert (at.first.tolist(), at.last.tolist()) == ([2, 4, 0], [3, 4, 0])
    assert target_table() is target_table()


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """The tone towards a name is the same in a batch and alone, to the last bit."""
    pairs = [("Smith " + text, "Smith") for text in texts]
    assert towards(*pairs) == [towards(pair)[0] for pair in pairs]

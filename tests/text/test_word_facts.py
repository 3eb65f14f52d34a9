"""Laws of what is known about a word by itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.word_facts import (
    BEFORE_VERB,
    DETERMINER,
    DIGIT,
    LINKING,
    NEGATION,
    NOT_ALONE,
    NOUN,
    PREPOSITION,
    STOP,
    TIME,
    VERB,
    bare,
    facts_of,
    fold,
    lexis,
)

FOLDS = {
    "russia's": "russia", "russias": "russia", "u.s.": "us", "o'brien": "obrien", "cities": "city", "dies": "die",
    "series": "sery", "boxes": "box", "classes": "class", "churches": "church", "wishes": "wish", "bus": "bus",
    "crisis": "crisis", "gas": "gas", "class": "class", "troops": "troop", "at&t's": "at&t",
}  # fmt: skip
KINDS = {
    "the": STOP | DETERMINER, "of": STOP | PREPOSITION | LINKING, "they": STOP | BEFORE_VERB, "x": STOP, "ferry": 0,
    "don't": STOP | BEFORE_VERB, "they're": STOP | BEFORE_VERB,
    "year": NOT_ALONE | TIME, "night": TIME, "not": STOP | BEFORE_VERB | NEGATION,
    "2016": DIGIT | NOT_ALONE, "g20": DIGIT,
}  # fmt: skip


@pytest.mark.parametrize(("word", "expected"), FOLDS.items())
def test_plural_and_possessive_are_folded(word: str, expected: str) -> None:
    """Forms of one noun share a stem; words that merely end in s keep it."""
    assert fold(word) == expected


def test_the_bare_word_keeps_its_plural() -> None:
    """Only the possessive, apostrophes and dots go."""
    assert [bare(w) for w in ("cities", "city's", "u.s.", "o'brien")] == ["cities", "city", "us", "obrien"]


@pytest.mark.parametrize(("word", "kinds"), KINDS.items())
def test_function_words_have_their_kinds(word: str, kinds: int) -> None:
    """Kinds are read from the list, contractions take those of their first part, numbers are seen."""
    assert lexis(strings([word])).kind[0] == kinds


def test_stems_are_numbered_by_word() -> None:
    """Words of one stem share a number, and its length is that of the stem."""
    found = lexis(strings(["troop", "troops", "valley"]))
    assert found.stem.tolist() == [0, 0, 1]
    assert found.n_chars.tolist() == [5, 5, 6]


def test_facts_of_an_empty_vocabulary() -> None:
    """No word, no fact."""
    found = lexis(strings([]), ["ferry"])
    assert (len(found.stems), found.stem.tolist(), found.pos.shape) == (0, [], (3, 0))


def test_unknown_words_go_by_their_ending() -> None:
    """A made-up -ation is a noun, a made-up -ly is none; without a known ending a word is likely a name."""
    pos = lexis(strings(["blorfation", "blorfedly", "zqxj"])).pos
    assert pos[NOUN, 0] > 0.8
    assert pos[NOUN, 1] < 0.3
    assert pos[NOUN, 2] > 0.5
    assert pos[VERB, 2] < 0.2


def test_further_stop_words_count_in_all_their_forms() -> None:
    """A stop word given by the user stops the word and what folds to it, and nothing else."""
    found = lexis(strings(["ferry", "ferries", "harbour"]), ["ferry"])
    assert (found.kind & STOP > 0).tolist() == [True, True, False]


@given(st.lists(st.text("abiest'.é7", min_size=1, max_size=6), unique=True, max_size=8))
def test_a_word_is_the_same_in_any_vocabulary(vocabulary: list[str]) -> None:
    """Facts do not depend on the other words, and one by one they are the same; stems agree where folded words do."""
    found = lexis(strings(vocabulary))
    for i, word in enumerate(vocabulary):
        alone = facts_of(word)
        assert alone.kind == found.kind[i]
        assert np.array_equal(alone.pos, found.pos[:, i])
        assert alone.common == pytest.approx(found.common[i])
    folded = [fold(w) for w in vocabulary]
    assert found.stems.to_pylist() == folded
    assert found.n_chars.tolist() == list(map(len, folded))
    assert [[a == b for a in folded] for b in folded] == (found.stem[:, None] == found.stem[None, :]).tolist()


@pytest.mark.parametrize("word", ["years", "zorbation", "don't", "3d", "ferry", "cities", "é"])
def test_one_word_has_the_facts_that_many_have(word: str) -> None:
    """Listed, by its ending, a contraction, with a digit, with a plural, not English."""
    found, alone = lexis(strings(["the", word])), facts_of(word)
    assert (alone.kind, alone.pos.tolist()) == (found.kind[1], found.pos[:, 1].tolist())
    assert alone.common == pytest.approx(found.common[1])


@pytest.mark.parametrize(
    ("word", "ninths"),
    [
        ("zorbation", [9, 0, 0]),
        ("zorbness", [8, 1, 0]),
        ("zorbly", [0, 0, 0]),
        ("zorbing", [2, 0, 7]),
        ("zorbic", [2, 6, 0]),
        ("zorbible", [0, 9, 0]),
        ("zqxv", [7, 1, 0]),
        ("ferry", [8, 0, 2]),
    ],
)
def test_parts_of_speech_come_in_ninths(word: str, ninths: list[int]) -> None:
    """Noun, adjective and verb, by the word itself, else its last four, three or two letters, else as a name."""
    assert (lexis(strings([word])).pos[:, 0] * 9).round(4).tolist() == ninths


@pytest.mark.parametrize(
    ("word", "share"), [("about", 0.793), ("abandon", 0.015), ("years", 0.693), ("year", 0.693), ("zqxv", 0.0)]
)
def test_common_words_have_their_share_of_articles(word: str, share: float) -> None:
    """In thousandths, by the folded word; 0 for a word that is not listed."""
    assert lexis(strings(["harbour", word])).common[1] == pytest.approx(share)


@pytest.mark.parametrize(("word", "kind"), [("ox", 0), ("z", STOP), ("a's", STOP | DETERMINER), ("go", STOP)])
def test_words_of_one_letter_are_stop_words(word: str, kind: int) -> None:
    """Two letters may be a word of their own."""
    assert lexis(strings([word])).kind.tolist() == [kind]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("aims", "aim"),
        ("ties", "tie"),
        ("flies", "fly"),
        ("has", "has"),
        ("yes", "yes"),
        ("foxes", "fox"),
        ("passes", "pass"),
        ("this", "this"),
        ("menus", "menus"),
        ("pie's", "pie"),
        ("'s", ""),
    ],
)
def test_only_plurals_are_folded(word: str, folded: str) -> None:
    """From four letters on; -ies of five and more becomes y; words in -ss, -us and -is are singular."""
    assert fold(word) == folded

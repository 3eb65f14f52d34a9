"""Every figure of VADER's rules at every distance, written out as numbers."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.sentiment.vader import Sums, weighed
from pipeline.sentiment.vader_tokens import vader_tokens
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages


def sums(text: str) -> Sums:
    """A sentence with its sentiment words."""
    batch = characters(strings([text]))
    words = vader_words()
    return weighed(vader_tokens(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), words), words)


def last(text: str) -> float:
    """The valence of the last sentiment word of a sentence."""
    return float(sums(text).value[-1])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("very good", 2.193),
        ("very pier good", 2.17835),  # .95 of .293
        ("very pier dock good", 2.1637),  # .9 of it
        ("very pier dock boat good", 1.9),
        ("hardly good", 1.607),
        ("hardly pier good", 1.62165),
        ("hardly pier dock good", 1.6363),
        ("very bad", -2.793),
        ("very pier bad", -2.77835),
        ("very pier dock bad", -2.7637),
        ("hardly bad", -2.207),
        ("very very good", 2.47135),
        ("very very very good", 2.73505),
        ("good very", 1.9),
    ],
)
def test_a_booster_fades(text: str, value: float) -> None:
    """It adds .293 to the next word, .95 of that to the second and .9 to the third; what it adds to is its strength."""
    assert last(text) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("not good", -1.406),
        ("not pier good", -1.406),
        ("not pier dock good", -1.406),
        ("not pier dock boat good", 1.9),
        ("not bad", 1.85),
        ("not not good", 1.04044),
        ("not very good", -1.62282),
        ("very not good", -1.68435),
        ("isn't good", -1.406),
        ("without good", -1.406),
        ("good not", 1.9),
    ],
)
def test_a_negation_turns_three_words_on(text: str, value: float) -> None:
    """By -.74, without fading, and each time; boosters and negations act from the nearest to the furthest."""
    assert last(text) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pier GOOD", 2.633),
        ("pier BAD", -3.233),
        ("GOOD", 1.9),
        ("PIER GOOD", 1.9),
        ("VERY good", 2.926),
        ("VERY pier good", 2.8747),
        ("VERY pier dock good", 2.8234),
        ("VERY bad", -3.526),
        ("VERY GOOD pier", 3.659),
        ("HARDLY good", 2.34),
        ("PIER good", 1.9),
    ],
)
def test_capitals_among_small_letters(text: str, value: float) -> None:
    """They add .733 to a word and to what a booster in capitals adds; among capitals alone they say nothing."""
    assert last(text) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("never good", -1.406),
        ("never so good", 3.2895),  # 2.193 and half as much again
        ("never this good", 2.85),
        ("never that good", -1.406),
        ("never so pier good", 2.7229375),  # (1.9 + .95 · .293) · 1.25
        ("never pier so good", 2.74125),  # 2.193 · 1.25
        ("pier dock so good", 2.74125),  # as in nltk, also without `never`
        ("dock so good", 2.193),
        ("NEVER so good", -1.62282),
        ("never SO good", -2.16524),  # (1.9 + .293 + .733) · -.74
    ],
)
def test_never_so_good(text: str, value: float) -> None:
    """`never so` and `never this` raise: by half before the word, by a quarter one word further; small letters only."""
    assert last(text) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("least good", -1.406),
        ("pier least good", -1.406),
        ("at least good", 1.9),
        ("AT least good", 1.9),
        ("very least good", 2.17835),
        ("at pier least good", -1.406),
        ("least pier good", 1.9),
        ("least bad", 1.85),
    ],
)
def test_least(text: str, value: float) -> None:
    """It turns the next word by -.74, not behind `at` or `very`."""
    assert last(text) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dock kind of good", 1.607),
        ("kind of good", 1.9),
        ("dock sort of good", 1.607),
        ("dock sort of bad", -2.793),
        ("dock just enough good", 1.607),
        ("just enough pier good", 1.607),
        ("sort of pier good", 1.607),
        ("dock Sort of good", 1.9),
        ("dock of sort good", 1.9),
    ],
)
def test_what_softens(text: str, value: float) -> None:
    """`kind of`, `sort of`, `just enough` add -.293, whatever the sign, behind a third token; in small letters."""
    assert last(text) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(("text", "expected"), [("kind of pier", [0.0]), ("kind pier", [2.4]), ("pier kind", [2.4])])
def test_kind_of_says_how_much(text: str, expected: list[float]) -> None:
    """`kind` before `of` has no valence."""
    assert sums(text).value.tolist() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("good but bad", [0.95, -3.75]),
        ("good BUT bad", [0.95, -3.75]),
        ("but bad", [-3.75]),
        ("good but", [0.95]),
        ("good but bad but good", [0.95, -3.75, 2.85]),
        ("good and bad", [1.9, -2.5]),
    ],
)
def test_but(text: str, expected: list[float]) -> None:
    """Half of what stands before the first, half as much again behind it."""
    assert sums(text).value.tolist() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "emphasis"),
    [
        ("good!", 0.292),
        ("good !! !", 0.876),
        ("good !!!!", 1.168),
        ("good !!!!!", 1.168),
        ("good ?", 0.0),
        ("good ??", 0.36),
        ("good ???", 0.54),
        ("good ????", 0.96),
        ("good ?? !!", 0.944),
    ],
)
def test_marks_add_emphasis(text: str, emphasis: float) -> None:
    """.292 for each of four exclamation marks; .18 for each of two or three question marks, .96 for more."""
    found = sums(text)
    assert found.emphasis[0] == pytest.approx(emphasis)
    assert found.total[0] == pytest.approx(1.9 + emphasis)


@pytest.mark.parametrize(("text", "total"), [("bad !", -2.792), ("pier !", 0.0), ("good", 1.9), ("bad ????", -3.46)])
def test_emphasis_goes_with_the_sign(text: str, total: float) -> None:
    """It makes bad worse and adds nothing to nothing."""
    assert sums(text).total[0] == pytest.approx(total)

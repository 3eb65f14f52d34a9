"""How far each rule of news reaches and what it makes of a word: good is 1.9, bad -2.5, demand 2 where it moves."""

from __future__ import annotations

import pytest

from pipeline.sentiment.composition import compose
from pipeline.sentiment.news_tokens import news_tokens
from pipeline.sentiment.news_words import rows
from tests.sentiment.sentences import passages, values

FILLER = "pier"


def apart(first: str, n: int, last: str) -> str:
    """Two words with so many words between that say nothing."""
    return " ".join([first, *[FILLER] * n, last])


@pytest.mark.parametrize(
    ("word", "n", "good", "bad"),
    [
        ("not", 3, -1.33, 1.5),
        ("little", 1, -1.71, 1.75),
        ("less", 1, -1.71, 1.5),
        ("denies", 7, -1.52, 0.375),
        ("may", 8, 1.52, -2.125),
        ("wish", 8, -0.95, 1.25),
        ("examine", 8, 0.665, -0.875),
        ("very", 1, 2.66, -3.5),
        ("slightly", 1, 0.95, -1.25),
        ("nonsense", 3, -1.52, 0.75),
        ("fatally", 5, 0.38, -2.5),
        ("freed", 3, 1.9, 1.25),
        ("unhurt", 5, 1.9, -0.25),
    ],
)
def test_a_rule_reaches_so_many_words_ahead(word: str, n: int, good: float, bad: float) -> None:
    """With one word more between, good is good and bad is bad."""
    assert values(apart(word, n, "good"))["good"] == pytest.approx(good)
    assert values(apart(word, n, "bad"))["bad"] == pytest.approx(bad)
    assert values(apart(word, n + 1, "good"))["good"] == pytest.approx(1.9)
    assert values(apart(word, n + 1, "bad"))["bad"] == pytest.approx(-2.5)


@pytest.mark.parametrize(
    ("word", "n", "good", "bad"),
    [
        ("nonsense", 7, -1.52, 0.75),
        ("fatally", 5, 0.38, -2.5),
        ("freed", 4, 1.9, 1.25),
        ("unhurt", 5, 1.9, -0.25),
    ],
)
def test_a_rule_reaches_so_many_words_back(word: str, n: int, good: float, bad: float) -> None:
    """The same rules may reach further back than ahead."""
    assert values(apart("good", n, word))["good"] == pytest.approx(good)
    assert values(apart("bad", n, word))["bad"] == pytest.approx(bad)
    assert values(apart("good", n + 1, word))["good"] == pytest.approx(1.9)
    assert values(apart("bad", n + 1, word))["bad"] == pytest.approx(-2.5)


@pytest.mark.parametrize(
    ("word", "n", "tone"),
    [
        ("higher", 1, 2.3),
        ("plummeted", 2, -2.0),
        ("rose", 2, 2.2),
        ("reduce", 3, -2.0),
        ("boosts", 3, 2.2),
        ("ended", 3, -1.6),
        ("lifted", 3, 2.4),
        ("worsens", 3, -1.6),
    ],
)
def test_what_moves_a_thing_ahead(word: str, n: int, tone: float) -> None:
    """A thing that nothing moves says nothing."""
    assert values(apart(word, n, "demand"))["demand"] == pytest.approx(tone)
    assert "demand" not in values(apart(word, n + 1, "demand"))


@pytest.mark.parametrize(
    ("word", "n", "tone"),
    [
        ("plummeted", 5, -2.0),
        ("rose", 5, 2.2),
        ("reduce", 4, -2.0),
        ("boosts", 4, 2.2),
        ("ended", 4, -1.6),
        ("lifted", 4, 2.4),
        ("worsens", 4, -1.6),
    ],
)
def test_what_moves_a_thing_behind(word: str, n: int, tone: float) -> None:
    """What falls or rises stands before its verb, further away than what is cut or raised."""
    assert values(apart("demand", n, word))["demand"] == pytest.approx(tone)
    assert "demand" not in values(apart("demand", n + 1, word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("demand rose with exports", {"demand": 2.2}),
        ("demand was boosted with exports", {"demand": 2.2}),
        ("demand may reduce exports", {"exports": -1.6}),
        ("they reduce exports", {"exports": -2.0}),
    ],
)
def test_the_side_that_is_looked_at_first(text: str, expected: dict[str, float]) -> None:
    """What rises is looked for before it, what is reduced behind it, after a passive before it."""
    found = values(text)
    assert {word: found[word] for word in ("demand", "exports") if word in found} == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("the pier unless good", 0.95),
        (apart("unless", 30, "good"), 0.95),
        ("unless pier , good", 0.95),
        ("good unless pier", 1.9),
        ("although good", 0.665),
        (apart("although", 30, "good"), 0.665),
        ("although pier , good", 1.9),
        ("good although pier", 1.9),
        ("good but pier", 1.14),
        (apart("good", 30, "but pier"), 1.14),
        ("good , pier , but pier", 1.14),
        ("but good", 1.9),
        ("pier than good", 0.38),
        ("than pier , good", 1.9),
    ],
)
def test_rules_of_clause_and_sentence(text: str, good: float) -> None:
    """`unless` to the end of the sentence, `although` and `than` to that of the clause, `but` all before it."""
    assert values(text)["good"] == pytest.approx(good)


@pytest.mark.parametrize(
    ("text", "expected"), [("before bad", -1.0), ("before pier , bad", -2.5), ("bad before", -2.5)]
)
def test_before_something_bad(text: str, expected: float) -> None:
    """What is bad weighs .4, to the end of the clause."""
    assert values(text)["bad"] == pytest.approx(expected)


def own(text: str, valence: float) -> float:
    """The tone of a word of the user's own in a sentence."""
    words = rows({}, {"quayish": valence})
    tokens = news_tokens(passages([text]), words)
    made = compose(tokens, words).value.tolist()
    return float(made[[tokens.text(n) for n in range(len(made))].index("quayish")])


@pytest.mark.parametrize(
    ("valence", "tone"),
    [(0.39, 0.39), (0.4, -0.28), (0.41, -0.287), (-0.39, -0.39), (-0.4, 0.24), (4.0, -2.8), (-4.0, 2.4)],
)
def test_a_rule_takes_hold_from_two_fifths_on(valence: float, tone: float) -> None:
    """A word of less feeling is left alone."""
    assert own("not quayish", valence) == pytest.approx(tone)


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("it is quayish?", 0.7),
        ("it is quayish.", 2.0),
        ("it is not quayish?", -0.49),
        ("it is very quayish?", 0.98),
        ("quayish? it is.", 2.0),
    ],
)
def test_a_question_keeps_a_good_third(text: str, tone: float) -> None:
    """.35 of what its words say, rules included; the last mark decides."""
    assert own(text, 2.0) == pytest.approx(tone)

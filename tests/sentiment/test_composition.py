"""Values of the rules: what the words of a clause make of each other, without anything learned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sentiment.composition import QUESTION
from pipeline.sentiment.grammar import grammar
from tests.sentiment.sentences import composed, tone, values

WORDS = st.sampled_from(
    [
        "not",
        "good",
        "bad",
        "crime",
        "prices",
        "fell",
        "rose",
        "but",
        "very",
        "the",
        "under",
        "fire",
        ",",
        "if",
        "no",
        "was",
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=14).map(" ".join), min_size=1, max_size=4)
RULE = {rule.name: rule for rule in grammar().rules}
GOOD, BAD = 1.9, -2.5  # VADER's valences


def test_negation_turns_what_follows() -> None:
    """`not good` is bad, `not bad` good, each by its factor; the negation itself says nothing."""
    assert values("It is not good") == {"good": round(GOOD * RULE["negation"].on_good, 3)}
    assert values("It is not bad") == {"bad": round(BAD * RULE["negation"].on_bad, 3)}


@pytest.mark.parametrize(
    "text", ["It isn't good", "It isn\u2019t good", "They don't do good", "It couldn't be good", "It ain't good"]
)
def test_contractions_negate(text: str) -> None:
    """With a straight mark or a curly one they turn what follows as `not` does."""
    assert values(text) == {"good": round(GOOD * RULE["negation"].on_good, 3)}


def test_a_shutdown_avoided() -> None:
    """It is a thing that rules of direction turn; so `avoid` does not look back to the agreement before it."""
    found = values("They approved an agreement to avoid a shutdown")
    assert found["shutdown"] == round(-2.0 * RULE["ends"].on_bad, 3)
    assert found.get("agreement", 0) >= 0


def test_nothing_better_is_praise() -> None:
    """`Nothing better protects` turns nothing."""
    assert values("Nothing better protects workers") == {"protects": grammar().word_values["protects"]}


def test_depriving_turns_what_is_taken() -> None:
    """`depriving people of freedom`: what is taken need not stand next to the verb."""
    turned = round(grammar().things["freedom"] * RULE["negation"].on_good, 3)
    assert values("It deprives people of freedom") == {"freedom": turned}


def test_some_contractions_turn_nothing() -> None:
    """`isn't just good` is good, and `couldn't be better` very."""
    assert values("It isn't just good")["good"] == GOOD
    assert values("It couldn't be better") == {"couldn't": 2.4}


@pytest.mark.parametrize(
    "text",
    [
        "the standard error",
        "a margin of error",
        "the health care law",
        "thanks to rain",
        "a tax break for employment",
        "the debt limit",
        "It may result in rain",
    ],
)
def test_terms_say_nothing(text: str) -> None:
    """Words with a tone inside a term that has none."""
    assert values(text) == {}


def test_words_that_name_a_thing_say_nothing() -> None:
    """A heading `Education` is no good news."""
    assert values("Education") == {}


@pytest.mark.parametrize(
    "text", ["He tested positive", "They dodged taxes", "She was ordered to pay", "They dropped bombs"]
)
def test_phrases_that_are_bad_news(text: str) -> None:
    """As a whole, whatever the tone of their words."""
    assert tone(text) == -2.5


def test_harm_leaves_relief_alone() -> None:
    """A rescue keeps its tone beside harm: `survived the massacre` is good, `destroyed the peaceful village` bad."""
    relief = RULE["relief"]
    found = values("He survived the massacre")
    assert found["survived"] == grammar().word_values["survived"]
    assert found["massacre"] == round(grammar().word_values["massacre"] * relief.on_bad, 3)
    assert values("They destroyed the good village")["good"] == round(GOOD * RULE["harm"].on_good, 3)


def test_negation_ends_with_its_reach_and_clause() -> None:
    """Four tokens on it still works, five tokens on no more, nor behind a comma."""
    turned = round(GOOD * RULE["negation"].on_good, 3)
    assert values("not in any sense good")["good"] == turned
    assert values("not in any possible sense good")["good"] == GOOD
    assert values("not him, good")["good"] == GOOD


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Crime fell", 1),
        ("Crime rose", -1),
        ("Profits fell", -1),
        ("Profits rose", 1),
        ("Prices were cut", 1),
        ("Crime was reduced", 1),
        ("The plan reduced crime", 1),
        ("The plan reduced profits", -1),
        ("The state cut wages", -1),
        ("The state raised wages", 1),
        ("Crime fell to its lowest level", 1),
        ("Rising crime", -1),
        ("The drought is over", 1),
        ("The ceasefire ended the bloodshed", 1),
        ("The curfew was lifted", 1),
        ("The curfew was tightened", -1),
        ("The report explains prices", 0),
    ],
)
def test_direction_by_what_moves(text: str, sign: int) -> None:
    """Good things that rise are good, bad things that rise are bad; what nothing happens to says nothing."""
    assert np.sign(tone(text)) == sign


def test_a_thing_is_turned_once() -> None:
    """`fell to its lowest`: the second word of direction does not turn it back."""
    assert values("Crime fell to its lowest level") == values("Crime fell to its level")


def test_after_a_passive_the_subject_comes_first() -> None:
    """`prices were cut by ...` is about prices; `cut prices` too, with the same tone."""
    assert values("Prices were cut")["prices"] == values("They cut prices")["prices"]
    assert "prices" in values("Prices were cut despite jobs")


def test_degree_scales_the_next_words() -> None:
    """`very` strengthens and `slightly` weakens up to two tokens on."""
    assert values("very good")["good"] == round(GOOD * RULE["very"].on_good, 3)
    assert values("slightly good")["good"] == round(GOOD * RULE["slightly"].on_good, 3)
    assert values("very and so good")["good"] == GOOD


def test_a_few_is_not_few() -> None:
    """`few` turns, `a few` only weakens."""
    assert values("few good")["good"] < 0 < values("a few good")["good"] < GOOD


def test_questions_are_damped() -> None:
    """A question keeps a share of its tone."""
    assert values("Is it good?")["good"] == round(GOOD * QUESTION, 3)


def test_but_weakens_what_stands_before_it() -> None:
    """All before `but` is weakened, what follows is not."""
    assert values("It is good, but bad") == {"good": round(GOOD * RULE["but"].on_good, 3), "bad": BAD}


def test_factors_multiply() -> None:
    """`not very good`: both rules act."""
    found = values("It is not very good")["good"]
    assert found == round(GOOD * RULE["very"].on_good * RULE["negation"].on_good, 3)


def test_names_have_no_tone_and_set_off_nothing() -> None:
    """A charged word in a name is neutral, and no rule takes hold of it."""
    assert values("They met Grace Love and Never Good") == {}


def test_phrases_are_one_word() -> None:
    """An idiom has its own tone at its first word; its parts are mute."""
    tokens, made = composed("The governor came under fire")
    assert [tokens.text(n) for n in np.flatnonzero(made.value).tolist()] == ["came"]
    assert made.marked.is_muted.tolist() == [False, False, False, True, True]
    assert (made.marked.token.tolist(), made.marked.last.tolist()) == ([2], [4])


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """A sentence has the same tones in a batch and alone, to the last bit."""
    _, together = composed(*texts)
    alone = [value for text in texts for value in composed(text)[1].value.tolist()]
    assert together.value.tolist() == alone

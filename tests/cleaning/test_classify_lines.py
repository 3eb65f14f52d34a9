"""Which line a rule looks at: its place, its length, what is quoted in it; each met and just missed."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning.classify import Verdicts, noise_lines
from pipeline.cleaning.rules import MODEL, NONE, names
from pipeline.cleaning.structure import ArticleMetadata
from pipeline.text.lines import split_lines
from tests.cleaning.test_classify import LONG, PROSE, no_repeats, noise_of

OTHER = "The harbour master told the meeting that no boat had been late in June. He was asked to say so in writing."
THIRD = "A report on the cost of the weir is due in the spring. Nobody at the town hall would name a figure on Monday."
SHOUTED = "HARBOUR MAYOR FACES NEW VOTE OVER FERRY DEAL"
POST = "Follow us on Twitter (@gazette)"
QUOTED = "Follow us on Twitter (@gazette) March 3, 2026"


def verdicts(text: str, mode: str = "standard", title: str | None = "Pier closed", least: float = 0.1) -> Verdicts:
    """What is said of the lines of an article."""
    lines = split_lines(strings([text]))
    return noise_lines(lines, ArticleMetadata([title], [None], [[]]), no_repeats(lines), mode, least)


def named(codes: np.ndarray) -> list[str]:
    """The names of the rules, empty for none."""
    return [names()[code] if code != NONE else "" for code in codes.tolist()]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([SHOUTED, LONG, OTHER], ["", "", ""]),  # the first line may be the headline
        ([LONG, SHOUTED, OTHER], ["", "headline", ""]),
        ([LONG, OTHER, SHOUTED], ["", "", "headline"]),
        (["The pier", SHOUTED, LONG], ["", "headline", ""]),
        ([SHOUTED, SHOUTED, LONG, OTHER], ["", "headline", "", ""]),
    ],
)
def test_a_shouted_headline_is_another_article_s_from_the_second_line_on(lines: list[str], expected: list[str]) -> None:
    """Whatever the first line is."""
    assert noise_of(["\n".join(lines)]) == [expected]


@pytest.mark.parametrize(
    ("line", "is_noise"),
    [
        (POST, True),
        (QUOTED, False),
        ("Follow us on Twitter", True),
        ("Follow us on Twitter pic.twitter.com/abc", False),
    ],
)
def test_a_post_that_is_quoted_is_of_the_story(line: str, *, is_noise: bool) -> None:
    """A name in brackets with a date behind it, or a picture; the name alone is an invitation."""
    (found,) = noise_of([f"{LONG}\n{OTHER}\n{line}\n{THIRD}"])
    assert bool(found[2]) is is_noise
    assert found[:2] + found[3:] == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ADVERTISEMENT", [""]),  # an article of one line stays whole
        ("ADVERTISEMENT\nRead more", ["", ""]),  # so does one that would keep no sentence
        (f"ADVERTISEMENT\n{LONG}", ["label", ""]),
        (f"{LONG}\nADVERTISEMENT", ["", "label"]),
    ],
)
def test_an_article_keeps_a_sentence(text: str, expected: list[str]) -> None:
    """Where nothing else is left nothing goes, and nothing is suspected."""
    found = verdicts(text)
    taken = named(found.taken)
    assert [bool(rule) for rule in taken] == [bool(rule) for rule in expected]
    if not any(expected):
        assert named(found.suspected) == [""] * len(taken)
        assert found.probability.tolist() == [0.0] * len(taken)


def test_the_safe_mode_suspects_what_the_standard_mode_takes() -> None:
    """With the share of such lines that are noise; what it takes itself is not suspected."""
    text = f"{LONG}\n{SHOUTED}\n{OTHER}\nADVERTISEMENT"
    standard, safe = verdicts(text), verdicts(text, "safe")
    assert [bool(rule) for rule in named(standard.taken)] == [False, True, False, True]
    assert [bool(rule) for rule in named(safe.taken)] == [False, False, False, True]
    assert named(safe.suspected) == ["", "headline", "", ""]
    assert safe.probability.tolist() == [0.0, 0.99, 0.0, 0.0]


@pytest.mark.parametrize("least", [0.01, 0.1, 0.3, 0.6, 1.0])
def test_the_model_suspects_from_its_least_probability_on(least: float) -> None:
    """Fewer lines the larger it is, each with its probability; no line is both taken and suspected."""
    text = f"{LONG}\nAna Ruiz, Port Ellis\nFerry times\n{OTHER}\nGet it here\n{PROSE}"
    found, all_of_it = verdicts(text, least=least), verdicts(text, least=0.0)
    suspected = np.array([rule == MODEL for rule in named(found.suspected)])
    assert suspected.tolist() == ((all_of_it.probability >= least) & (all_of_it.suspected != NONE)).tolist()
    assert (found.probability[suspected] >= least).all()
    assert (found.probability[~suspected] == 0).all()
    assert not (suspected & (found.taken != NONE)).any()


def test_the_first_line_of_an_article_without_a_headline_may_be_it() -> None:
    """The model does not suspect it; with a headline it may."""
    text = f"Get it here\n{LONG}\nGet it here\n{OTHER}"
    without, titled = verdicts(text, title=None, least=0.01), verdicts(text, least=0.01)
    assert without.probability[0] == 0
    assert titled.probability[0] > 0
    assert without.probability[2] > 0


@pytest.mark.parametrize("n", [0, 1, 5])
def test_articles_do_not_touch_each_other(n: int) -> None:
    """Lines have the same rules alone and among others."""
    text = f"{LONG}\n{SHOUTED}\n{OTHER}\nADVERTISEMENT"
    others = [f"{SHOUTED}\n{LONG}"] * n
    assert noise_of([*others, text, *others])[n] == noise_of([text])[0]

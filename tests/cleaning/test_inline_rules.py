"""Laws of noise inside lines."""

import re

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning.inline_rules import inline_noise
from pipeline.cleaning.rules import inline_rules, names
from pipeline.cleaning.spans import without
from pipeline.text.lines import split_lines


def taken(text: str, mode: str = "standard") -> tuple[str, list[str]]:
    """What is left of a text, and the rules."""
    lines = split_lines(strings([text]))
    gone = inline_noise(lines, np.ones(len(lines), bool), mode)
    return without(lines.data, lines.bounds, gone)[0].as_py(), [names()[rule] for rule in gone.rules]


@pytest.mark.parametrize(
    ("text", "rest", "rule"),
    [
        ("é The mayor (Photo by Ana Ruiz/Getty Images) met us.", "é The mayor met us.", "credit"),
        ("The mayor met us (AP Photo/Ana Ruiz) today.", "The mayor met us today.", "credit"),
        ("The mayor met us. (RELATED: The ferry in figures) Later,", "The mayor met us. Later,", "related"),
        ("It ended. CLICK HERE TO READ MORE FROM THE GAZETTE Then", "It ended. Then", "promo"),
        ("It ended. [pullquote] Then", "It ended. Then", "player"),
        ("Ana Ruiz Ana Maria RuizFares rise Pier is sold MORE (Ind.) met us.", "Ana Ruiz (Ind.) met us.", "related"),
        ("Jo de RuizJohn (Jo) de RuizFares: ‘more’ Pier is sold MORE’s aide", "Jo de Ruiz’s aide", "related"),
    ],
)
def test_a_span_goes_and_the_line_stays(text: str, rest: str, rule: str) -> None:
    """Each rule takes its span and one blank before it, no more."""
    left, gone = taken(text)
    assert left == rest
    assert set(gone) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "USAir <U> and IBM <B>",
        "1 <3 you",
        "He (the mayor) met [us]",
        "Click here to pay",
        "x (see below) y",
        "Ana Ruiz Ana Ruiz, who met us in the harbour, wanted MORE",
        "ANA RUIZ ANA MARIA RUIZ FERRY FARES RISE AGAIN AND THE PIER COSTS MORE",
        "Ana Ruiz Ana Maria RuizFerry fares rise again and the pier costs more",
    ],
)
def test_ordinary_brackets_stay(text: str) -> None:
    """Signs and brackets of a story are no noise."""
    assert taken(text) == (text, [])


def test_every_example_is_found() -> None:
    """The quick look at lines stops no line that a rule has an example of."""
    for rule in inline_rules():
        assert rule.name in taken(rule.example)[1]


def test_the_safe_mode_keeps_links_to_stories() -> None:
    """Only rules that cannot err hold in `safe`."""
    text = "It met. (RELATED: The ferry in figures) It left."
    assert taken(text, "safe") == (text, [])


def test_endless_lines_are_not_searched() -> None:
    """A file without line ends costs no more than a look at its bytes."""
    text = "The <b>mayor</b> met. " * 5_000
    assert taken(text) == (text, [])


def test_overlapping_spans_are_taken_once() -> None:
    """Where two rules meet, the earlier span stands."""
    left, gone = taken("It met (Photo: <b>Ana Ruiz</b> of the Gazette) then.")
    assert left == "It met then."
    assert gone == ["credit"]


@pytest.mark.parametrize(("size", "expected"), [(50_000, ["credit"]), (50_001, [])])
def test_lines_up_to_50000_bytes_are_searched(size: int, expected: list[str]) -> None:
    """The bound itself counts, wherever the line stands."""
    span = " (AP Photo/Ana Ruiz)"
    text = "First.\n" + "x" * (size - len(span)) + span
    assert taken(text)[1] == expected


def test_only_the_lines_asked_for_are_searched() -> None:
    """A line that a rule took as a whole is left alone."""
    line = "It met (AP Photo/Ana Ruiz) then."
    lines = split_lines(strings([f"{line}\n{line}"]))
    found = inline_noise(lines, np.array([False, True]), "standard")
    assert found.rows(lines.bounds).tolist() == [0]
    assert found.starts.tolist() == [len(line) + 1 + line.index(" (AP")]


def test_every_example_holds_what_its_rule_asks_of_a_line() -> None:
    """A line with a span of a rule matches `only_in`, where the rule has one; an unlike line does not."""
    asking = [rule for rule in inline_rules() if rule.only_in]
    assert {rule.name for rule in asking} == {"related", "player"}
    assert all(re.search(rule.only_in, rule.example) for rule in asking)
    assert not any(re.search(rule.only_in, "The council met [in May].") for rule in asking)

"""What rules are tried on: the sentences that can match, as far as they are looked at."""

from __future__ import annotations

import re

import pytest

from pipeline.quotes.excerpts import Excerpts, behind_quotations
from pipeline.quotes.rules import Rule
from tests.quotes.written import written

TEXT = "\n\nNVwVw.wvw.NvN&NVw\nAw.w&V"


def rule(pattern: str, reach: int | None = None, holds: str = "") -> Rule:
    """A rule with a pattern."""
    return Rule("clause", "some", re.compile(pattern), "", "", "", reach, holds)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (rule("(?P<verb>V)"), "\nNVwVw..NvN&NVw\n.w&V\n"),  # whole sentences, and what begins the next one
        (rule("(?P<verb>V)", 0), "\nNVwV.NvN&NV.w&V"),  # nothing is looked at behind the last verb
        (rule("(?P<verb>V)", 1), "\nNVwVw..NvN&NVw\n.w&V\n"),
        (rule("(?P<verb>A)", 1), "\nAw."),
        (rule("(?P<verb>A)", 9), "\nAw."),
        (rule("(?P<verb>V)", 0, "N&"), ".NvN&NV"),
        (rule("(?P<verb>V)", 0, "&N"), ".NvN&NV"),
        (rule("(?P<verb>V)", 0, "&V"), ".w&V"),
        (rule("(?P<verb>V)", 0, "&D"), ""),
        (rule("(?P<verb>J)"), ""),
    ],
)
def test_sentences_of_a_rule(one: Rule, expected: str) -> None:
    """Those with its verb and the two items that it needs, up to as many items behind the last verb as it reaches."""
    assert Excerpts(written(TEXT)).of(one).letters == expected


def test_what_matches_stands_at_its_items() -> None:
    """First item, one past the last, verb; of rules with a speaker all that there is to a clause."""
    excerpts = Excerpts(written(TEXT))
    one = rule("[N&](?P<verb>V)", 0)
    assert [column.tolist() for column in excerpts.of(one).spans(one)] == [[2, 16, 24], [4, 18, 26], [3, 17, 25]]
    one = rule("(?P<source>&?(?P<named>N))(?P<verb>V)", 0)
    columns = [column.tolist() for column in excerpts.of(one).cues(one)]
    assert columns == [[0, 0], [2, 16], [3, 17], [2, 15], [4, 18], [3, 17]]
    one = rule("(?P<source>(?P<named>N)?)(?P<verb>V)", 0)
    with pytest.raises(LookupError):
        excerpts.of(one).cues(one)


def test_lines_from_their_first_quotation_on() -> None:
    """With what begins the next line; lines without one are left out."""
    assert behind_quotations(written("\nwQwxw.w\nw\nQ")).letters == "Qwxw.w\nQ\n"
    assert behind_quotations(written("\nw")).letters == ""

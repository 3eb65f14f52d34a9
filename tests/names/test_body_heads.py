"""Bodies whose name goes on over of, on and for."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.mentions import find_mentions
from pipeline.names.trimming import KINDS
from pipeline.names.word_lists import name_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A fellow of the Center on Rivers and Policies spoke.", ["Center on Rivers and Policies"]),
        ("He spoke for the Brannoc Center for Youth Justice, which met.", ["Brannoc Center for Youth Justice"]),
        ("It was told to the Office of Boats and Nets Director Ann Holt.", ["Office of Boats and Nets"]),
        ("It was told to the Department of Defense and NATO.", ["Department of Defense", "NATO"]),
        ("He met the Senate Finance Committee on Friday.", ["Senate Finance Committee"]),
        ("They run the office of Ann Holt.", []),
    ],
)
def test_a_body_goes_on_behind_its_head(text: str, expected: list[str]) -> None:
    """Over `and`, up to a day, an acronym or the title of a person."""
    found = find_mentions(strings([text]))
    spans = zip(found.start.tolist(), found.end.tolist(), found.kind.tolist(), strict=True)
    assert [text[start:end] for start, end, kind in spans if KINDS[kind] == "organisation"] == expected


def test_heads_are_last_words_of_bodies_too() -> None:
    """The rule looks among these alone."""
    assert name_words("D") <= name_words("O")

"""An abbreviation in brackets behind the body that it shortens is a body, wherever the text has it."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.mentions import find_mentions
from pipeline.names.trimming import KINDS

GUILD = "Officials of the Brannoc Rowing Association (BrRA) met in London. "


def bodies(*texts: str) -> list[list[str]]:
    """The mentions of bodies in each text."""
    found = find_mentions(strings(texts))
    rows = zip(found.doc.tolist(), found.start.tolist(), found.end.tolist(), found.kind.tolist(), strict=True)
    given: list[list[str]] = [[] for _ in texts]
    for doc, start, end, kind in rows:
        if KINDS[kind] == "organisation":
            given[doc].append(texts[doc][start:end])
    return given


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("", ["BrRA"]),
        ("Then BrRA President Ann Holt spoke.", ["BrRA", "BrRA"]),
        ("It is the BrRA’s own boat.", ["BrRA", "BrRA"]),
        ("A brra is no boat, nor is a BRRAT.", ["BrRA"]),
    ],
)
def test_what_brackets_introduce_is_found_again(behind: str, expected: list[str]) -> None:
    """In the same spelling, with a possessive or without; not in small letters or as a part of another word."""
    assert bodies(GUILD + behind) == [["Brannoc Rowing Association", *expected]]


def test_other_texts_are_not_told() -> None:
    """What one text introduces says nothing of the next one."""
    alone = "Then BrRA President Ann Holt spoke."
    assert bodies(GUILD, alone)[1] == bodies(alone)[0]


@pytest.mark.parametrize("short", ["2019", "Ann", "XyQz"])
def test_brackets_that_hold_no_initials_introduce_nothing(short: str) -> None:
    """Years, names and other letters."""
    text = GUILD.replace("BrRA", short)
    assert short not in bodies(text)[0]

"""Laws of the cues that rules went by."""

from __future__ import annotations

import pytest

from pipeline.sentiment.contributions import reasons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is not good.", ["not \u2192 good"]),
        ("It is not so very good.", ["not, so, very \u2192 good"]),
        ("It is GOOD here.", ["capitals \u2192 GOOD"]),
        ("It was good but late.", ["but \u2192 good"]),
        ("He isn't really brave but cruel.", ["isn't, really, but \u2192 brave", "really, but \u2192 cruel"]),
        ("It is the least good.", ["least \u2192 good"]),
        ("She was in the kiss of death.", ["rules \u2192 kiss", "rules \u2192 death"]),
        ("It is good.", []),
    ],
)
def test_cues(text: str, expected: list[str]) -> None:
    """What stands before a word, its capitals and `but` are named; any other rule is one."""
    told = [reason.word for reason in reasons(text, "vader") if "\u2192" in reason.word]
    assert told == expected

"""A user's own words, line by line, and every error word for word."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import ConfigError
from pipeline.sentiment.custom_lexicon import own_lexicon

HINT = "write a line as word,valence with a valence of -4 to 4, for instance: landslide,-2.5"
LIMITS = "one word of 1 to 24 letters of Western Europe, without spaces"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", {}),
        ("\n\n", {}),
        ("word,valence\n", {}),
        ("Word , Valence\npier,1\n", {"pier": 1.0}),
        ("# mine\npier,1\n", {"pier": 1.0}),
        ("pier,1", {"pier": 1.0}),
        ("pier,1\n\nboat,-2.5\n", {"boat": -2.5, "pier": 1.0}),
        (" pier , 1 \n", {"pier": 1.0}),
        ('"pier","1"\n', {"pier": 1.0}),
        ("PIER,1\n", {"pier": 1.0}),
        ("o\u2019clock,1\n", {"o'clock": 1.0}),
        ("pier,4\nboat,-4\n", {"boat": -4.0, "pier": 4.0}),
        ("pier,0\n", {"pier": 0.0}),
        ("pier,1e0\n", {"pier": 1.0}),
        ("caf\u00e9,1\n", {"caf\u00e9": 1.0}),
        ("x" * 24 + ",1\n", {"x" * 24: 1.0}),
        ({"Pier": 1, "boat": -2.5}, {"boat": -2.5, "pier": 1.0}),
        ({"pier": "1.5"}, {"pier": 1.5}),
        ({}, {}),
    ],
)
def test_words_and_their_valence(given: Any, expected: dict[str, float]) -> None:
    """In small letters, sorted; a head, comments and blank lines are passed."""
    found = own_lexicon(given, "my.csv")
    assert found == expected
    assert list(found) == list(expected)


@pytest.mark.parametrize(
    ("given", "where", "what", "hint"),
    [
        ("pier\n", "my.csv:1", "expected two values, got 1: pier", HINT),
        ("a,1\npier,1,2\n", "my.csv:2", "expected two values, got 3: pier,1,2", HINT),
        ("pier,high\n", "my.csv:1", "'high' is not a number", HINT),
        ("pier,\n", "my.csv:1", "'' is not a number", HINT),
        ("pier,4.01\n", "my.csv:1", "4.01 is outside -4 to 4", HINT),
        ("pier,-4.5\n", "my.csv:1", "-4.5 is outside -4 to 4", HINT),
        ("pier,nan\n", "my.csv:1", "nan is outside -4 to 4", HINT),
        ("pier,inf\n", "my.csv:1", "inf is outside -4 to 4", HINT),
        ("old pier,1\n", "my.csv:1", "'old pier' cannot be looked up", LIMITS),
        (",1\n", "my.csv:1", "'' cannot be looked up", LIMITS),
        ("\u4e16,1\n", "my.csv:1", "'\u4e16' cannot be looked up", LIMITS),
        ("x" * 25 + ",1\n", "my.csv:1", f"'{'x' * 25}' cannot be looked up", LIMITS),
        ("pier,1\n\nPier,2\n", "my.csv:3", "'pier' stands there twice, first at my.csv:1", "keep one of the two"),
        ("a,1\nword,valence\n", "my.csv:2", "'valence' is not a number", HINT),
        ('"pier,1\n', "my.csv:1", "not CSV: unexpected end of data", HINT),
        ({"pier": 9}, "my.csv", "9 is outside -4 to 4", HINT),
        ({"pier": None}, "my.csv", "'None' is not a number", HINT),
        ({"old pier": 1}, "my.csv", "'old pier' cannot be looked up", LIMITS),
        ({"pier": 1, "PIER": 2}, "my.csv", "'pier' stands there twice, first at my.csv", "keep one of the two"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(given: Any, where: str, what: str, hint: str) -> None:
    """Place, what is wrong, and how it should be."""
    with pytest.raises(ConfigError) as caught:
        own_lexicon(given, "my.csv")
    assert str(caught.value) == f"{where}: {what}\n  hint: {hint}"

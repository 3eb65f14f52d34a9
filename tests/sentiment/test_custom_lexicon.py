"""Laws of a user's own lexicon."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.sentiment.custom_lexicon import own_lexicon


def test_lines_are_words_with_valences() -> None:
    """Head line, comments and blank lines are skipped; words become small letters with plain apostrophes."""
    text = '# ours\nWord,Valence\n\nPierish, 1.5\n"na\u00efve",-2\ncan\u2019t,-1\n'
    assert own_lexicon(text, "words.csv") == {"can't": -1.0, "na\u00efve": -2.0, "pierish": 1.5}


def test_a_mapping_serves_as_well() -> None:
    """Words may stand in the configuration itself; their order does not matter."""
    assert list(own_lexicon({"Zany": 1, "bad": -3.5}, "params.yaml:3").items()) == [("bad", -3.5), ("zany", 1.0)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("pierish", "words.csv:2: expected two values, got 1: pierish"),
        ("pierish;1", "expected two values, got 1: pierish;1"),
        ("pierish,1,5", "expected two values, got 3: pierish,1,5"),
        ("pierish,good", "words.csv:2: 'good' is not a number"),
        ("pierish,", "'' is not a number"),
        ("pierish,nan", "nan is outside -4 to 4"),
        ("pierish,5", "5 is outside -4 to 4"),
        (",1", "'' cannot be looked up"),
        ("two words,1", "'two words' cannot be looked up"),
        ("\u0441\u043b\u043e\u0432\u043e,1", "cannot be looked up"),
        ("fine,1\nFine,2", "words.csv:3: 'fine' stands there twice, first at words.csv:2"),
        ('"fine,1', "words.csv:2: not CSV: unexpected end of data"),
    ],
)
def test_bad_lines_are_named(line: str, message: str) -> None:
    """A line that cannot be used is refused with file, number, what is wrong and what to do."""
    with pytest.raises(ConfigError, match=message) as caught:
        own_lexicon(f"ok,1\n{line}", "words.csv")
    assert "words.csv:" in str(caught.value)
    assert "hint: " in str(caught.value)


def test_a_bad_pair_of_a_mapping_is_named() -> None:
    """A mapping is checked as a file is."""
    with pytest.raises(ConfigError, match=r"params\.yaml:3: 'True' is not a number"):
        own_lexicon({"fine": True}, "params.yaml:3")

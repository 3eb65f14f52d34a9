"""Laws of a user's own lexicon."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.text.own_lexicon import read_lexicon


def test_lines_are_words_with_valences() -> None:
    """Head line, comments and blank lines are skipped; words become small letters."""
    text = 'word,valence\n# ours\n\nPierish, 1.5\n"na\u00efve",-2\n'
    assert read_lexicon(text, "words.csv") == {"pierish": 1.5, "na\u00efve": -2.0}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("pierish", "expected two values, got 1"),
        ("pierish,good", "'good' is not a number"),
        ("pierish,nan", "nan is outside -4 to 4"),
        ("pierish,5", "5 is outside -4 to 4"),
        ("two words,1", "'two words' cannot be looked up"),
        ("fine,1\nfine,2", "'fine' stands there twice"),
    ],
)
def test_bad_lines_are_named(line: str, message: str) -> None:
    """A line that cannot be used is refused with its file and number."""
    with pytest.raises(ConfigError, match=message) as caught:
        read_lexicon(f"ok,1\n{line}\n", "words.csv")
    assert "words.csv:" in str(caught.value)

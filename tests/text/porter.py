"""What the tests of the stems share."""

from __future__ import annotations

from nltk.stem.porter import PorterStemmer

from pipeline.text.porter import stem

NLTK = PorterStemmer().stem


def check(word: str, expected: str) -> None:
    """The stem is the one written here, and nltk's."""
    assert (stem(word), NLTK(word)) == (expected, expected)

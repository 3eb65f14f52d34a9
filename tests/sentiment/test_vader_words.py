"""Laws of the words that VADER's rules know."""

from __future__ import annotations

import importlib.util

import pytest

from pipeline.errors import PipelineError
from pipeline.sentiment import vader_words as vw
from pipeline.sentiment.vader_words import lexicon, lexicon_path, rules, vader_words


def test_the_lists_are_those_of_nltk() -> None:
    """Boosters, negations and idioms, with their values, are the ones of the installed nltk."""
    from nltk.sentiment.vader import VaderConstants

    assert rules("booster") == VaderConstants.BOOSTER_DICT
    assert set(rules("negation")) == VaderConstants.NEGATE
    assert set(rules("negation").values()) == {VaderConstants.N_SCALAR}
    assert rules("idiom") == VaderConstants.SPECIAL_CASE_IDIOMS


def test_the_lexicon_is_the_file_of_the_installed_package() -> None:
    """Every line of the file is a word with its mean rating."""
    lines = [line.split("\t") for line in lexicon_path().read_text("utf-8").splitlines()]
    assert len(lexicon()) == len({line[0] for line in lines}) > 7000
    assert lexicon()["good"] == pytest.approx(1.9)


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the error names it."""
    monkeypatch.setattr(vw, "find_spec", lambda _name: None)
    with pytest.raises(PipelineError, match="vaderSentiment"):
        lexicon_path()


def test_the_package_is_not_imported() -> None:
    """Looking for the file does not run the package's code."""
    assert importlib.util.find_spec("vaderSentiment") is not None
    assert "vaderSentiment" in str(lexicon_path())


def test_own_words_join_and_replace() -> None:
    """Extra pairs add words and change values; words that cannot be looked up are left out."""
    words = vader_words((("good", -3.0), ("pierish", 2.0), ("two words", 1.0)))
    row = {name: number for number, name in enumerate(words.table.words, 1)}
    assert words.valence[row["good"]] == -3.0
    assert words.valence[row["pierish"]] == 2.0
    assert words.known[row["pierish"]]
    assert "two words" not in row
    assert not words.known[0]

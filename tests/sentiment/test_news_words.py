"""Laws of the words of the model `news`."""

from __future__ import annotations

import numpy as np

from pipeline.sentiment.news_words import BAD, DOWN, GOOD, UP, given_valences, named_things, news_words, rows
from pipeline.sentiment.vader_words import lexicon


def test_hand_written_words_fill_the_gaps_of_the_lexicon() -> None:
    """VADER's own values stay, but for words that in news name a thing; those are left out."""
    given = given_valences()
    assert given["good"] == lexicon()["good"]
    assert given["embattled"] < 0
    assert "embattled" not in lexicon()
    assert "united" in lexicon()
    assert "united" in named_things()
    assert "united" not in given
    assert all(-4 <= value <= 4 for value in given.values())


def test_rows_hold_evidence_and_directions() -> None:
    """Row 0 is blank; every other row has what was learned of its word, and its directions."""
    words = rows({"pier": (0.5, -0.25)}, {"pierish": 2.0})
    row = {name: number for number, name in enumerate(words.rules.table.words, 1)}
    assert words.evidence[:, row["pier"]].tolist() == [0.5, -0.25]
    assert words.rules.valence[row["pierish"]] == 2.0
    assert not words.evidence[:, 0].any()
    assert [int(words.directions[row[w]]) for w in ("rose", "fell", "profits", "losses")] == [UP, DOWN, GOOD, BAD]


def test_learned_weights_are_moderate_and_names_have_none() -> None:
    """No single word decides a sentence, and names of people, parties and places have no learned weight."""
    words = news_words()
    row = {name: number for number, name in enumerate(words.rules.table.words, 1)}
    assert np.abs(words.evidence).max() < 4
    for name in ("trump", "obama", "clinton", "romney", "russia", "texas", "merkel", "republicans", "democrats"):
        assert not words.evidence[:, row[name]].any() if name in row else True

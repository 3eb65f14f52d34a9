"""Sentences with the words that made their score."""

from __future__ import annotations

import pytest

from pipeline.report.data.highlights import marked
from pipeline.sentiment.contributions import reasons

TEXT = "The council praised the brave crew, not the corrupt mayor."


@pytest.mark.parametrize("model", ["news", "vader"])
def test_the_pieces_are_the_sentence(model: str) -> None:
    """Nothing is lost or added; words that lift it are marked as such, by either model."""
    compound = sum(reason.contribution for reason in reasons(TEXT, model))
    pieces = marked(TEXT, round(compound, 4))
    assert "".join(piece.text for piece in pieces) == TEXT
    kinds = {piece.text: piece.kind for piece in pieces}
    assert (kinds["praised"], kinds["brave"]) == ("pos", "pos")
    assert all(bool(piece.kind) == bool(piece.said) for piece in pieces)


def test_a_score_that_no_model_gives_marks_nothing() -> None:
    """Where the reasons do not add up to the score, none are shown."""
    (piece,) = marked(TEXT, 0.1234)
    assert (piece.text, piece.kind) == (TEXT, "")


def test_a_sentence_without_words_is_plain() -> None:
    """Nothing to mark."""
    assert [piece.text for piece in marked("1914.", 0.0)] == ["1914."]

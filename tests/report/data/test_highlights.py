"""Sentences with the words that made their score."""

from __future__ import annotations

import pytest

from pipeline.report.data.highlights import _pieces, marked
from pipeline.sentiment.contributions import reasons
from pipeline.sentiment.reasons import Reason

TEXT = "The council praised the brave crew, not the corrupt mayor."


@pytest.mark.parametrize("model", ["news", "vader"])
def test_the_pieces_are_the_sentence(model: str) -> None:
    """Nothing is lost or added; words that lift it are marked as such, by either model."""
    pieces = marked(TEXT, model)
    assert "".join(piece.text for piece in pieces) == TEXT
    kinds = {piece.text: piece.kind for piece in pieces}
    assert (kinds["praised"], kinds["brave"]) == ("pos", "pos")
    assert all(bool(piece.kind) == bool(piece.said) for piece in pieces)


def test_the_model_that_scored_the_sentence_explains_it() -> None:
    """What a mark says is the word's contribution under the model of the table, not under another."""
    said = {model: {piece.text: piece.said for piece in marked(TEXT, model)}["praised"] for model in ("news", "vader")}
    assert said["news"] != said["vader"]
    known = {reason.word: reason.contribution for reason in reasons(TEXT, "vader")}
    assert float(said["vader"].replace("\u2212", "-")) == pytest.approx(known["praised"], abs=0.006)


def test_a_score_with_own_words_marks_nothing() -> None:
    """The page does not know a user's own words, so it explains nothing that they may have changed."""
    (piece,) = marked(TEXT, "news with own words")
    assert (piece.text, piece.kind) == (TEXT, "")


def test_a_sentence_without_words_is_plain() -> None:
    """Nothing to mark."""
    assert [piece.text for piece in marked("1914.", "news")] == ["1914."]


def reason(start: int, end: int, contribution: float) -> Reason:
    """A reason for the score of `TEXT`."""
    return Reason(word=TEXT[start:end], contribution=contribution, start=start, end=end)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], [(TEXT, "", "")]),
        ([(0, 3, 0.079)], [(TEXT, "", "")]),
        ([(0, 3, 0.08)], [("The", "pos", "+0.08"), (TEXT[3:], "", "")]),
        ([(0, 3, -0.5)], [("The", "neg", "\N{MINUS SIGN}0.50"), (TEXT[3:], "", "")]),
        ([(0, 3, 0.05), (0, 3, 0.05)], [("The", "pos", "+0.10"), (TEXT[3:], "", "")]),
        ([(0, 3, 0.5), (0, 3, -0.5)], [(TEXT, "", "")]),
        ([(-1, -1, 0.9)], [(TEXT, "", "")]),
        (
            [(4, 11, 0.3), (0, 3, 0.2)],
            [("The", "pos", "+0.20"), (" ", "", ""), ("council", "pos", "+0.30"), (TEXT[11:], "", "")],
        ),
    ],
)
def test_words_are_marked_from_a_twelfth_of_the_score_on(
    found: list[tuple[int, int, float]], expected: list[tuple[str, str, str]]
) -> None:
    """Reasons at one place add up, and rules without a place mark nothing."""
    pieces = _pieces(TEXT, [reason(*one) for one in found])
    assert [(piece.text, piece.kind, piece.said) for piece in pieces] == expected

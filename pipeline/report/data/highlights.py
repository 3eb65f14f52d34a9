"""A sentence with the words that made its score marked."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from pipeline.report.drawing.formatting import signed
from pipeline.sentiment.contributions import reasons
from pipeline.sentiment.reasons import Reason
from pipeline.tables.sentiment import MODELS

LOUD = 0.08  # of the score, from which a word is marked


class Piece(NamedTuple):
    """A span of a sentence.

    Attributes:
        text: as it stands there.
        kind: `pos` or `neg` for a word that moved the score, else empty.
        said: what the word added to the score; empty without a kind.
    """

    text: str
    kind: str = ""
    said: str = ""


def marked(text: str, model: str) -> list[Piece]:
    """Cut a sentence into pieces, marked and plain.

    Args:
        text: the sentence.
        model: what scored it, as in `sentiment.model`. The page does not know a user's own words: what was scored with
            them stays plain.
    """
    return _pieces(text, reasons(text, model)) if model in MODELS else [Piece(text)]


def _pieces(text: str, found: list[Reason]) -> list[Piece]:
    """The pieces; what rules made of a word counts with it."""
    moved: dict[tuple[int, int], float] = {}
    for reason in found:
        if reason.start >= 0:
            place = (reason.start, reason.end)
            moved[place] = moved.get(place, 0.0) + reason.contribution
    loud = sorted(place for place, value in moved.items() if abs(value) >= LOUD)
    cuts = sorted({0, len(text), *(edge for place in loud for edge in place)})
    return [_piece(text[a:b], moved[a, b] if (a, b) in loud else 0.0) for a, b in pairwise(cuts)]


def _piece(text: str, value: float) -> Piece:
    return Piece(text, "pos" if value > 0 else "neg", signed(value)) if value else Piece(text)

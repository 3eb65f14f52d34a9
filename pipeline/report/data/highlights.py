"""A sentence with the words that made its score marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pipeline.report.drawing.formatting import signed
from pipeline.sentiment.contributions import Reason, reasons

MODELS = ("news", "vader")
LOUD = 0.08  # of the score, from which a word is marked
CLOSE = 1.5e-4  # of a score that is stored in four decimals


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence.

    Attributes:
        text: as it stands there.
        kind: `pos` or `neg` for a word that moved the score, else empty.
        said: what the word added to the score; empty without a kind.
    """

    text: str
    kind: str = ""
    said: str = ""


def marked(text: str, compound: float) -> list[Piece]:
    """Cut a sentence into pieces, marked and plain.

    The page does not know by which model the sentence was scored: it takes the one whose reasons add up to the score.
    Where none does (a sentence with a word of a user's own lexicon), nothing is marked.

    Args:
        text: the sentence.
        compound: its score as stored.
    """
    for model in MODELS:
        found = reasons(text, model)
        if abs(sum(reason.contribution for reason in found) - compound) < CLOSE:
            return _pieces(text, found)
    return [Piece(text)]


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

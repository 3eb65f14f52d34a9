"""A reason of a score: a word, or a rule on one, and what it adds."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """A word, or a rule on one, and what it adds to the score.

    Attributes:
        word: as it stands in the sentence, the cue of a rule and the word that it changed, or a name.
        contribution: added to the score, -1..1.
        start: first character within the sentence; -1 for what has no place.
        end: one past the last character; -1 likewise.
    """

    word: str
    contribution: float
    start: int = -1
    end: int = -1


def named(name: str, contribution: float) -> list[Reason]:
    """A reason without a place, if it adds anything."""
    return [Reason(name, contribution)] if contribution else []

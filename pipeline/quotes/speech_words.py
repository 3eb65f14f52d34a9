"""Words that stand between a quotation and its speaker, by kind: one letter each, see `speech_words.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.arrays.types import UInt8
from pipeline.resources import resource
from pipeline.text.word_lookup import WordTable, fits

SMALL_ONLY = "VLKp"
"""Kinds that count in small letters only: `Edward Said` is a name."""


@dataclass(frozen=True)
class SpeechWords:
    """The words that the rules know; row 0 stands for all others.

    Attributes:
        table: gives the row of a token.
        kinds: uint8, shape (n + 1,): code of the letter of each word's kind; 0 for others.
    """

    table: WordTable
    kinds: UInt8


@cache
def speech_words() -> SpeechWords:
    """The rows of the resource."""
    lines = (line.split("\t") for line in resource("en/speech_words.tsv").splitlines() if not line.startswith("#"))
    kinds = {word: ord(kind) for kind, word in lines if fits(word)}
    return SpeechWords(WordTable(list(kinds)), np.array([0, *kinds.values()], np.uint8))

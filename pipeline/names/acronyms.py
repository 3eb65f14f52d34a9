"""What a text introduces in brackets as short for a body is that body: Jordan Hotels Association (JHA) ... the JHA."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Int64, UInt8
from pipeline.names.batch import Batch
from pipeline.names.candidates import GAPS, Candidates
from pipeline.names.parting import names_of
from pipeline.names.tagger_weights import LABELS
from pipeline.text.tokens import Tokens

_BODY = LABELS.index("B-organisation")
_FEWEST = 2  # capital letters


def name_acronyms(batch: Batch, found: Candidates, labels: UInt8) -> None:
    """Label an abbreviation in brackets behind the body whose initials it has as a body, in place, and its likes.

    Its likes are the words of the same text that are spelt like it and that the tagger marks as no name.

    Args:
        batch: the spellings of the batch.
        found: n candidates.
        labels: uint8, shape (n,): index into `LABELS`.
    """
    tokens = batch.tokens
    begins, last = names_of(found, labels)
    several = (labels[begins] == _BODY) & (last > begins) & (last + 1 < len(labels))
    begins, last = begins[several], last[several]
    at = last + 1
    token = found.token[at]
    closed = found.gaps[token + 1] == GAPS.index(")")
    behind = (found.gap[at] == GAPS.index("(")) & closed & (token == found.token[last] + 1)
    short: dict[tuple[int, int], bytes] = {}  # number of a text and of a word → how the abbreviation is spelt
    for begin, end, own in zip(*(column[behind].tolist() for column in (begins, last, at)), strict=True):
        spelt = _spelt(tokens, int(found.token[own]))
        if _shortens(spelt, _initials(tokens, found.token[begin], found.token[end])):
            labels[own] = _BODY
            short[_key(tokens, int(found.token[own]))] = spelt
    if short:
        _label_likes(tokens, found, labels, short)


def _label_likes(tokens: Tokens, found: Candidates, labels: UInt8, short: dict[tuple[int, int], bytes]) -> None:
    """Label the words that are spelt like an abbreviation of their text, with a possessive or without."""
    used = np.zeros(len(tokens.word_strings), bool)
    used[[word for _, word in short]] = True
    for n in np.flatnonzero((labels == 0) & used[tokens.form_word][found.form]).tolist():
        token = int(found.token[n])
        spelt = short.get(_key(tokens, token))
        if spelt is not None and tokens.text[tokens.start[token] : tokens.start[token] + len(spelt)] == spelt:
            labels[n] = _BODY


def _key(tokens: Tokens, token: int) -> tuple[int, int]:
    """Number of the text and of the word of a token."""
    return int(tokens.doc[token]), int(tokens.form_word[tokens.form[token]])


def _spelt(tokens: Tokens, token: int) -> bytes:
    """The bytes of a token."""
    return tokens.text[tokens.start[token] : tokens.end[token]]


def _initials(tokens: Tokens, first: Int64, last: Int64) -> bytes:
    """The first bytes of some tokens, small ones in capitals."""
    return tokens.raw[tokens.start[first : last + 1]].tobytes().upper()


def _shortens(spelt: bytes, initials: bytes) -> bool:
    """Whether the capital letters of an abbreviation, two at least, are among some initials, in their order."""
    capitals = [letter for letter in spelt if chr(letter).isupper()]
    rest = iter(initials)
    return len(capitals) >= _FEWEST and all(letter in rest for letter in capitals)

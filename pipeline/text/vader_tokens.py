"""Tokens as nltk's VADER cuts them, habits included.

White space parts tokens; those of one character vanish; one mark (or a run such as `!!`) is taken off one end, and only
if no other ASCII punctuation stands in the token.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.text import characters as ch
from pipeline.text.characters import Characters, Places
from pipeline.text.passages import Bools, Passages, Tokens, kinds_of, token_runs
from pipeline.text.vader_words import VaderWords
from pipeline.text.word_table import Ids, small_letters

_SINGLE = np.array([*map(ord, ".!?,;:-'\"")])
_LOUD = np.array([*map(ord, "!?")])
_RUNS = ("!!", "!!!", "??", "???", "?!?", "!?!", "?!?!", "!?!?")
_LONGEST_RUN = 4


@dataclass(frozen=True)
class VaderTokens:
    """The tokens of a batch with what the rules ask of each.

    Attributes:
        passages: where the tokens come from.
        tokens: the tokens, marks taken off.
        marks: int64: places of ASCII punctuation, ascending.
        ids: int32, shape (n,): rows of `VaderWords`; 0 for other words.
        shouts: bool, shape (n,): whether every letter is a capital, as `str.isupper` says.
        exact: bool, shape (n,): whether no letter is a capital.
        negates: bool, shape (n,): a negation, or any word with `n't` in it.
        mixed: bool, shape (n_passages,): whether some but not all tokens of the passage are in capitals.
    """

    passages: Passages
    tokens: Tokens
    marks: Places
    ids: Ids
    shouts: Bools
    exact: Bools
    negates: Bools
    mixed: Bools

    def flags(self, words: VaderWords, bits: int, *, exact: bool = False) -> Bools:
        """Which tokens are one of the words with these flags, in small letters only if `exact`."""
        found = (words.flags & bits != 0)[self.ids]
        return np.asarray(found & self.exact) if exact else np.asarray(found)

    def text(self, token: int) -> str:
        """The token as it stands in the text."""
        return self.passages.batch.text[self.tokens.starts[token] : self.tokens.ends[token]]


def vader_tokens(passages: Passages, words: VaderWords) -> VaderTokens:
    """Cut passages into tokens and look each up."""
    batch = passages.batch
    marks = np.flatnonzero(batch.kinds & ch.PUNCTUATION != 0)
    whole = token_runs(passages, batch.kinds & ch.SPACE == 0)
    tokens = _strip(batch, whole.kept(whole.ends - whole.starts > 1), marks)
    ids = words.table.find(small_letters(batch.codes), tokens.starts, tokens.ends)
    kinds = kinds_of(batch, tokens)
    shouts = kinds & (ch.UPPER | ch.LOWER) == ch.UPPER
    loud = np.diff(np.searchsorted(np.flatnonzero(shouts), tokens.bounds))
    mixed = (loud > 0) & (loud < np.diff(tokens.bounds))
    negates = words.negates[ids] | _holds_nt(batch, tokens, marks)
    return VaderTokens(passages, tokens, marks, ids, shouts, kinds & ch.UPPER == 0, negates, mixed)


def _strip(batch: Characters, tokens: Tokens, marks: Places) -> Tokens:
    """Take the marks off the ends."""
    starts, ends = tokens.starts.copy(), tokens.ends.copy()
    edged = np.flatnonzero((batch.kinds[starts] | batch.kinds[ends - 1]) & ch.PUNCTUATION != 0)
    count = np.searchsorted(marks, ends[edged]) - np.searchsorted(marks, starts[edged])
    size = ends[edged] - starts[edged]
    one = edged[(count == 1) & (size > 2)]
    ahead, behind = np.isin(batch.codes[starts[one]], _SINGLE), np.isin(batch.codes[ends[one] - 1], _SINGLE)
    starts[one] += ahead
    ends[one] -= behind
    few = (count > 1) & (count <= _LONGEST_RUN) & (size > count + 1)
    few &= np.isin(batch.codes[starts[edged]], _LOUD) | np.isin(batch.codes[ends[edged] - 1], _LOUD)
    for token, n_marks in zip(edged[few].tolist(), count[few].tolist(), strict=True):
        before, after = _loud_ends(batch.text[starts[token] : ends[token]], n_marks)
        starts[token] += before
        ends[token] -= after
    return Tokens(starts, ends, tokens.bounds)


def _loud_ends(token: str, n_marks: int) -> tuple[int, int]:
    """How many characters a run of ! and ? takes at the front and at the back; the run must hold all marks."""
    if token[:n_marks] in _RUNS:
        return n_marks, 0
    return (0, n_marks) if token[-n_marks:] in _RUNS else (0, 0)


def _holds_nt(batch: Characters, tokens: Tokens, marks: Places) -> Bools:
    """Which tokens hold `n't`, whatever its case."""
    codes = batch.codes
    at = marks[(marks > 0) & (marks < len(codes) - 1)]
    at = at[codes[at] == ord("'")]
    at = at[(codes[at - 1] | 0x20 == ord("n")) & (codes[at + 1] | 0x20 == ord("t"))]
    token = np.searchsorted(tokens.starts, at - 1, side="right") - 1
    inside = (token >= 0) & (at + 2 <= np.append(tokens.ends, 0)[token])
    found = np.zeros(len(tokens), bool)
    found[token[inside]] = True
    return found

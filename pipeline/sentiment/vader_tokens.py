"""Tokens as nltk's VADER cuts them, habits included.

White space parts tokens; those of one character vanish; one mark (or a run such as `!!`) is taken off one end, and only
if no other ASCII punctuation stands in the token.
"""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.sentiment.rule_tokens import RuleTokens, rule_tokens
from pipeline.sentiment.vader_words import VaderWords
from pipeline.text import characters as ch
from pipeline.text.characters import Characters
from pipeline.text.passages import Passages, Tokens, token_runs
from pipeline.text.word_lookup import small_letters

_SINGLE = np.array([*map(ord, ".!?,;:-'\"")])
_LOUD = np.array([*map(ord, "!?")])
_RUNS = ("!!", "!!!", "??", "???", "?!?", "!?!", "?!?!", "!?!?")
_LONGEST_RUN = 4


def vader_tokens(passages: Passages, words: VaderWords) -> RuleTokens:
    """Cut passages into tokens and look each up."""
    batch = passages.batch
    marks = np.flatnonzero(batch.kinds & ch.PUNCTUATION != 0)
    whole = token_runs(passages, batch.kinds & ch.SPACE == 0)
    tokens = _strip(batch, whole.kept(whole.ends - whole.starts > 1), marks)
    ids = words.table.find(small_letters(batch.codes), tokens.starts, tokens.ends)
    return rule_tokens(passages, tokens, marks, ids, words)


def _strip(batch: Characters, tokens: Tokens, marks: Int64) -> Tokens:
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

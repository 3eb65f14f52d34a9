"""What the tagger looks at: the word, its neighbours, and how the article writes it elsewhere.

Everything that a spelling tells is a set of keys, made once per distinct spelling; everything else is one of a few
small numbered tables, by array arithmetic.
"""

from __future__ import annotations

import re
import string
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int32, Int64
from pipeline.names.candidates import GAPS, Candidates
from pipeline.names.spellings import (
    ALL_UPPER,
    CAPITAL,
    DECIMAL,
    POSSESSIVE,
    SECOND_UPPER,
    SINGLE,
    UPPER,
    Spellings,
)
from pipeline.names.word_lists import (
    NINTHS,
    PLACE_SHIFT,
    WORD_NEAR,
    class_numbers,
    kind_names,
    place_pairs,
    place_words,
)
from pipeline.text.tokens import Tokens

POSITIONS = (0, -1, 1, -2, 2)
"""Places of the neighbours whose keys count, the word itself first."""
_N_GAPS = len(GAPS)
_LINKS = GAPS.index(".")  # the gaps up to it may stand within a name
_OPENERS = np.isin(np.arange(_N_GAPS), [GAPS.index(c) for c in ".n!\"('"])
COARSE = 24
_SURNAME, _SHOUTED, _INITIAL, _NONE, _NUMBER = range(15, 20)
"""Coarse kinds of words with a capital: a surname of the list; in capitals and no more than that is known of it; one
letter; nothing known; a number. The others are those of `_ORDER`, and 1 to 6 those of words in small letters."""
MIXED_CASE = (3, 8)  # ninths of the uses with a capital from which a spelling is written either way, mostly large
_SHORT_TEXT = 60
"""Tokens; a shorter text, of a sentence or three, hardly says elsewhere whether a word is a name."""
_SHAPES = 1 << 14  # remembered
_RUN = re.compile(r"(.)\1{2,}")
_ASCII_CASES = str.maketrans(
    string.ascii_uppercase + string.ascii_lowercase + string.digits, "X" * 26 + "x" * 26 + "d" * 10
)
TABLES = {
    "start": 2 * 2 * 2 * 2 * 3 * 4,
    "before": _N_GAPS * 2,
    "after": _N_GAPS * 2,
    "pair": 4,
    "left": COARSE * COARSE,
    "right": COARSE * COARSE,
    "sides": COARSE * COARSE,
    "gapkind": _N_GAPS * COARSE,
}
"""Table → number of codes."""


class Features(NamedTuple):
    """Features of n candidates.

    Attributes:
        forms: int64, shape (5, n): the spelling at each of `POSITIONS`; -1 where the text ends.
        codes: table → int64, shape (n,).
    """

    forms: Int64
    codes: dict[str, Int64]


def features(spelt: Spellings, found: Candidates) -> Features:
    """The features of all candidates of a batch."""
    tokens = spelt.tokens
    neighbours = np.stack([_neighbour(tokens, found.token, step) for step in POSITIONS])
    coarse = np.append(coarse_kinds(spelt), 0)
    own, before, after = (coarse[neighbours[k]] for k in range(3))
    gap, behind = found.gaps[found.token].astype(np.int64), found.gaps[found.token + 1].astype(np.int64)
    possessive = (found.flags[found.token] & POSSESSIVE > 0).astype(np.int64)
    codes = {
        "start": _start_codes(tokens, found) * 4 + shares(spelt)[neighbours[0]],
        "before": gap * 2 + found.first,
        "after": behind * 2 + possessive,
        "pair": _pair_codes(spelt, found),
        "left": before * COARSE + own,
        "right": own * COARSE + after,
        "sides": before * COARSE + after,
        "gapkind": gap * COARSE + own,
    }
    return Features(neighbours, codes)


def _neighbour(tokens: Tokens, token: Int64, step: int) -> Int64:
    """The spelling `step` tokens further within the document; -1 beyond its ends."""
    at = np.clip(token + step, 0, max(0, len(tokens.form) - 1))
    same = (tokens.doc[at] == tokens.doc[token]) & (at == token + step)
    return np.where(same, tokens.form[at], -1)


def _start_codes(tokens: Tokens, found: Candidates) -> Int64:
    """How much a capital letter says here.

    Five facts in one number: whether the text is short, whether a sentence starts, whether the line is written in
    capitals, whether the article has the word in small letters, how often with a capital elsewhere.
    """
    opens = _OPENERS[found.gaps[:-1]]
    large = found.flags & CAPITAL > 0
    shouted = _title_lines(tokens, found.gaps[:-1], large)
    words, number = _numbered(tokens.word[found.token], len(tokens.vocabulary))
    number = number[tokens.word]  # -1 for words that no candidate is
    key = tokens.doc.astype(np.int64) * words + number
    small = np.zeros(tokens.n_docs * words, bool)
    small[key[~large & (number >= 0)]] = True
    inside = large & ~opens & ~shouted & (number >= 0)
    times = np.bincount(key[inside], minlength=len(small))
    own = key[found.token]
    elsewhere = times[own] - inside[found.token]
    short = (np.bincount(tokens.doc, minlength=tokens.n_docs) < _SHORT_TEXT)[tokens.doc[found.token]]
    short &= found.first | ~opens[found.token]  # `Smith` of `John F. Smith` opens nothing
    code = (short * 2 + opens[found.token]) * 2 + shouted[found.token]
    return np.asarray((code * 2 + small[own]) * 3 + np.clip(elsewhere, 0, 2), np.int64)


def in_title_line(seen: Features) -> Bool:
    """bool, shape (n,): candidates of lines in capitals, see `_start_codes`."""
    return np.asarray(seen.codes["start"] // 24 % 2 > 0)


def _numbered(words: Int32, size: int) -> tuple[int, Int64]:
    """How many distinct words there are, and the number of each of `size` words among them; -1 where it is none."""
    used = np.zeros(size, bool)
    used[words] = True
    return int(used.sum()), np.where(used, np.cumsum(used) - 1, -1)


def _title_lines(tokens: Tokens, before: np.ndarray, large: Bool) -> Bool:
    """bool, shape (n_tokens,): tokens of lines whose longer words nearly all begin with a capital."""
    if not len(before):
        return np.zeros(0, bool)
    breaks = (before == GAPS.index("n")) | (np.append(-1, tokens.doc[:-1]) != tokens.doc)
    line = np.cumsum(breaks) - 1
    long = tokens.end - tokens.start > 3
    n_long = np.bincount(line[long], minlength=line[-1] + 1)
    n_large = np.bincount(line[long & large], minlength=line[-1] + 1)
    return np.asarray(((n_large >= 0.75 * n_long) & (n_long >= 3))[line])


def _pair_codes(spelt: Spellings, found: Candidates) -> Int64:
    """Whether a place of several words begins or goes on here: 1 for with the next word, 2 for with the last."""
    known, size = _place_pairs()
    word = (spelt.facts >> PLACE_SHIFT)[spelt.tokens.word]

    def is_pair(first: Int64) -> Bool:
        second = np.minimum(first + 1, len(word) - 1)
        pairs = word[first] * size + word[second]
        hit = known[np.searchsorted(known, pairs)] == pairs
        return np.asarray(hit & (second > first) & (found.gaps[second] <= _LINKS))

    before = np.maximum(found.token - 1, 0)
    return np.asarray(is_pair(found.token) + 2 * (is_pair(before) & (found.token > 0)), np.int64)


@cache
def _place_pairs() -> tuple[Int64, int]:
    """The pairs of words of places as first number times size plus second, ascending, and the size."""
    number = place_words()
    size = len(number) + 1
    return np.array([*sorted(number[a] * size + number[b] for a, b in place_pairs()), size * size], np.int64), size


def shares(spelt: Spellings) -> Int64:
    """How each spelling is written in general: 0 unknown, 1 mostly small, 2 either, 3 mostly with a capital."""
    share = np.digitize(spelt.classes & NINTHS, MIXED_CASE) + 1
    unknown = np.flatnonzero(spelt.classes == 0)
    words = spelt.tokens.form_word[unknown].tolist()
    known = np.fromiter((spelt.tokens.vocabulary[word] in class_numbers() for word in words), np.int64, len(words))
    share[unknown] = known
    return np.asarray(share, np.int64)


def shape_of(form: str) -> str:
    """Letters by their case, runs of more than two shortened."""
    head = form[:12]
    if head.isascii():
        return _shortened(head.translate(_ASCII_CASES))
    return _shortened(
        "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdecimal() else c for c in head)
    )


@lru_cache(_SHAPES)
def _shortened(shape: str) -> str:
    return _RUN.sub(r"\1\1", shape)


_ORDER = (
    ("H", 7),
    ("D", 8),
    ("d", 20),
    ("A", 14),
    ("C", 10),
    ("R", 10),
    ("S", 10),
    ("m", 9),
    ("f", 9),
    ("u", 9),
    ("O", 12),
    ("P", 13),
    ("o", 20),
    ("t", 21),
    ("L", 11),
    ("M", 11),
    ("T", 11),
    ("s", 15),
)


def coarse_kinds(spelt: Spellings) -> Int64:
    """One of `COARSE` kinds of each spelling, the most telling."""
    small, large = _kind_codes()
    kinds, letters = spelt.kinds[spelt.tokens.form_word], spelt.letters
    near = spelt.form_facts // WORD_NEAR & 3
    code = np.where((large[kinds] == _NONE) | (large[kinds] == _SURNAME), _SHOUTED, large[kinds])
    capital = np.where(letters & ALL_UPPER > 0, code, large[kinds])
    capital = np.where(letters & SINGLE > 0, _INITIAL, capital)
    plain = np.where(letters & DECIMAL > 0, _NUMBER, np.where(near > 0, near, small[kinds]))
    return np.asarray(np.where(letters & (UPPER | SECOND_UPPER) > 0, capital, plain))


@cache
def _kind_codes() -> tuple[Int64, Int64]:
    """The code of each of `kind_names` for words in small letters, and for those with a capital."""
    small = [4 if "V" in kinds else 5 if {*kinds} & {*"tH"} else 6 if "o" in kinds else 0 for kinds in kind_names()]
    large = [next((code for kind, code in _ORDER if kind in kinds), _NONE) for kinds in kind_names()]
    return np.array(small, np.int64), np.array(large, np.int64)

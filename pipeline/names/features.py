"""What the tagger looks at: the word, its neighbours, and how the article writes it elsewhere.

Everything that a spelling tells is a set of keys, made once per distinct spelling; everything else is one of a few
small numbered tables, by array arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from pipeline.arrays.types import Bool, Int64
from pipeline.names import candidates as cd
from pipeline.names.candidates import GAPS, Candidates
from pipeline.names.word_lists import place_pairs, word_classes, word_kinds
from pipeline.text.tokens import Tokens

POSITIONS = (0, -1, 1, -2, 2)
"""Places of the neighbours whose keys count, the word itself first."""
_N_GAPS = len(GAPS)
_LINKS = GAPS.index(".")  # the gaps up to it may stand within a name
_OPENERS = np.isin(np.arange(_N_GAPS), [GAPS.index(c) for c in ".n!\"('"])
COARSE = 24
TABLES = {
    "start": 2 * 2 * 2 * 3 * 4,
    "before": _N_GAPS * 2,
    "after": _N_GAPS * 2,
    "pair": 4,
    "left": COARSE * COARSE,
    "right": COARSE * COARSE,
    "sides": COARSE * COARSE,
    "gapkind": _N_GAPS * COARSE,
}
"""Table → number of codes."""


@dataclass(frozen=True)
class Features:
    """Features of n candidates.

    Attributes:
        forms: int64, shape (5, n): the spelling at each of `POSITIONS`; -1 where the text ends.
        codes: table → int64, shape (n,).
    """

    forms: Int64
    codes: dict[str, Int64]


def features(tokens: Tokens, found: Candidates) -> Features:
    """The features of all candidates of a batch."""
    neighbours = np.stack([_neighbour(tokens, found.token, step) for step in POSITIONS])
    coarse = np.append(np.array([coarse_kind(form) for form in tokens.forms], np.int64), 0)
    own, before, after = (coarse[neighbours[k]] for k in range(3))
    gap, behind = found.gaps[found.token].astype(np.int64), found.gaps[found.token + 1].astype(np.int64)
    possessive = (found.flags[found.token] & cd.POSSESSIVE > 0).astype(np.int64)
    codes = {
        "start": _start_codes(tokens, found),
        "before": gap * 2 + found.first,
        "after": behind * 2 + possessive,
        "pair": _pair_codes(tokens, found),
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

    Four facts in one number: whether a sentence starts, whether the line is written in capitals, whether the article
    has the word in small letters, how often with a capital elsewhere; and how the word is written in general.
    """
    opens = _OPENERS[found.gaps[:-1]]
    large = found.flags & cd.CAPITAL > 0
    shouted = _title_lines(tokens, found.gaps[:-1], large)
    size = len(tokens.vocabulary)
    key = tokens.doc.astype(np.int64) * size + tokens.word
    small = np.zeros(tokens.n_docs * size, bool)
    small[key[~large]] = True
    inside = large & ~opens & ~shouted
    times = np.bincount(key[inside], minlength=len(small))
    own = key[found.token]
    elsewhere = times[own] - inside[found.token]
    share = (
        np.array([_share(form) for form in tokens.forms], np.int64)[tokens.form[found.token]] if tokens.forms else own
    )
    code = opens[found.token] * 2 + shouted[found.token]
    code = (code * 2 + small[own]) * 3 + np.clip(elsewhere, 0, 2)
    return np.asarray(code * 4 + share, np.int64)


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


def _pair_codes(tokens: Tokens, found: Candidates) -> Int64:
    """Whether a place of several words begins or goes on here: 1 for with the next word, 2 for with the last."""
    number = {word: n for n, word in enumerate(tokens.vocabulary)}
    size = len(number)
    keys = sorted(number[a] * size + number[b] for a, b in place_pairs() if a in number and b in number)
    known = np.array([*keys, -1], np.int64)
    word = tokens.word.astype(np.int64)

    def is_pair(first: Int64) -> Bool:
        second = np.minimum(first + 1, len(word) - 1)
        pairs = word[first] * size + word[second]
        hit = known[np.searchsorted(known[:-1], pairs)] == pairs
        return np.asarray(hit & (second > first) & (found.gaps[second] <= _LINKS))

    before = np.maximum(found.token - 1, 0)
    return np.asarray(is_pair(found.token) + 2 * (is_pair(before) & (found.token > 0)), np.int64)


@cache
def _share(form: str) -> int:
    """How the spelling is written in general: 0 unknown, 1 mostly small, 2 either, 3 mostly with a capital."""
    known = word_classes().get(base_form(form))
    if known is None:
        return 1 if base_form(form).lower() in word_classes() else 0
    return 1 if known[1] < 3 else 2 if known[1] < 8 else 3


def base_form(form: str) -> str:
    """A spelling without its possessive, apostrophes straight."""
    return form.replace("\u2019", "'").removesuffix("'s").removesuffix("'S")


def _shape(form: str) -> str:
    """Letters by their case, runs of more than two shortened."""
    shape = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdecimal() else c for c in form[:12])
    out = ""
    for c in shape:
        if out[-2:] != c * 2:
            out += c
    return out


@lru_cache(1 << 18)
def own_keys(form: str) -> tuple[str, ...]:
    """The keys of a spelling as the word itself."""
    base = base_form(form)
    low = base.lower()
    known = word_classes().get(base) or word_classes().get(base.capitalize() if base.isupper() else low)
    kinds = word_kinds().get(low, "")
    keys = [
        "w" + low,
        "3" + low[-3:],
        "2" + low[-2:],
        "p" + low[:3],
        "x" + _shape(base),
        "K" + kinds,
        f"l{min(len(base), 8)}",
    ]
    keys += ["b" + kind for kind in kinds]
    keys.append(f"c{known[0]}" if known else "c")
    return tuple(keys)


@lru_cache(1 << 18)
def context_keys(form: str) -> tuple[str, ...]:
    """The keys of a spelling as a neighbour."""
    base = base_form(form)
    low = base.lower()
    known = word_classes().get(base)
    kinds = word_kinds().get(low, "")
    keys = ["w" + low, f"c{known[0]}" if known else "c", "K" + kinds]
    return tuple(keys)


_FUNCTION = {"in": 1, "at": 1, "from": 1, "near": 1, "to": 1, "across": 1, "outside": 1, "of": 2, "the": 3}
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


@cache
def coarse_kind(form: str) -> int:
    """One of `COARSE` kinds of a spelling, the most telling."""
    base = base_form(form)
    low = base.lower()
    kinds = word_kinds().get(low, "")
    if not (base[:1].isupper() or base[1:2].isupper()):
        if base.isdecimal():
            return 19
        small = 4 if "V" in kinds else 5 if "t" in kinds or "H" in kinds else 6 if "o" in kinds else 0
        return _FUNCTION.get(low, small)
    if len(base) == 1:
        return 17
    found = next((code for kind, code in _ORDER if kind in kinds), 18)
    return 16 if found in (18, 15) and base.isupper() else found

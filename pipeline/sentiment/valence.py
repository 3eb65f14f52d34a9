"""The valence of each sentiment word in its context: the rules of VADER, written over columns.

A hit is a token that the lexicon knows. The rules look at the three tokens before it and the two behind it. As in nltk,
a token that stands twice in a passage is judged both times by the company of its first place.

Source: Hutto & Gilbert 2014, VADER, section 3; nltk.sentiment.vader for the order of the rules.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Float64, Int32, Int64
from pipeline.sentiment import vader_words as vw
from pipeline.sentiment.rule_tokens import RuleTokens
from pipeline.sentiment.vader_words import VaderWords, rules

CAPITALS = 0.733
"""What capital letters add to a word among words that are not in capitals."""
NEGATION = -0.74
"""What a negation does to the valence of the words behind it: turns and damps."""
FADING = (1.0, 0.95, 0.9)
"""How much of a booster is left at a distance of 1, 2, 3 tokens."""
SOFTENING = -0.293
"""What `kind of`, `sort of`, `just enough` add."""
BEHIND, AHEAD = 3, 2
"""How many tokens before and behind a hit the rules look at."""
BUT_BEFORE, BUT_AFTER = 0.5, 1.5
"""What `but` leaves of what stands before it, and makes of what follows."""


class Hits(NamedTuple):
    """The sentiment words of a batch.

    Attributes:
        places: int64, shape (n,): token of each hit, ascending.
        firsts: int64, shape (n,): the first token of the same passage that reads the same.
        homes: int64, shape (n,): passage of each.
    """

    places: Int64
    firsts: Int64
    homes: Int64


def find_hits(words: VaderWords, tokens: RuleTokens) -> Hits:
    """The tokens that the lexicon knows."""
    places = np.flatnonzero(words.known[tokens.ids])
    homes = tokens.tokens.homes(places)
    return Hits(places, _firsts(tokens, places, homes), homes)


def _firsts(tokens: RuleTokens, places: Int64, homes: Int64) -> Int64:
    """For each hit the first token of its passage that reads the same; only words that recur there are compared."""
    key = homes * (int(tokens.ids.max(initial=0)) + 1) + tokens.ids[places]
    order = np.argsort(key, kind="stable")
    firsts, seen = places.copy(), dict[tuple[int, str], int]()
    again = np.zeros(len(order) + 1, bool)  # whether a hit has the key of the one before it
    again[1:-1] = key[order][1:] == key[order][:-1]
    for hit in order[again[1:] | again[:-1]].tolist():
        firsts[hit] = seen.setdefault((int(homes[hit]), tokens.text(int(places[hit]))), int(places[hit]))
    return firsts


def valences(words: VaderWords, tokens: RuleTokens, hits: Hits) -> Float64:
    """The valence of each hit after all rules but `but`.

    Returns:
        float64, shape (n_hits,).
    """
    context = _Context(words, tokens, hits)
    value = words.valence[context.ids(0)]
    value = value + np.where(context.shouts(0), np.where(value > 0, CAPITALS, -CAPITALS), 0.0)
    for distance in (1, 2, 3):
        value = np.where(context.counts(distance), _step(context, value, distance), value)
    value = np.where(context.after_least(), value * NEGATION, value)
    return np.where(context.is_degree(), 0.0, value)


def weigh_but(words: VaderWords, tokens: RuleTokens, hits: Hits, value: Float64) -> Float64:
    """Halve what stands before the first `but` of a passage, raise what follows; float64, shape (n_hits,)."""
    buts = np.flatnonzero(tokens.flags(words, vw.BUT))
    first = np.full(len(tokens.passages), -1, np.int64)
    first[tokens.tokens.homes(buts)[::-1]] = buts[::-1]
    but = first[hits.homes]
    factor = np.where(hits.places < but, BUT_BEFORE, np.where(hits.places > but, BUT_AFTER, 1.0))
    return value * np.where(but < 0, 1.0, factor)


def _step(context: _Context, value: Float64, distance: int) -> Float64:
    """The valence after the token `distance` places before was looked at."""
    boost = context.boost(distance)
    scalar = np.where(value < 0, -boost, boost)
    loud = np.where(value > 0, CAPITALS, -CAPITALS)
    scalar = scalar + np.where((boost != 0) & context.shouts(distance), loud, 0.0)
    value = (value + scalar * FADING[distance - 1]) * context.negation(distance)
    if distance == len(FADING):
        value = context.idioms(value) + np.where(context.softened(), SOFTENING, 0.0)
    return value


class _Context:
    """The neighbours of each hit; every method gives an array of shape (n_hits,).

    Distances count backwards: 0 is the hit itself, 1 the token before it, -1 the one behind it.
    """

    def __init__(self, words: VaderWords, tokens: RuleTokens, hits: Hits) -> None:
        self._words, self._tokens = words, tokens
        self._at = hits.firsts
        self._place = hits.firsts - tokens.tokens.bounds[hits.homes]
        self._left = tokens.tokens.bounds[hits.homes + 1] - hits.firsts - 1
        self._mixed = tokens.mixed[hits.homes]
        last = len(tokens.tokens) - 1
        self._token = {d: np.clip(self._at - d, 0, last) for d in range(-AHEAD, BEHIND + 1)}
        self._ids = {d: tokens.ids[token] for d, token in self._token.items()}
        self._flags = {d: words.flags[ids] for d, ids in self._ids.items()}
        self._exact = {d: np.where(tokens.exact[self._token[d]], flags, 0) for d, flags in self._flags.items()}

    def _is(self, flag: int, distance: int, *, exact: bool = False) -> Bool:
        """Whether that neighbour is one of the words with the flag, in small letters only if `exact`."""
        return np.asarray((self._exact if exact else self._flags)[distance] & flag != 0)

    def ids(self, distance: int) -> Int32:
        return np.asarray(self._ids[distance])

    def shouts(self, distance: int) -> Bool:
        """Whether that token is in capitals and the passage is not."""
        return np.asarray(self._tokens.shouts[self._token[distance]] & self._mixed)

    def counts(self, distance: int) -> Bool:
        """Whether that token exists in the passage and is not itself a sentiment word."""
        return np.asarray((self._place >= distance) & ~self._words.known[self.ids(distance)])

    def boost(self, distance: int) -> Float64:
        return np.asarray(self._words.boost[self.ids(distance)])

    def negation(self, distance: int) -> Float64:
        """Damp the valence of hits whose neighbour negates; `never so`, `never this` raise it instead."""
        factor = np.where(self._tokens.negates[self._token[distance]], NEGATION, 1.0)
        if distance == 1:
            return factor
        raises = self._is(vw.NEVER, distance, exact=True) & self._is(vw.SO_THIS, distance - 1, exact=True)
        if distance == 2:
            return np.where(raises, 1.5, factor)
        return np.where(raises | self._is(vw.SO_THIS, 1, exact=True), 1.25, factor)

    def after_least(self) -> Bool:
        """Whether `least` stands before the hit, not as `at least` or `very least`."""
        firmly = self._is(vw.AT_VERY, 2) & (self._place > 1)
        return self._is(vw.LEAST, 1) & ~self._words.known[self.ids(1)] & (self._place > 0) & ~firmly

    def is_degree(self) -> Bool:
        """Whether the hit only says how much: a booster, or `kind` before `of`."""
        kind = self._is(vw.KIND, 0) & self._is(vw.OF, -1) & (self._left > 0)
        return np.asarray(kind | (self.boost(0) != 0))

    def softened(self) -> Bool:
        """Whether `kind of`, `sort of` or `just enough` stands one or two tokens before the hit."""
        pairs = ((vw.SORT, vw.OF), (vw.JUST, vw.ENOUGH))
        found = np.zeros(len(self._at), bool)
        for first, second in pairs:
            for distance in (3, 2):
                found |= self._is(first, distance, exact=True) & self._is(second, distance - 1, exact=True)
        return found

    def idioms(self, value: Float64) -> Float64:
        """Idioms take the place of the valence; they are rare and read one by one."""
        near = np.zeros(len(self._at), bool)
        for distance in self._exact:
            near |= self._is(vw.IDIOM, distance, exact=True)
        value = value.copy()
        for hit in np.flatnonzero(near & self.counts(3)).tolist():
            value[hit] = _idiom(self._around(hit), float(value[hit]))
        return value

    def _around(self, hit: int) -> list[str]:
        """The tokens from the third before the hit to the second behind it, as far as the passage goes."""
        at, ahead = int(self._at[hit]), min(AHEAD, int(self._left[hit]))
        return [self._tokens.text(token) for token in range(at - BEHIND, at + ahead + 1)]


def _idiom(around: list[str], value: float) -> float:
    """The valence of an idiom that the hit belongs to or follows, else `value`.

    Args:
        around: the three tokens before the hit, the hit, up to two behind it.
        value: the valence so far.
    """
    known = rules("idiom")
    behind = (known[p] for p in (" ".join(around[a:b]) for a, b in _BEHIND) if p in known)
    value = next(behind, value)
    for end in range(5, len(around) + 1):
        value = known.get(" ".join(around[3:end]), value)
    return value


_BEHIND = ((2, 4), (1, 4), (1, 3), (0, 3), (0, 2))
"""Parts of the tokens around a hit that are tried as idioms, in nltk's order."""

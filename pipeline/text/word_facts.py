"""What a word is by itself: its stem, what kind of function word it is, its likely part of speech.

Asked once per distinct word and remembered; no tagger reads the sentence. The part of speech is a prior: the shares in
which a word was tagged noun, verb ... over a corpus; see `resources/SOURCES.d/pos_prior.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import count, repeat

import numpy as np

from pipeline.arrays.look_ups import MOST
from pipeline.arrays.numbering import numbered
from pipeline.arrays.types import Float32, Int32, Int64, UInt16
from pipeline.resources import resource

NOUN, ADJECTIVE, VERB = range(3)
STOP, NOT_ALONE, DETERMINER, PREPOSITION, BEFORE_VERB, LINKING, DIGIT, TIME, NEGATION = (1 << bit for bit in range(9))
_KINDS = dict(
    zip("sndpvlto", (STOP, NOT_ALONE, DETERMINER, PREPOSITION, BEFORE_VERB, LINKING, TIME, NEGATION), strict=True)
)
_KIND_AT, _ROW = 32, (1 << 32) - 1  # where the kinds begin in a packed number, and the bits before
_UNKNOWN = "710100"  # a word without a known ending: most are names
COMMON = 0.04
"""Share of news articles from which a word says little of one of them."""
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class Lexis:
    """Facts about each word of a vocabulary of V words.

    Attributes:
        stem: int32, shape (V,): words that differ by plural share a number.
        kind: uint16, shape (V,): STOP | NOT_ALONE | DETERMINER | PREPOSITION | BEFORE_VERB | LINKING | DIGIT | TIME |
            NEGATION, as far as they hold.
        n_chars: int32, shape (V,): characters of the stem.
        pos: float32, shape (3, V): shares of noun, adjective and verb, 0..1.
        common: float32, shape (V,): share of news articles that have a form of it in small letters, 0..1; 0 below .01.
    """

    stem: Int32
    kind: UInt16
    n_chars: Int32
    pos: Float32
    common: Float32


class _Known:
    """The words that this process has looked up, a row each: a batch brings few that no batch before it had.

    Attributes:
        row: word -> its row.
        numbers: stem -> its number.
        facts: int64, shape (4, n): number of the stem, row of the part-of-speech prior and kinds in one number, length
            of the stem, articles in a thousand.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.row: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.facts = np.zeros((4, 0), np.int64)

    def rows(self, vocabulary: Sequence[str]) -> Int64:
        """The row of each word; those of words that are new are added. All is dropped where it has grown too large."""
        if len(self.row) > MOST:
            self.forget()
        rows = np.fromiter(map(self.row.get, vocabulary, repeat(-1)), np.int64, len(vocabulary))
        unseen = np.flatnonzero(rows < 0)
        if len(unseen):
            number, new = numbered([vocabulary[place] for place in unseen.tolist()])
            rows[unseen] = number + len(self.row)
            self.row.update(zip(new, count(len(self.row)), strict=False))
            found = [(self.numbers.setdefault(stem, len(self.numbers)), *rest) for stem, *rest in map(_facts, new)]
            self.facts = np.concatenate([self.facts, np.array(found, np.int64).T], axis=1)
        return rows


_known = _Known()


def lexis(vocabulary: Sequence[str], extra_stops: Collection[str] = ()) -> Lexis:
    """Look up every word of a vocabulary.

    Args:
        vocabulary: distinct words as `tokens` has them: lower case, apostrophes straight, no possessive.
        extra_stops: further stop words, lower case.
    """
    rows = _known.rows(vocabulary)
    key, packed, size, share = _known.facts[:, rows]
    kind = (packed >> _KIND_AT).astype(np.uint16)
    if extra_stops:
        kind |= np.array(_are_among(vocabulary, frozenset(extra_stops)), np.uint16) * STOP
    return Lexis(
        _renumbered(key),
        kind,
        size.astype(np.int32),
        _prior()[1][:, packed & _ROW],
        share.astype(np.float32) / np.float32(1000),
    )


def _renumbered(keys: Int64) -> Int32:
    """Numbers from 0 in the order in which the keys, from 0 too, come first."""
    place, every = np.zeros(int(keys.max(initial=-1)) + 1, np.int64), np.arange(len(keys))
    place[keys[::-1]] = every[::-1]
    first = place[keys]
    return np.asarray((np.cumsum(first == every, dtype=np.int32) - np.int32(1))[first])


def _are_among(vocabulary: Sequence[str], stops: AbstractSet[str]) -> list[bool]:
    """Which words, or their stems, are among these."""
    return [word in stops or fold(word) in stops for word in vocabulary]


def bare(word: str) -> str:
    """The word without a possessive at its end, apostrophes and dots: `russia's` → `russia`, `u.s.` → `us`."""
    return word if word.isalpha() else word.removesuffix("'s").replace("'", "").replace(".", "")


def fold(word: str) -> str:
    """The bare word without its plural: `russias` → `russia`, `cities` → `city`."""
    word = bare(word)
    if len(word) < 4 or word[-1] != "s" or word[-2] in "sui":
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


def _facts(word: str) -> tuple[str, int, int, int]:
    """Stem; row of the part-of-speech prior and kinds, in one number; length of the stem; articles in a thousand."""
    stem, rows = fold(word), _prior()[0]
    row = (
        rows.get(word, 0)
        or rows.get("-" + word[-4:], 0)
        or rows.get("-" + word[-3:], 0)
        or rows.get("-" + word[-2:], 0)
    )
    kinds = _kinds()
    kind = kinds.get(word, 0) or kinds.get(word.partition("'")[0], 0)
    if word.endswith("n't"):
        kind = STOP | BEFORE_VERB
    if len(stem) < 2:
        kind |= STOP
    if not word.isalpha() and not _DIGITS.isdisjoint(word):
        kind |= DIGIT if any(map(str.isalpha, word)) else DIGIT | NOT_ALONE
    return stem, row | kind << _KIND_AT, len(stem), _common().get(stem, 0)


@cache
def _kinds() -> dict[str, int]:
    """Function word → its kinds."""
    lines = (line.split("\t") for line in resource("en/keyword_stops.tsv").splitlines()[1:] if not line.startswith("#"))
    return {word: sum(_KINDS[letter] for letter in letters) for word, letters in lines}


@cache
def _common() -> dict[str, int]:
    """Folded word → articles in a thousand that have it."""
    lines = (line.split("\t") for line in resource("en/common_words.tsv").splitlines()[1:])
    return {word: int(share) for word, share in lines}


@cache
def _prior() -> tuple[dict[str, int], Float32]:
    """Word or `-ending` → row, and the shares, shape (3, rows); row 0 stands for what is not known."""
    fields = resource("en/pos_prior.tsv.gz").split()
    digits = np.frombuffer("".join([_UNKNOWN, *fields[1::2]]).encode(), np.uint8).reshape(-1, 6)
    shares = (digits[:, : VERB + 1].T - ord("0")) / 9
    return {key: row for row, key in enumerate(fields[0::2], 1)}, shares.astype(np.float32)

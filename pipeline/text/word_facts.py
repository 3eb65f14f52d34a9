"""What a word is by itself: its stem, what kind of function word it is, its likely part of speech.

Asked once per distinct word of a batch; no tagger reads the sentence. The part of speech is a prior: the shares in
which a word was tagged noun, verb ... over a corpus; see `resources/SOURCES.d/pos_prior.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import index_of, lines, numbers, strings, to_numpy
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.types import Bool, Float32, Int32, Int64, UInt16
from pipeline.resources import resource
from pipeline.text.plurals import without_plurals
from pipeline.text.string_table import StringTable

NOUN, ADJECTIVE, VERB = range(3)
STOP, NOT_ALONE, DETERMINER, PREPOSITION, BEFORE_VERB, LINKING, DIGIT, TIME, NEGATION = (1 << bit for bit in range(9))
_KINDS = dict(
    zip("sndpvlto", (STOP, NOT_ALONE, DETERMINER, PREPOSITION, BEFORE_VERB, LINKING, TIME, NEGATION), strict=True)
)
_UNKNOWN = "710100"  # a word without a known ending: most are names
COMMON = 0.04
"""Share of news articles from which a word says little of one of them."""
_DIGITS = frozenset("0123456789")
_WORD = 2  # letters of a stem that is no stop word, at least
_ENDINGS = (4, 3, 2)  # letters of an ending that tells the part of speech, the first one that is known


@dataclass(frozen=True)
class Lexis:
    """Facts about each word of a vocabulary of V words.

    Attributes:
        stems: string array, shape (V,): see `fold`.
        stem: int32, shape (V,): words that differ by plural share a number.
        kind: uint16, shape (V,): STOP | NOT_ALONE | DETERMINER | PREPOSITION | BEFORE_VERB | LINKING | DIGIT | TIME |
            NEGATION, as far as they hold.
        n_chars: int32, shape (V,): characters of the stem.
        pos: float32, shape (3, V): shares of noun, adjective and verb, 0..1.
        common: float32, shape (V,): share of news articles that have a form of it in small letters, 0..1; 0 below .01.
    """

    stems: pa.Array
    stem: Int32
    kind: UInt16
    n_chars: Int32
    pos: Float32
    common: Float32


class _Table(NamedTuple):
    """A list of words with a number each.

    Attributes:
        words: string array, shape (n,).
        values: int64, shape (n + 1,): their numbers, and 0 for words that are not listed.
    """

    words: pa.Array
    values: Int64

    @classmethod
    def of(cls, values: Mapping[str, int]) -> _Table:
        """The words of a dictionary."""
        return cls(strings([*values]), np.array([*values.values(), 0], np.int64))

    def look_up(self, words: pa.Array) -> Int64:
        """The number of each word; 0 where it is not listed."""
        return np.asarray(self.values[index_of(words, self.words)])


def _numbers_of(stems: pa.Array) -> Int32:
    """Numbers of strings in the order in which they come."""
    return numbered_column(stems)[0]


def lexis(
    vocabulary: pa.Array, extra_stops: Collection[str] = (), number: Callable[[pa.Array], Int32] = _numbers_of
) -> Lexis:
    """Look up every word of a vocabulary.

    Args:
        vocabulary: words as `tokens` has them, a string array: lower case, apostrophes straight, no possessive.
        extra_stops: further stop words, lower case.
        number: gives equal stems one number.
    """
    is_plain = to_numpy(pc.ascii_is_alpha(vocabulary))
    stems = _folded(vocabulary, ~is_plain)
    n_chars = to_numpy(pc.utf8_length(stems))
    kind = _kind_table().look_up(vocabulary) | np.where(n_chars < _WORD, STOP, 0)
    odd = np.flatnonzero(~is_plain)
    kind[odd] = list(map(_kind_of, vocabulary.take(numbers(odd)).to_pylist()))
    if extra_stops:
        kind |= np.array(_are_among(vocabulary.to_pylist(), frozenset(extra_stops)), np.int64) * STOP
    pos = _prior().shares[:, _prior_rows(vocabulary)]
    common = _common_table().look_up(stems).astype(np.float32) / np.float32(1000)
    return Lexis(stems, number(stems), kind.astype(np.uint16), n_chars, pos, common)


def _folded(words: pa.Array, is_odd: Bool) -> pa.Array:
    """What `fold` makes of each word; one that is not odd has small ASCII letters alone."""
    odd, place = np.flatnonzero(is_odd), np.arange(len(words))
    place[odd] = len(words) + np.arange(len(odd))
    folded = strings(list(map(fold, words.take(numbers(odd)).to_pylist())))
    return pa.concat_arrays([without_plurals(words, ~is_odd), folded]).take(numbers(place))


def _prior_rows(words: pa.Array) -> Int64:
    """The row of the part-of-speech prior of each word: its own, else that of its last four, three, two letters."""
    prior = _prior()
    found = prior.words.find(words) + 1
    spelt = words.cast(pa.binary())  # endings are ASCII: the last bytes tell as much as the last letters
    for n in _ENDINGS:
        left = np.flatnonzero(found == 0)
        found[left] = prior.endings.look_up(pc.binary_slice(spelt.take(numbers(left)), -n))
    return found


class Facts(NamedTuple):
    """Facts about one word: see `Lexis`."""

    kind: int
    pos: Float32
    common: float


def facts_of(word: str) -> Facts:
    """Look up one word, as `lexis` does."""
    rows = _rows_of_prior()
    found = (rows.get(word, 0), *(rows.get("-" + word[-n:], 0) for n in _ENDINGS))
    row = next(filter(None, found), 0)
    return Facts(_kind_of(word), _prior().shares[:, row], _common().get(fold(word), 0) / 1000)


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


def _kind_of(word: str) -> int:
    """The kinds of a word."""
    kinds = _kinds()
    kind = kinds.get(word, 0) or kinds.get(word.partition("'")[0], 0)
    if word.endswith("n't"):
        kind = STOP | BEFORE_VERB
    if len(fold(word)) < _WORD:
        kind |= STOP
    if not word.isalpha() and not _DIGITS.isdisjoint(word):
        kind |= DIGIT if any(map(str.isalpha, word)) else DIGIT | NOT_ALONE
    return kind


@cache
def _kinds() -> dict[str, int]:
    """Function word → its kinds."""
    lines = (line.split("\t") for line in resource("en/keyword_stops.tsv").splitlines()[1:] if not line.startswith("#"))
    return {word: sum(_KINDS[letter] for letter in letters) for word, letters in lines}


@cache
def _kind_table() -> _Table:
    return _Table.of(_kinds())


@cache
def _common() -> dict[str, int]:
    """Folded word → articles in a thousand that have it."""
    lines = (line.split("\t") for line in resource("en/common_words.tsv").splitlines()[1:])
    return {word: int(share) for word, share in lines}


@cache
def _common_table() -> _Table:
    return _Table.of(_common())


class _Prior(NamedTuple):
    """The part-of-speech prior, a row each for what is not known, for words, and for endings (`-ation`).

    Attributes:
        keys: the words and `-endings` of the rows from 1 on, a string array.
        words: the same to look many up.
        endings: endings without the hyphen, as bytes, and their rows.
        shares: float32, shape (3, rows).
    """

    keys: pa.Array
    words: StringTable
    endings: _Table
    shares: Float32


@cache
def _prior() -> _Prior:
    """Read the part-of-speech prior: lines of a key, a tab and six digits."""
    data = np.frombuffer(resource("en/pos_prior.tsv.gz").encode(), np.uint8)
    keys = pc.utf8_slice_codeunits(lines(data), 0, -1 - len(_UNKNOWN))
    ends = np.flatnonzero(data == ord("\n"))
    digits = data[ends[:, None] + np.arange(VERB + 1) - len(_UNKNOWN)]
    unknown = np.frombuffer(_UNKNOWN.encode(), np.uint8)[: VERB + 1]
    shares = (np.concatenate([[unknown], digits]).T - ord("0")) / 9
    words = StringTable()
    words.add(keys)
    at = np.flatnonzero(to_numpy(pc.starts_with(keys, "-")))
    endings = pc.utf8_slice_codeunits(keys.take(numbers(at)), 1).cast(pa.binary())
    return _Prior(keys, words, _Table(endings, np.append(at + 1, 0)), shares.astype(np.float32))


@cache
def _rows_of_prior() -> dict[str, int]:
    """The row of each word and `-ending` of the part-of-speech prior, to look up one at a time."""
    return {key: row for row, key in enumerate(_prior().keys.to_pylist(), 1)}

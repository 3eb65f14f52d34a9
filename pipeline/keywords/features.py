"""Features of phrases, each of its article alone. Their weights stand in a table, a column a preset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from pipeline.arrays.arrow import text_bytes, to_numpy
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Float32, Int64, Integer, UInt8, UInt16
from pipeline.keywords.candidate_spans import Runs
from pipeline.keywords.candidates import Phrases
from pipeline.keywords.name_spans import ORGANISATION, OTHER, PERSON, PLACE
from pipeline.text.tokens import Tokens
from pipeline.text.word_facts import ADJECTIVE, BEFORE_VERB, DETERMINER, DIGIT, NOUN, PREPOSITION, Lexis

_LONGEST_ACRONYM = 6  # letters
_NOUN = 0.5  # share of noun from which a word is one
_COMMONEST = np.float32(0.3)  # share of articles; more says no more
_SELDOM = 4  # occurrences of a name, at most, of which a capital before it tells that the article is not about it
_SHOUTING = 0.2  # share of such words from which they mean nothing


def features(
    tokens: Tokens, lexis: Lexis, runs: Runs, phrases: Phrases, in_headline: Bool
) -> Iterator[tuple[str, Float32]]:
    """Name and values, float32 of shape (G,), of one feature after the other.

    A place is a number of tokens from the start of the article. Frequencies are natural logarithms of counts.
    """
    words, log_tf = PhraseWords(tokens, phrases), _log(phrases.tf)
    is_plain = phrases.name == 0
    yield from _frequency(phrases, words, log_tf, is_plain)
    yield from _place(tokens, phrases)
    yield from _words(tokens, lexis, words, is_plain & (phrases.size > 1))
    yield from _capitals(tokens, runs, phrases, words, log_tf)
    yield from _context(runs.before[phrases.first])
    yield from _length(phrases.size)
    yield from _names(phrases, log_tf)
    yield from _rarity(lexis, phrases, words)
    yield from _headline(words.mean(in_headline, words.tokens))


class PhraseWords:
    """The words of phrases that come by their number of words, the k-th of all that have so many together.

    Attributes:
        rows: the phrases that have more than k words, for each k: the last ones.
        tokens: the token of the k-th word of each of these.
        words: its word.
        groups: its group among its like, see `Alike`.
    """

    def __init__(self, tokens: Tokens, phrases: Phrases) -> None:
        self.n = phrases.size.astype(np.float32)
        longest = int(phrases.size.max(initial=1))
        self.rows = [slice(begin, None) for begin in np.searchsorted(phrases.size, np.arange(1, longest + 1)).tolist()]
        self.tokens = [phrases.first[rows] + k for k, rows in enumerate(self.rows)]
        self.words = [tokens.word[at] for at in self.tokens]
        self.groups = [phrases.alike.group[at] for at in self.tokens]

    def mean(self, values: Float32 | Bool, keys: Sequence[Integer]) -> Float32:
        """Mean over the words of each phrase of the values that stand at these keys."""
        total = values[keys[0]].astype(np.float32)
        for rows, key in zip(self.rows[1:], keys[1:], strict=True):
            total[rows] += values[key]
        return np.asarray(total / self.n)

    def before_last(self, values: Bool) -> Bool:
        """Whether any word before the last one of each phrase has this value."""
        found = np.zeros(len(self.n), bool)
        for rows, words in zip(self.rows[1:], self.words, strict=False):
            found[rows] |= values[words[len(words) - len(found[rows]) :]]
        return found

    def least(self, values: Float32, keys: Sequence[Integer]) -> Float32:
        """The smallest of them."""
        low = values[keys[0]]
        for rows, key in zip(self.rows[1:], keys[1:], strict=True):
            low[rows] = np.minimum(low[rows], values[key])
        return low


def _frequency(phrases: Phrases, words: PhraseWords, log_tf: Float32, is_plain: Bool) -> Iterator[tuple[str, Float32]]:
    """Frequency of the phrase, mean frequency of its words, share of occurrences that fill a run.

    That share grows with frequency, too, where the phrase is no name.
    """
    yield "log_tf", log_tf
    yield "single_tf", log_tf * (phrases.first == phrases.last)
    yield "word_tf", words.mean(_log(np.maximum(phrases.alike.n_alike, 1)), words.groups)
    delimited = _ratio(phrases.n_delimited, phrases.tf)
    yield "delimited", delimited
    yield "delimited_tf", delimited * log_tf * is_plain


def _place(tokens: Tokens, phrases: Phrases) -> Iterator[tuple[str, Float32]]:
    """Logarithm of the first place, a tenth of its square, logarithm of the stretch from first to last occurrence."""
    place = _log(phrases.opens - tokens.doc_bounds[tokens.doc[phrases.first]] + 1)
    yield "place", place
    yield "place_squared", place * place / np.float32(10)
    yield "log_spread", _log(phrases.closes - phrases.opens + 1)


def _words(tokens: Tokens, lexis: Lexis, words: PhraseWords, is_long: Bool) -> Iterator[tuple[str, Float32]]:
    """Parts of speech (0..1), letters of the stems in tens, share of words with a digit.

    Of phrases of several words that are no names besides: share of uses in which the word least like a noun or an
    adjective is neither, and whether a plural stands before the last word (users deserve).
    """
    last = words.words[0].copy()
    for rows, word in zip(words.rows[1:], words.words[1:], strict=True):
        last[rows] = word
    nominal = words.least(lexis.pos[NOUN] + lexis.pos[ADJECTIVE], words.words)
    yield "last_noun", lexis.pos[NOUN][last]
    yield "least_nominal", nominal
    yield "long_verbal", (1 - nominal) * is_long
    yield "inner_plural", (words.before_last(_is_plural(tokens, lexis)) & is_long).astype(np.float32)
    yield "letters", words.mean(lexis.n_chars.astype(np.float32), words.words) * words.n / np.float32(10)
    yield "digits", words.mean(lexis.kind & DIGIT > 0, words.words)


def _is_plural(tokens: Tokens, lexis: Lexis) -> Bool:
    """Which words are nouns for the most part, and in the plural."""
    n_chars = to_numpy(pc.utf8_length(tokens.word_strings))
    return np.asarray((n_chars > lexis.n_chars[: len(n_chars)]) & (lexis.pos[NOUN][: len(n_chars)] > _NOUN))


def _capitals(
    tokens: Tokens, runs: Runs, phrases: Phrases, words: PhraseWords, log_tf: Float32
) -> Iterator[tuple[str, Float32]]:
    """Whether it cuts a name (share of occurrences), runs from lower case into one, is a name, is an acronym.

    The last two grow with frequency.
    """
    first = phrases.first
    yield "cut_name", _ratio(phrases.n_cut, phrases.tf)
    yield "mixed", (~runs.is_capital[first] & runs.is_capital[phrases.last]).astype(np.float32)
    yield "name", words.least(phrases.alike.capital_share, words.groups) * log_tf
    yield "acronym", _is_acronym(tokens, first, phrases.last) * (log_tf + np.float32(0.5))


def _is_acronym(tokens: Tokens, first: Int64, last: Int64) -> Bool:
    """One word of three to six letters, the first two and the last of them capitals, unless the text is full of it."""
    letters, bounds = text_bytes(tokens.form_strings)  # forms are a twentieth of the tokens
    size, start = np.diff(bounds), bounds[:-1]
    fits = (size > 2) & (size <= _LONGEST_ACRONYM) & _is_capital(letters[start]) & _is_capital(letters[bounds[1:] - 1])
    at = np.flatnonzero(fits)
    fits[at] = _is_capital(letters[start[at] + 1])
    shouts = np.flatnonzero(taken(fits, tokens.form))
    n_shouts = np.bincount(tokens.doc[shouts], minlength=tokens.n_docs)
    is_quiet = n_shouts < _SHOUTING * np.diff(tokens.doc_bounds)
    found: Bool = first == last
    at = np.flatnonzero(found)
    found[at] = fits[tokens.form[first[at]]] & is_quiet[tokens.doc[first[at]]]
    return found


def _is_capital(letters: UInt8) -> Bool:
    """Whether bytes are A to Z."""
    capital: Bool = letters - ord("A") < np.uint8(26)
    return capital


def _context(before: UInt16) -> Iterator[tuple[str, Float32]]:
    """What stands before the first occurrence."""
    yield "after_determiner", (before & DETERMINER > 0).astype(np.float32)
    yield "after_preposition", (before & PREPOSITION > 0).astype(np.float32)
    yield "after_verbal", (before & BEFORE_VERB > 0).astype(np.float32)


def _length(size: Int64) -> Iterator[tuple[str, Float32]]:
    """One of three is 1 for phrases of one, two, three words; longer ones have none."""
    for n in (1, 2, 3):
        yield f"words_{n}", (size == n).astype(np.float32)


def _names(phrases: Phrases, log_tf: Float32) -> Iterator[tuple[str, Float32]]:
    """Whether it is the name of a person, body, place or other thing, with its frequency; a person's of one word."""
    for label, kind in (("person", PERSON), ("organisation", ORGANISATION), ("place", PLACE), ("other", OTHER)):
        is_kind = (phrases.name == kind).astype(np.float32)
        yield f"is_{label}", is_kind
        if kind in (ORGANISATION, PLACE):
            yield f"{label}_tf", is_kind * log_tf
    yield "single_person", ((phrases.name == PERSON) & (phrases.first == phrases.last)).astype(np.float32)
    yield "behind_capital", ((phrases.name > 0) & (phrases.n_whole == 0) & (phrases.tf <= _SELDOM)).astype(np.float32)


def _rarity(lexis: Lexis, phrases: Phrases, words: PhraseWords) -> Iterator[tuple[str, Float32]]:
    """Share of news articles that have its words in small letters: the mean, and that of single words."""
    common = words.mean(np.minimum(lexis.common, _COMMONEST), words.words)
    yield "common", common * (phrases.name == 0)
    yield "single_common", common * ((phrases.name == 0) & (phrases.first == phrases.last))


def _headline(share: Float32) -> Iterator[tuple[str, Float32]]:
    """Share of its words that the headline has, and whether it has them all."""
    yield "headline", share
    yield "headline_whole", (share == 1).astype(np.float32)


def _log(count: Int64) -> Float32:
    """Natural logarithm of counts from 1."""
    return np.log(count, dtype=np.float32)


def _ratio(part: npt.NDArray[Any], whole: Int64) -> Float32:
    """Part by whole, in float32."""
    ratio: Float32 = np.divide(part, whole, dtype=np.float32)
    return ratio

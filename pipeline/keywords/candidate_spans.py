"""Runs: the stretches of a text that a keyword may stand in.

A run is a row of content words with a space or a hyphen between them. It is bounded by

- stop words, punctuation and line ends;
- a possessive: behind `Russia's` another phrase begins; a row of numbers is no phrase either;
- words that are nearly always verbs, but not behind a determiner, and words that are at times verbs behind `to`,
  `will`, `they` and their like;
- web addresses, handles, file names and scraps of markup, of which no word is content.

Some words stand inside a run, but no keyword begins or ends with them: `of` between capitalised words (Department of
Justice), the initial of a middle name (John F. Kennedy). A hyphenated compound (performance-enhancing) stays whole,
stop words and verbs inside it included.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Int64, UInt16
from pipeline.keywords.name_spans import NameSpans
from pipeline.keywords.word_bits import LISTED, MOSTLY_VERB, NOUN_AT_TIMES, VERB_AT_TIMES, word_bits
from pipeline.text.gaps import Gaps
from pipeline.text.tokens import Tokens
from pipeline.text.word_facts import (
    ADJECTIVE,
    BEFORE_VERB,
    COMMON,
    DETERMINER,
    DIGIT,
    LINKING,
    NEGATION,
    NOT_ALONE,
    STOP,
    Lexis,
)
from pipeline.text.word_forms import CAPITAL, POSSESSIVE

_ADJECTIVE = 0.5  # share of adjective from which a word behind `not` is one


@dataclass(frozen=True)
class Runs:
    """Where keywords may stand; all of shape (n,), a value a token.

    Attributes:
        is_content: bool: the token may stand in a keyword.
        is_linked: bool: it continues the run of the token before it.
        begins: bool: a keyword may begin with it.
        ends: bool: a keyword of several words may end with it.
        is_alone: bool: it may be a keyword by itself.
        is_capital: bool: it begins with a capital.
        is_inner: bool: a capital would mean something here; see `Gaps`.
        is_after_name: bool: capitalised, and goes on a capitalised word before it.
        is_behind_capital: bool: a name begins with it, and a capitalised word stands before it, be it with a full stop:
            Reps. Ana Diaz.
        before: uint16: kinds of the word before it (see `lexis`), where only a space stands between; else 0.
        word_bits: uint16: kinds of its word and more, see `word_bits`.
    """

    is_content: Bool
    is_linked: Bool
    begins: Bool
    ends: Bool
    is_alone: Bool
    is_capital: Bool
    is_inner: Bool
    is_after_name: Bool
    is_behind_capital: Bool
    before: UInt16
    word_bits: UInt16


@dataclass(frozen=True)
class Borders:
    """What is known of a text beyond its tokens.

    Attributes:
        names: where names stand: no keyword begins or ends inside of one.
        opens: int64: first tokens of sentences: no keyword runs across.
        in_heading: bool, shape (n,): tokens of datelines and of lines in which every word has a capital: no keyword but
            a name stands there.
        keeps_names: whether a run of capitalised words is never cut.
    """

    names: NameSpans
    opens: Int64
    in_heading: Bool
    keeps_names: bool


def runs(tokens: Tokens, lexis: Lexis, borders: Borders) -> Runs:
    """Cut the tokens of a batch into runs."""
    return _Cut(tokens, lexis, borders).runs()


class _Cut:
    """The steps of `runs`, each an array over tokens."""

    def __init__(self, tokens: Tokens, lexis: Lexis, borders: Borders) -> None:
        self._tokens, self._lexis, self._gaps, self._borders = tokens, lexis, Gaps(tokens), borders
        self._kind = taken(word_bits(lexis), tokens.word)
        self._is_plain = (self._kind & STOP == 0) & ~self._gaps.is_scrap

    def runs(self) -> Runs:
        """Put the steps together."""
        hyphen = self._gaps.is_hyphen
        within = hyphen | _next(hyphen)
        content = self._is_plain | within | self._is_initial | self._is_of | self._is_not
        digit = self._kind & DIGIT > 0
        not_first, not_last = self._borders.names.inside()
        edge = (self._is_plain & ~self._is_initial) | within
        linked = self._is_linked(content, digit, within)
        after = self._is_after_name
        outside = ~self._borders.in_heading
        if self._borders.keeps_names:
            not_first, not_last = not_first | after, not_last | _next(after | (linked & self._opens_name))
        begins = ((edge & ~self._is_negated) | self._is_not) & ~hyphen & ~not_first & outside
        ends = edge & ~_next(hyphen) & ~not_last & outside
        alone = begins & ends & (self._kind & NOT_ALONE == 0)
        ends &= self._is_capital | (self._kind & (DIGIT | NOUN_AT_TIMES) > 0) | _previous(self._is_not)
        return Runs(
            content,
            linked,
            begins,
            ends,
            alone,
            self._is_capital,
            self._gaps.is_inner,
            after,
            self._is_behind_capital,
            self._before,
            self._kind,
        )

    def _is_linked(self, content: Bool, digit: Bool, within: Bool) -> Bool:
        """Content that goes on the run of the token before it: no possessive, number, verb, sentence parts them."""
        hyphen = self._gaps.is_hyphen
        verb = self._is_verb & ~within
        linked = content & _previous(content) & (self._gaps.is_joint | _previous(self._is_initial))
        linked &= hyphen | ~_previous(self._tokens.kind & POSSESSIVE > 0)
        linked &= hyphen | ~(digit & _previous(digit))
        linked &= ~(verb | _previous(verb))
        linked[self._borders.opens] = False
        return np.asarray(linked)

    @cached_property
    def _is_behind_capital(self) -> Bool:
        at = self._borders.names.first
        at = at[np.flatnonzero(at)]
        tells = (self._kind[at - 1] | self._kind[at]) & STOP == 0
        at = at[np.flatnonzero(tells & self._is_capital[at - 1])]
        raw, start = self._tokens.raw, self._tokens.start[at]
        is_near = (raw[start - 1] == ord(" ")) & (raw[start - 2] == ord("."))
        is_near &= self._tokens.end[at - 1] == start - 2
        return _where(at[self._gaps.is_space[at] | is_near], len(self._kind))

    @cached_property
    def _opens_name(self) -> Bool:
        """First tokens of names: what stands before them is their role."""
        return _where(self._borders.names.first, len(self._kind))

    @cached_property
    def _is_after_name(self) -> Bool:
        """Capitalised behind a capitalised word, unless that is an article, a possessive or opens a sentence."""
        opening = ~self._gaps.is_inner & (self._kind & LISTED > 0)
        parted = (self._kind & DETERMINER > 0) | (self._tokens.kind & POSSESSIVE > 0) | opening
        return np.asarray(self._gaps.is_joint & self._is_capital & _previous(self._is_capital & ~parted))

    @cached_property
    def _is_negated(self) -> Bool:
        """Behind `not`, `no`, `never`, `non`, with a determiner between them or without."""
        negation = self._before & NEGATION > 0
        return np.asarray(negation | ((self._before & DETERMINER > 0) & _previous(negation)))

    @cached_property
    def _is_not(self) -> Bool:
        """`not` before an adjective that is rare enough to tell something: not guilty."""
        at = np.flatnonzero((self._kind & (NEGATION | BEFORE_VERB)) == (NEGATION | BEFORE_VERB))
        at = at[at + 1 < len(self._kind)]
        word = self._tokens.word[at + 1]
        tells = (self._lexis.pos[ADJECTIVE][word] >= _ADJECTIVE) & (self._lexis.common[word] < COMMON)
        return _where(at[tells & self._gaps.is_space[at + 1] & self._is_plain[at + 1]], len(self._kind))

    @cached_property
    def _before(self) -> UInt16:
        kind = np.zeros_like(self._kind)
        kind[1:] = self._kind[:-1] * self._gaps.is_space[1:]
        return kind

    @cached_property
    def _is_verb(self) -> Bool:
        mostly = (self._kind & MOSTLY_VERB > 0) & (self._before & DETERMINER == 0)
        return np.asarray(mostly | ((self._kind & VERB_AT_TIMES > 0) & (self._before & BEFORE_VERB > 0)))

    @cached_property
    def _is_capital(self) -> Bool:
        return np.asarray(self._tokens.kind & CAPITAL > 0)

    @cached_property
    def _is_name(self) -> Bool:
        return np.asarray(self._is_plain & self._is_capital, bool)

    @cached_property
    def _is_initial(self) -> Bool:
        """A capital and a point between two capitalised words: John F. Kennedy."""
        at = np.flatnonzero(self._gaps.is_initial)
        at = at[self._is_name[at - 1] & self._is_name[at + 1]]
        return _where(at, len(self._kind))

    @cached_property
    def _is_of(self) -> Bool:
        """`of` between two capitalised words."""
        at = np.flatnonzero(self._kind & LINKING > 0)
        at = at[at + 1 < len(self._kind)]
        at = at[self._gaps.is_space[at] & self._gaps.is_space[at + 1]]
        return _where(at[self._is_name[at - 1] & self._is_name[at + 1]], len(self._kind))


def _previous(values: Bool) -> Bool:
    """The value of the token before each; False for the first."""
    out = np.zeros_like(values)
    out[1:] = values[:-1]
    return out


def _next(values: Bool) -> Bool:
    """The value of the token behind each; False for the last."""
    out = np.zeros_like(values)
    out[:-1] = values[1:]
    return out


def _where(at: Int64, n: int) -> Bool:
    """True at these places of n."""
    out = np.zeros(n, bool)
    out[at] = True
    return out

"""Phrases that no reader would take for a keyword, whatever their score."""

from __future__ import annotations

from functools import cache, cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, to_numpy
from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import distinct, is_among
from pipeline.arrays.types import Bool, Int32, Int64, UInt8
from pipeline.keywords.candidate_spans import Runs
from pipeline.keywords.candidates import Phrases
from pipeline.keywords.name_spans import LONGEST_NAME, ORGANISATION, PERSON, PLACE, NameSpans
from pipeline.keywords.photo_credits import credit_words, is_agency_picture, is_credited
from pipeline.keywords.word_bits import GENERIC, SELDOM_NOUN, TIME_OR_NUMBER
from pipeline.names.kept_lists import words_with
from pipeline.text.tokens import Tokens
from pipeline.text.word_forms import MIXED

_OFTEN = 3  # occurrences from which a common word is a subject
_GLUED = "[A-Z][a-z]{4}[a-z]*[A-Z]"  # five letters before a capital are too many for Mac, Fitz, Van


def is_weak_word(runs: Runs, in_headline: Bool, first: Int64, tf: Int64) -> Bool:
    """Single words that many articles have and the headline has not; small ones that are seldom nouns; times.

    Args:
        runs: where phrases may stand.
        in_headline: bool, a value a token.
        first: int64, shape (n,): first occurrence of each word in its article.
        tf: int64, shape (n,): its occurrences.

    Returns:
        bool, shape (n,).
    """
    bits = runs.word_bits[first]
    weak = ((bits & SELDOM_NOUN > 0) & ~runs.is_capital[first]) | (bits & TIME_OR_NUMBER > 0)
    generic = np.flatnonzero(~weak & (bits & GENERIC > 0) & (tf < _OFTEN))
    weak[generic] = ~in_headline[first[generic]]
    return np.asarray(weak)


class ReaderRules:
    """The rules for phrases of one batch; what they ask of its words and names is looked up once."""

    def __init__(self, tokens: Tokens, runs: Runs, names: NameSpans) -> None:
        """Prepare.

        Args:
            tokens: tokens of a batch.
            runs: where phrases may stand.
            names: where names stand.
        """
        self._tokens, self._runs, self._names = tokens, runs, names
        self._kind = names.kind[names.entity]

    def unwanted(self, phrases: Phrases, rows: Int64) -> Bool:
        """Which phrases of these numbers are times, credits, pieces of names, names with a title; shape of `rows`."""
        is_name = phrases.name[rows] > 0
        at, named = np.flatnonzero(~is_name), np.flatnonzero(is_name)
        out = np.zeros(len(rows), bool)
        out[at] = self._is_bad_phrase(phrases.first[rows[at]], phrases.last[rows[at]])
        out[named] = self._is_bad_name(phrases.some(rows[named]))
        return out | is_agency_picture(self._tokens, self._credit, phrases.first[rows], phrases.last[rows])

    def _is_bad_phrase(self, first: Int64, last: Int64) -> Bool:
        bad = self._is_time_span(first, last) | self._is_titled(first, last) | self._is_form(first, last)
        return bad | self._is_amount(first) | self._is_amount(last)

    def _is_bad_name(self, names: Phrases) -> Bool:
        return np.asarray(
            (names.size > LONGEST_NAME)
            | (names.n_cut == names.n_at)
            | self._goes_on(names)
            | ((names.name != PERSON) & self._is_piece(names))
            | self._is_short(names)
            | self._is_no_name(names)
            | self._is_glued(names)
            | self._is_photographer(names)
        )

    def _is_time_span(self, first: Int64, last: Int64) -> Bool:
        """Phrases of times and numbers alone: early morning, 20 minutes."""
        bits = self._runs.word_bits
        found: Bool = bits[first] & TIME_OR_NUMBER > 0
        more = np.flatnonzero(found)
        for k in range(1, int((last - first).max(initial=0)) + 1):
            more = more[last[more] - first[more] >= k]
            found[more] &= bits[first[more] + k] & TIME_OR_NUMBER > 0
        return found

    def _is_amount(self, at: Int64) -> Bool:
        """Which tokens are numbers of thousands; no phrase begins or ends with one: 2,000 adults, kills 2,000."""
        start, end, raw = self._tokens.start[at], self._tokens.end[at], self._tokens.raw
        return np.asarray((raw[end - 4] == ord(",")) & (end - start > 4))

    def _is_titled(self, first: Int64, last: Int64) -> Bool:
        """A person's name with something before it: President Obama, outgoing Mayor Ana Diaz."""
        titled: Bool = self._begin_of_person[last] > first
        return titled

    def _is_form(self, first: Int64, last: Int64) -> Bool:
        """Single capitalised words that a name of the article ends with, or that name it elsewhere."""
        found = (first == last) & self._runs.is_capital[first]
        single = np.flatnonzero(found)
        found[single] = self._has(self._last_words, first[single])
        return np.asarray(found)

    def _is_no_name(self, names: Phrases) -> Bool:
        """A day or month; two names that ran together."""
        found: Bool = self._tokens.word[names.first] == self._tokens.word[names.last]
        single = np.flatnonzero(names.first == names.last)
        found[single] = self._is_day(names.first[single])
        return found

    def _goes_on(self, names: Phrases) -> Bool:
        """Names behind which a capitalised word stands wherever they do, be it a common one: USA Today, but no day."""
        behind = _listed(names) + np.repeat(names.size, names.n_at)
        is_more = np.append(self._runs.is_after_name, False)[behind]
        at = np.flatnonzero(is_more)
        is_more[at] = ~self._is_day(behind[at])
        return _always(is_more, names)

    def _is_piece(self, names: Phrases) -> Bool:
        """Names before which a capitalised word of the same run stands wherever they do: Affairs Committee."""
        return _always(self._runs.is_after_name[_listed(names)], names)

    def _is_short(self, names: Phrases) -> Bool:
        """Names of one word that a longer name of the same kind ends with, or that always stand behind capitals."""
        found = names.first == names.last
        for kind, longer in self._last_words_of_longer.items():
            single = np.flatnonzero(found & (names.name == kind) & (names.n_whole > 0))
            found[single] = self._has(longer, names.first[single])
        return np.asarray(found & ((names.name != PLACE) | (names.n_whole == 0)))

    def _is_glued(self, names: Phrases) -> Bool:
        """Persons whose last word runs into the next line: Ana DiazFederal, but not Ana FitzGerald."""
        forms = self._tokens.form[names.last]
        found: Bool = (names.name == PERSON) & (self._tokens.form_kind[forms] & MIXED > 0)
        spelt = self._tokens.form_strings.take(numbers(forms[found]))
        found[found] = to_numpy(pc.match_substring_regex(spelt, _GLUED))
        return found

    def _is_photographer(self, names: Phrases) -> Bool:
        """Names that stand in credits of pictures alone."""
        first = _listed(names)
        behind = first + np.repeat(names.size, names.n_at)
        return _always(is_credited(self._tokens, self._credit, first, behind), names)

    def _is_day(self, at: Int64) -> Bool:
        """Which tokens are days or months."""
        words = self._tokens.word_strings.take(numbers(self._tokens.word[at]))
        return to_numpy(pc.is_in(words, value_set=_days()))

    @cached_property
    def _credit(self) -> UInt8:
        """See `credit_words`."""
        return credit_words(self._tokens)

    @cached_property
    def _begin_of_person(self) -> Int32:
        """The first token of the person's name that ends with each token, behind the titles; -1 where none ends."""
        people = self._kind == PERSON
        begin = np.full(self._names.n_tokens, -1, np.int32)
        begin[self._names.last[people]] = self._names.bare[people]
        return begin

    @cached_property
    def _last_words(self) -> Int64:
        """Last words of persons, and names of one word; see `_document_words`."""
        return self._last_words_of((self._names.first == self._names.last) | (self._kind == PERSON))

    @cached_property
    def _last_words_of_longer(self) -> dict[int, Int64]:
        """Last words of the persons and organisations that have several."""
        is_longer = self._names.bare < self._names.last
        return {kind: self._last_words_of(is_longer & (self._kind == kind)) for kind in (PERSON, ORGANISATION)}

    def _last_words_of(self, which: Bool) -> Int64:
        """The last words of some mentions, ascending."""
        return distinct(self._document_words(self._names.last[which]))

    def _document_words(self, at: Int64) -> Int64:
        """Document and word of tokens as one number."""
        return self._tokens.doc[at] * np.int64(len(self._tokens.word_strings)) + self._tokens.word[at]

    def _has(self, known: Int64, at: Int64) -> Bool:
        """Whether the words of tokens are among those of their document that are known."""
        return is_among(self._document_words(at), known)


def _listed(names: Phrases) -> Int64:
    """The first tokens of all listed occurrences of names."""
    return names.at[ranges(names.begin, names.begin + names.n_at)[1]]


def _always(marks: Bool, names: Phrases) -> Bool:
    """Whether all listed occurrences of a name are marked."""
    return np.asarray(np.logical_and.reduceat(marks, np.cumsum(names.n_at) - names.n_at))


@cache
def _days() -> pa.Array:
    """The names of days and months, those that are also names of people included."""
    return strings([*words_with("d")])

"""Phrases that no reader would take for a keyword, whatever their score."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import strings, to_numpy
from pipeline.arrays.ranges import ranges
from pipeline.arrays.types import Bool, Int64
from pipeline.keywords.candidate_spans import Runs
from pipeline.keywords.candidates import Phrases
from pipeline.keywords.document_words import DocumentWords
from pipeline.keywords.name_spans import LONGEST_NAME, ORGANISATION, PERSON, PLACE, NameSpans
from pipeline.names.kept_lists import words_with
from pipeline.text.tokens import Tokens
from pipeline.text.word_facts import COMMON, DIGIT, NOT_ALONE, NOUN, TIME, Lexis

_OFTEN = 3  # occurrences from which a common word is a subject
_NOUN = 0.5  # share of noun from which a small word may stand alone


def is_weak_word(tokens: Tokens, lexis: Lexis, runs: Runs, in_headline: Bool, first: Int64, tf: Int64) -> Bool:
    """Single words that many articles have and the headline has not; small ones that are seldom nouns; times.

    Args:
        tokens: tokens of a batch.
        lexis: facts about their words.
        runs: where phrases may stand.
        in_headline: bool, a value a token.
        first: int64, shape (n,): first occurrence of each word in its article.
        tf: int64, shape (n,): its occurrences.

    Returns:
        bool, shape (n,).
    """
    word = tokens.word[first]
    weak = ((lexis.pos[NOUN] < _NOUN)[word] & ~runs.is_capital[first]) | _is_time(lexis)[word]
    generic = np.flatnonzero(~weak & (lexis.common >= COMMON)[word] & (tf < _OFTEN))
    weak[generic] = ~in_headline[first[generic]]
    return np.asarray(weak)


def unwanted(tokens: Tokens, lexis: Lexis, runs: Runs, phrases: Phrases, names: NameSpans) -> Bool:
    """Times, pieces of names, names with a title; bool, shape (G,)."""
    plain, named = phrases.parted()
    is_day = to_numpy(pc.is_in(tokens.word_strings, value_set=_days()))
    out = np.zeros(len(phrases.name), bool)
    out[phrases.name == 0] = (
        _is_time_span(tokens, lexis, plain) | _is_titled(names, plain) | _is_form(tokens, names, runs, plain)
    )
    out[phrases.name > 0] = (
        (named.size > LONGEST_NAME)
        | (named.n_cut == named.n_at)
        | _goes_on(tokens, runs, named, is_day)
        | ((named.name != PERSON) & _is_piece(runs, named))
        | _is_short(tokens, names, named)
        | _is_no_name(tokens, named, is_day)
    )
    return out


def _is_time(lexis: Lexis) -> Bool:
    """Words that are times or numbers."""
    is_number = (lexis.kind & (DIGIT | NOT_ALONE)) == (DIGIT | NOT_ALONE)
    return np.asarray((lexis.kind & TIME > 0) | is_number)


def _is_time_span(tokens: Tokens, lexis: Lexis, phrases: Phrases) -> Bool:
    """Phrases of times and numbers alone: early morning, 20 minutes."""
    is_time = _is_time(lexis)
    found = is_time[tokens.word[phrases.first]]
    for k in range(1, int(phrases.size.max(initial=1))):
        more = np.flatnonzero(found & (phrases.size > k))
        found[more] = is_time[tokens.word[phrases.first[more] + k]]
    return found


def _is_titled(names: NameSpans, phrases: Phrases) -> Bool:
    """A person's name with something before it: President Obama, outgoing Mayor Ana Diaz."""
    people = names.kind[names.entity] == PERSON
    begin = np.full(names.n_tokens, -1, np.int32)
    begin[names.last[people]] = names.bare[people]
    titled: Bool = begin[phrases.last] > phrases.first
    return titled


def _is_no_name(tokens: Tokens, phrases: Phrases, is_day: Bool) -> Bool:
    """A day or month; two names that ran together."""
    word, single = tokens.word[phrases.first], phrases.first == phrases.last
    return np.asarray((single & is_day[word]) | (~single & (word == tokens.word[phrases.last])))


def _goes_on(tokens: Tokens, runs: Runs, names: Phrases, is_day: Bool) -> Bool:
    """Names behind which a capitalised word stands wherever they do, be it a common one: USA Today, but not a day."""
    behind = _listed(names) + np.repeat(names.size, names.n_at)
    is_more = np.append(runs.is_after_name, False)[behind]
    at = np.flatnonzero(is_more)
    is_more[at] = ~is_day[tokens.word[behind[at]]]
    return _always(is_more, names)


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


def _is_piece(runs: Runs, names: Phrases) -> Bool:
    """Names before which a capitalised word of the same run stands wherever they do: Affairs Committee."""
    return _always(runs.is_after_name[_listed(names)], names)


def _is_form(tokens: Tokens, names: NameSpans, runs: Runs, phrases: Phrases) -> Bool:
    """Single capitalised words that a name of the article ends with, or that name it elsewhere."""
    alone = (names.first == names.last) | (names.kind[names.entity] == PERSON)
    single = np.flatnonzero((phrases.first == phrases.last) & runs.is_capital[phrases.first])
    found = np.zeros(len(phrases.first), bool)
    found[single] = _is_said(tokens, phrases.first[single], names.last[alone])
    return found


def _is_short(tokens: Tokens, names: NameSpans, phrases: Phrases) -> Bool:
    """Names of one word that a longer name of the same kind ends with, or that always stand behind capitals."""
    kind = names.kind[names.entity]
    found = phrases.first == phrases.last
    for one in (PERSON, ORGANISATION):
        single = np.flatnonzero(found & (phrases.name == one) & (phrases.n_whole > 0))
        found[single] = _is_said(tokens, phrases.first[single], names.last[(names.bare < names.last) & (kind == one)])
    return np.asarray(found & ((phrases.name != PLACE) | (phrases.n_whole == 0)))


def _is_said(tokens: Tokens, at: Int64, others: Int64) -> Bool:
    """Whether the word of a token is that of one of the other tokens of its article."""
    known = DocumentWords(tokens.doc[others], tokens.word[others], tokens.n_docs, len(tokens.word_strings))
    return known.have(tokens.doc[at], known.column[tokens.word[at]])

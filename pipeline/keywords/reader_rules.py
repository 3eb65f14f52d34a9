"""Phrases that no reader would take for a keyword, whatever their score."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import strings, to_numpy
from pipeline.arrays.types import Bool, Int64
from pipeline.keywords.candidate_spans import Runs
from pipeline.keywords.candidates import Phrases
from pipeline.keywords.name_spans import LONGEST_NAME, ORGANISATION, PERSON, PLACE, NameSpans
from pipeline.names.word_lists import word_kinds
from pipeline.text.tokens import Tokens
from pipeline.text.word_facts import COMMON, DIGIT, NOT_ALONE, NOUN, TIME, Lexis

_OFTEN = 3  # occurrences from which a common word is a subject
_NOUN = 0.5  # share of noun from which a small word may stand alone


def unwanted(tokens: Tokens, lexis: Lexis, runs: Runs, phrases: Phrases, names: NameSpans, in_headline: Bool) -> Bool:
    """Generic words, adjectives and verbs alone, times, pieces of names, names with a title; bool, shape (G,)."""
    return np.asarray(
        np.where(
            phrases.name > 0,
            (phrases.size > LONGEST_NAME)
            | (phrases.n_cut == phrases.n_at)
            | ((phrases.name != PERSON) & _is_piece(runs, phrases))
            | _is_short(tokens, names, phrases)
            | _is_no_name(tokens, phrases),
            _is_weak_word(tokens, lexis, runs, phrases, in_headline)
            | _is_time(tokens, lexis, phrases)
            | _is_titled(names, phrases, len(tokens.start))
            | _is_form(tokens, names, runs, phrases),
        )
    )


def _is_weak_word(tokens: Tokens, lexis: Lexis, runs: Runs, phrases: Phrases, in_headline: Bool) -> Bool:
    """Single words that many articles have and the headline has not; single small words that are seldom nouns."""
    word = tokens.word[phrases.first]
    generic = (lexis.common[word] >= COMMON) & ~in_headline[phrases.first] & (phrases.tf < _OFTEN)
    no_noun = (lexis.pos[NOUN][word] < _NOUN) & ~runs.is_capital[phrases.first]
    weak: Bool = (phrases.first == phrases.last) & (generic | no_noun)
    return weak


def _is_time(tokens: Tokens, lexis: Lexis, phrases: Phrases) -> Bool:
    """Phrases of times and numbers alone: early morning, 20 minutes."""
    kind = lexis.kind[tokens.word]
    number = (kind & (DIGIT | NOT_ALONE)) == (DIGIT | NOT_ALONE)
    return _all((kind & TIME > 0) | number, phrases)


def _is_titled(names: NameSpans, phrases: Phrases, n_tokens: int) -> Bool:
    """A person's name with something before it: President Obama, outgoing Mayor Ana Diaz."""
    people = names.kind[names.entity] == PERSON
    begin = np.full(n_tokens, -1, np.int64)
    begin[names.last[people]] = names.bare[people]
    titled: Bool = begin[phrases.last] > phrases.first
    return titled


def _is_no_name(tokens: Tokens, phrases: Phrases) -> Bool:
    """A day or month; two names that ran together."""
    word, single = tokens.word[phrases.first], phrases.first == phrases.last
    is_day = to_numpy(pc.is_in(tokens.word_strings, value_set=_days()))
    return np.asarray((single & is_day[word]) | (~single & (word == tokens.word[phrases.last])))


@cache
def _days() -> pa.Array:
    """The names of days and months, those that are also names of people included."""
    return strings([word for word, kinds in word_kinds().items() if "d" in kinds])


def _is_piece(runs: Runs, phrases: Phrases) -> Bool:
    """Names before which a capitalised word of the same run stands wherever they do: Affairs Committee."""
    after = runs.is_after_name[phrases.at].astype(np.int64)
    begin = np.cumsum(phrases.n_at) - phrases.n_at
    return np.asarray(np.add.reduceat(after, begin) == phrases.n_at) if len(begin) else np.zeros(0, bool)


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
    found = (phrases.first == phrases.last) & (phrases.name > 0)
    for one in (PERSON, ORGANISATION):
        single = np.flatnonzero(found & (phrases.name == one) & (phrases.n_whole > 0))
        found[single] = _is_said(tokens, phrases.first[single], names.last[(names.bare < names.last) & (kind == one)])
    return np.asarray(found & ((phrases.name != PLACE) | (phrases.n_whole == 0)))


def _is_said(tokens: Tokens, at: Int64, others: Int64) -> Bool:
    """Whether the word of a token is that of one of the other tokens of its article."""
    own, said = (tokens.doc[where].astype(np.int64) << 32 | tokens.word[where] for where in (at, others))
    return np.isin(own, said)


def _all(marks: Bool, phrases: Phrases) -> Bool:
    """Whether all words of each phrase are marked."""
    held = np.concatenate([[0], np.cumsum(marks)])
    count: Int64 = held[phrases.last + 1] - held[phrases.first]
    return np.asarray(count == phrases.size)

"""Mentions: the names of a batch of texts as they stand there, with their kinds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names import candidates as cd
from pipeline.names.candidates import GAPS, Candidates, candidates
from pipeline.names.features import features
from pipeline.names.tagger import LABELS, best_labels, scores, weights
from pipeline.names.word_lists import name_words, word_kinds
from pipeline.text.tokens import Tokens, tokenise

KINDS = ("person", "organisation", "place")
_KIND_OF = np.array([-1, 0, 0, 1, 1, 2, 2])
_LONGEST = 12  # words
_TITLES = 3  # before a name: Prime Minister Sir
_PARTICLES = 2  # in a row
_BEGIN_PERSON = LABELS.index("B-person")
_DAYS = frozenset(word for word, kinds in word_kinds().items() if "d" in kinds and not set(kinds) & set("mf"))
_BEFORE_A_NAME = name_words("B")


@dataclass(frozen=True)
class Mentions:
    """Mentions in the order of the text.

    Attributes:
        doc: int64, shape (n,): number of the text.
        start: int64, shape (n,): first character within it.
        end: int64, shape (n,): one past the last, without a possessive.
        kind: int64, shape (n,): index into `KINDS`.
    """

    doc: Int64
    start: Int64
    end: Int64
    kind: Int64


def find_mentions(texts: pa.Array) -> Mentions:
    """Tag the names of some texts; those of one text do not depend on the others.

    Args:
        texts: Arrow string array; nulls count as empty.
    """
    tokens = tokenise(texts)
    found = candidates(tokens)
    if not len(found.token):
        return Mentions(*(np.zeros(0, np.int64) for _ in range(4)))
    model = weights()
    labels = best_labels(scores(features(tokens, found), tokens.forms, model), found.first, model)
    _name_the_called(tokens, found, labels)
    _join_particles(found, labels)
    _name_the_known(tokens, found, labels)
    return _spans(tokens, found, labels)


def _party(tokens: Tokens, first: Int64, gaps: UInt8) -> Bool:
    """Whether a mention begins with the letter of a party: `R-Wis.`, `D-N.Y.`."""
    letter = np.array([form in ("R", "D", "I") for form in tokens.forms], bool)
    return np.asarray(letter[tokens.form[first]] & (gaps[first + 1] == GAPS.index("-")))


def _join_particles(found: Candidates, labels: Int64) -> None:
    """Let the name of a person go on over its particles, in place: Ursula von der Leyen."""
    particle = (found.flags[found.token] & cd.PARTICLE > 0) & ~found.first
    for _ in range(_PARTICLES):
        after = np.append(False, np.isin(labels[:-1], (_BEGIN_PERSON, _BEGIN_PERSON + 1)))
        labels[particle & after & (labels == 0)] = _BEGIN_PERSON + 1
    behind = np.append(False, particle[:-1] & (labels[:-1] == _BEGIN_PERSON + 1)) & ~found.first
    labels[behind & ~particle] = _BEGIN_PERSON + 1


def _called(tokens: Tokens, token: Int64) -> Bool:
    """Whether a personal title stands right before each of these tokens: Mr. Smith, Sen. Holt."""
    before = np.maximum(token - 1, 0)
    near = (tokens.start[token] - tokens.end[before] <= 2) & (tokens.doc[before] == tokens.doc[token]) & (token > 0)
    return np.asarray(near & _is_word(tokens, name_words("M"))[before])


def _is_word(tokens: Tokens, words: Collection[str]) -> Bool:
    """Whether each token is one of these words."""
    return np.array([word in words for word in tokens.vocabulary], bool)[tokens.word]


def _name_the_called(tokens: Tokens, found: Candidates, labels: Int64) -> None:
    """Label who has a personal title as a person, in place: also within a longer name, as in `Texas Sen. Ted Cruz`."""
    capital = found.flags[found.token] & cd.CAPITAL > 0
    plain = ~_is_word(tokens, name_words("T"))[found.token]
    inner = (labels > 0) & (labels % 2 == 0)
    begins = np.flatnonzero(((labels == 0) | inner) & capital & plain & _called(tokens, found.token))
    split = begins[inner[begins]]
    labels[begins] = _BEGIN_PERSON
    labels[split - 1] = 0
    for _ in range(_LONGEST):
        follows = np.append(False, np.isin(labels[:-1], (_BEGIN_PERSON, _BEGIN_PERSON + 1)))
        labels[inner & follows & (labels % 2 == 0) & (labels > 0)] = _BEGIN_PERSON + 1


def _name_the_known(tokens: Tokens, found: Candidates, labels: Int64) -> None:
    """Label words that stand alone and are the last word of a full name in the same text as persons, in place."""
    key = tokens.doc[found.token].astype(np.int64) * len(tokens.vocabulary) + tokens.word[found.token]
    inner = labels == _BEGIN_PERSON + 1
    surname = np.unique(key[inner & ~np.append(inner[1:], False)])
    capital = found.flags[found.token] & cd.CAPITAL > 0
    alone = found.first & np.append(found.first[1:], True)
    labels[(labels == 0) & capital & alone & np.isin(key, surname)] = _BEGIN_PERSON


def _trimmed(tokens: Tokens, first: Int64, last: Int64, kind: Int64) -> tuple[Int64, Int64, Int64]:
    """First and last token of each mention without titles and days, and its kind: whoever is called Mr. is a person."""
    kind = np.where(_called(tokens, first) | (_is_word(tokens, name_words("M"))[first] & (first < last)), 0, kind)
    before, behind = _is_word(tokens, _BEFORE_A_NAME | name_words("T")), _is_word(tokens, _DAYS)
    for _ in range(_TITLES):
        first = first + ((kind == 0) & (first < last) & before[first])
        last = last - ((kind == 0) & (first < last) & behind[last])
    return first, last, kind


def _spans(tokens: Tokens, found: Candidates, labels: Int64) -> Mentions:
    """Runs of labels as spans of characters."""
    begins = np.flatnonzero((labels > 0) & (labels % 2 == 1))
    outside = np.append((labels == 0) | (labels % 2 == 1) | found.first, True)
    closers = np.flatnonzero(outside)
    last = closers[np.searchsorted(closers, begins, side="right")] - 1
    kept = (last - begins < _LONGEST) & ~_party(tokens, found.token[begins], found.gaps)
    begins, last = begins[kept], last[kept]
    first_token, last_token, kind = _trimmed(tokens, found.token[begins], found.token[last], _KIND_OF[labels[begins]])
    owner = found.flags[last_token] & cd.POSSESSIVE > 0
    curly = tokens.raw[np.maximum(tokens.end[last_token] - 2, 0)] != ord("'")
    ends = tokens.end[last_token] - np.where(owner, np.where(curly, 4, 2), 0)
    doc = tokens.doc[first_token].astype(np.int64)
    start, end = tokens.char_offset(tokens.start[first_token], doc), tokens.char_offset(ends, doc)
    return Mentions(doc, start, end, kind)

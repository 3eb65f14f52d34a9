"""Mentions: the names of a batch of texts as they stand there, with their kinds."""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names.candidates import GAPS, Candidates, candidates
from pipeline.names.features import features, in_title_line
from pipeline.names.genders import gendered
from pipeline.names.parting import names_of, part_headlines, part_names, part_repeats
from pipeline.names.spellings import ALL_UPPER, CAPITAL, PARTICLE, POSSESSIVE, SHORT, Spellings, spellings
from pipeline.names.tagger import LABELS, best_labels, scores, weights
from pipeline.names.trimming import FULL_NAME, called, trimmed
from pipeline.names.word_lists import THE, WORD_EVENT, WORD_NEAR, WORD_TITLE, holds
from pipeline.text.tokens import Tokens, tokenise

_KIND_OF = np.array([-1, 0, 0, 1, 1, 2, 2])
_LONGEST = 12  # words
_PARTICLES = 2  # in a row
_ACRONYM = 4  # characters, at most
_EVENT = 3  # words before the last of an event, at most
_BEGIN_PERSON, _BEGIN_BODY, _BEGIN_PLACE = (LABELS.index(f"B-{kind}") for kind in ("person", "organisation", "place"))
_INITIALS = np.frombuffer(b"BCDEFGHJKLMNOPQRSTUVWXYZ", np.uint8)  # `A` and `I` are words
_PARTIES = np.frombuffer(b"RDI", np.uint8)


class Mentions(NamedTuple):
    """Mentions in the order of the text.

    Attributes:
        doc: int64, shape (n,): number of the text.
        start: int64, shape (n,): first character within it.
        end: int64, shape (n,): one past the last, without a possessive.
        kind: int64, shape (n,): index into `KINDS` of `trimming`.
        gender: int64, shape (n,): what a title right before a person tells (Mr. Smith), MALE or FEMALE; else 0.
    """

    doc: Int64
    start: Int64
    end: Int64
    kind: Int64
    gender: Int64


def find_mentions(texts: pa.Array) -> Mentions:
    """Tag the names of some texts; those of one text do not depend on the others.

    Args:
        texts: Arrow string array; nulls count as empty.
    """
    tokens = tokenise(texts, shared=True)
    spelt = spellings(tokens)
    found = candidates(spelt)
    if not len(found.token):
        return Mentions(*(np.zeros(0, np.int64) for _ in range(5)))
    model = weights()
    seen = features(spelt, found)
    score = scores(seen, spelt, model)
    labels = best_labels(score, found.first, model)
    roles = spelt.facts.astype(np.uint8)[tokens.word]
    part_repeats(spelt, found, labels)
    part_headlines(spelt, found, labels, score, seen)
    part_names(spelt, found, labels, score, seen.codes)
    _name_the_called(spelt, found, labels, roles)
    _join_particles(found, labels)
    _join_initials(spelt, found, labels)
    _join_firms(found, labels)
    _name_the_known(tokens, found, labels)
    _name_datelines(spelt, found, labels)
    _name_events(spelt, found, labels, in_title_line(seen))
    return _spans(spelt, found, labels, roles)


def _party(tokens: Tokens, first: Int64, gaps: UInt8) -> Bool:
    """Whether a mention begins with the letter of a party: `R-Wis.`, `D-N.Y.`."""
    one = np.isin(tokens.raw[tokens.start[first]], _PARTIES) & (tokens.end[first] - tokens.start[first] == 1)
    return np.asarray(one & (gaps[first + 1] == GAPS.index("-")))


def _join_particles(found: Candidates, labels: Int64) -> None:
    """Let the name of a person go on over its particles, in place: Ursula von der Leyen."""
    particle = (found.flags[found.token] & PARTICLE > 0) & ~found.first
    for _ in range(_PARTICLES):
        after = np.append(False, np.isin(labels[:-1], (_BEGIN_PERSON, _BEGIN_PERSON + 1)))
        labels[particle & after & (labels == 0)] = _BEGIN_PERSON + 1
    behind = np.append(False, particle[:-1] & (labels[:-1] == _BEGIN_PERSON + 1)) & ~found.first
    labels[behind & ~particle] = _BEGIN_PERSON + 1


def _join_initials(spelt: Spellings, found: Candidates, labels: Int64) -> None:
    """Let the name of a person go on behind an initial with a full stop, in place: John F. Smith.

    And begin with the initial before it: J Walter Thompson.
    """
    tokens = spelt.tokens
    behind = (found.gaps[found.token] == GAPS.index(".")) & (np.roll(tokens.end - tokens.start, 1)[found.token] == 1)
    named = np.append(False, labels[:-1] == _BEGIN_PERSON + 1)
    labels[behind & named & ~found.first & (labels == _BEGIN_PERSON)] = _BEGIN_PERSON + 1
    at = np.flatnonzero((labels == _BEGIN_PERSON) & ~found.first & (found.gaps[found.token] != GAPS.index("-")))
    at = at[labels[at - 1] == 0] - 1
    begins = found.token[at]
    letter = np.isin(tokens.raw[tokens.start[begins]], _INITIALS) & (tokens.end[begins] - tokens.start[begins] == 1)
    title = holds("H")[spelt.kinds[tokens.word[begins - 1]]]
    at = at[letter & (found.first[at] | (labels[at - 1] > 0) | title)]  # not of `Paul D. Ryan`, where Paul is no name
    labels[at] = _BEGIN_PERSON
    labels[at + 1] = _BEGIN_PERSON + 1


def _join_firms(found: Candidates, labels: Int64) -> None:
    """Let a name go on over an ampersand, in place; with one word before it, it is of a body: Marks & Saar."""
    at = np.flatnonzero((found.gaps[found.token] == GAPS.index("&")) & ~found.first & (labels > 0))
    opens = at[(labels[at - 1] == 0) | (labels[at - 1] % 2 == 1)] - 1
    labels[opens] = _BEGIN_BODY
    labels[at] = labels[at - 1] + labels[at - 1] % 2
    for _ in range(_LONGEST):
        at = at[at + 1 < len(labels)] + 1
        at = at[(labels[at] > 0) & (labels[at] % 2 == 0) & ~found.first[at]]
        labels[at] = labels[at - 1] + labels[at - 1] % 2


def _name_the_called(spelt: Spellings, found: Candidates, labels: Int64, roles: UInt8) -> None:
    """Label who has a personal title as a person, in place: also within a longer name, as in `Texas Sen. Ted Cruz`.

    There also a first name behind another title: Leeds City Mayor Don Guardian.
    """
    tokens, word = spelt.tokens, spelt.tokens.word[found.token]
    capital = found.flags[found.token] & CAPITAL > 0
    plain = roles[found.token] & WORD_TITLE == 0
    inner = (labels > 0) & (labels % 2 == 0)
    body = inner & (labels > _BEGIN_PERSON + 1)
    after = (roles[np.maximum(found.token - 1, 0)] & WORD_TITLE > 0) & holds("mfu")[spelt.kinds[word]] & body
    begins = np.flatnonzero(((labels == 0) | inner) & capital & plain & (called(tokens, found.token, roles) | after))
    split = begins[inner[begins]]
    labels[begins] = _BEGIN_PERSON
    labels[split - 1] = 0
    state = split[inner[split - 1] & (labels[split - 2] == _BEGIN_PERSON)] - 2
    labels[state[holds("CSR")[spelt.kinds[word[state]]]]] = _BEGIN_PLACE
    for _ in range(_LONGEST):
        follows = np.append(False, (labels[:-1] == _BEGIN_PERSON) | (labels[:-1] == _BEGIN_PERSON + 1))
        changed = inner & follows & (labels % 2 == 0) & (labels > _BEGIN_PERSON + 1)
        if not changed.any():
            break
        labels[changed] = _BEGIN_PERSON + 1


def _name_the_known(tokens: Tokens, found: Candidates, labels: Int64) -> None:
    """Label words that stand alone and are the last word of a full name in the same text as persons, in place."""
    key = tokens.doc[found.token].astype(np.int64) * len(tokens.vocabulary) + tokens.word[found.token]
    inner = labels == _BEGIN_PERSON + 1
    surname = np.unique(key[inner & ~np.append(inner[1:], False)])
    alone = np.flatnonzero(found.first & np.append(found.first[1:], True) & (labels == 0))
    alone = alone[found.flags[found.token[alone]] & CAPITAL > 0]
    labels[alone[np.isin(key[alone], surname)]] = _BEGIN_PERSON


def _name_datelines(spelt: Spellings, found: Candidates, labels: Int64) -> None:
    """Label words that stand alone as the text's names in capitals are, in place: BRENNICK - Fees in Brennick rose."""
    words = spelt.tokens.word[found.token]
    key = spelt.tokens.doc[found.token].astype(np.int64) * len(spelt.tokens.vocabulary) + words
    alone = found.first & np.append(found.first[1:], True)
    shouts = spelt.letters & ALL_UPPER > 0
    shouted = shouts[spelt.tokens.form[found.token]]
    long = (shouts & (spelt.length > _ACRONYM))[spelt.tokens.form[found.token]]
    known = np.flatnonzero(alone & long & (labels > 0))
    at = np.flatnonzero(alone & ~shouted & (labels == 0))
    at = at[np.isin(key[at], key[known])]
    order = known[np.argsort(key[known], kind="stable")]
    labels[at] = labels[order[np.searchsorted(key[order], key[at])]]


def _name_events(spelt: Spellings, found: Candidates, labels: Int64, titled: Bool) -> None:
    """Label words that the tagger marks as no name and that end like an event or a law, in place: First Amendment."""
    facts = spelt.facts[spelt.tokens.word[found.token]]
    article = facts // WORD_NEAR & 3 == THE
    free = (labels == 0) & (found.flags[found.token] & CAPITAL > 0) & ~titled & ~article
    goes_on = free & ~found.first & np.append(False, free[:-1])
    inner = goes_on & (facts & WORD_EVENT > 0)
    for _ in range(_EVENT):
        labels[inner] = _BEGIN_BODY + 1
        before = np.append(inner[1:], False)
        labels[before] = _BEGIN_BODY
        inner = before & goes_on


def _spans(spelt: Spellings, found: Candidates, labels: Int64, roles: UInt8) -> Mentions:
    """Runs of labels as spans of characters."""
    tokens = spelt.tokens
    begins, last = names_of(found, labels)
    kept = (last - begins < _LONGEST) & ~_party(tokens, found.token[begins], found.gaps)
    begins, last = begins[kept], last[kept]
    span = found.token[begins], found.token[last]
    first_token, last_token, kind = trimmed(
        spelt, span, _KIND_OF[labels[begins]], roles, np.flatnonzero(found.flags & POSSESSIVE)
    )
    one = ~_several(found, first_token, last_token, kind)
    first_token, last_token, kind = first_token[one], last_token[one], kind[one]
    owner = found.flags[last_token] & POSSESSIVE > 0
    curly = tokens.raw[np.maximum(tokens.end[last_token] - 2, 0)] != ord("'")
    ends = tokens.end[last_token] - np.where(owner, np.where(curly, 4, 2), 0)
    doc = tokens.doc[first_token].astype(np.int64)
    start, end = tokens.char_offset(tokens.start[first_token], doc), tokens.char_offset(ends, doc)
    return Mentions(doc, start, end, kind, _title_genders(tokens, first_token, kind, roles))


def _several(found: Candidates, first: Int64, last: Int64, kind: Int64) -> Bool:
    """Which mentions of persons are names in a row, by the number of their words."""
    words = np.append(0, np.cumsum((found.flags & CAPITAL > 0) & (found.flags & SHORT == 0)))
    return np.asarray((kind == 0) & (words[last + 1] - words[first] > FULL_NAME))


def _title_genders(tokens: Tokens, first: Int64, kind: Int64, roles: UInt8) -> Int64:
    """What the title before each mention tells of the gender of a person."""
    genders = np.fromiter(map(gendered().get, tokens.vocabulary, repeat(0)), np.int64, len(tokens.vocabulary))
    return np.where((kind == 0) & called(tokens, first, roles), genders[tokens.word[np.maximum(first - 1, 0)]], 0)

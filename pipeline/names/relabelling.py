"""What rules make of the labels of the tagger: names go on or begin where the words around them say so."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.sorting import bounds_of, distinct, is_among, ordered, place_among
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names.batch import Batch
from pipeline.names.candidates import GAPS, Candidates
from pipeline.names.kept_lists import holds
from pipeline.names.spellings import ALL_UPPER, CAPITAL, PARTICLE
from pipeline.names.tagger_weights import LABELS
from pipeline.names.trimming import called
from pipeline.names.word_lists import THE, WORD_EVENT, WORD_NEAR, WORD_PERSONAL, WORD_TITLE
from pipeline.text.tokens import Tokens

LONGEST = 12
"""Words of a name, at most."""
_PARTICLES = 2  # in a row
_ACRONYM = 4  # characters, at most
_EVENT = 3  # words before the last of an event, at most
_BEGIN_PERSON, _BEGIN_BODY, _BEGIN_PLACE = (LABELS.index(f"B-{kind}") for kind in ("person", "organisation", "place"))
_INITIALS = np.frombuffer(b"BCDEFGHJKLMNOPQRSTUVWXYZ", np.uint8)  # `A` and `I` are words


def join_particles(found: Candidates, labels: UInt8) -> None:
    """Let the name of a person go on over its particles, in place: Ursula von der Leyen."""
    particle = found.flag & PARTICLE > 0
    at = np.flatnonzero(particle & ~found.first)
    for _ in range(_PARTICLES):
        after = (labels[at - 1] == _BEGIN_PERSON) | (labels[at - 1] == _BEGIN_PERSON + 1)
        labels[at[after & (labels[at] == 0)]] = _BEGIN_PERSON + 1
    behind = at[labels[at] == _BEGIN_PERSON + 1] + 1
    behind = behind[behind < len(labels)]
    labels[behind[~found.first[behind] & ~particle[behind]]] = _BEGIN_PERSON + 1


def join_initials(batch: Batch, found: Candidates, labels: UInt8) -> None:
    """Let the name of a person go on behind an initial with a full stop, in place: John F. Smith.

    And begin with the initial before it: J Walter Thompson.
    """
    tokens = batch.tokens
    behind = np.flatnonzero((found.gap == GAPS.index(".")) & ~found.first & (labels == _BEGIN_PERSON))
    behind = behind[labels[behind - 1] == _BEGIN_PERSON + 1]
    labels[behind[_are_single(tokens, found.token[behind] - 1)]] = _BEGIN_PERSON + 1
    at = np.flatnonzero((labels == _BEGIN_PERSON) & ~found.first & (found.gap != GAPS.index("-")))
    at = at[labels[at - 1] == 0] - 1
    begins = found.token[at]
    letter = _are_single(tokens, begins) & np.isin(tokens.raw[tokens.start[begins]], _INITIALS)
    title = holds("H")[batch.kinds[tokens.form[begins - 1]]]
    at = at[letter & (found.first[at] | (labels[at - 1] > 0) | title)]  # not of `Paul D. Ryan`, where Paul is no name
    labels[at] = _BEGIN_PERSON
    labels[at + 1] = _BEGIN_PERSON + 1


def _are_single(tokens: Tokens, at: Int64) -> Bool:
    """Which tokens are of one byte."""
    return np.asarray(tokens.end[at] - tokens.start[at] == 1)


def join_firms(found: Candidates, labels: UInt8) -> None:
    """Let a name go on over an ampersand, in place; with one word before it, it is of a body: Marks & Saar."""
    at = np.flatnonzero((found.gap == GAPS.index("&")) & ~found.first & (labels > 0))
    opens = at[(labels[at - 1] == 0) | (labels[at - 1] % 2 == 1)] - 1
    labels[opens] = _BEGIN_BODY
    labels[at] = labels[at - 1] + labels[at - 1] % 2
    for _ in range(LONGEST):
        at = at[at + 1 < len(labels)] + 1
        at = at[(labels[at] > 0) & (labels[at] % 2 == 0) & ~found.first[at]]
        labels[at] = labels[at - 1] + labels[at - 1] % 2


def name_the_called(batch: Batch, found: Candidates, labels: UInt8, roles: UInt8) -> None:
    """Label who has a personal title as a person, in place: also within a longer name, as in `Texas Sen. Ted Cruz`.

    There also a first name behind another title: Leeds City Mayor Don Guardian; but not in St. Louis.
    """
    inner = (labels > 0) & (labels & 1 == 0)
    kinds = batch.kinds[found.form]
    titled = roles.take(found.token - 1, mode="clip") & (WORD_TITLE | WORD_PERSONAL) > 0
    at = np.flatnonzero(titled & (found.flag & CAPITAL > 0) & (inner | (labels == 0)))
    at = at[roles[found.token[at]] & WORD_TITLE == 0]
    body = inner[at] & (labels[at] > _BEGIN_PERSON + 1)
    before = found.token[at] - 1
    titled = (roles.take(before, mode="clip") & WORD_TITLE > 0) & ~holds("P")[batch.kinds[batch.tokens.form[before]]]
    after = titled & holds("mfu")[kinds[at]] & body
    begins = at[called(batch.tokens, found.token[at], roles) | after]
    split = begins[inner[begins]]
    labels[begins] = _BEGIN_PERSON
    labels[split - 1] = 0
    state = split[inner[split - 1] & (labels[split - 2] == _BEGIN_PERSON)] - 2
    labels[state[holds("CSR")[kinds[state]]]] = _BEGIN_PLACE
    at = begins
    for _ in range(LONGEST):
        at = at[at + 1 < len(labels)] + 1
        at = at[inner[at] & (labels[at] & 1 == 0) & (labels[at] > _BEGIN_PERSON + 1)]
        labels[at] = _BEGIN_PERSON + 1


def name_the_known(batch: Batch, found: Candidates, labels: UInt8) -> None:
    """Label words that stand alone and are the last word of a full name in the same text as persons, in place."""
    inner = labels == _BEGIN_PERSON + 1
    surname = np.flatnonzero(inner & ~np.append(inner[1:], False))
    alone = np.flatnonzero(_alone(found) & (labels == 0) & (found.flag & CAPITAL > 0))
    alone, key, known = _of_a_word(batch, found, alone, surname)
    labels[alone[is_among(key, distinct(known))]] = _BEGIN_PERSON


def name_datelines(batch: Batch, found: Candidates, labels: UInt8) -> None:
    """Label words that stand alone as the text's names in capitals are, in place: BRENNICK - Fees in Brennick rose."""
    alone = _alone(found)
    shouts = batch.letters & ALL_UPPER > 0
    shouted, long = (column.take(found.form) for column in (shouts, shouts & (batch.length > _ACRONYM)))
    known = np.flatnonzero(alone & long & (labels > 0))
    at, key, listed = _of_a_word(batch, found, np.flatnonzero(alone & ~shouted & (labels == 0)), known)
    order = ordered([listed])
    first = order[bounds_of([listed[order]])]
    place = place_among(key, listed[first])
    same = place >= 0
    labels[at[same]] = labels[known[first[place[same]]]]


def _alone(found: Candidates) -> Bool:
    """Which candidates are runs of one word."""
    return np.asarray(found.first & np.append(found.first[1:], True))


def _of_a_word(batch: Batch, found: Candidates, at: Int64, known: Int64) -> tuple[Int64, Int64, Int64]:
    """Those of some candidates that are a word of known ones; number of text and word of these, and of the known."""
    tokens = batch.tokens
    used = np.zeros(len(tokens.word_strings), bool)
    used[tokens.form_word.take(found.form.take(known))] = True
    at = at[used.take(tokens.form_word.take(found.form.take(at)))]
    own, other = (
        tokens.doc.take(found.token.take(some)) * np.int64(len(used)) + tokens.form_word.take(found.form.take(some))
        for some in (at, known)
    )
    return at, own, other


def name_events(batch: Batch, found: Candidates, labels: UInt8, titled: Bool) -> None:
    """Label words that the tagger marks as no name and that end like an event or a law, in place: First Amendment."""
    ends = (batch.facts & WORD_EVENT > 0).take(found.form)
    article = (batch.facts // WORD_NEAR & 3 == THE).take(found.form)
    free = (labels == 0) & (found.flag & CAPITAL > 0) & ~titled & ~article
    goes_on = free & ~found.first & np.append(False, free[:-1])
    inner = np.flatnonzero(goes_on & ends)
    for _ in range(_EVENT):
        labels[inner] = _BEGIN_BODY + 1
        labels[inner - 1] = _BEGIN_BODY
        inner = inner[goes_on[inner - 1]] - 1

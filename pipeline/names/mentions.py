"""Mentions: the names of a batch of texts as they stand there, with their kinds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import to_numpy
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names.acronyms import name_acronyms
from pipeline.names.batch import Batch
from pipeline.names.body_heads import go_on_behind_heads
from pipeline.names.candidates import GAPS, Candidates, candidates
from pipeline.names.features import features
from pipeline.names.genders import gendered
from pipeline.names.known_spellings import batch_of, sums
from pipeline.names.owners import part_owned
from pipeline.names.parting import names_of, part_headlines, part_names, part_repeats
from pipeline.names.relabelling import (
    LONGEST,
    join_firms,
    join_initials,
    join_particles,
    name_datelines,
    name_events,
    name_the_called,
    name_the_known,
)
from pipeline.names.spellings import CAPITAL, POSSESSIVE, SHORT
from pipeline.names.tagger import best_labels, scores
from pipeline.names.tagger_weights import weights
from pipeline.names.trimming import FULL_NAME, called, keep_stops, trimmed
from pipeline.text.distinct_spans import distinct_spans
from pipeline.text.tokens import Tokens, tokenise

_KIND_OF = np.array([-1, 0, 0, 1, 1, 2, 2])
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


class SpeltMentions(NamedTuple):
    """Mentions and how they are written.

    Attributes:
        mentions: n mentions.
        form: int64, shape (n,): the form of each, an index into `forms`.
        forms: distinct forms, a string array.
        length: int64, shape (n_texts,): characters of each text.
    """

    mentions: Mentions
    form: Int64
    forms: pa.Array
    length: Int64


def find_mentions(texts: pa.Array) -> Mentions:
    """Tag the names of some texts; those of one text do not depend on the others.

    Args:
        texts: Arrow string array; nulls count as empty.
    """
    return spelt_mentions(texts).mentions


def spelt_mentions(texts: pa.Array) -> SpeltMentions:
    """Tag the names of some texts, see `find_mentions`, and tell how they are written."""
    tokens = tokenise(texts, shared=True)
    spelt = batch_of(tokens)
    found = candidates(spelt)
    if not len(found.token):
        none = np.zeros(0, np.int64)
        return SpeltMentions(Mentions(none, none, none, none, none), none, pa.nulls(0, pa.string()), tokens.doc_lengths)
    model = weights()
    seen = features(spelt, found)
    score = scores(seen, *sums(spelt, seen.forms[0]), model)
    labels = best_labels(score, found.first, model)
    roles = taken(spelt.facts.astype(np.uint8), tokens.form)
    part_repeats(spelt, found, labels)
    part_headlines(spelt, found, labels, score, seen)
    part_names(spelt, found, labels, score, seen.codes)
    part_owned(spelt, found, labels, seen.codes)
    name_the_called(spelt, found, labels, roles)
    join_particles(found, labels)
    join_initials(spelt, found, labels)
    join_firms(found, labels)
    go_on_behind_heads(spelt, found, labels, seen.in_title_line)
    name_acronyms(spelt, found, labels)
    name_the_known(spelt, found, labels)
    name_datelines(spelt, found, labels)
    name_events(spelt, found, labels, seen.in_title_line)
    return _spans(spelt, found, labels, roles)


def _party(tokens: Tokens, first: Int64, gaps: UInt8) -> Bool:
    """Whether a mention begins with the letter of a party: `R-Wis.`, `D-N.Y.`."""
    found = gaps[first + 1] == GAPS.index("-")
    at = first[found]
    found[found] = np.isin(tokens.raw[tokens.start[at]], _PARTIES) & (tokens.end[at] - tokens.start[at] == 1)
    return np.asarray(found)


def _spans(spelt: Batch, found: Candidates, labels: UInt8, roles: UInt8) -> SpeltMentions:
    """Runs of labels as spans of characters, and their forms."""
    tokens = spelt.tokens
    begins, last = names_of(found, labels)
    kept = (last - begins < LONGEST) & ~_party(tokens, found.token[begins], found.gaps)
    begins, last = begins[kept], last[kept]
    span = found.token.take(begins), found.token.take(last)
    owners = found.token.take(np.flatnonzero(found.flag & POSSESSIVE != 0))
    first_token, last_token, kind = trimmed(spelt, span, _KIND_OF.take(labels.take(begins)), roles, owners)
    one = ~_several(found, first_token, last_token, kind)
    first_token, last_token, kind = first_token[one], last_token[one], kind[one]
    ends = tokens.end.take(last_token)
    ends[keep_stops(spelt, first_token, last_token, kind)] += 1
    owner = np.flatnonzero(found.flags.take(last_token) & POSSESSIVE != 0)
    ends[owner] -= np.where(tokens.raw[ends[owner] - 2] == ord("'"), 2, 4)
    doc = tokens.doc.take(first_token).astype(np.int64)
    begin = tokens.start.take(first_token)
    start = tokens.char_offset(begin, doc)
    form, forms = distinct_spans(tokens.text, np.stack([begin, ends], axis=1).ravel().astype(np.int32))
    end = start + to_numpy(pc.utf8_length(forms)).take(form)
    mentions = Mentions(doc, start, end, kind, _title_genders(spelt, first_token, kind, roles))
    return SpeltMentions(mentions, form.astype(np.int64), forms, tokens.doc_lengths)


def _several(found: Candidates, first: Int64, last: Int64, kind: Int64) -> Bool:
    """Which mentions of persons are names in a row, by the number of their words."""
    several = (kind == 0) & (last - first >= FULL_NAME)
    words = np.append(0, np.cumsum(found.flag & (CAPITAL | SHORT) == CAPITAL))
    begin, end = (np.searchsorted(found.token, token[several]) for token in (first, last))
    several[several] = words[end + 1] - words[begin] > FULL_NAME
    return np.asarray(several)


def _title_genders(spelt: Batch, first: Int64, kind: Int64, roles: UInt8) -> Int64:
    """What the title before each mention tells of the gender of a person."""
    genders = np.zeros(len(first), np.int64)
    at = np.flatnonzero((kind == 0) & called(spelt.tokens, first, roles))
    genders[at] = [gendered().get(word, 0) for word in spelt.words(first[at] - 1)]
    return genders

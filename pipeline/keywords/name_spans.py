"""Where names stand among the tokens, and in which form each is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, index_of, offsets, text_bytes, to_numpy, values
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Bool, Int32, Int64, UInt8
from pipeline.keywords.name_forms import name_forms
from pipeline.text.byte_places import byte_places
from pipeline.text.tokens import Tokens

PERSON, ORGANISATION, PLACE, OTHER = range(1, 5)
_KINDS = {"person": PERSON, "organisation": ORGANISATION, "place": PLACE, "other": OTHER}
_FULL = 2  # words of the name that a person goes by
LONGEST_NAME = 6  # tokens of a name that is shown


@dataclass(frozen=True)
class NameSpans:
    """Mentions of entities in a batch of n tokens, in the order of the text.

    Attributes:
        first: int64, shape (m,): first token of each mention, titles included.
        bare: int64, shape (m,): its first token behind the titles.
        last: int64, shape (m,): its last token.
        entity: int64, shape (m,): its entity, a number within the batch.
        is_shown: bool, shape (m,): it has the form that its entity is shown in.
        kind: uint8, shape (n_entities,): PERSON, ORGANISATION, PLACE or OTHER.
        n_tokens: n.
    """

    first: Int64
    bare: Int64
    last: Int64
    entity: Int64
    is_shown: Bool
    kind: UInt8
    n_tokens: int

    @cached_property
    def ends(self) -> Int32:
        """int32, shape (n,): the last token of the mention that begins with each token; -1 where none begins."""
        ends = np.full(self.n_tokens, -1, np.int32)
        ends[self.first] = ends[self.bare] = self.last
        return ends

    def all_tokens(self) -> Int64:
        """int64: the tokens of all mentions, mention after mention."""
        return ranges(self.first, self.last + 1)[1]

    def inside(self) -> tuple[Bool, Bool]:
        """bool, shape (n,) each: tokens of mentions that are not the first, and those that are not the last."""
        not_first, not_last = np.zeros((2, self.n_tokens), bool)
        first, last = self.first, self.last
        for k in range(1, int((last - first).max(initial=0)) + 1):
            longer = np.flatnonzero(last - first >= k)
            first, last = first[longer], last[longer]
            not_first[first + k] = not_last[last - k] = True
        not_first[self.first] = False
        not_last[self.last] = False
        return not_first, not_last


def name_spans(tokens: Tokens, article_id: pa.Array, mentions: pa.Table) -> NameSpans:
    """Find the tokens of mentions.

    Args:
        tokens: tokens of n articles.
        article_id: their ids, shape (n,).
        mentions: rows of table `mentions`: article_id, kind, starts, forms. Mentions that are not made of whole tokens
            are left out, and so are those of other articles.
    """
    doc = index_of(flat(mentions["article_id"]), article_id)
    starts, written = (mentions[name].combine_chunks() for name in ("starts", "forms"))
    entity = np.repeat(np.arange(len(doc)), np.diff(offsets(starts)))
    kind = _kinds(flat(mentions["kind"]))
    forms = _Forms.of(values(written), kind[entity] == PERSON)
    place, form = to_numpy(values(starts)), forms.number
    known = np.flatnonzero(doc[entity] >= 0)
    by_place = known[ordered([doc[entity[known]], place[known]])]
    entity, form = entity[by_place], form[by_place]
    byte = byte_places(tokens, place[by_place].astype(np.int64), doc[entity])
    first = np.searchsorted(tokens.start, byte)
    begin, titles = first.copy(), forms.titles[form]
    titled = np.flatnonzero(titles)
    begin[titled] = np.searchsorted(tokens.start, byte[titled] + titles[titled])
    at = np.flatnonzero(begin < len(tokens.start))
    is_whole = (tokens.start[first[at]] == byte[at]) & (tokens.start[begin[at]] == byte[at] + titles[at])
    whole = at[is_whole]
    first, begin, entity, form = first[whole], begin[whole], entity[whole], form[whole]
    last = _last(tokens, begin, byte[whole] + forms.size[form])
    n_words = np.where(forms.is_doubtful[form], 0, last - begin + 1)
    goes_by = (kind[entity] == PERSON) & (n_words - forms.particles[form] == _FULL)
    is_shown = _shown(entity, forms.bare[form], n_words, forms.length[form], goes_by)
    return NameSpans(first, begin, last, entity, is_shown, kind, len(tokens.start))


def _last(tokens: Tokens, first: Int64, end: Int64) -> Int64:
    """The last token that begins before a byte, from the token `first` on."""
    last, left = first.copy(), np.arange(len(first))
    while len(left):
        left = left[last[left] + 1 < len(tokens.start)]
        left = left[tokens.start[last[left] + 1] < end[left]]
        last[left] += 1
    return last


def _kinds(kinds: pa.Array) -> UInt8:
    """The number of each kind."""
    coded = kinds.dictionary_encode()
    known = np.array([_KINDS[kind] for kind in coded.dictionary.to_pylist()], np.uint8)
    return np.asarray(known[to_numpy(coded.indices)])


class _Forms(NamedTuple):
    """The distinct forms of m mentions, those of persons behind those of others; n in all.

    Attributes:
        number: int64, shape (m,): the form of each mention.
        bare: int64, shape (n,): number of what is left of each without titles; titles are those of persons.
        is_doubtful: bool, shape (n,): see `NameForms`.
        size: int64, shape (n,): bytes.
        titles: int64, shape (n,): bytes of the titles.
        particles: int64, shape (n,): particles behind the titles.
        length: int64, shape (n,): characters without the titles.
    """

    number: Int64
    bare: Int64
    is_doubtful: Bool
    size: Int64
    titles: Int64
    particles: Int64
    length: Int64

    @classmethod
    def of(cls, written: pa.Array, is_person: Bool) -> _Forms:
        """Look at the forms of mentions."""
        which, spelt = numbered_column(written)
        found, size, plain = name_forms(spelt), np.diff(text_bytes(spelt)[1]), np.arange(len(spelt))
        titled = np.flatnonzero(found.titles)
        length = to_numpy(pc.utf8_length(spelt)).astype(np.int64)
        bare, bare_length = plain.copy(), length.copy()
        known = index_of(found.bare, spelt)
        bare[titled] = np.where(known >= 0, known, len(spelt) + numbered_column(found.bare)[0])
        bare_length[titled] = to_numpy(pc.utf8_length(found.bare))
        return cls(
            which + len(spelt) * is_person,
            np.append(plain, bare),
            np.append(found.is_doubtful, found.is_bare_doubtful),
            np.tile(size, 2),
            np.append(np.zeros(len(spelt), np.int64), found.titles),
            np.tile(found.particles, 2),
            np.append(length, bare_length),
        )


def _shown(entity: Int64, form: Int64, n_tokens: Int64, size: Int64, goes_by: Bool) -> Bool:
    """Which mentions have the form that is shown: of several words, most frequent, longest, first.

    Before all others one that a person goes by: of two words, particles aside.
    """
    order = ordered([entity, form])
    bounds = bounds_of([entity[order], form[order]])
    count = np.diff(bounds, append=len(order))
    example = order[bounds]
    is_new = np.diff(entity[example], prepend=-1, append=-1) != 0
    is_best = is_new[:-1] & is_new[1:]  # the only form of its entity
    some = np.flatnonzero(~is_best)
    one, n_words = example[some], n_tokens[example[some]]
    several = (n_words > 1) & (n_words <= LONGEST_NAME)
    by_rank = np.lexsort((one, -size[one], -count[some], ~goes_by[one], ~several, n_words == 0, entity[one]))
    is_best[some[by_rank[np.diff(entity[one[by_rank]], prepend=-1) != 0]]] = True
    found = np.zeros(len(entity), bool)
    found[order] = np.repeat(is_best, count)
    return found

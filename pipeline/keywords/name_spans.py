"""Where names stand among the tokens, and in which form each is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, index_of, numbers, offsets, text_bytes, to_numpy, values
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.ranges import ranges
from pipeline.arrays.types import AnyArray, Bool, Int64, UInt8
from pipeline.keywords.name_forms import name_forms
from pipeline.text.byte_places import byte_places
from pipeline.text.tokens import Tokens

PERSON, ORGANISATION, PLACE, OTHER = range(1, 5)
_KINDS = {"person": PERSON, "organisation": ORGANISATION, "place": PLACE, "other": OTHER}
_DOC_AT = 32  # a document and an offset in it as one number
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
    def ends(self) -> Int64:
        """int64, shape (n,): the last token of the mention that begins with each token; -1 where none begins."""
        ends = np.full(self.n_tokens, -1, np.int64)
        ends[self.first] = ends[self.bare] = self.last
        return ends

    def all_tokens(self) -> Int64:
        """int64: the tokens of all mentions, mention after mention."""
        return ranges(self.first, self.last + 1)[1]

    def inside(self) -> tuple[Bool, Bool]:
        """bool, shape (n,) each: tokens of mentions that are not the first, and those that are not the last."""
        not_first, not_last = np.zeros((2, self.n_tokens), bool)
        left = np.arange(len(self.first))
        for k in range(1, int((self.last - self.first).max(initial=0)) + 1):
            left = left[self.last[left] - self.first[left] >= k]
            not_first[self.first[left] + k] = not_last[self.last[left] - k] = True
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
    is_known = doc[entity] >= 0
    entity, starts = entity[is_known], to_numpy(values(starts))[is_known]
    written = values(written).filter(numbers(is_known))
    kind = _kinds(flat(mentions["kind"]))
    forms = _forms(written, kind[entity] == PERSON)
    byte = byte_places(tokens, starts.astype(np.int64), doc[entity])
    first = np.searchsorted(tokens.start, byte)
    begin = first.copy()
    titled = np.flatnonzero(forms.titles)
    begin[titled] = np.searchsorted(tokens.start, byte[titled] + forms.titles[titled])
    start = np.append(tokens.start, -1)
    whole = np.flatnonzero((start[first] == byte) & (start[begin] == byte + forms.titles))
    whole = whole[np.argsort(first[whole], kind="stable")]
    first, begin, entity = first[whole], begin[whole], entity[whole]
    last = _last(tokens, begin, (byte + forms.size)[whole])
    n_words = np.where(forms.is_doubtful[whole], 0, last - begin + 1)
    goes_by = (kind[entity] == PERSON) & (n_words - forms.particles[whole] == _FULL)
    is_shown = _shown(entity, forms.bare[whole], n_words, forms.length[whole], goes_by)
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
    """The forms of m mentions.

    Attributes:
        bare: int64, shape (m,): number of what is left of each without titles; titles are those of persons.
        is_doubtful: bool, shape (m,): see `NameForms`.
        size: int64, shape (m,): bytes.
        titles: int64, shape (m,): bytes of the titles.
        particles: int64, shape (m,): particles behind the titles.
        length: int64, shape (m,): characters without the titles.
    """

    bare: Int64
    is_doubtful: Bool
    size: Int64
    titles: Int64
    particles: Int64
    length: Int64


def _forms(written: pa.Array, is_person: Bool) -> _Forms:
    """Look at the form of each mention."""
    which, spelt = numbered_column(written)
    found, size = name_forms(spelt), np.diff(text_bytes(spelt)[1])
    titled = np.flatnonzero(found.titles)
    length = to_numpy(pc.utf8_length(spelt)).astype(np.int64)
    bare, bare_length = np.arange(len(spelt)), length.copy()
    known = index_of(found.bare, spelt)
    bare[titled] = np.where(known >= 0, known, len(spelt) + numbered_column(found.bare)[0])
    bare_length[titled] = to_numpy(pc.utf8_length(found.bare))
    return _Forms(
        np.where(is_person, bare[which], which),
        np.where(is_person, found.is_bare_doubtful[which], found.is_doubtful[which]),
        size[which],
        np.where(is_person, found.titles[which], 0),
        found.particles[which],
        np.where(is_person, bare_length[which], length[which]),
    )


def _shown(entity: Int64, form: AnyArray, n_tokens: Int64, size: Int64, goes_by: Bool) -> Bool:
    """Which mentions have the form that is shown: of several words, most frequent, longest, first.

    Before all others one that a person goes by: of two words, particles aside.
    """
    key = entity << _DOC_AT | form.astype(np.int64)
    known, example, which, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    is_new = np.diff(known >> _DOC_AT, prepend=-1, append=-1) != 0
    is_best = is_new[:-1] & is_new[1:]  # the only form of its entity
    some = np.flatnonzero(~is_best)
    one, n_words = example[some], n_tokens[example[some]]
    several = (n_words > 1) & (n_words <= LONGEST_NAME)
    order = np.lexsort((one, -size[one], -count[some], ~goes_by[one], ~several, n_words == 0, entity[one]))
    is_best[some[order[np.diff(entity[one[order]], prepend=-1) != 0]]] = True
    return np.asarray(is_best[which])

"""Where names stand among the tokens, and in which form each is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import is_valid, numbers, offsets, to_numpy, values
from pipeline.arrays.look_ups import once
from pipeline.arrays.types import AnyArray, Bool, Int64, UInt8
from pipeline.names.word_lists import name_words
from pipeline.text.tokens import Tokens

PERSON, ORGANISATION, PLACE, OTHER = range(1, 5)
_KINDS = {"person": PERSON, "organisation": ORGANISATION, "place": PLACE, "other": OTHER}
_DOC_AT = 32  # a document and an offset in it as one number
_INITIALS = 5  # letters of a name in capitals that is no shouted word, at most
_FULL = 2  # words of the name that a person goes by
LONGEST_NAME = 6  # tokens of a name that is shown
_OWNERS = ("'s", "\u2019s")  # Arsenal's Sol Campbell
_LASTING = frozenset(["king", "queen", "prince", "princess", "pope", "lord", "lady", "sir", "dame", "saint", "st"])


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
    """

    first: Int64
    bare: Int64
    last: Int64
    entity: Int64
    is_shown: Bool
    kind: UInt8

    def ends(self, n_tokens: int) -> Int64:
        """int64, shape (n,): the last token of the mention that begins with each token; -1 where none begins."""
        ends = np.full(n_tokens, -1, np.int64)
        ends[self.first] = ends[self.bare] = self.last
        return ends

    def inside(self, n_tokens: int) -> tuple[Bool, Bool]:
        """bool, shape (n,) each: tokens of mentions that are not the first, and those that are not the last."""
        change = np.zeros(n_tokens + 1, np.int32)
        np.add.at(change, self.first, 1)
        np.add.at(change, self.last + 1, -1)
        held = np.cumsum(change[:-1]) > 0
        not_first, not_last = held.copy(), held
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
    doc = to_numpy(pc.index_in(mentions["article_id"], value_set=article_id)).astype(np.int64)
    starts, forms = (mentions[name].combine_chunks() for name in ("starts", "forms"))
    entity = np.repeat(np.arange(len(doc)), np.diff(offsets(starts)))
    is_known = is_valid(mentions["article_id"])[entity]
    entity, starts, forms = (
        entity[is_known],
        to_numpy(values(starts))[is_known],
        values(forms).filter(numbers(is_known)),
    )
    kind = np.array([_KINDS[k] for k in mentions["kind"].to_pylist()], np.uint8)
    bare, doubtful, size, titles, particles = _forms(forms, kind[entity] == PERSON)
    place = doc[entity] << _DOC_AT | starts
    token = tokens.doc.astype(np.int64) << _DOC_AT | tokens.char_start
    first, begin, end = np.searchsorted(token, [place, place + titles, place + size])
    whole = np.flatnonzero((end > begin) & _is_equal(token, first, place) & _is_equal(token, begin, place + titles))
    whole = whole[np.argsort(first[whole], kind="stable")]
    first, begin, last, entity = first[whole], begin[whole], end[whole] - 1, entity[whole]
    n_words = np.where(doubtful[whole], 0, last - begin + 1)
    goes_by = (kind[entity] == PERSON) & (n_words - particles[whole] == _FULL)
    is_shown = _shown(entity, bare[whole], n_words, (size - titles)[whole], goes_by)
    return NameSpans(first, begin, last, entity, is_shown, kind)


def _is_equal(token: Int64, at: Int64, place: Int64) -> Bool:
    """Whether the tokens at these numbers begin at these places."""
    return np.asarray(np.append(token, -1)[at] == place)


def _forms(forms: pa.Array, is_person: Bool) -> tuple[Int64, Bool, Int64, Int64, Int64]:
    """Of each form: number of what is left without titles, whether it is doubtful, length, that of the titles.

    And how many of its words are particles: Van Dyke is a surname.
    """
    coded = forms.dictionary_encode()
    written = coded.dictionary.to_pylist()
    every = [*map(without_titles, written), *written]
    which = to_numpy(coded.indices) + np.where(is_person, 0, len(written))
    known = {form: number for number, form in enumerate(dict.fromkeys(every))}
    number = np.array(list(map(known.__getitem__, every)), np.int64)
    doubtful = np.array([*map(_is_doubtful, every)], bool)
    length = np.array([*map(len, every)], np.int64)
    size = length[len(written) + to_numpy(coded.indices)]
    particles = np.array([sum(_plain(word) in name_words("P") for word in form.split(" ")) for form in every], np.int64)
    return number[which], doubtful[which], size, size - length[which], particles[which]


@once
def without_titles(form: str) -> str:
    """A person's name without the titles in front: `Sen. Tim Kaine` → `Tim Kaine`; `Pope Francis` stays."""
    words = form.split(" ")
    titles = [n for n, word in enumerate(words[:-1]) if _plain(word) in _titles() or word.endswith(_OWNERS)]
    if not titles:
        return form
    return " ".join(words[titles[-1] + 1 :])


@once
def _is_doubtful(form: str) -> bool:
    """Whether a word stands twice (two names that ran together), or all is in capitals and longer than initials."""
    words = form.split(" ")
    return len(set(words)) < len(words) or (form.isupper() and len(form) > _INITIALS)


@cache
def _titles() -> frozenset[str]:
    """Titles that are no part of a name."""
    return name_words("T") - _LASTING


def _plain(word: str) -> str:
    """In small letters, without a full stop."""
    return word.lower().rstrip(".")


def _shown(entity: Int64, form: AnyArray, n_tokens: Int64, size: Int64, goes_by: Bool) -> Bool:
    """Which mentions have the form that is shown: of several words, most frequent, longest, first.

    Before all others one that a person goes by: of two words, particles aside.
    """
    key = entity << _DOC_AT | form.astype(np.int64)
    known, example, which, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    several = (n_tokens[example] > 1) & (n_tokens[example] <= LONGEST_NAME)
    order = np.lexsort(
        (example, -size[example], -count, ~goes_by[example], ~several, n_tokens[example] == 0, entity[example])
    )
    best = order[np.diff(entity[example][order], prepend=-1) != 0]
    is_best = np.zeros(len(known), bool)
    is_best[best] = True
    return np.asarray(is_best[which])

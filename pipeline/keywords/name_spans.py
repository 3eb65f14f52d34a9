"""Where names stand among the tokens, and in which form each is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, index_of, numbers, offsets, strings, to_numpy, values
from pipeline.arrays.look_ups import once
from pipeline.arrays.numbering import numbered
from pipeline.arrays.types import AnyArray, Bool, Int64, UInt8
from pipeline.names.word_lists import name_words
from pipeline.text.byte_places import byte_places
from pipeline.text.tokens import Tokens

PERSON, ORGANISATION, PLACE, OTHER = range(1, 5)
_KINDS = {"person": PERSON, "organisation": ORGANISATION, "place": PLACE, "other": OTHER}
_DOC_AT = 32  # a document and an offset in it as one number
_INITIALS = 5  # letters of a name in capitals that is no shouted word, at most
_FULL = 2  # words of the name that a person goes by
LONGEST_NAME = 6  # tokens of a name that is shown
_TITLES, _PARTICLES, _BYTE = 16, 8, 255  # where these facts of a form begin in one number
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
    starts, forms = (mentions[name].combine_chunks() for name in ("starts", "forms"))
    entity = np.repeat(np.arange(len(doc)), np.diff(offsets(starts)))
    is_known = doc[entity] >= 0
    entity, starts, forms = (
        entity[is_known],
        to_numpy(values(starts))[is_known],
        values(forms).filter(numbers(is_known)),
    )
    kind = _kinds(mentions["kind"].combine_chunks())
    bare, doubtful, size, titles, particles = _forms(forms, kind[entity] == PERSON)
    place = np.stack([starts, starts + titles, starts + size])
    byte = byte_places(tokens, place, np.broadcast_to(doc[entity], place.shape))
    token = np.searchsorted(tokens.start, byte)
    is_start = np.append(tokens.start, -1)[token] == byte
    whole = np.flatnonzero((token[2] > token[1]) & is_start[0] & is_start[1])
    whole = whole[np.argsort(token[0, whole], kind="stable")]
    (first, begin, end), entity = token[:, whole], entity[whole]
    n_words = np.where(doubtful[whole], 0, end - begin)
    goes_by = (kind[entity] == PERSON) & (n_words - particles[whole] == _FULL)
    is_shown = _shown(entity, bare[whole], n_words, (size - titles)[whole], goes_by)
    return NameSpans(first, begin, end - 1, entity, is_shown, kind, len(tokens.start))


def _kinds(kinds: pa.Array) -> UInt8:
    """The number of each kind."""
    coded = kinds.dictionary_encode()
    known = np.array([_KINDS[kind] for kind in coded.dictionary.to_pylist()], np.uint8)
    return np.asarray(known[to_numpy(coded.indices)])


def _forms(forms: pa.Array, is_person: Bool) -> tuple[Int64, Bool, Int64, Int64, Int64]:
    """Of each form: number of what is left without titles, whether it is doubtful, length, that of the titles.

    And how many of its words are particles: Van Dyke is a surname.
    """
    coded = forms.dictionary_encode()
    which, written = to_numpy(coded.indices), coded.dictionary.to_pylist()
    facts = np.fromiter(map(_facts, written), np.int64, len(written))
    titles = np.where(is_person, (facts >> _TITLES)[which], 0)
    number = which.astype(np.int64)
    titled, example = np.unique(which[titles > 0], return_inverse=True)
    sizes = facts[titled] >> _TITLES
    bare = [written[form][n:] for form, n in zip(titled.tolist(), sizes.tolist(), strict=True)]
    known = index_of(strings(bare), coded.dictionary)
    new = numbered(bare)[0] + len(written)
    number[titles > 0] = np.where(known >= 0, known, new)[example]
    doubtful = (facts[which] >> np.where(is_person, 1, 0) & 1).astype(bool)
    size = to_numpy(pc.utf8_length(coded.dictionary))[which].astype(np.int64)
    return number, doubtful, size, titles, (facts >> _PARTICLES & _BYTE)[which]


@once
def _facts(form: str) -> int:
    """Letters of the titles of a form, particles among the words behind them, whether these, and all, are doubtful."""
    bare = without_titles(form)
    particles = sum(_plain(word) in name_words("P") for word in bare.split(" "))
    doubts = _is_doubtful(bare) << 1 | _is_doubtful(form)
    return (len(form) - len(bare)) << _TITLES | min(particles, _BYTE) << _PARTICLES | doubts


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

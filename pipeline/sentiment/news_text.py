"""The words of a batch of texts as the model `news` sees them: where they stand and what each tells by itself.

Words are those of `pipeline.text.tokens`, the one definition for the whole package. What a word tells is looked up once
for each spelling of a batch. Places are counted in bytes: only the few edges of passages and names are converted.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import to_numpy
from pipeline.arrays.types import Bool, Int32, Int64, UInt8, UInt16
from pipeline.sentiment.news_words import NewsWords
from pipeline.text.characters import Characters
from pipeline.text.cutting import CutTexts, cut_texts
from pipeline.text.known_cuts import Cut
from pipeline.text.word_forms import CAPITAL, CAPITALS, POSSESSIVE

LARGE, LOUD, LONG = (1 << bit for bit in range(9, 12))
"""Bits of a spelling beside those of `word_kinds`: it has a capital first, is shouted, is counted in headlines."""
COUNTED = 3
"""Letters from which a word tells whether a passage is a headline in capitals."""
SHOUTED = 4
"""Letters from which a word in capitals is shouted, and no abbreviation."""
_PARTS = bytes(b in b",;:()[]" for b in range(256))
"""Whether each byte is a mark that ends a clause."""
_DASH = "\u2014".encode()


class Stretches(NamedTuple):
    """Words of passages; shape (n_passages,) each.

    Attributes:
        first: int64: the first word of each, counted through the batch.
        last: int64: one past its last.
        is_question: bool: whether it ends in a question mark.
    """

    first: Int64
    last: Int64
    is_question: Bool

    def of(self, passages: Int64) -> Stretches:
        """Those of some of the passages."""
        return Stretches(self.first[passages], self.last[passages], self.is_question[passages])


class NewsText(NamedTuple):
    """The n words of a batch of texts.

    Attributes:
        batch: the texts.
        cut: where their words stand.
        ids: int32, shape (n,): rows of `NewsWords`; 0 for other words.
        kinds: uint16, shape (n,): bits of `word_kinds` and of spellings.
        is_parted: bool, shape (n,): whether a mark that ends a clause stands right before the word.
        asks: int64: bytes of the text that are question marks, ascending.
    """

    batch: Characters
    cut: CutTexts
    ids: Int32
    kinds: UInt16
    is_parted: Bool
    asks: Int64

    def bytes_of(self, starts: Int64, ends: Int64) -> tuple[Int64, Int64]:
        """Where spans start and end in the bytes of the text; given in characters through the batch."""
        inner = self.batch.bounds[1:-1]
        first, last = np.searchsorted(inner, starts, "right"), np.searchsorted(inner, ends)
        return self.cut.byte_of(starts, first), self.cut.byte_of(ends, last)

    def words_before(self, places: Int64) -> Int64:
        """How many words begin before each of these bytes of the text."""
        return self.cut.cut.tokens_before(places)

    def stretches(self, starts: Int64, ends: Int64) -> Stretches:
        """The words of passages, given in characters through the batch."""
        starts, ends = self.bytes_of(starts, ends)
        first = self.words_before(starts)
        return Stretches(first, self._words_before_next(first, ends), self.asked(starts, ends))

    def _words_before_next(self, first: Int64, ends: Int64) -> Int64:
        """`words_before` of the ends of passages: as a rule no word stands between one and the first of the next."""
        begins, last = self.cut.cut.starts, np.append(first, len(self.ids))[1:]
        if not len(begins):
            return last
        follows = begins[np.minimum(last, len(begins) - 1)] >= ends
        others = np.flatnonzero(~(follows & (begins[last - 1] < ends)))
        last[others] = self.words_before(ends[others])
        return last

    def words_before_ends(self, first: Int64, ends: Int64) -> Int64:
        """The same for the ends of short spans, of which it is known how many words begin before their starts."""
        begins, before = self.cut.cut.starts, first.copy()
        left = np.flatnonzero(before < len(self.ids))
        while len(left := left[begins[before[left]] < ends[left]]):
            before[left] += 1
            left = left[before[left] < len(self.ids)]
        return before

    def asked(self, starts: Int64, ends: Int64) -> Bool:
        """Whether the last `.`, `!` or `?` of each of these spans of bytes is a question mark."""
        last = np.append(self.asks, -1)[np.searchsorted(self.asks, ends) - 1]
        text, found = self.cut.text, last >= starts
        for passage in np.flatnonzero(found).tolist():
            rest = text[last[passage] : ends[passage]]
            found[passage] = b"." not in rest and b"!" not in rest
        return found


def news_text(batch: Characters, words: NewsWords, *, shared: bool = False) -> NewsText:
    """Find the words of texts and look each up.

    Args:
        batch: the texts.
        words: the words that the model knows.
        shared: whether other steps cut the same texts, see `tokenise`.
    """
    found = cut_texts(batch.texts, shared=shared)
    cut, form = found.cut, found.cut.form.astype(np.int64)
    row = words.rows_of(cut.words)[cut.form_word]
    kinds = words.kinds[row] | _spellings(cut.forms, cut.form_kind)
    parting = np.flatnonzero(np.frombuffer(found.text.translate(_PARTS), bool))
    is_parted = _parted(cut, np.concatenate([parting, _dashes(found)]))
    asks = np.flatnonzero(found.raw == ord("?"))
    return NewsText(batch, found, row.astype(np.int32).take(form), kinds.take(form), is_parted, asks)


def _spellings(forms: pa.Array, kinds: UInt8) -> UInt16:
    """LARGE, LOUD and LONG of each form; its letters are counted without a possessive."""
    size = to_numpy(pc.utf8_length(forms)) - 2 * (kinds & POSSESSIVE != 0)
    loud = (kinds & CAPITALS != 0) & (size >= SHOUTED)
    bits = ((LARGE, kinds & CAPITAL != 0), (LOUD, loud), (LONG, size >= COUNTED))
    return np.asarray(sum(np.uint16(bit) * holds for bit, holds in bits), np.uint16)


def _dashes(found: CutTexts) -> Int64:
    """The bytes of the text that long dashes begin at."""
    raw, last = np.frombuffer(found.text, np.uint8), found.wide
    for back, byte in enumerate(reversed(_DASH)):
        last = last[raw[last - back] == byte]
    return last - len(_DASH) + 1


def _parted(cut: Cut, parting: Int64) -> Bool:
    """Whether a mark that ends a clause stands before each word, behind the one before it.

    Args:
        cut: the words.
        parting: int64: bytes of the text with such marks.
    """
    before = cut.tokens_before(parting)
    found = np.zeros(len(cut.starts) + 1, bool)
    found[before[parting >= np.append(cut.ends, np.int32(0))[before - 1]]] = True  # not the comma of 100,000
    return found[:-1]

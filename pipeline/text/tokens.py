"""Text as flat columns: one row a token of a whole batch of documents, one number a distinct word.

This is the one definition of a word for keywords, topics' terms, labels, names, quotes, news sentiment and `n_words`.
(VADER's own tokens and the shingles of near-duplicates are other things.) A **token** is a run of letters, marks and
digits of any script. Some marks belong to it:

    '         between two of its characters              don't   O'Brien   U.S.'s   (curly ones too)
    . and ,   between two digits                         3.5   100,000
    .         between single letters, and behind them    U.S.   a.m.   J.K.   Ph.D.
    .         between a capital and a digit              BA.5   B.1.1
    &         between two capitals                       AT&T
    $ £ € ¥   before a digit                             $3.5m   US$2bn
    %         behind a digit                             40%

All else separates, hyphens and slashes included: `well-known` is two tokens, and `gaps` says what stands between them.
Distinct spellings are **forms** (`Russia's`, `RUSSIA`). A **possessive** is the ending `'s` of a form, that of `it's`
included; the mark of `workers' rights` is no part of the token. Forms that agree in lower case, with straight
apostrophes and without the possessive are one **word** (`russia`). Words are compared as bytes, never by a hash alone.

Cost: array arithmetic over bytes and tokens; Python touches each distinct form once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.arrays.taking import taken
from pipeline.arrays.types import Int32, Int64, UInt8
from pipeline.text.cutting import PAD, cut_texts, joined
from pipeline.text.word_bytes import word_bytes
from pipeline.text.word_forms import POSSESSIVE


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch, in the order of the text.

    Attributes:
        text: UTF-8 of the documents with `PAD` before, between and after them.
        doc_start: int64, shape (n_docs,): first byte of each document in `text`.
        start: int64, shape (n,): first byte of each token in `text`.
        end: int64, shape (n,): one past its last byte.
        doc: int32, shape (n,): its document, 0 to n_docs - 1, ascending.
        form: int32, shape (n,): its form, an index into `forms`.
        n_docs: number of documents, those without a word included.
        form_strings: distinct spellings, in order of first occurrence, an Arrow string array.
        form_kind: uint8, shape (len(form_strings),): POSSESSIVE | NUMBER | CAPITAL | CAPITALS | MIXED, as far as they
            hold.
        form_word: int32, shape (len(form_strings),): the word of each form.
        word_strings: distinct words, lower case, apostrophes straight, no possessive, in order of first occurrence, an
            Arrow string array.
        wide: int64: bytes of `text` that continue a character (sorted); empty in an ASCII batch.
    """

    text: bytes
    doc_start: Int64
    start: Int64
    end: Int64
    doc: Int32
    form: Int32
    n_docs: int
    form_strings: pa.Array
    form_kind: UInt8
    form_word: Int32
    word_strings: pa.Array
    wide: Int64 = field(repr=False)

    @property
    def raw(self) -> UInt8:
        """`text` as uint8, shape (len(text),), without copying."""
        return np.frombuffer(self.text, np.uint8)

    @cached_property
    def doc_bounds(self) -> Int64:
        """int64, shape (n_docs + 1,): the first token of each document, and n."""
        return np.append(np.searchsorted(self.start, self.doc_start), len(self.start))

    @property
    def doc_lengths(self) -> Int64:
        """int64, shape (n_docs,): characters of each document."""
        ends = np.append(self.doc_start[1:], len(self.text))[: self.n_docs] - len(PAD)
        return self.char_offset(ends, np.arange(self.n_docs))

    @cached_property
    def forms(self) -> list[str]:
        """`form_strings` as a list."""
        return list(self.form_strings.to_pylist())

    @cached_property
    def vocabulary(self) -> list[str]:
        """`word_strings` as a list."""
        return list(self.word_strings.to_pylist())

    @cached_property
    def word(self) -> Int32:
        """int32, shape (n,): the word of each token, an index into `vocabulary`."""
        return np.asarray(taken(self.form_word, self.form), np.int32)

    @cached_property
    def kind(self) -> UInt8:
        """uint8, shape (n,): `form_kind` of each token."""
        return taken(self.form_kind, self.form)

    @cached_property
    def char_start(self) -> Int64:
        """int64, shape (n,): first character of each token, counted within its document."""
        return self.char_offset(self.start, self.doc)

    @cached_property
    def bare_end(self) -> Int64:
        """int64, shape (n,): one past the last byte of each token without its possessive."""
        return self._bare_ends(self.end.copy(), self.kind)

    def bare_ends(self, some: Int64) -> Int64:
        """`bare_end` of some tokens, without looking at all."""
        return self._bare_ends(self.end[some], self.form_kind[self.form[some]])

    def _bare_ends(self, ends: Int64, kind: UInt8) -> Int64:
        """Ends of tokens of these kinds, taken in place from before their possessives."""
        at = np.flatnonzero(kind & POSSESSIVE != 0)
        ends[at] -= np.where(self.raw[ends[at] - 2] == ord("'"), 2, 1 + len("\u2019".encode()))
        return ends

    def char_offset(self, positions: npt.NDArray[Any], doc: npt.NDArray[Any] | None = None) -> Int64:
        """Character offsets, within their documents, of byte positions in `text`.

        Args:
            positions: integers, any shape: bytes that begin a character, or one past the end of a token.
            doc: the document of each, same shape; looked up when not given.

        Returns:
            int64, same shape: 0 is the first character of the document.
        """
        if doc is None:
            doc = np.searchsorted(self.doc_start, positions, "right") - 1
        first = self.doc_start[doc]
        if not len(self.wide):
            return np.asarray(positions - first, np.int64)
        inside = self._n_wide(positions) - np.searchsorted(self.wide, self.doc_start)[doc]
        return np.asarray(positions - first - inside, np.int64)

    def batch_offset(self, positions: Int64, doc: Int32) -> Int64:
        """Character offsets through the batch, as `characters` counts them: documents end to end, without `PAD`.

        Args:
            positions: int64, any shape: bytes that begin a character, or one past the end of a token.
            doc: int32, same shape: the document of each.
        """
        return np.asarray(positions - self._n_wide(positions) - len(PAD) * (doc + np.int64(1)))

    def _n_wide(self, positions: npt.NDArray[Any]) -> Int64:
        """How many bytes that continue a character stand before each position."""
        if positions.ndim == 1 and len(positions) > len(self.wide) and bool((positions[1:] >= positions[:-1]).all()):
            later = np.searchsorted(positions, self.wide, "right")  # the first position behind each of those bytes
            return np.cumsum(np.bincount(later, minlength=len(positions))[: len(positions)])
        return np.searchsorted(self.wide, positions)


def tokenise(texts: pa.Array, *, shared: bool = False) -> Tokens:
    """Tokens of a batch of documents; see the head of this file for what a word is.

    Args:
        texts: string array, one document a row; null counts as empty.
        shared: whether other steps cut the same texts of a part, see `known_cuts`.

    Returns:
        Columns over all tokens; what they say of one document does not depend on the others, except for the numbers
        of forms and words.
    """
    text, doc_start, cut = cut_texts(texts, shared=shared)
    wide, starts, ends, form, forms, kind, form_word, words = cut
    lengths = np.diff(cut.tokens_before(doc_start), append=len(starts))
    doc = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    start, end = starts.astype(np.int64), ends.astype(np.int64)
    return Tokens(text, doc_start, start, end, doc, form, len(texts), forms, kind, form_word, words, wide)


def count_tokens(texts: pa.Array) -> Int64:
    """Number of tokens of each document, without making them.

    Args:
        texts: string array, one document a row; null counts as empty.

    Returns:
        int64, shape (n_docs,).
    """
    text, doc_start = joined(texts)
    raw = np.frombuffer(text, np.uint8)
    is_word = word_bytes(text, raw, np.flatnonzero(raw >= 0xC0) if not text.isascii() else np.zeros(0, np.int64))
    begins, edges = is_word[1:] > is_word[:-1], [*(doc_start - 1).tolist(), len(text)]
    return np.array([np.count_nonzero(begins[a:b]) for a, b in pairwise(edges)], np.int64)

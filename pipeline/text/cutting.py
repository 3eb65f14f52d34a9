"""Where the tokens of some texts stand: what `tokens` makes its columns of, and all that some steps need of them."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import text_bytes
from pipeline.arrays.types import Int64, UInt8
from pipeline.text.distinct_spans import distinct_spans
from pipeline.text.known_cuts import Cut, cut_once
from pipeline.text.word_bytes import word_bytes
from pipeline.text.word_forms import folded, form_kinds

PAD = b"\n\n"  # stands before, between and after the documents, so that no rule looks over an edge


class CutTexts(NamedTuple):
    """Documents and where their tokens stand: what `Tokens` is made of.

    Attributes:
        text: UTF-8 of the documents with `PAD` before, between and after them.
        doc_start: int64, shape (n_docs,): first byte of each document in `text`.
        cut: the tokens.
    """

    text: bytes
    doc_start: Int64
    cut: Cut

    @property
    def raw(self) -> UInt8:
        """`text` as uint8, shape (len(text),), without copying."""
        return np.frombuffer(self.text, np.uint8)

    @property
    def wide(self) -> Int64:
        """int64: bytes of `text` that continue a character (sorted); empty in an ASCII batch."""
        return self.cut.wide

    def byte_of(self, characters: Int64, doc: Int64) -> Int64:
        """The bytes of `text` that characters begin at.

        Args:
            characters: int64, any shape: places counted through the batch, documents end to end, without `PAD`.
            doc: int64, same shape: the document of each.
        """
        return bytes_of(self.wide, characters + len(PAD) * (doc + 1))

    def doc_characters(self) -> Int64:
        """int64, shape (n_docs,): the first character of each document, counted through the batch."""
        return self.character_of(self.doc_start, np.arange(len(self.doc_start)))

    def character_of(self, places: Int64, doc: Int64) -> Int64:
        """The characters that begin at bytes of `text`, counted as in `byte_of`; int64, shape of both arguments."""
        return np.asarray(places - np.searchsorted(self.wide, places) - len(PAD) * (doc + 1), np.int64)


def bytes_of(wide: Int64, characters: Int64) -> Int64:
    """The bytes of a text that characters begin at.

    Args:
        wide: int64: bytes of the text that continue a character (sorted).
        characters: int64, any shape: places counted from the start of the text.
    """
    if not len(wide):
        return characters
    before = wide - np.arange(len(wide))  # characters that begin before each of these bytes
    return characters + np.searchsorted(before, characters, "right")


def cut_texts(texts: pa.Array, *, shared: bool = False) -> CutTexts:
    """Where the tokens of a batch of documents stand; arguments: see `tokenise` of `tokens`."""
    text, doc_start = joined(texts)
    cut = partial(_cut, text)
    return CutTexts(text, doc_start, cut_once(text, cut) if shared else cut())


def _cut(text: bytes) -> Cut:
    """The tokens of a text."""
    raw = np.frombuffer(text, np.uint8)
    high = np.flatnonzero(raw >= 0x80) if not text.isascii() else np.zeros(0, np.int64)
    is_lead = raw[high] >= 0xC0
    lead, wide = high[is_lead], high[~is_lead]
    is_word = word_bytes(text, raw, lead)
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]).astype(np.int32)
    edges += 1  # PAD at both ends: the first is a start, the last an end
    form, forms = distinct_spans(text, edges)
    return Cut(wide, edges[0::2].copy(), edges[1::2].copy(), form, forms, form_kinds(forms), *folded(forms))


def joined(texts: pa.Array) -> tuple[bytes, Int64]:
    """The documents with `PAD` around them, and where each begins."""
    raw, ends = text_bytes(texts)
    data = memoryview(raw.data)
    parts = [data[a:b] for a, b in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)]
    return PAD.join([b"", *parts, b""]), ends[:-1] + len(PAD) * np.arange(1, len(ends))

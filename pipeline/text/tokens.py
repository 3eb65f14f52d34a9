"""Text as flat columns: one row a token of a whole batch of documents, one number a distinct word.

A **word** is a run of letters, marks and digits of any script. Four marks join when they stand inside:

    '        between two word characters                don't   O'Brien   U.S.'s (curly ones too)
    . or ,   between two digits                         3.5   100,000
    .        between single letters, and after them     U.S.    a.m.   J.K.
    &        between two capitals                       AT&T

All else separates, hyphens and slashes included (`well-known` is two words, with one byte between them). Distinct
spellings are **forms** (`Russia's`, `RUSSIA'S`); forms that agree in lower case and with straight apostrophes are one
word (`russia's`). Forms are told apart by their bytes, never by a hash alone.

Cost: array arithmetic over bytes and tokens; Python touches each distinct form once.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.arrays.arrow import text_bytes
from pipeline.arrays.types import Bool, Int32, Int64, UInt8

PAD = b"\n\n"  # stands before, between and after the documents, so that no rule looks over an edge
_DIGIT, _UPPER, _LOWER, _WIDE = 1, 2, 4, 8
_LETTER, _WORD = _UPPER | _LOWER, _DIGIT | _UPPER | _LOWER | _WIDE
_CLASSES = bytes(
    _WIDE if b > 127 else _DIGIT * (48 <= b < 58) + _UPPER * (65 <= b < 91) + _LOWER * (97 <= b < 123)
    for b in range(256)
)
_CURLY = 0x2019


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
        word: int32, shape (n,): its word, an index into `vocabulary`.
        n_docs: number of documents, those without a word included.
        forms: distinct spellings, in order of first occurrence.
        form_word: int32, shape (len(forms),): the word of each form.
        vocabulary: distinct words, lower case, apostrophes straight, in order of first occurrence.
        wide: int64: bytes of `text` that continue a character (sorted); empty in an ASCII batch.
    """

    text: bytes
    doc_start: Int64
    start: Int64
    end: Int64
    doc: Int32
    form: Int32
    word: Int32
    n_docs: int
    forms: list[str]
    form_word: Int32
    vocabulary: list[str]
    wide: Int64 = field(repr=False)

    @property
    def raw(self) -> UInt8:
        """`text` as uint8, shape (len(text),), without copying."""
        return np.frombuffer(self.text, np.uint8)

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
        inside = np.searchsorted(self.wide, positions) - np.searchsorted(self.wide, self.doc_start)[doc]
        return np.asarray(positions - first - inside, np.int64)


def tokenise(texts: pa.Array) -> Tokens:
    """Tokens of a batch of documents; see the head of this file for what a word is.

    Args:
        texts: string array, one document a row; null counts as empty.

    Returns:
        Columns over all tokens; what they say of one document does not depend on the others, except for the numbers
        of forms and words.
    """
    text, doc_start = _joined(texts)
    raw = np.frombuffer(text, np.uint8)
    high = np.flatnonzero(raw >= 0x80) if not text.isascii() else np.zeros(0, np.int64)
    is_lead = raw[high] >= 0xC0
    is_word = _word_bytes(text, raw, high[is_lead])
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1  # PAD at both ends: the first is a start, the last an end
    start, end = edges[0::2].copy(), edges[1::2].copy()
    form, forms = _distinct(raw[is_word], end - start)
    form_word, vocabulary = _folded(forms)
    n_tokens = np.diff(np.searchsorted(start, doc_start), append=len(start))
    doc = np.repeat(np.arange(len(texts), dtype=np.int32), n_tokens)
    return Tokens(
        text,
        doc_start,
        start,
        end,
        doc,
        form,
        form_word[form],
        len(texts),
        forms,
        form_word,
        vocabulary,
        high[~is_lead],
    )


def _joined(texts: pa.Array) -> tuple[bytes, Int64]:
    """The documents with `PAD` around them, and where each begins."""
    raw, ends = text_bytes(texts)
    data = memoryview(raw.data)
    parts = [data[a:b] for a, b in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)]
    return PAD.join([b"", *parts, b""]), ends[:-1] + len(PAD) * np.arange(1, len(ends))


def _word_bytes(text: bytes, raw: UInt8, lead: Int64) -> Bool:
    """bool, shape (len(text),): which bytes belong to words; `lead` are the first bytes of non-ASCII characters."""
    kind = np.frombuffer(text.translate(_CLASSES), np.uint8)
    is_word: Bool = kind != 0
    curly = _clear_other_marks(raw, is_word, lead)
    single = kind & _LETTER > 0
    dots = np.flatnonzero(raw == ord("."))
    inner = dots[single[dots - 1] & single[dots + 1] & ~is_word[dots - 2] & ~is_word[dots + 2]]
    is_word[inner] = True
    is_word[inner[raw[inner + 2] == ord(".")] + 2] = True
    points = np.concatenate([dots, np.flatnonzero(raw == ord(","))])
    is_word[points[(kind[points - 1] & kind[points + 1]) == _DIGIT]] = True
    ands = np.flatnonzero(raw == ord("&"))
    is_word[ands[(kind[ands - 1] & kind[ands + 1]) == _UPPER]] = True
    straight = np.flatnonzero(raw == ord("'"))
    is_word[straight[is_word[straight - 1] & is_word[straight + 1]]] = True
    curly = curly[is_word[curly - 1] & is_word[curly + 3]]
    is_word[curly] = is_word[curly + 1] = is_word[curly + 2] = True
    return is_word


def _clear_other_marks(raw: UInt8, is_word: Bool, lead: Int64) -> Int64:
    """Take the bytes of non-ASCII characters that are no letter, mark or digit out of `is_word`, in place.

    Returns:
        int64: first bytes of the curly apostrophes.
    """
    size = 2 + (raw[lead] >= 0xE0) + (raw[lead] >= 0xF0)
    code = raw[lead].astype(np.int64) & np.array([0, 0, 0x1F, 0x0F, 0x07])[size]
    for k in (1, 2, 3):
        more = size > k
        code[more] = code[more] << 6 | raw[lead[more] + k] & 0x3F
    known, which = np.unique(code, return_inverse=True)
    other = ~np.array([_is_letter(c) for c in known.tolist()], bool)[which]
    for k in range(4):
        is_word[lead[other & (size > k)] + k] = False
    curly: Int64 = lead[code == _CURLY]
    return curly


@cache
def _is_letter(code: int) -> bool:
    """Whether a character is a letter, a combining mark or a digit of some script."""
    return unicodedata.category(chr(code))[0] in "LMN"


def _distinct(letters: UInt8, length: Int64) -> tuple[Int32, list[str]]:
    """Number the distinct forms: the form of each token, and the forms in order of first occurrence."""
    bounds = np.zeros(len(length) + 1, np.int32)
    np.cumsum(length, out=bounds[1:])
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(letters)]
    encoded = pa.Array.from_buffers(pa.string(), len(length), buffers).dictionary_encode()
    return np.frombuffer(encoded.indices.buffers()[1], np.int32, len(length)), encoded.dictionary.to_pylist()


def _folded(forms: list[str]) -> tuple[Int32, list[str]]:
    """Number the distinct words: the word of each form, and the words in order of first occurrence."""
    lower = "\n".join(forms).lower().replace("\u2019", "'").split("\n") if forms else []
    known: dict[str, int] = {}
    ids = [known.setdefault(word, len(known)) for word in lower]
    return np.array(ids, np.int32), list(known)

"""Word shingles of many texts at once, hashed from Arrow's UTF-8 bytes.

A shingle is `size` words in a row, case folded; white space and punctuation separate, straight or typographic: with any
apostrophe "don't" is two words. Words are hashed eight bytes at a time, read as one number: no Python runs per word,
and nothing depends on where in a batch a text stands.

Languages that put no space between words are taken phrase by phrase: copies are found, light edits less well.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import text_bytes
from pipeline.arrays.types import Bool, Int32, Int64, UInt8, UInt64

CHUNK = 1 << 19
"""Bytes of text handled at a time, to stay in the processor's cache; a longer text is a chunk of its own."""
FLOOR = 32
"""Shingles that a text keeps at least, about, where it has as many: of fewer, overlaps are guesswork."""
HASH_BITS = 52
NUMBER_BIT = 63
"""Set in `running_shingles` where a word of the shingle begins with a digit."""

_U = np.uint64
_MIX, _ROLL, _SPREAD = _U(0xFF51AFD7ED558CCD), _U(0xD6E8FEB86659FD93), _U(0x9E3779B97F4A7C15)
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(9)], _U)
_ASCII = bytes(c if c >= 128 else ord(chr(c).lower()) if chr(c).isalnum() else 0 for c in range(256))
_SIGNS = ((0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80), (0xEF, 0xBC, 0xBC), (0xEF, 0xBF, 0xBF))
"""First byte and range of the second of U+2000-2BFF, 3000-303F, FF00-FF3F, FFC0-FFFF: space, punctuation, symbols."""


class _Words(NamedTuple):
    """The words of a chunk: folded bytes, first byte and length of each word, words of each text."""

    folded: UInt8
    starts: Int64
    lengths: Int64
    counts: Int64


def sampled_shingles(texts: pa.Array, size: int, modulus: int) -> tuple[Int64, UInt64, Int32]:
    """Sampled distinct shingles of every text.

    A text keeps the shingles whose hash a power of two divides: the largest that is at most `modulus` and leaves about
    FLOOR of them. So short texts keep all, and what a text keeps depends on it alone; of two texts that are sampled
    differently, the thinner sample compares.

    Args:
        texts: string array, n texts; null counts as empty.
        size: words in a shingle, 1 to 16.
        modulus: power of two, 1 to 128; 1 keeps every shingle.

    Returns:
        counts: int64, shape (n,), shingles kept of each text.
        hashes: uint64, shape (sum of counts,), sorted and distinct within each text, below 2^52.
        n_shingles: int32, shape (n,), shingles before sampling, repeated ones included: words - size + 1, at least 0.
    """
    raw, bounds = text_bytes(texts)
    parts = [_sample(raw, bounds[first : last + 1], size, modulus) for first, last in _chunks(bounds)]
    parts.append((np.zeros(0, np.int64), np.zeros(0, _U), np.zeros(0, np.int32)))
    counts, hashes, totals = (np.concatenate(column) for column in zip(*parts, strict=True))
    return counts, hashes, totals


def running_shingles(texts: pa.Array, size: int) -> tuple[Int64, UInt64]:
    """All shingles of every text, in order, repeated ones too.

    Args:
        texts: string array, n texts; null counts as empty.
        size: words in a shingle, 1 to 16.

    Returns:
        counts: int64, shape (n,), shingles of each text.
        hashes: uint64, shape (sum of counts,), the hashes of `sampled_shingles`, and NUMBER_BIT.
    """
    raw, bounds = text_bytes(texts)
    parts = [_run(raw, bounds[first : last + 1], size) for first, last in _chunks(bounds)]
    parts.append((np.zeros(0, np.int64), np.zeros(0, _U)))
    counts, hashes = (np.concatenate(column) for column in zip(*parts, strict=True))
    return counts, hashes


def _chunks(bounds: Int64) -> Iterator[tuple[int, int]]:
    """Ranges of texts of about CHUNK bytes; at most 4,096 texts each, whose numbers fit above a hash."""
    first = 0
    while first < len(bounds) - 1:
        last = int(np.searchsorted(bounds, bounds[first] + CHUNK, side="right")) - 1
        last = min(max(last, first + 1), first + 4096)
        yield first, last
        first = last


def _sample(raw: UInt8, bounds: Int64, size: int, modulus: int) -> tuple[Int64, UInt64, Int32]:
    """Counts, sampled hashes and totals of a chunk."""
    words = _words(raw, bounds)
    rolled, inside, totals = _rolled(words, size)
    level = np.searchsorted(FLOOR << np.arange(1, modulus.bit_length()), totals, side="right").astype(_U)
    mask = np.repeat((_U(1) << level) - _U(1), words.counts)[: len(rolled)]
    kept = np.flatnonzero((rolled & mask) == 0)
    kept = kept[inside[kept]]
    text = np.searchsorted(np.cumsum(words.counts), kept, side="right").astype(_U)
    keys = np.sort(text << _U(HASH_BITS) | rolled[kept])
    keys = keys[np.diff(keys, prepend=~keys[:1]) != 0]
    counts = np.bincount((keys >> _U(HASH_BITS)).astype(np.int64), minlength=len(totals))
    return counts, keys & _U((1 << HASH_BITS) - 1), totals.astype(np.int32)


def _run(raw: UInt8, bounds: Int64, size: int) -> tuple[Int64, UInt64]:
    """Totals and all hashes of a chunk, in order."""
    words = _words(raw, bounds)
    rolled, inside, totals = _rolled(words, size)
    digit = words.folded[words.starts] <= ord("9")
    held = np.logical_or.reduce([digit[step : step + len(rolled)] for step in range(size)])
    rolled |= held.astype(_U) << _U(NUMBER_BIT)
    return totals, rolled[inside]


def _rolled(words: _Words, size: int) -> tuple[UInt64, Bool, Int64]:
    """Hash of the shingle that begins at each word, whether it is within its text, and how many each text has."""
    inside = _inside(words.counts, size)
    hashes = _word_hashes(words)
    rolled = hashes[: len(inside)].copy()
    for step in range(1, size):
        rolled *= _ROLL
        rolled += hashes[step : step + len(inside)]
    rolled ^= rolled >> _U(32)
    rolled *= _MIX
    rolled >>= _U(64 - HASH_BITS)
    return rolled, inside, np.maximum(words.counts - size + 1, 0)


def _inside(n_words: Int64, size: int) -> Bool:
    """Of the shingles of a whole chunk, those that do not run from one text into the next."""
    ends = np.cumsum(n_words)
    inside = np.ones(max(int(n_words.sum()) - size + 1, 0), bool)
    for step in range(1, size):
        last = ends[n_words >= step] - step
        inside[last[last < len(inside)]] = False
    return inside


def _word_hashes(words: _Words) -> UInt64:
    """A hash of every word: its first 24 bytes, its last 8 and its length."""
    starts, lengths = words.starts, words.lengths
    hashes = _load(words.folded, starts, lengths)
    long = np.flatnonzero(lengths > 8)
    for done in (8, 16):
        long = long[lengths[long] > done]
        hashes[long] = hashes[long] * _ROLL + _load(words.folded, starts[long] + done, lengths[long] - done)
    long = long[lengths[long] > 24]
    tail = _load(words.folded, starts[long] + lengths[long] - 8, lengths[long])
    hashes[long] = (hashes[long] * _ROLL + tail) * _ROLL + lengths[long].astype(_U)
    hashes ^= hashes >> _U(29)
    hashes *= _SPREAD
    return hashes


def _load(folded: UInt8, at: Int64, lengths: Int64) -> UInt64:
    """Up to 8 bytes from each place, read as one number."""
    view: UInt64 = np.ndarray((len(folded) - 7,), "<u8", folded, 0, (1,))
    return view[at] & _MASKS.take(lengths, mode="clip")


def _words(raw: UInt8, bounds: Int64) -> _Words:
    """The words of a chunk: runs of letters and digits."""
    folded = _folded(raw, bounds)
    inside = np.zeros(len(folded) + 1, bool)
    np.not_equal(folded, 0, out=inside[1:])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts = edges[0::2].copy()
    counts = np.diff(np.searchsorted(starts, bounds - bounds[0] + np.arange(len(bounds))))
    return _Words(folded, starts, edges[1::2] - starts, counts)


def _folded(raw: UInt8, bounds: Int64) -> UInt8:
    """A chunk's bytes in lower case, 0 where no letter or digit stands; a 0 after each text, and 8 at the end."""
    joined = b"\0".join(raw.data[start:end] for start, end in pairwise(bounds.tolist()))
    folded = np.frombuffer(bytearray(joined.translate(_ASCII) + bytes(8)), np.uint8)
    lead = np.flatnonzero(folded >= 0xC2)
    _fold_pairs(folded, lead[folded[lead] < 0xE0])
    for first, low, high in _SIGNS:
        at = lead[folded[lead] == first]
        at = at[(folded[at + 1] >= low) & (folded[at + 1] <= high)]
        folded[at] = folded[at + 1] = folded[at + 2] = 0
    return folded


def _fold_pairs(folded: UInt8, at: Int64) -> None:
    """Fold the two-byte letters (Latin, Greek, Cyrillic) and blank the two-byte signs (« or the no-break space)."""
    pair = _two_byte_folds()[(folded[at].astype(np.int64) << 8 | folded[at + 1]) - 0xC280]
    folded[at], folded[at + 1] = pair >> 8, pair & 255


@cache
def _two_byte_folds() -> Int64:
    """UTF-8 of a character U+0080-07FF, less 0xC280, to that of its lower case; to 0 for what is no letter or digit."""
    table = np.zeros(0xE000 - 0xC280, np.int64)
    for char in map(chr, range(0x80, 0x800)):
        encoded, small = char.encode(), char.lower().encode()
        is_word = char.isalnum() or "\u0300" <= char < "\u0370"  # letters, digits and the accents that follow them
        table[int.from_bytes(encoded) - 0xC280] = int.from_bytes(small if len(small) == 2 else encoded) * is_word
    return table

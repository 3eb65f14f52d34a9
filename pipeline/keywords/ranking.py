"""The best phrases of each document, without repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import numpy as np

from pipeline.arrays.arrow import numbers
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.ranges import numbers_of, ranges
from pipeline.arrays.sorting import ordered
from pipeline.arrays.types import Bool, Float32, Float64, Int32, Int64, UInt64
from pipeline.keywords.candidates import Phrases
from pipeline.keywords.known_words import porter_numbers
from pipeline.text.tokens import Tokens

Overlap = Literal["none", "tail", "any"]
IsOut = Callable[[Int64], Bool]
"""Numbers of phrases → which of these are no keywords."""

DECIMALS = 4
_SPARE = 4  # how many times n_keywords are looked at, those out included, before a document has to do with fewer
_REPEATED = 0.6  # share of its words from which a phrase repeats what others say
_FEW = 2  # how many times n_keywords are looked at first: enough for 99 of 100 documents
_MAGNITUDE, _PLACE = 0x7FFFFFFF, 32  # bits of a score below its sign; where the score begins in a number to sort by
_BITS = 63


def score(features: Iterable[tuple[str, Float32]], weights: Mapping[str, float], n_phrases: int) -> Float32:
    """Weighted sum of features, element by element (no matrix product: its rounding depends on the shape).

    Args:
        features: name and values, float32 of shape (n_phrases,).
        weights: by feature name.
        n_phrases: number of phrases.

    Returns:
        float32, shape (n_phrases,), rounded to 4 decimals.
    """
    total = np.zeros(n_phrases, np.float32)
    for name, values in features:
        total += np.float32(weights[name]) * values
    return np.round(total, DECIMALS)


def best(tokens: Tokens, phrases: Phrases, scores: Float32, is_out: IsOut, n_keywords: int, overlap: Overlap) -> Int64:
    """Pick up to `n_keywords` phrases a document; of two that are equal by Porter stems, the better one.

    Args:
        tokens: the tokens of the batch.
        phrases: G phrases.
        scores: float32, shape (G,): higher is better; ties go to the earlier, then the shorter phrase.
        is_out: tells which phrases are no keywords whatever their score; asked for the best of each document.
        n_keywords: most phrases a document.
        overlap: what a better phrase rules out besides its like: `none`; phrases inside it and longer ones that hold it
            (`any`); phrases inside it but for names at its beginning, longer ones that end with it, and those of which
            better ones have most words (`tail`).

    Returns:
        int64: numbers of the phrases, by document and rank.
    """
    order = _by_score(tokens.doc[phrases.first], phrases, scores)
    order, size = _wanted(order, np.bincount(tokens.doc[phrases.first], minlength=tokens.n_docs), is_out, n_keywords)
    begin, docs = np.cumsum(size) - size, np.arange(tokens.n_docs)
    found = np.full((tokens.n_docs, n_keywords), -1)
    for n in (_FEW * n_keywords, _SPARE * n_keywords):
        n_seen = np.minimum(size[docs], n)
        bounds = np.append(0, np.cumsum(n_seen))
        seen = order[numbers_of(begin[docs], bounds)]
        picked = _Choice(_stems(tokens, phrases, seen), phrases.name[seen] > 0, overlap).picked(bounds, n_keywords)
        found[docs] = np.append(seen, -1)[picked]
        docs = docs[(found[docs, -1] < 0) & (size[docs] > n)]
    return np.asarray(found[found >= 0])


def _wanted(order: Int64, size: Int64, is_out: IsOut, n_keywords: int) -> tuple[Int64, Int64]:
    """The best phrases of each document that are not out, and how many these are.

    Args:
        order: int64: all phrases, by document and score.
        size: int64, shape (n_docs,): how many each document has.
        is_out: see `best`.
        n_keywords: most keywords a document.
    """
    begin = np.cumsum(size) - size
    doc, place = ranges(begin, begin + np.minimum(size, _SPARE * n_keywords))
    is_in = ~is_out(order[place])
    return order[place[is_in]], np.bincount(doc[is_in], minlength=len(size))


def _by_score(doc: Int32, phrases: Phrases, scores: Float32) -> Int64:
    """Phrases by document and score; of equals the earlier, then the shorter first."""
    bits = (scores + np.float32(0)).view(np.int32).astype(np.int64)  # adding 0 makes -0 equal to 0
    rising = np.where(bits < 0, bits ^ _MAGNITUDE, bits)
    order = np.sort(-rising << _PLACE | np.arange(len(scores))) & (1 << _PLACE) - 1
    order = order[ordered([doc[order]])]
    is_equal = (scores[order[1:]] == scores[order[:-1]]) & (doc[order[1:]] == doc[order[:-1]])
    equals = np.flatnonzero(np.append(is_equal, False) | np.append(False, is_equal))
    some = order[equals]
    order[equals] = some[np.lexsort((phrases.last[some], phrases.first[some], -scores[some], doc[some]))]
    return np.asarray(order, np.int64)


def _stems(tokens: Tokens, phrases: Phrases, chosen: Int64) -> Int32:
    """Numbers of the Porter stems of the words of phrases, int32 of shape (len(chosen), N); -1 behind the last word."""
    first, last = phrases.first[chosen], phrases.last[chosen]
    places = first[:, None] + np.arange(int((last - first).max(initial=0)) + 1)
    inside = places <= last[:, None]
    words = tokens.word[places[inside]]
    is_used = np.zeros(len(tokens.word_strings), bool)
    is_used[words] = True
    number = np.zeros(len(is_used), np.int32)
    number[is_used] = numbered_column(numbers(porter_numbers(tokens.word_strings.filter(numbers(is_used)))))[0]
    out = np.full(places.shape, -1, np.int32)
    out[inside] = number[words]
    return out


class _Choice:
    """Which phrases repeat better ones of their document.

    A phrase goes by marks, too: 64 bits, one set by each of its stems. Phrases without a bit in common have no stem in
    common, and where the bits of one are not among those of another, neither is the phrase.
    """

    def __init__(self, words: Int32, is_name: Bool, overlap: Overlap) -> None:
        """Prepare.

        Args:
            words: int32, shape (n, N): stems of each phrase, -1 behind the last.
            is_name: bool, shape (n,).
            overlap: see `best`.
        """
        bits = np.where(words < 0, np.uint64(0), np.uint64(1) << (words & _BITS).astype(np.uint64))
        self._words, self._is_name, self._overlap = words, is_name, overlap
        self._marks, self._size = np.bitwise_or.reduce(bits, axis=1), (words >= 0).sum(axis=1)

    def picked(self, bounds: Int64, n: int) -> Int64:
        """Go down all documents side by side: in each step a document takes or leaves its phrase of that rank.

        Args:
            bounds: where the phrases of each document begin, best first, and the end.
            n: most phrases a document.

        Returns:
            int64, shape (documents, n): the phrases kept; -1 behind the last.
        """
        size, n_kept = np.diff(bounds), np.zeros(len(bounds) - 1, np.int64)
        ranks = np.arange(bounds[-1]) - np.repeat(bounds[:-1], size)
        later, earlier = self._pairs(ranks)
        begin = np.searchsorted(ranks[later], np.arange(int(size.max(initial=0)) + 1))
        kept, is_kept, is_out = np.full((len(size), n), -1), *np.zeros((2, len(ranks)), bool)
        said = _Said(self._words, self._marks, len(size))
        for rank in range(int(size.max(initial=0))):
            docs = np.flatnonzero((size > rank) & (n_kept < n))
            if not len(docs):
                break
            pairs = slice(begin[rank], begin[rank + 1])
            is_out[later[pairs][is_kept[earlier[pairs]]]] = True
            place = bounds[docs] + rank
            is_new = ~is_out[place]
            if self._overlap == "tail":
                some = np.flatnonzero(is_new & ~self._is_name[place])
                is_new[some] = said.share(docs[some], place[some]) < _REPEATED
            docs, place = docs[is_new], place[is_new]
            said.add(docs, place)
            is_kept[place] = True
            kept[docs, n_kept[docs]] = place
            n_kept[docs] += 1
        return kept

    def _pairs(self, ranks: Int64) -> tuple[Int64, Int64]:
        """Phrases that one above them in their document rules out, by rank, and that one."""
        found = [np.zeros((2, 0), np.int64)]
        for step in range(1, int(ranks.max(initial=0)) + 1):
            own, others = self._marks[step:], self._marks[:-step]
            both = own & others
            at = np.flatnonzero(((both == own) | (both == others)) & (ranks[step:] >= step))
            found.append(np.stack([at + step, at]))
        later, earlier = np.concatenate(found, axis=1)
        overlapping = np.flatnonzero(self._overlaps(later, earlier))
        order = overlapping[np.argsort(ranks[later[overlapping]], kind="stable")]
        return later[order], earlier[order]

    def _overlaps(self, own: Int64, kept: Int64) -> Bool:
        """Whether a phrase is the one that is kept, stands in it or holds it, as far as the overlap says."""
        is_short = self._size[own] <= self._size[kept]
        short, long = np.where(is_short, own, kept), np.where(is_short, kept, own)
        overlaps = _stands_in(self._words[short], self._words[long])
        if self._overlap == "none":
            overlaps &= self._size[own] == self._size[kept]
        if self._overlap == "tail":
            overlaps &= (self._last(own) == self._last(kept)) | (is_short & ~self._is_name[own])
        return overlaps

    def _last(self, phrases: Int64) -> Int32:
        """The last stem of each phrase."""
        return np.asarray(self._words[phrases, self._size[phrases] - 1])


class _Said:
    """The stems that the phrases kept of each document have."""

    def __init__(self, words: Int32, marks: UInt64, n_docs: int) -> None:
        self._words, self._marks, self._size = words, marks, (words >= 0).sum(axis=1)
        self._said = np.zeros((n_docs, int(words.max(initial=-1)) + 2), bool)  # the last column stands for no word
        self._bits = np.zeros(n_docs, np.uint64)

    def add(self, docs: Int64, phrases: Int64) -> None:
        """Take down a phrase of each of some documents."""
        self._said[docs[:, None], self._words[phrases]] = True
        self._said[:, -1] = False
        self._bits[docs] |= self._marks[phrases]

    def share(self, docs: Int64, phrases: Int64) -> Float64:
        """Share of the words of a phrase of each of some documents that are known there, 0..1."""
        share = np.zeros(len(docs))
        near = np.flatnonzero(self._marks[phrases] & self._bits[docs])
        words, size = self._words[phrases[near]], self._size[phrases[near]]
        share[near] = self._said[docs[near][:, None], words].sum(axis=1) / size
        return share


def _stands_in(short: Int32, long: Int32) -> Bool:
    """Whether the words of `short` stand in a row in `long`; int32, shape (pairs, N) both."""
    pair, begin = np.nonzero(long == short[:, :1])
    beyond = np.concatenate([long, np.full_like(long, -2)], axis=1)
    for k in range(1, short.shape[1]):
        fits = (beyond[pair, begin + k] == short[pair, k]) | (short[pair, k] < 0)
        pair, begin = pair[fits], begin[fits]
    found = np.zeros(len(short), bool)
    found[pair] = True
    return found

"""Which of the best phrases of a document repeat better ones."""

from __future__ import annotations

from typing import Literal

import numpy as np

from pipeline.arrays.sorting import ordered
from pipeline.arrays.types import Bool, Int32, Int64, UInt64

Overlap = Literal["none", "tail", "any"]

_REPEATED = 0.6  # share of its words from which a phrase repeats what others say
_BITS = 62  # bits that stems set in marks
_NO_OWN, _NO_OTHER = np.uint64(1 << 62), np.uint64(1 << 63)  # marks where a document has no phrase of that rank


class Choice:
    """The best phrases of each document, from which those are picked that repeat no better one.

    A phrase goes by marks, too: 62 bits, one set by each of its stems. Where the bits of one are not among those of
    another, neither is the phrase.
    """

    def __init__(self, words: Int32, is_name: Bool, bounds: Int64, overlap: Overlap) -> None:
        """Prepare.

        Args:
            words: int32, shape (n, N): stems of each phrase, -1 behind the last; no two documents share a number.
            is_name: bool, shape (n,).
            bounds: int64, shape (n_docs + 1,): where the phrases of each document begin, best first, and the end.
            overlap: see `best` of `ranking`.
        """
        self._words, self._is_name, self._bounds, self._overlap = words, is_name, bounds, overlap
        self._columns = np.ascontiguousarray(words.T)
        self._size = (words >= 0).sum(axis=1)
        self._n_ranks = int(np.diff(bounds).max(initial=0))

    def picked(self, n: int) -> Int64:
        """Go down all documents side by side: in each step a document takes or leaves its phrase of that rank.

        Args:
            n: most phrases a document.

        Returns:
            int64, shape (n_docs, n): the phrases kept; -1 behind the last.
        """
        size = np.diff(self._bounds)
        n_kept, kept = np.zeros(len(size), np.int64), np.full((len(size), n), -1)
        is_kept, is_out = np.zeros((2, len(self._words)), bool)
        is_said = np.zeros(int(self._words.max(initial=-1)) + 2, bool)  # the last one stands for no word
        later, earlier, begin = self._overlapping()
        for rank in range(self._n_ranks):
            docs = np.flatnonzero((size > rank) & (n_kept < n))
            if not len(docs):
                break
            pairs = slice(begin[rank], begin[rank + 1])
            is_out[later[pairs][is_kept[earlier[pairs]]]] = True
            place = self._bounds[docs] + rank
            is_new = ~is_out[place]
            if self._overlap == "tail":
                share = is_said[self._columns[:, place]].sum(axis=0) / self._size[place]
                is_new &= self._is_name[place] | (share < _REPEATED)
            docs, place = docs[is_new], place[is_new]
            is_said[self._columns[:, place]] = True
            is_said[-1] = False
            is_kept[place] = True
            kept[docs, n_kept[docs]] = place
            n_kept[docs] += 1
        return kept

    def _overlapping(self) -> tuple[Int64, Int64, Int64]:
        """Phrases that one above them in their document rules out, by rank, that one, and where each rank begins."""
        rank, later, earlier = self._pairs()
        overlapping = np.flatnonzero(self._overlaps(later, earlier))
        order = overlapping[ordered([rank[overlapping]])]
        return later[order], earlier[order], np.searchsorted(rank[order], np.arange(self._n_ranks + 1))

    def _pairs(self) -> tuple[Int64, Int64, Int64]:
        """Pairs of phrases of a document of which one may hold the other: rank and phrase, and the better one.

        Ranks stand below one another and documents side by side, so that all phrases of some ranks are one stretch.
        """
        own, others = self._marks()
        n_docs, found = len(self._bounds) - 1, [np.zeros(0, np.int64)]
        for step in range(1, self._n_ranks):
            one, other = own[step * n_docs :], others[: -step * n_docs]
            both = one & other
            found.append(np.flatnonzero((both == one) | (both == other)))
        steps = np.repeat(np.arange(len(found)), list(map(len, found)))
        better, doc = np.divmod(np.concatenate(found), max(n_docs, 1))
        earlier = self._bounds[doc] + better
        return better + steps, earlier + steps, earlier

    def _marks(self) -> tuple[UInt64, UInt64]:
        """The marks of the phrases by rank and document, to be compared with one another."""
        n_docs, size = len(self._bounds) - 1, np.diff(self._bounds)
        is_word = self._words >= 0
        bits = np.uint64(1) << (self._words[is_word] % _BITS).astype(np.uint64)
        marks = np.bitwise_or.reduceat(bits, np.cumsum(self._size) - self._size)
        doc = np.repeat(np.arange(n_docs), size)
        place = (np.arange(len(doc)) - self._bounds[doc]) * n_docs + doc
        own, others = np.full(self._n_ranks * n_docs, _NO_OWN), np.full(self._n_ranks * n_docs, _NO_OTHER)
        own[place] = others[place] = marks
        return own, others

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

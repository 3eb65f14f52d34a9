"""The best phrases of each document, without repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from pipeline.arrays.arrow import numbers
from pipeline.arrays.ranges import numbers_of, range_bounds, ranges
from pipeline.arrays.sorting import begins, ordered
from pipeline.arrays.types import Bool, Float32, Int32, Int64
from pipeline.keywords.candidates import Phrases
from pipeline.keywords.known_words import porter_numbers
from pipeline.keywords.repeats import Choice, Overlap
from pipeline.text.tokens import Tokens

IsOut = Callable[[Int64], Bool]
"""Numbers of phrases → which of these are no keywords."""

DECIMALS = 4
_FEW = 2  # how many times n_keywords are looked at first, those out included: enough for 97 of 100 documents
_SPARE = 4  # the same before a document has to do with fewer
_MAGNITUDE, _PLACE = 0x7FFFFFFF, 32  # bits of a score below its sign; where the score begins in a number to sort by


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
    doc = tokens.doc[phrases.first]
    order, size = _by_score(doc, phrases, scores), np.bincount(doc, minlength=tokens.n_docs)
    begin, docs = np.cumsum(size) - size, np.arange(tokens.n_docs)
    found = np.full((tokens.n_docs, n_keywords), -1)
    for n in (_FEW * n_keywords, _SPARE * n_keywords):
        owner, place = ranges(begin[docs], begin[docs] + np.minimum(size[docs], n))
        is_in = np.flatnonzero(~is_out(order[place]))
        seen, bounds = order[place[is_in]], np.searchsorted(owner[is_in], np.arange(len(docs) + 1))
        choice = Choice(_stems(tokens, phrases, seen), phrases.name[seen] > 0, bounds, overlap)
        found[docs] = np.append(seen, -1)[choice.picked(n_keywords)]
        docs = docs[(found[docs, -1] < 0) & (size[docs] > n)]
    return np.asarray(found[found >= 0])


def _by_score(doc: Int32, phrases: Phrases, scores: Float32) -> Int64:
    """Phrases by document and score; of equals the earlier, then the shorter first."""
    bits = (scores + np.float32(0)).view(np.int32).astype(np.int64)  # adding 0 makes -0 equal to 0
    rising = np.where(bits < 0, bits ^ _MAGNITUDE, bits)
    order = np.sort(-rising << _PLACE | np.arange(len(scores))) & (1 << _PLACE) - 1
    order = order[ordered([doc[order]])]
    by_rank, doc_by_rank = scores[order], doc[order]
    is_equal = (by_rank[1:] == by_rank[:-1]) & (doc_by_rank[1:] == doc_by_rank[:-1])
    equals = np.flatnonzero(np.append(is_equal, False) | np.append(False, is_equal))
    some = order[equals]
    order[equals] = some[np.lexsort((phrases.last[some], phrases.first[some], -scores[some], doc[some]))]
    return np.asarray(order, np.int64)


def _stems(tokens: Tokens, phrases: Phrases, chosen: Int64) -> Int32:
    """The Porter stems of the words of phrases, int32 of shape (len(chosen), N); -1 behind the last word.

    Numbers of stems are those of one document, where they follow one another.

    Args:
        tokens: the tokens of the batch.
        phrases: G phrases.
        chosen: int64: some of them, by document.
    """
    first, size = phrases.first[chosen], phrases.size[chosen]
    bounds = range_bounds(first, first + size)
    word, doc = tokens.word[numbers_of(first, bounds)], np.repeat(tokens.doc[first], size)
    is_used = np.zeros(len(tokens.word_strings), bool)
    is_used[word] = True
    number = np.zeros(len(is_used), np.int32)
    number[is_used] = porter_numbers(tokens.word_strings.filter(numbers(is_used)))
    own = number[word]
    order = ordered([doc, own])
    stem = np.empty(len(word), np.int32)
    stem[order] = np.cumsum(begins([doc[order], own[order]])) - 1
    out = np.full((len(size), int(size.max(initial=1))), -1, np.int32)
    out[np.arange(out.shape[1]) < size[:, None]] = stem
    return out

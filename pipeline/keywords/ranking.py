"""The best phrases of each document, without repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np

from pipeline.arrays.look_ups import once
from pipeline.arrays.sorting import ordered
from pipeline.arrays.types import Bool, Float32, Int32, Int64
from pipeline.keywords.candidates import Phrases
from pipeline.text.porter import stem
from pipeline.text.tokens import Tokens
from pipeline.text.word_facts import bare

Overlap = Literal["none", "tail", "any"]

DECIMALS = 4
_SPARE = 4  # how many times n_keywords are looked at before a document has to do with fewer
_REPEATED = 0.6  # share of its words from which a phrase repeats what others say
_BINS, _PER_UNIT, _LOWEST = 1 << 16, 512, -64  # scores -64..64 in steps of 1/512, to find the best few fast


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


def best(tokens: Tokens, phrases: Phrases, scores: Float32, is_out: Bool, n_keywords: int, overlap: Overlap) -> Int64:
    """Pick up to `n_keywords` phrases a document; of two that are equal by Porter stems, the better one.

    Args:
        tokens: the tokens of the batch.
        phrases: G phrases.
        scores: float32, shape (G,): higher is better; ties go to the earlier, then the shorter phrase.
        is_out: bool, shape (G,): phrases that are no keywords whatever their score.
        n_keywords: most phrases a document.
        overlap: what a better phrase rules out besides its like: `none`; phrases inside it and longer ones that hold it
            (`any`); phrases inside it but for names at its beginning, longer ones that end with it, and those of which
            better ones have most words (`tail`).

    Returns:
        int64: numbers of the phrases, by document and rank.
    """
    doc = tokens.doc[phrases.first]
    few = np.flatnonzero(~is_out)
    few = few[_foremost(doc[few], scores[few], n_keywords * _SPARE, tokens.n_docs)]
    first, last = phrases.first[few], phrases.last[few]
    order = few[np.lexsort((last, first, -scores[few], doc[few]))]
    bounds = np.searchsorted(doc[order], np.arange(tokens.n_docs + 1))
    is_name = phrases.name[order] > 0
    return _picked(order, bounds, _stems(tokens, phrases, order), is_name, n_keywords, overlap)


def _foremost(doc: Int32, scores: Float32, n: int, n_docs: int) -> Int64:
    """Numbers of the phrases that may be among the n best of their document: a few more than n of each."""
    step = np.clip((scores - _LOWEST) * _PER_UNIT, 0, _BINS - 1).astype(np.int32)
    order = ordered([doc, _BINS - 1 - step])
    n_phrases = np.bincount(doc, minlength=n_docs)
    nth = np.cumsum(n_phrases) - n_phrases + np.minimum(n, n_phrases) - 1
    least = np.zeros(n_docs, np.int32)
    least[n_phrases > 0] = step[order[nth[n_phrases > 0]]]
    return np.flatnonzero(step >= least[doc])


def _stems(tokens: Tokens, phrases: Phrases, chosen: Int64) -> Int32:
    """Numbers of the Porter stems of the words of phrases, int32 of shape (len(chosen), N); -1 behind the last word."""
    first, last = phrases.first[chosen], phrases.last[chosen]
    places = first[:, None] + np.arange(int((last - first).max(initial=0)) + 1)
    inside = places <= last[:, None]
    used, place = np.unique(tokens.word[places[inside]], return_inverse=True)
    stems = [_stem(tokens.vocabulary[word]) for word in used.tolist()]
    number = {stem: n for n, stem in enumerate(dict.fromkeys(stems))}
    out = np.full(places.shape, -1, np.int32)
    out[inside] = np.array(list(map(number.__getitem__, stems)), np.int32)[place]
    return out


@once
def _stem(word: str) -> str:
    """The Porter stem of a word without possessive."""
    return stem(bare(word))


def _picked(order: Int64, bounds: Int64, words: Int32, is_name: Bool, n_keywords: int, overlap: Overlap) -> Int64:
    """Go down all documents side by side: in each step a document takes or leaves its phrase of that rank.

    Args:
        order: numbers of phrases, by document and score.
        bounds: where the phrases of each document begin in `order`, and the end.
        words: int32, shape (len(order), N): their stems, -1 behind the last.
        is_name: bool, shape (len(order),).
        n_keywords: most phrases a document.
        overlap: see `best`.
    """
    sizes = np.diff(bounds)
    kept = np.full((len(sizes), n_keywords, words.shape[1]), -2, np.int32)
    number = np.full((len(sizes), n_keywords), -1, np.int64)
    n_kept = np.zeros(len(sizes), np.int64)
    said = np.zeros((len(sizes), int(words.max(initial=-1)) + 2), bool)  # the words of those kept; the last for none
    for rank in range(int(sizes.max(initial=0))):
        docs = np.flatnonzero((sizes > rank) & (n_kept < n_keywords))
        if not len(docs):
            break
        place = bounds[docs] + rank
        is_known = said[docs[:, None], words[place]]
        new = ~_is_ruled_out(words[place], is_known, kept[docs, : n_kept[docs].max()], is_name[place], overlap)
        docs, place = docs[new], place[new]
        said[docs[:, None], words[place]] = True
        said[:, -1] = False
        kept[docs, n_kept[docs]], number[docs, n_kept[docs]] = words[place], order[place]
        n_kept[docs] += 1
    return number[number >= 0]


def _is_ruled_out(words: Int32, is_known: Bool, kept: Int32, is_name: Bool, overlap: Overlap) -> Bool:
    """Whether a phrase repeats what was kept of its document.

    Args:
        words: int32, shape (docs, N): its stems, -1 behind the last.
        is_known: bool, shape (docs, N): which of them a kept phrase has.
        kept: int32, shape (docs, kept, N): those kept.
        is_name: bool, shape (docs,).
        overlap: see `best`.
    """
    out = np.zeros(len(words), bool)
    near = np.flatnonzero(is_known.any(axis=1))
    out[near] = _repeats(words[near, None, :], kept[near], is_name[near, None], overlap)
    if overlap == "tail":
        out |= ~is_name & (is_known.sum(axis=1) >= _REPEATED * (words >= 0).sum(axis=1))
    return out


def _repeats(own: Int32, kept: Int32, is_name: Bool, overlap: Overlap) -> Bool:
    """Whether phrases (docs, 1, words) are one of those kept, stand in it or hold it, as far as `overlap` says."""
    if overlap == "none":
        return np.asarray((own == kept).all(axis=2).any(axis=1))
    inside, holds = _stands_in(own, kept), _stands_in(kept, own)
    if overlap == "tail":
        ends_alike = _last(own) == _last(kept)
        inside, holds = inside & (ends_alike | ~is_name), holds & ends_alike
    return np.asarray((inside | holds).any(axis=1))


def _last(words: Int32) -> Int32:
    """The last word of each phrase, shape of `words` without its last axis."""
    place = np.maximum((words >= 0).sum(axis=-1, keepdims=True) - 1, 0)
    return np.asarray(np.take_along_axis(words, place, axis=-1)[..., 0])


def _stands_in(short: Int32, long: Int32) -> Bool:
    """Whether the words of `short` stand in a row in `long`; broadcast over (docs, kept, words).

    Of a hundred pairs a few share the first word of `short`; only these are looked at.
    """
    short, long = np.broadcast_arrays(short, long)
    at = np.nonzero((long == short[..., :1]).any(axis=-1) & (short[..., 0] >= 0))
    found = np.zeros(short.shape[:2], bool)
    found[at] = _in_a_row(short[at], long[at])
    return found


def _in_a_row(short: Int32, long: Int32) -> Bool:
    """The same over pairs, shape (pairs, words) each."""
    n_short, n_long = _longest(short), _longest(long)
    found = np.zeros(len(short), bool)
    for shift in range(n_long):
        there = np.ones(len(short), bool)
        for k in range(n_short):
            other = long[:, k + shift] if k + shift < n_long else np.int32(-9)
            there &= (short[:, k] == other) | (short[:, k] == -1)
        found |= there
    return found


def _longest(words: Int32) -> int:
    """Words of the longest of some phrases."""
    return int((words >= 0).any(axis=tuple(range(words.ndim - 1))).sum())

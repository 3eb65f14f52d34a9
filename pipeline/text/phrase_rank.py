"""The best phrases of each document, without repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from pipeline.text.phrases import Phrases
from pipeline.text.porter import stem

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Overlap = Literal["none", "inside", "any"]

DECIMALS = 4
_SPARE = 8  # how many times n_keywords are looked at before a document has to do with fewer


def score(features: Iterable[tuple[str, Floats]], weights: Mapping[str, float], n_phrases: int) -> Floats:
    """Weighted sum of features, element by element (no matrix product: its rounding depends on the shape).

    Args:
        features: name and values, float32 of shape (n_phrases,).
        weights: by feature name.
        n_phrases: number of phrases.

    Returns:
        float32, shape (n_phrases,), rounded to 4 decimals.
    """
    total = np.zeros(n_phrases)
    for name, values in features:
        total += weights[name] * values.astype(np.float64)
    return np.round(total, DECIMALS).astype(np.float32)


def best(
    phrases: Phrases,
    doc: npt.NDArray[np.int32],
    scores: Floats,
    words: npt.NDArray[np.int32],
    n_keywords: int,
    overlap: Overlap,
) -> Ints:
    """Pick up to `n_keywords` phrases a document.

    Args:
        phrases: G phrases.
        doc: int32, shape (G,): document of each.
        scores: float32, shape (G,): higher is better; ties go to the earlier, then the shorter phrase.
        words: int32, shape (G, N): stem of each word of each phrase, -1 behind the last.
        n_keywords: most phrases a document.
        overlap: what a better phrase rules out: `none`: only its like; `inside`: phrases that stand inside it, too;
            `any`: phrases that it stands inside of, too.

    Returns:
        int64: numbers of the phrases, by document and rank.
    """
    order = np.lexsort((phrases.size, phrases.first, -scores, doc))
    bounds = np.searchsorted(doc[order], np.arange(int(doc.max(initial=-1)) + 2))
    table = _Table(order, bounds, n_keywords)
    return table.picked(words, overlap)


class _Table:
    """Documents side by side: in step r each document looks at its phrase of rank r."""

    def __init__(self, order: Ints, bounds: Ints, n_keywords: int) -> None:
        self._order, self._bounds, self._wanted = order, bounds, n_keywords

    def picked(self, words: npt.NDArray[np.int32], overlap: Overlap) -> Ints:
        """The numbers of the kept phrases, by document and rank."""
        sizes = np.diff(self._bounds)
        kept = np.full((len(sizes), self._wanted, words.shape[1]), -2, np.int32)
        number = np.full((len(sizes), self._wanted), -1, np.int64)
        n_kept = np.zeros(len(sizes), np.int64)
        for rank in range(int(min(sizes.max(initial=0), self._wanted * _SPARE))):
            docs = np.flatnonzero((sizes > rank) & (n_kept < self._wanted))
            if not len(docs):
                break
            phrase = self._order[self._bounds[docs] + rank]
            good = ~_is_ruled_out(words[phrase], kept[docs], overlap)
            docs, phrase = docs[good], phrase[good]
            kept[docs, n_kept[docs]] = words[phrase]
            number[docs, n_kept[docs]] = phrase
            n_kept[docs] += 1
        return number[number >= 0]


def _is_ruled_out(words: npt.NDArray[np.int32], kept: npt.NDArray[np.int32], overlap: Overlap) -> Bools:
    """Whether a phrase (docs, words) repeats one of those kept (docs, kept, words)."""
    own = words[:, None, :]
    if overlap == "none":
        return np.asarray((own == kept).all(axis=2).any(axis=1))
    out = _stands_in(own, kept)
    if overlap == "any":
        out |= _stands_in(kept, own)
    return np.asarray(out.any(axis=1))


def _stands_in(short: npt.NDArray[np.int32], long: npt.NDArray[np.int32]) -> Bools:
    """Whether the words of `short` stand in a row in `long`; broadcast over (docs, kept, words)."""
    n_words = short.shape[-1]
    found = np.zeros(np.broadcast_shapes(short.shape, long.shape)[:2], bool)
    for shift in range(n_words):
        there = np.ones(found.shape, bool)
        for k in range(n_words):
            mine = short[..., k]
            other = long[..., k + shift] if k + shift < n_words else np.int32(-9)
            there &= (mine == other) | (mine == -1)
        found |= there & (short[..., 0] >= 0)
    return found


def stems(vocabulary: Sequence[str], words: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Numbers of the Porter stems of words, equal where the stems are.

    Args:
        vocabulary: lower-case words.
        words: int32, any shape: indices into it, -1 for none.

    Returns:
        int32, same shape; -1 stays.
    """
    used, place = np.unique(words, return_inverse=True)
    known: dict[str, int] = {}
    numbers = [known.setdefault(_bare_stem(vocabulary[w]), len(known)) if w >= 0 else -1 for w in used.tolist()]
    return np.array(numbers, np.int32)[place].reshape(words.shape)


def _bare_stem(word: str) -> str:
    return stem(word.removesuffix("'s").replace("'", "").replace(".", ""))

"""The words of a corpus, and the company that each keeps: vectors from counts of neighbours.

Positive pointwise mutual information with the most frequent words, reduced by a truncated singular value decomposition
(Levy, Goldberg & Dagan 2015).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.utils.extmath import randomized_svd

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Bool, Float32, Float64, Int32, Int64
from pipeline.text.sentences import split_sentences
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_forms import CAPITAL

BATCH = 500
RAREST = 8  # occurrences of the rarest word that gets a vector
CONTEXT = 20_000  # the most frequent words, which the others are described by
WINDOW = 4  # words to either side; each counts one over its distance
DIMENSIONS = 300


@dataclass(frozen=True)
class Company:
    """The words of a corpus.

    Attributes:
        words: by falling count, then by letter.
        counts: int64, shape (n,).
        small: float64, shape (n,): share of occurrences inside sentences that begin with a small letter.
        vectors: float32, shape (n, DIMENSIONS), of length 1.
    """

    words: list[str]
    counts: Int64
    small: Float64
    vectors: Float32


def company(texts: list[str]) -> Company:
    """Count the words of texts and describe each by those around it."""
    words, counts, small = _vocabulary(texts)
    flat = _numbered(texts, {word: number for number, word in enumerate(words)})
    vectors = _reduced(_around(flat, len(words)))
    return Company(words, counts, small, vectors)


def _batches(texts: list[str]) -> Iterator[tuple[Tokens, Bool]]:
    """The tokens of all texts, batch by batch, and whether each begins a sentence."""
    for at in range(0, len(texts), BATCH):
        column = strings(texts[at : at + BATCH])
        counts, starts, _ = split_sentences(column)
        tokens = tokenise(column)
        doc = np.repeat(np.arange(len(counts)), counts)
        place = np.int64(1) << 40  # no text is longer: documents and offsets as one ascending number
        edges = doc * place + starts
        first = np.zeros(len(tokens.start) + 1, bool)
        first[np.searchsorted(tokens.doc * place + tokens.char_offset(tokens.start, tokens.doc), edges)] = True
        yield tokens, first[:-1]


def _vocabulary(texts: list[str]) -> tuple[list[str], Int64, Float64]:
    """Words with their counts and the share of small first letters."""
    found, inside, small = Counter[str](), Counter[str](), Counter[str]()
    for tokens, first in _batches(texts):
        capital = tokens.kind & CAPITAL > 0
        for counter, taken in ((found, slice(None)), (inside, ~first), (small, ~first & ~capital)):
            numbers = np.bincount(tokens.word[taken], minlength=len(tokens.vocabulary)).tolist()
            counter.update({word: n for word, n in zip(tokens.vocabulary, numbers, strict=True) if n})
    kept = sorted((w for w, n in found.items() if n >= RAREST), key=lambda w: (-found[w], w))
    share = [small[w] / inside[w] if inside[w] else 1.0 for w in kept]
    return kept, np.array([found[w] for w in kept]), np.array(share)


def _numbered(texts: list[str], number: Mapping[str, int]) -> Int32:
    """The numbers of all words, one after the other; -1 for unknown words and between sentences."""
    parts = []
    for tokens, first in _batches(texts):
        ids = np.array([number.get(word, -1) for word in tokens.vocabulary], np.int32)[tokens.word]
        parts.append(np.insert(ids, np.flatnonzero(first), -1))
    return np.concatenate([*parts, np.full(1, -1, np.int32)])


def _around(flat: Int32, n_words: int) -> sp.csr_matrix:
    """How often each word stands near each context word, weighted by distance."""
    total = sp.csr_matrix((n_words, CONTEXT), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        for word, other in ((flat[:-distance], flat[distance:]), (flat[distance:], flat[:-distance])):
            known = np.flatnonzero((word >= 0) & (other >= 0) & (other < CONTEXT))
            for part in np.array_split(known, 4):
                keys, numbers = np.unique(word[part].astype(np.int64) * CONTEXT + other[part], return_counts=True)
                where = (keys // CONTEXT, keys % CONTEXT)
                total = total + sp.csr_matrix((numbers.astype(np.float32) / distance, where), shape=total.shape)
    return total


def _reduced(near: sp.csr_matrix) -> Float32:
    """Positive pointwise mutual information, reduced."""
    near = near.tocoo()
    kept = near.data > 0.4
    row, column, data = near.row[kept], near.col[kept], near.data[kept]
    whole = np.bincount(row, weights=data, minlength=near.shape[0])
    other = np.bincount(column, weights=data, minlength=near.shape[1]) ** 0.75
    gain = np.log(data * other.sum() / (whole[row] * other[column]))
    matrix = sp.csr_matrix((np.maximum(gain, 0).astype(np.float32), (row, column)), shape=near.shape)
    left, strength, _ = randomized_svd(matrix, DIMENSIONS, n_iter=3, random_state=0)
    vectors = left * np.sqrt(strength)
    return (vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)).astype(np.float32)

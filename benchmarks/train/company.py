"""The company that words keep: counts, capitals and word vectors from news without labels.

Words that stand among the same words get near vectors: positive pointwise mutual information with the words around,
within a sentence, reduced by a truncated singular value decomposition (Levy, Goldberg & Dagan 2015).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import scipy.sparse as sp
from sklearn.utils.extmath import randomized_svd

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import ByteStrings, Float32, Float64, Int32, Int64
from pipeline.sentiment.news_tokens import news_tokens
from pipeline.sentiment.rule_tokens import RuleTokens
from pipeline.sentiment.vader_words import rows_of
from pipeline.text.characters import characters
from pipeline.text.passages import Passages
from pipeline.text.sentences import split_sentences
from pipeline.text.word_lookup import LONGEST, WordTable, small_letters

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
    flat = _numbered(texts, WordTable(words))
    vectors = _reduced(_around(flat, len(words)))
    return Company(words, counts, small, vectors)


def sentence_tokens(texts: Iterable[str], rules: object = None) -> Iterator[RuleTokens]:
    """The news tokens of all sentences, batch by batch."""
    words = rules or rows_of({})
    rest = iter(texts)
    while batch := list(islice(rest, BATCH)):
        column = strings(batch)
        counts, starts, ends = split_sentences(column)
        letters = characters(column)
        shift = np.repeat(letters.bounds[:-1], counts)
        yield news_tokens(Passages(letters, starts + shift, ends + shift), words)


def _vocabulary(texts: list[str]) -> tuple[list[str], Int64, Float64]:
    """Words with their counts and the share of small first letters."""
    found, inside, small = Counter[bytes](), Counter[bytes](), Counter[bytes]()
    for tokens in sentence_tokens(texts):
        spelled = _spelled(tokens)
        first = np.zeros(len(spelled), bool)
        first[np.minimum(tokens.tokens.bounds[:-1], len(spelled) - 1)] = True
        capital = tokens.passages.batch.kinds[tokens.tokens.starts] & 64 != 0
        for counter, taken in ((found, slice(None)), (inside, ~first), (small, ~first & ~capital)):
            names, numbers = np.unique(spelled[taken], return_counts=True)
            counter.update(dict(zip(names.tolist(), numbers.tolist(), strict=True)))
    kept = sorted((w for w, n in found.items() if n >= RAREST and w.strip(b"\x01")), key=lambda w: (-found[w], w))
    share = [small[w] / inside[w] if inside[w] else 1.0 for w in kept]
    return [w.decode("latin-1") for w in kept], np.array([found[w] for w in kept]), np.array(share)


def _spelled(tokens: RuleTokens) -> ByteStrings:
    """The tokens in small letters as byte strings of fixed width; longer ones are cut."""
    low = small_letters(tokens.passages.batch.codes)
    typographic = np.flatnonzero(tokens.passages.batch.codes == 0x2019)
    low[typographic] = ord("'")
    at = tokens.tokens.starts[:, None] + np.arange(LONGEST)
    held = at < tokens.tokens.ends[:, None]
    letters = np.where(held, low[np.minimum(at, len(low) - 1)], 0).astype(np.uint8)
    return np.ascontiguousarray(letters).view(f"S{LONGEST}").ravel()


def _numbered(texts: list[str], table: WordTable) -> Int32:
    """The numbers of all words, one after the other; -1 for unknown words and between sentences."""
    parts = []
    for tokens in sentence_tokens(texts):
        low = small_letters(tokens.passages.batch.codes)
        low[np.flatnonzero(tokens.passages.batch.codes == 0x2019)] = ord("'")
        ids = table.find(low, tokens.tokens.starts, tokens.tokens.ends) - 1
        parts.append(np.insert(ids, np.unique(tokens.tokens.bounds), -1))
    return np.concatenate(parts)


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

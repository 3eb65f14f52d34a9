"""Twins: articles that are copies of one another, exactly or nearly, and articles that carry parts of another.

The kept one of a group of twins is the earliest, then the longest, then that with the smallest `content_sha256`, then
`article_id`: a rule that knows nothing of files and rows. Articles are taken in that order; each is compared with the
kept ones before it, and becomes a twin of the one it resembles most or is kept itself. So every twin resembles its
kept article and no twin is ever the twin of a twin.

A stage calls it so, over all parts, in any order of rows:

    texts, part = texts_parts.all(["article_id", "content_sha256", "published_at", "n_chars"])
    corpus = Corpus(
        article_id=ascii_keys(texts["article_id"]), content_sha256=ascii_keys(texts["content_sha256"]),
        published_at=..., n_chars=..., n_shingles=..., counts=..., hashes=...,
    )
    found = find_twins(corpus, rules, lambda index: running_shingles(read_texts(index), config.shingle_size))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.vector.candidates import Candidates, candidate_pairs
from pipeline.vector.resemblance import Resemblance, Sequence, resemblance

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Keys = npt.NDArray[np.bytes_]
ShinglesOf = Callable[[Ints], tuple[Ints, Hashes]]

MISSING = np.iinfo(np.int64).max
"""`published_at` of an article without a date: later than any."""
RELATIONS = ("exact", "near", "part")
_EXACT, _NEAR, _PART = range(3)
_BATCH = 4096  # texts asked for at a time


@dataclass(frozen=True)
class Corpus:
    """All articles, in any order.

    Attributes:
        article_id: bytes, shape (n,), distinct.
        content_sha256: bytes, shape (n,).
        published_at: int64, shape (n,), microseconds; MISSING without a date.
        n_chars: int64, shape (n,).
        n_shingles: int64, shape (n,), before sampling.
        counts: int64, shape (n,), sampled hashes of each article.
        hashes: uint64, shape (sum of counts,), distinct within an article.
    """

    article_id: Keys
    content_sha256: Keys
    published_at: Ints
    n_chars: Ints
    n_shingles: Ints
    counts: Ints
    hashes: Hashes


@dataclass(frozen=True)
class Rules:
    """When two articles are twins. Shares are 0..1.

    Attributes:
        min_shingles: an article with fewer has exact twins only.
        min_jaccard: Jaccard similarity that makes twins by itself.
        min_containment: containment of a long article that makes twins; a short one needs more, see `needed`.
        max_own: share of the shorter article in passages of its own that a copy may have.
        passage: shingles in a row that make a passage.
        min_numbers: how often numbers must be found, measured by what the other words let expect; below, two articles
            fill one template with different facts.
        min_carried: shingles in passages carried over that make a part.
        min_part: share of the shorter article in passages carried over that makes a part.
        max_texts: a sampled shingle that more articles hold does not count.
        leaders: articles of a shingle's group that the others are compared with.
        min_overlap: overlap of two samples from which on the pair is compared.
        max_compared: kept articles that an article is compared with at most, best overlap first.
    """

    min_shingles: int = 30
    min_jaccard: float = 0.6
    min_containment: float = 0.45
    max_own: float = 0.12
    passage: int = 12
    min_numbers: float = 0.5
    min_carried: int = 50
    min_part: float = 0.25
    max_texts: int = 500
    leaders: int = 8
    min_overlap: float = 0.15
    max_compared: int = 16

    def needed(self, n: int) -> float:
        """Containment that makes twins when the shorter article has n shingles: the shorter, the more; at most 0.8."""
        return max(self.min_containment, min(self.min_containment + 25 / n, 0.8))

    def relation(self, pair: Resemblance) -> int | None:
        """Number of the relation in RELATIONS; None when the two have too little in common."""
        if self._is_copy(pair):
            return _NEAR
        carried = pair.carried >= self.min_carried and pair.carried >= self.min_part * pair.n
        return _PART if carried else None

    def _is_copy(self, pair: Resemblance) -> bool:
        if pair.numbers < self.min_numbers:
            return False
        if pair.jaccard >= self.min_jaccard:
            return True
        return min(pair.containment, pair.head / 0.8) >= self.needed(pair.n) and pair.own <= self.max_own


@dataclass(frozen=True)
class Twins:
    """Articles that resemble a kept one, in the order of the corpus.

    Attributes:
        index: int64, shape (m,): the article.
        other: int64, shape (m,): the kept article that it resembles.
        relation: int64, shape (m,): index into RELATIONS; an article of relation `part` is itself kept.
        similarity: float64, shape (m,): 1 for exact; else the share of the shorter article's distinct shingles that
            stand in the other, 0..1, in 4 decimals.
    """

    index: Ints
    other: Ints
    relation: Ints
    similarity: npt.NDArray[np.float64]


def find_twins(corpus: Corpus, rules: Rules, shingles_of: ShinglesOf) -> Twins:
    """Find the twins of a corpus.

    Args:
        corpus: n articles; their order does not matter.
        rules: thresholds.
        shingles_of: from article numbers, ascending and at most 4,096, to the number of shingles of each and all of
            their shingles in the order of the text, bit 63 set where one holds a number. Asked for candidates only.

    Returns:
        One row an article that has a kept twin or is a part of a kept article.
    """
    order = kept_order(corpus)
    first, inverse = _distinct_texts(corpus.content_sha256[order])
    found = _near(corpus, order[first], rules, shingles_of)
    return _assemble(order, first, inverse, found)


def kept_order(corpus: Corpus) -> Ints:
    """Numbers of the articles, those first that are kept rather than their twins."""
    keys = (corpus.article_id, corpus.content_sha256, -corpus.n_chars, corpus.published_at)
    return np.lexsort(keys).astype(np.int64)


def _distinct_texts(content: Keys) -> tuple[Ints, Ints]:
    """First place of each distinct text, ascending, and which of these every place has."""
    _, first, text = np.unique(content, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return np.sort(first).astype(np.int64), rank[text]


@dataclass
class _Found:
    """What became of each distinct text, in kept order: kept (relation -1), or a copy or part of `other`."""

    other: Ints
    relation: Ints
    similarity: npt.NDArray[np.float64]

    @classmethod
    def nothing(cls, n: int) -> _Found:
        """All n kept."""
        return cls(np.full(n, -1), np.full(n, -1), np.zeros(n))

    def settle(self, text: int, other: int, relation: int, similarity: float) -> None:
        """Write down that a text is a copy or a part of another."""
        self.other[text], self.relation[text], self.similarity[text] = other, relation, round(similarity, 4)


def _near(corpus: Corpus, articles: Ints, rules: Rules, shingles_of: ShinglesOf) -> _Found:
    """Compare distinct texts, in kept order, with the kept ones before them."""
    found = _Found.nothing(len(articles))
    counts, hashes = _samples(corpus, articles, rules.min_shingles)
    pairs = candidate_pairs(
        counts, hashes, max_texts=rules.max_texts, leaders=rules.leaders, min_overlap=rules.min_overlap
    )
    sequences = _sequences(pairs, articles, shingles_of)
    for later, earlier in _by_later(pairs):
        kept = earlier[found.relation[earlier] != _NEAR][: rules.max_compared]
        match = _best(later, kept, sequences, rules)
        if match is not None:
            found.settle(later, *match)
    return found


def _samples(corpus: Corpus, articles: Ints, min_shingles: int) -> tuple[Ints, Hashes]:
    """Sampled hashes of some articles, in that order; none of articles that are too short."""
    starts = (np.cumsum(corpus.counts) - corpus.counts)[articles]
    counts = np.where(corpus.n_shingles[articles] >= min_shingles, corpus.counts[articles], 0)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return counts, corpus.hashes[np.repeat(starts, counts) + within]


def _sequences(pairs: Candidates, articles: Ints, shingles_of: ShinglesOf) -> dict[int, Sequence]:
    """The shingles of every text that is a candidate, by its place in kept order."""
    texts = np.unique(np.concatenate([pairs.earlier, pairs.later]))
    texts = texts[np.argsort(articles[texts])]
    sequences = {}
    for first in range(0, len(texts), _BATCH):
        batch = texts[first : first + _BATCH]
        counts, running = shingles_of(articles[batch])
        pieces = np.split(running, np.cumsum(counts)[:-1])
        sequences.update({int(text): Sequence.of(piece) for text, piece in zip(batch, pieces, strict=True)})
    return sequences


def _by_later(pairs: Candidates) -> Iterator[tuple[int, Ints]]:
    """Each text that has candidates before it, in kept order, with these."""
    starts = np.flatnonzero(np.diff(pairs.later, prepend=-1))
    for start, end in zip(starts, np.append(starts[1:], len(pairs.later)), strict=True):
        yield int(pairs.later[start]), pairs.earlier[start:end]


def _best(text: int, kept: Ints, sequences: dict[int, Sequence], rules: Rules) -> tuple[int, int, float] | None:
    """The kept text that a text is a copy of, else the one that it carries most of: number, relation, similarity."""
    best = None
    for other in kept.tolist():
        pair = resemblance(sequences[text], sequences[other], rules.passage)
        relation = rules.relation(pair)
        if relation is None:
            continue
        rank = (-relation, pair.containment, -other)
        if best is None or rank > best[0]:
            best = rank, (other, relation, pair.containment)
    return best and best[1]


def _assemble(order: Ints, first: Ints, text: Ints, found: _Found) -> Twins:
    """From distinct texts back to articles: those of one text are exact twins of the first, or copies of its twin."""
    is_first = np.zeros(len(order), bool)
    is_first[first] = True
    copied = found.relation[text] == _NEAR
    exact = ~is_first & ~copied
    rows = np.flatnonzero(exact | copied | (is_first & (found.relation[text] >= 0)))
    other = np.where(exact, order[first[text]], order[first[found.other[text]]])
    relation = np.where(exact, _EXACT, found.relation[text])
    similarity = np.where(exact, 1.0, found.similarity[text])
    rows = rows[np.argsort(order[rows])]
    return Twins(order[rows], other[rows], relation[rows], similarity[rows])

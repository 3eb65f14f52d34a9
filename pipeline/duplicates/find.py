"""Near-duplicates: articles that are copies of one another, exactly or nearly, or that have parts of another.

Of a group of near-duplicates the earliest is kept, then the longest, then the one with the smallest `content_sha256`,
then `article_id`: an order that does not depend on files or rows. Articles are compared in that order with the kept
ones before them; each is a near-duplicate of the one most similar to it, or is kept itself. So every near-duplicate is
similar to its kept article, and there are no chains.

    counts, hashes, n_shingles = sampled_shingles(texts, 3, 8)
    corpus = ArticleSamples(article_id, content_sha256, published_at, n_chars, n_shingles, [(counts, hashes)])
    found = find_near_duplicates(corpus, Thresholds(), lambda index: running_shingles(texts_of(index), 3), parts)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import ByteStrings, Float64, Int64, UInt64
from pipeline.duplicates.candidates import Candidates, Limits, candidate_pairs
from pipeline.duplicates.shared_samples import Samples
from pipeline.duplicates.shingle_index import ShingleIndex, build_index
from pipeline.duplicates.similarity import measure_similarity
from pipeline.duplicates.spool import BATCH, ShinglesOf, spooled
from pipeline.duplicates.thresholds import EXACT, NEAR, NEITHER, PART, RELATIONS, Thresholds
from pipeline.tables.parts import Parts

__all__ = [
    "EXACT",
    "MISSING",
    "NEAR",
    "PART",
    "RELATIONS",
    "ArticleSamples",
    "NearDuplicates",
    "Thresholds",
    "find_near_duplicates",
]


MISSING = np.iinfo(np.int64).max
"""`published_at` of an article without a date: later than any."""
_KEPT = -1
_BLOCK = 1 << 20
"""Shingles of the texts compared at a time, some 25 bytes each: 8,192 pairs of resampled articles had 400 MB."""


class ArticleSamples(NamedTuple):
    """All articles, in any order.

    Attributes:
        article_id: bytes, shape (n,), distinct.
        content_sha256: bytes, shape (n,).
        published_at: int64, shape (n,), microseconds; MISSING without a date.
        n_chars: int64, shape (n,).
        n_shingles: int64, shape (n,), before sampling.
        samples: of some articles each, in their order: int64, sampled hashes of each, and uint64, these hashes,
            distinct within an article. They are asked for once.
    """

    article_id: ByteStrings
    content_sha256: ByteStrings
    published_at: Int64
    n_chars: Int64
    n_shingles: Int64
    samples: Iterable[tuple[Int64, UInt64]]


@dataclass(frozen=True)
class NearDuplicates:
    """Articles that resemble a kept one, in the order of the corpus.

    Attributes:
        index: int64, shape (m,), ascending: the article.
        other: int64, shape (m,): the kept article that it resembles.
        relation: int64, shape (m,): index into RELATIONS; an article of relation `part` is itself kept.
        similarity: float64, shape (m,): 1 for exact; else the share of the shorter article's distinct shingles that
            stand in the other, 0..1, in 4 decimals.
    """

    index: Int64
    other: Int64
    relation: Int64
    similarity: Float64


def find_near_duplicates(
    corpus: ArticleSamples, thresholds: Thresholds, shingles_of: ShinglesOf, parts: Parts, n_shards: int = 1
) -> NearDuplicates:
    """Find the near-duplicates of a corpus; time and memory grow with the number of hashes and of candidates.

    Args:
        corpus: n articles; the result does not depend on their order.
        thresholds: see `Thresholds`.
        shingles_of: from article numbers, ascending and at most 1,024, to the number of shingles of each and all of
            their shingles in the order of the text, bit 63 set where one holds a number. Asked once for each candidate.
        parts: any table of the run, whose workers look for candidates.
        n_shards: of the sampled hashes; those of one shard are in memory at a time.

    Returns:
        One row per article that is a near-duplicate or a part of a kept article.
    """
    order = np.lexsort((corpus.article_id, corpus.content_sha256, -corpus.n_chars, corpus.published_at))
    first, text = _distinct_texts(corpus.content_sha256[order])
    samples = _samples(corpus, order[first], thresholds.min_shingles)
    limits = Limits(thresholds.max_texts, thresholds.leaders, thresholds.min_overlap)
    pairs = candidate_pairs(len(first), samples, limits, parts, n_shards)
    found = _compare(pairs, order[first], corpus.n_shingles[order[first]], thresholds, shingles_of)
    return _spread(order, first, text, found)


def _distinct_texts(content: ByteStrings) -> tuple[Int64, Int64]:
    """First place of each distinct text, ascending, and which of these each place holds."""
    _, first, text = np.unique(content, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return np.sort(first).astype(np.int64), rank[text]


class _Found(NamedTuple):
    """What became of each distinct text, in kept order: kept, or like an `other` before it."""

    other: Int64
    relation: Int64
    similarity: Float64


def _compare(
    pairs: Candidates, articles: Int64, n_shingles: Int64, thresholds: Thresholds, shingles_of: ShinglesOf
) -> _Found:
    """Compare distinct texts, in kept order, with the kept ones before them."""
    n = len(articles)
    found = _Found(np.full(n, -1), np.full(n, _KEPT), np.zeros(n))
    blocks = list(_blocks(pairs, n_shingles))
    texts = np.unique(articles[np.concatenate([pairs.later, pairs.earlier])])
    with spooled(texts, shingles_of) if len(blocks) > 1 else nullcontext(shingles_of) as read:
        for first, last in blocks:
            block = _best_first(pairs, first, last, found.relation, thresholds.max_compared)
            if not len(block.later):
                continue
            index, later, earlier = _index_pairs(block, articles, read)
            alike = measure_similarity(index, later, earlier, thresholds.min_span)
            _settle(found, block, thresholds.relations(alike), alike.containment)
    return found


def _samples(corpus: ArticleSamples, articles: Int64, min_shingles: int) -> Iterator[Samples]:
    """Sampled hashes of some articles, numbered in that order; none of those that are too short."""
    number = np.full(len(corpus.article_id), -1)
    number[articles] = np.arange(len(articles))
    number[corpus.n_shingles < min_shingles] = -1
    first = 0
    for counts, hashes in corpus.samples:
        own = number[first : first + len(counts)]
        kept = own >= 0
        yield Samples(own[kept], counts[kept], hashes[np.repeat(kept, counts)])
        first += len(counts)


def _blocks(pairs: Candidates, n_shingles: Int64) -> Iterator[tuple[int, int]]:
    """Ranges of pairs whose texts have about _BLOCK shingles, all pairs of a text in one range, to bound memory."""
    begins = np.flatnonzero(np.diff(pairs.later, prepend=-1))
    size = n_shingles[pairs.earlier]
    size[begins] += n_shingles[pairs.later[begins]]
    before = np.cumsum(size) - size
    cuts = begins[np.diff(before[begins] // _BLOCK, prepend=-1) > 0]
    yield from pairwise([*cuts.tolist(), len(pairs.later)])


def _best_first(pairs: Candidates, first: int, last: int, relation: Int64, most: int) -> Candidates:
    """Some of a range of pairs: those whose earlier text may be kept, of each later text the first ones."""
    rows = np.arange(first, last)[relation[pairs.earlier[first:last]] != NEAR]
    later = pairs.later[rows]
    rank = np.arange(len(rows)) - np.searchsorted(later, later)
    rows = rows[rank < most]
    return Candidates(pairs.later[rows], pairs.earlier[rows], pairs.overlap[rows])


def _index_pairs(pairs: Candidates, articles: Int64, shingles_of: ShinglesOf) -> tuple[ShingleIndex, Int64, Int64]:
    """The shingles of the texts of some pairs, and both texts of each pair there."""
    texts = np.unique(np.concatenate([pairs.earlier, pairs.later]))
    order = np.argsort(articles[texts])
    counts, shingles = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
    for first in range(0, len(texts), BATCH):
        found = shingles_of(articles[texts[order[first : first + BATCH]]])
        counts.append(found[0])
        shingles.append(found[1])
    place = np.empty(len(texts), np.int64)
    place[order] = np.arange(len(texts))
    later, earlier = (place[np.searchsorted(texts, side)] for side in (pairs.later, pairs.earlier))
    return build_index(np.concatenate(counts), np.concatenate(shingles)), later, earlier


def _settle(found: _Found, pairs: Candidates, relation: Int64, containment: Float64) -> None:
    """Take the later texts of some pairs in kept order, and say what each is.

    A copy of the kept text before it that it shares most with; else a part of such a one; else a text of its own.
    """
    alike = np.flatnonzero(relation != NEITHER)
    order = alike[np.lexsort((pairs.earlier[alike], -containment[alike], relation[alike], pairs.later[alike]))]
    columns = (pairs.later, pairs.earlier, relation, containment)
    done = -1
    for later, earlier, kind, share in zip(*(column[order].tolist() for column in columns), strict=True):
        if later != done and found.relation[earlier] != NEAR:
            found.other[later], found.relation[later], found.similarity[later] = earlier, kind, round(share, 4)
            done = later


def _spread(order: Int64, first: Int64, text: Int64, found: _Found) -> NearDuplicates:
    """From distinct texts back to articles: equal texts are copies of the first of them, or of what that one copies."""
    is_first = np.zeros(len(order), bool)
    is_first[first] = True
    relation = np.where(is_first | (found.relation[text] == NEAR), found.relation[text], EXACT)
    other = np.where(relation == EXACT, order[first[text]], order[first[found.other[text]]])
    similarity = np.where(relation == EXACT, 1.0, found.similarity[text])
    rows = np.flatnonzero(relation != _KEPT)
    rows = rows[np.argsort(order[rows])]
    return NearDuplicates(order[rows], other[rows], relation[rows], similarity[rows])

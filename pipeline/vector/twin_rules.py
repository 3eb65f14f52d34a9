"""When two articles are copies of one another, when one carries parts of the other, and when they merely look alike.

Every bound is one of: what copies made by a machine need (words changed at random, cut, put into another order, given a
dateline), what pairs of real articles judged by eye need; docs/decisions/006-duplicates.md has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.vector.resemblance import Resemblance

RELATIONS = ("exact", "near", "part")
EXACT, NEAR, PART = range(3)


@dataclass(frozen=True)
class Rules:
    """When two articles are twins, over word shingles; shares are 0..1.

    Two articles are near twins when their numbers agree as their words do (`max_odd_numbers`) and either their Jaccard
    similarity is `min_jaccard`, or the shorter one is contained in the longer (`needed`), in its beginning if that is
    more than twice as long, and has hardly a passage of its own (`max_own`).

    Attributes:
        min_shingles: an article with fewer shingles has exact twins only.
        min_jaccard: shared shingles as a share of those of either article that make twins by themselves.
        min_containment: share of a long article's shingles that must stand in the other; a short one needs more.
        min_cut: the same where the other is more than half as long again: for a copy that was cut.
        max_own: share of the shorter article in passages of its own, as a share of its containment.
        passage: a run of more shingles than this is a passage: more than a phrase, about a sentence.
        max_odd_numbers: standard deviations by which the numbers may differ more than the words do; beyond, two
            articles fill one template with different facts, as daily market reports do.
        min_carried: shingles in passages carried over that make an article a part of another.
        min_part: share of the shorter article in passages carried over that makes it a part.
        max_texts: a sampled shingle that more articles hold does not count when candidates are looked for.
        leaders: articles of a shingle's group that the others are compared with.
        min_overlap: overlap of two samples from which on a pair is compared exactly.
        max_compared: kept articles that an article is compared with at most, best overlap first.
    """

    min_shingles: int = 30
    min_jaccard: float = 0.6
    min_containment: float = 0.35
    min_cut: float = 0.6
    max_own: float = 0.2
    passage: int = 12
    max_odd_numbers: float = 2.3
    min_carried: int = 50
    min_part: float = 0.25
    max_texts: int = 100
    leaders: int = 8
    min_overlap: float = 0.15
    max_compared: int = 16

    def needed(self, n: int, n_longer: int) -> float:
        """Containment that twins need when the articles have n and `n_longer` shingles: the shorter, the more."""
        least = self.min_cut if n_longer > 1.5 * n else self.min_containment
        return max(least, min(self.min_containment + 25 / n, 0.8))

    def relation(self, pair: Resemblance) -> int | None:
        """NEAR, PART, or None where the two have too little in common."""
        if self._is_copy(pair):
            return NEAR
        is_part = pair.carried >= max(self.min_carried, self.min_part * pair.n)
        return PART if is_part else None

    def _is_copy(self, pair: Resemblance) -> bool:
        """Whether the two are near twins."""
        if pair.odd_numbers > self.max_odd_numbers:
            return False
        needed = self.needed(pair.n, pair.n_longer)
        contained = pair.containment >= needed and pair.head >= 0.8 * needed
        return pair.jaccard >= self.min_jaccard or (contained and pair.own <= self.max_own * pair.containment)

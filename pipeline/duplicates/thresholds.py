"""When two articles are copies of one another, when one carries parts of the other, and when they merely look alike.

Every bound is one of: what copies made by a machine need (words changed at random, cut, put into another order, given a
dateline), what pairs of real articles judged by eye need; docs/decisions/006-duplicates.md has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.duplicates.similarity import Similarity

RELATIONS = ("exact", "near", "part")
EXACT, NEAR, PART = range(3)
NEITHER = -1


@dataclass(frozen=True)
class Thresholds:
    """When two articles are near-duplicates, over word shingles; shares are 0..1.

    Two articles are near-duplicates when their numbers agree as their words do (`max_odd_numbers`), they begin alike
    (`min_lead`), and either their Jaccard similarity is `min_jaccard`, or the shorter one is contained in the longer
    (`needed`), in its beginning if that is more than twice as long, and has hardly a span of its own (`max_own`).

    Attributes:
        min_shingles: an article with fewer shingles has exact duplicates only.
        min_jaccard: shared shingles as a share of those of either article that make near-duplicates by themselves.
        sure_jaccard: the same that makes near-duplicates of articles that begin differently.
        min_containment: share of a long article's shingles that must stand in the other; a short one needs more.
        min_cut: the same where the other is more than half as long again: for a copy that was cut.
        min_short: what the shortest articles need.
        min_figures: what they need if their figures are the same: no two reports of results agree by chance.
        figures: shingles with a number that stand in both texts: from so many on (a third as many figures) their
            figures are the same.
        max_lost_figures: share of the shorter one's shingles that hold a number that the other may lack then.
        max_own: share of the shorter article in spans of its own, as a share of the mean of containment and lead:
            two that begin alike may differ more.
        min_span: a run of more shingles than this is a span: more than a phrase, about a sentence.
        max_odd_numbers: standard deviations by which the numbers may differ more than the words do; beyond, two
            articles fill one template with different facts, as daily market reports do.
        min_missing_numbers: least share of the differences that hold a number in such a template; where more words
            differ as well, the article was rewritten.
        brief: an article with fewer shingles is a brief: two or three figures are all that it says.
        max_lost_numbers: share of a brief's numbers that a copy may lack, and of their differences that hold one.
        min_lead: how much of their leads two copies share, as a share of the containment: a follow-up has its own.
        min_lead_cut: the same where the other is more than half as long again.
        min_carried: shingles in spans carried over that make an article a part of another.
        min_part: share of the shorter article in spans carried over that makes it a part.
        max_texts: a sampled shingle that more articles hold does not count when candidates are looked for.
        leaders: articles of a shingle's group that the others are compared with.
        min_overlap: overlap of two samples from which on a pair is compared exactly.
        max_compared: kept articles that an article is compared with at most, best overlap first.
    """

    min_shingles: int = 30
    min_jaccard: float = 0.6
    sure_jaccard: float = 0.75
    min_containment: float = 0.35
    min_cut: float = 0.55
    min_short: float = 0.8
    min_figures: float = 0.6
    figures: int = 20
    max_lost_figures: float = 0.25
    max_own: float = 0.22
    min_span: int = 12
    max_odd_numbers: float = 2.3
    min_missing_numbers: float = 0.55
    brief: int = 100
    max_lost_numbers: float = 0.35
    min_lead: float = 0.5
    min_lead_cut: float = 0.6
    min_carried: int = 50
    min_part: float = 0.25
    max_texts: int = 64
    leaders: int = 8
    min_overlap: float = 0.15
    max_compared: int = 16

    def needed(self, pairs: Similarity) -> Float64:
        """Containment that near-duplicates need: the shorter they are, the more, unless their figures are the same."""
        least = np.where(pairs.n_longer > 1.5 * pairs.n, self.min_cut, self.min_containment)
        agree = (pairs.same_numbers >= self.figures) & (pairs.lost_numbers <= self.max_lost_figures)
        most = np.where(agree, self.min_figures, self.min_short)
        return np.maximum(least, np.minimum(self.min_containment + 25 / pairs.n, most))

    def relations(self, pairs: Similarity) -> Int64:
        """NEAR, PART, or NEITHER where the two have too little in common; int64, one a pair."""
        is_part = pairs.carried >= np.maximum(self.min_carried, self.min_part * pairs.n)
        return np.where(self._are_copies(pairs), NEAR, np.where(is_part, PART, NEITHER))

    def _are_copies(self, pairs: Similarity) -> Bool:
        """Which pairs are near-duplicates."""
        needed = self.needed(pairs)
        contained = (pairs.containment >= needed) & (pairs.head >= 0.8 * needed)
        few = pairs.own <= self.max_own * (pairs.containment + pairs.lead) / 2
        alike = (pairs.jaccard >= self.min_jaccard) | (contained & few)
        lead = np.where(pairs.n_longer > 1.5 * pairs.n, self.min_lead_cut, self.min_lead) * pairs.containment
        return alike & ~self._fill_a_template(pairs) & ((pairs.lead >= lead) | (pairs.jaccard >= self.sure_jaccard))

    def _fill_a_template(self, pairs: Similarity) -> Bool:
        """Which pairs say the same of different figures."""
        reports = (pairs.odd_numbers > self.max_odd_numbers) & (pairs.missing_numbers >= self.min_missing_numbers)
        lost = (pairs.lost_numbers >= self.max_lost_numbers) & (pairs.missing_numbers >= self.max_lost_numbers)
        return reports | ((pairs.n < self.brief) & lost)

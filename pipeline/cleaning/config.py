"""The settings of the stage `clean`."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.duplicates.find import Thresholds
from pipeline.settings import setting


@dataclass(frozen=True)
class CleanConfig:
    """What is taken away, and what counts as a copy."""

    mode: str = setting(
        "standard",
        "noise taken away: what can be nothing else (safe), what very likely is (standard), what a model thinks (full)",
        choices=("safe", "standard", "full"),
    )
    languages: list[str] = setting(
        ["en"], "languages that sentiment and keywords read; articles in another go on without either, marked"
    )
    flag_probability: float = setting(
        0.1, "of being noise that flags a line which stays, at least", unit="probability", low=0.01, high=1
    )
    repeat_articles: int = setting(
        3, "articles of one publisher that share a line and so make it noise", unit="articles", low=2, high=1000
    )
    repeat_anywhere: int = setting(
        5, "articles of any publisher that share a line and so make it noise", unit="articles", low=2, high=10000
    )
    shingle_words: int = setting(3, "words in a row that texts are compared by", unit="words", low=2, high=8)
    shingle_modulus: int = setting(
        16, "one shingle in so many is sampled to find candidates for near-duplicates", choices=(1, 2, 4, 8, 16, 32, 64)
    )
    near_jaccard: float = setting(
        0.6,
        "Jaccard similarity of two articles that makes them near-duplicates",
        unit="share of shingles",
        low=0.3,
        high=1,
        formerly="twin_jaccard",
    )
    near_containment: float = setting(
        0.35,
        "share of a long article that must stand in its near-duplicate",
        unit="share of shingles",
        low=0.2,
        high=1,
        formerly="twin_containment",
    )
    near_own: float = setting(
        0.22,
        "share of a near-duplicate that may be text of its own",
        unit="share of shingles",
        low=0,
        high=1,
        formerly="twin_own",
    )
    near_shingles: int = setting(
        30,
        "articles with fewer shingles are compared for equal text only",
        unit="shingles",
        low=5,
        high=1000,
        formerly="twin_shingles",
    )
    part_share: float = setting(
        0.25,
        "share of an article copied from another that makes it a part of that one",
        unit="share of shingles",
        low=0.1,
        high=1,
    )

    def thresholds(self) -> Thresholds:
        """When two articles are near-duplicates."""
        return Thresholds(
            min_shingles=self.near_shingles,
            min_jaccard=self.near_jaccard,
            min_containment=self.near_containment,
            max_own=self.near_own,
            min_part=self.part_share,
        )

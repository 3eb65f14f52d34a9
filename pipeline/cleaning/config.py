"""The settings of the stage `clean`."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.duplicates.find import Rules
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
    shingle_modulus: int = setting(16, "one shingle in so many looks for twins", choices=(1, 2, 4, 8, 16, 32, 64))
    twin_jaccard: float = setting(0.6, "shingles of either article in both: twins", unit="share", low=0.3, high=1)
    twin_containment: float = setting(0.35, "of a long article in its twin, at least", unit="share", low=0.2, high=1)
    twin_own: float = setting(0.22, "passages of its own that a copy may have", unit="share", low=0, high=1)
    twin_shingles: int = setting(30, "shorter articles have exact twins only", unit="shingles", low=5, high=1000)
    part_share: float = setting(0.25, "passages carried over that make a part", unit="share", low=0.1, high=1)

    def rules(self) -> Rules:
        """When two articles are twins."""
        return Rules(
            min_shingles=self.twin_shingles,
            min_jaccard=self.twin_jaccard,
            min_containment=self.twin_containment,
            max_own=self.twin_own,
            min_part=self.part_share,
        )

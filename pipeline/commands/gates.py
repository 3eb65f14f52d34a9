"""Gates: what the figures of a night must be before readers see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.settings import setting
from pipeline.tables.checks import BY_NAME


@dataclass(frozen=True)
class NightlyConfig:
    """When a night is good enough to be published, and what it needs."""

    min_articles: int = setting(1, "fewest articles of all nights together", unit="articles", low=0)
    max_shrink_share: float = setting(
        0.2, "articles that may have gone since the last published night", unit="share", low=0.0, high=1.0
    )
    max_rejected_share: float = setting(
        BY_NAME["rejected_share"].fail_above, "raw records that may be rejected", unit="share", low=0.0, high=1.0
    )
    accepts_topics: bool = setting(
        True, "whether topics that were found anew and published are accepted when the next night begins"
    )
    min_free_gib: float = setting(1.0, "free disk space that a night needs", unit="GiB", low=0.0)
    keep_snapshots: int = setting(7, "published snapshots kept, the current one included", unit="snapshots", low=1)


def failures(metrics: Mapping[str, float], before: Mapping[str, float] | None, gates: NightlyConfig) -> Iterator[str]:
    """What speaks against publishing, in words.

    Args:
        metrics: `metrics.json` of tonight.
        before: of the last published night, None when there is none.
        gates: the bounds.
    """
    n, rejected = metrics["n_articles"], metrics["rejected_share"]
    if n < gates.min_articles:
        yield f"{n} articles, at least {gates.min_articles} asked for (nightly.min_articles)"
    if before and n < before["n_articles"] * (1 - gates.max_shrink_share):
        yield f"{n} articles, {before['n_articles']} in the last published night (nightly.max_shrink_share)"
    if rejected > gates.max_rejected_share:
        yield f"{rejected:.1%} of the records rejected, at most {gates.max_rejected_share:.1%} asked for"

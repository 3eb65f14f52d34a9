"""The checks of a corpus: what is measured, above which share a person should look, above which nothing is published.

The page and `validate` warn, the gates of `nightly` fail; all of them read this list. The shares are the defaults of
the settings `report.max_NAME` (warn) and `nightly.max_NAME` (fail).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Check:
    """One share of the corpus that should be small.

    Attributes:
        name: of its settings, without `max_`.
        title: what a reader calls it.
        why: what a large share may mean.
        metric: the share in metrics.json; with a leading `-`, its complement.
        warn_above: share, 0..1, above which a person should look.
        fail_above: share above which a night is not published; None: it never keeps a night from its readers.
    """

    name: str
    title: str
    why: str
    metric: str
    warn_above: float
    fail_above: float | None = None

    def measure(self, metrics: Mapping[str, float]) -> float:
        """The share in the figures of metrics.json; 0 where it could not be computed (no articles)."""
        if self.metric.startswith("-"):
            return 1 - metrics.get(self.metric[1:], 1.0)
        return metrics.get(self.metric, 0.0)


@dataclass(frozen=True)
class Finding:
    """A check with what was measured; `level` is ok, warn or fail."""

    check: Check
    measured: float

    @property
    def level(self) -> str:
        """Which bound the measured share is above; a share at its bound is within it."""
        if self.check.fail_above is not None and is_above(self.measured, self.check.fail_above):
            return "fail"
        return "warn" if is_above(self.measured, self.check.warn_above) else "ok"


CHECKS = (
    Check("rejected_share", "Records rejected", "A broken feed shows here first.", "rejected_share", 0.05, 0.2),
    Check("removed_share", "Text removed as noise", "More may be a rule gone too far.", "removed_share", 0.25),
    Check("duplicate_share", "Copies", "More may be a feed read twice.", "duplicate_share", 0.3),
    Check("undated_share", "Without a date", "They are in no trend and on no day.", "-dated_share", 0.2),
    Check("outlier_share", "Without a topic", "More may be news the topics do not know.", "outlier_share", 0.1),
    Check("unscored_share", "Not scored for tone", "Not in a language that is scored.", "-scored_share", 0.1),
)
BY_NAME = {check.name: check for check in CHECKS}


def is_above(share: float, bound: float) -> bool:
    """Whether a share is above its bound by more than rounding."""
    return share > bound and not math.isclose(share, bound)


def with_bounds(warn: Mapping[str, float], fail: Mapping[str, float]) -> tuple[Check, ...]:
    """The list with bounds of a configuration, by the names of the checks; others keep their defaults."""
    return tuple(
        replace(c, warn_above=warn.get(c.name, c.warn_above), fail_above=fail.get(c.name, c.fail_above)) for c in CHECKS
    )


def findings(metrics: Mapping[str, float], checks: Sequence[Check] = CHECKS) -> Iterator[Finding]:
    """Every check with its share in the figures of metrics.json."""
    yield from (Finding(check, check.measure(metrics)) for check in checks)

"""Gates: what a night must be before readers see it, and what its operator should know either way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.commands.tonight import Tonight
from pipeline.settings import setting
from pipeline.tables.checks import BY_NAME, findings, is_above

NAMED = 5  # files or publishers named in one message


@dataclass(frozen=True)
class NightlyConfig:
    """When a night is good enough to be published, what it needs, and what happens afterwards."""

    min_articles: int = setting(1, "fewest articles of all nights together", unit="articles", low=0)
    max_shrink_share: float = setting(
        0.2, "articles that may have gone since the last published night", unit="share", low=0.0, high=1.0
    )
    max_rejected_share: float = setting(
        BY_NAME["rejected_share"].fail_above,
        "of the raw records that came tonight, those that may be rejected",
        unit="share",
        low=0.0,
        high=1.0,
    )
    min_rejected: int = setting(
        10, "rejected records of a night from which on their share is a gate", unit="records", low=1
    )
    max_quiet_nights: int = setting(
        3, "nights in a row without any new record at which the exit code is 3; 0: never", unit="nights", low=0
    )
    accepts_topics: bool = setting(
        True, "whether topics that were found anew and published are accepted when the next night begins"
    )
    min_free_gib: float = setting(1.0, "free disk space that a night needs", unit="GiB", low=0.0)
    max_hours: float = setting(12.0, "longest night; it is ended then; 0: no limit", unit="hours", low=0.0)
    keep_snapshots: int = setting(7, "published snapshots kept, the current one included", unit="snapshots", low=1)
    prunes_cache: bool = setting(True, "whether what earlier nights left in .dvc/cache and no longer need is deleted")
    commit: list[str] = setting([], "files committed with git after a published night, such as dvc.lock")
    push: bool = setting(False, "whether `dvc push` follows a published night; it is tried three times")
    on_success: str = setting("", "shell command that gets the digest of a published night on stdin")
    on_failure: str = setting("", "shell command that gets the digest of any other night on stdin")


@dataclass(frozen=True)
class Standing:
    """What the gates compare tonight with.

    Attributes:
        metrics: `metrics.json` of tonight.
        published: of the last published night; None when there is none or it cannot be read.
        has_snapshot: whether there is a published night.
        n_quiet: nights in a row without a new record, tonight included.
    """

    metrics: Mapping[str, float]
    published: Mapping[str, float] | None = None
    has_snapshot: bool = False
    n_quiet: int = 0


def failures(standing: Standing, tonight: Tonight, gates: NightlyConfig) -> Iterator[str]:
    """Reasons not to publish, in words.

    Args:
        standing: the night as a whole.
        tonight: what came since the last night that was looked at.
        gates: the bounds.
    """
    n = standing.metrics["n_articles"]
    if n < gates.min_articles:
        yield f"{n} articles, at least {gates.min_articles} expected (nightly.min_articles)"
    yield from _shrunk(n, standing, gates)
    share, rejected = tonight.rejected_share, tonight.counts["n_faulty"]
    if rejected >= gates.min_rejected and is_above(share, gates.max_rejected_share):
        came = f"{rejected} of the {tonight.counts['n_records']} records that came tonight were rejected ({share:.0%})"
        yield f"{came}, at most {gates.max_rejected_share:.0%} allowed (nightly.max_rejected_share): {_worst(tonight)}"


def _shrunk(n: float, standing: Standing, gates: NightlyConfig) -> Iterator[str]:
    if standing.published is not None:
        before = standing.published["n_articles"]
        if n < before * (1 - gates.max_shrink_share):
            yield f"{n} articles, {before} in the last published night (nightly.max_shrink_share)"
    elif standing.has_snapshot and gates.max_shrink_share < 1:
        yield (
            "the last snapshot's metrics.json cannot be read, so nothing shows whether articles have gone; "
            "`nightdesk nightly --set nightly.max_shrink_share=1` publishes without comparing"
        )


def is_stale(standing: Standing, gates: NightlyConfig) -> bool:
    """Whether there were too many nights in a row without a new record."""
    return bool(gates.max_quiet_nights) and standing.n_quiet >= gates.max_quiet_nights


def warnings(standing: Standing, tonight: Tonight, gates: NightlyConfig) -> Iterator[str]:
    """What an operator should know though the night may be published, in words."""
    if standing.n_quiet:
        nights = "night" if standing.n_quiet == 1 else "nights"
        limit = f"; exit code 3 from {gates.max_quiet_nights} on" if gates.max_quiet_nights else ""
        yield f"no new record for {standing.n_quiet} {nights}{limit} (nightly.max_quiet_nights): is the scraper alive?"
    yield from _feeds(tonight)
    copies = tonight.counts["n_copies"] / max(1, tonight.counts["n_articles"])
    if not tonight.is_first and is_above(copies, BY_NAME["duplicate_share"].warn_above):
        yield f"{copies:.0%} of tonight's articles are copies: a feed may be read twice"
    for found in findings(standing.metrics):
        if found.level != "ok":
            share, bound = f"{found.measured:.1%}", f"{found.check.warn_above:.0%}"
            yield f"of the whole archive: {found.check.title.lower()} {share}, look above {bound}"


def _feeds(tonight: Tonight) -> Iterator[str]:
    """Broken files, silent publishers, a delivery far smaller than usual."""
    if tonight.rejected_in and is_above(tonight.rejected_share, BY_NAME["rejected_share"].warn_above):
        yield f"{tonight.counts['n_faulty']} records that came tonight were rejected: {_worst(tonight)}"
    if tonight.usual is not None:
        yield f"only {tonight.counts['n_records']} records came tonight, {tonight.usual:.0f} are usual"
    for one in tonight.silences[:NAMED]:
        days = "delivery day" if one.n_days == 1 else "delivery days"
        yield f"{one.source} is silent: nothing for {one.n_days} {days}, the last on {one.last_day}"
    if len(tonight.silences) > NAMED:
        yield f"{len(tonight.silences) - NAMED} more publishers are silent"


def _worst(tonight: Tonight) -> str:
    """The files with the most rejected records."""
    ordered = sorted(tonight.rejected_in.items(), key=lambda item: (-item[1][0], item[0]))
    named = [f"{file} ({n} of {of})" for file, (n, of) in ordered[:NAMED]]
    return ", ".join([*named, *([f"{len(ordered) - NAMED} more files"] if len(ordered) > NAMED else [])])

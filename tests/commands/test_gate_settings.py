"""Every bound of `nightly` decides at its value, and moves with its setting."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.commands.gates import NightlyConfig, Standing, failures, is_stale, warnings
from pipeline.commands.tonight import COUNTS, Tonight
from pipeline.tables.checks import BY_NAME


def night(n_records: int = 100, n_faulty: int = 0) -> Tonight:
    """A night of so many records, of which some are rejected for a fault."""
    counts = {**dict.fromkeys(COUNTS, 0), "n_records": n_records, "n_articles": n_records - n_faulty}
    return Tonight(counts | {"n_rejected": n_faulty, "n_faulty": n_faulty}, n_files=1)


def settings_named(n_articles: int, tonight: Tonight, published: dict[str, float] | None = None, **chosen: Any) -> str:
    """The setting that keeps a night from its readers; empty where none does."""
    standing = Standing({"n_articles": n_articles, "rejected_share": 0.0}, published)
    found = " ".join(failures(standing, tonight, NightlyConfig(**chosen)))
    known = ("min_articles", "max_shrink_share", "max_rejected_share")
    return next((name for name in known if f"nightly.{name}" in found), "came tonight" if found else "")


@pytest.mark.parametrize(
    ("n", "least", "said"), [(0, 0, ""), (0, 1, "min_articles"), (1, 1, ""), (499, 500, "min_articles"), (500, 500, "")]
)
def test_min_articles(n: int, least: int, said: str) -> None:
    """As many as wanted are enough."""
    assert settings_named(n, night(), min_articles=least) == said
    for one in failures(Standing({"n_articles": n}), night(), NightlyConfig(min_articles=least)):
        assert one == f"{n} articles, at least {least} expected (nightly.min_articles)"


@pytest.mark.parametrize(
    ("n", "most", "said"),
    [
        (80, 0.2, ""),
        (79, 0.2, "max_shrink_share"),
        (50, 0.5, ""),
        (49, 0.5, "max_shrink_share"),
        (99, 0.0, "max_shrink_share"),
        (100, 0.0, ""),
        (1, 1.0, ""),
    ],
)
def test_max_shrink_share(n: int, most: float, said: str) -> None:
    """Of a hundred published articles so many may have gone, not one more."""
    assert settings_named(n, night(), {"n_articles": 100}, max_shrink_share=most) == said


@pytest.mark.parametrize(
    ("n_faulty", "chosen", "is_held"),
    [
        (20, {}, False),
        (21, {}, True),
        (9, {"max_rejected_share": 0.0}, False),
        (10, {"max_rejected_share": 0.0}, True),
        (30, {"max_rejected_share": 0.3}, False),
        (31, {"max_rejected_share": 0.3}, True),
        (30, {"min_rejected": 31}, False),
        (31, {"min_rejected": 31}, True),
        (1, {"min_rejected": 1, "max_rejected_share": 0.0}, True),
        (100, {"max_rejected_share": 1.0}, False),
    ],
)
def test_max_rejected_share_and_min_rejected(n_faulty: int, chosen: dict[str, Any], is_held: bool) -> None:
    """Above the share, from the number on."""
    assert bool(settings_named(100, night(n_faulty=n_faulty), **chosen)) == is_held


def test_the_default_share_is_that_of_the_list_of_checks() -> None:
    """The page and the gates measure alike."""
    assert NightlyConfig().max_rejected_share == BY_NAME["rejected_share"].fail_above == 0.2


@pytest.mark.parametrize(("n_quiet", "most", "is_over"), [(1, 1, True), (1, 2, False), (2, 2, True), (30, 0, False)])
def test_max_quiet_nights(n_quiet: int, most: int, is_over: bool) -> None:
    """So many nights without a record are too many; with 0 no number is."""
    standing, gates = Standing({"n_articles": 1}, n_quiet=n_quiet), NightlyConfig(max_quiet_nights=most)
    assert is_stale(standing, gates) == is_over
    said = [one for one in warnings(standing, night(), gates) if "no new record" in one]
    assert len(said) == 1
    assert (f"exit code 3 from {most} on" in said[0]) == bool(most)

"""When a night may be published, and what is told either way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from pipeline.commands.gates import NightlyConfig, Standing, failures, is_stale, warnings
from pipeline.commands.tonight import COUNTS, Tonight
from pipeline.report.data.silence import Silence

GATES = NightlyConfig()
GOOD = {"n_articles": 100, "rejected_share": 0.05}


def came(**counts: object) -> Tonight:
    """A night on which 100 records came, all of them articles, unless told otherwise."""
    other = {name: value for name, value in counts.items() if name not in COUNTS}
    sums = {**dict.fromkeys(COUNTS, 0), "n_records": 100, "n_articles": 100}
    return Tonight(sums | {name: value for name, value in counts.items() if name in COUNTS}, n_files=3, **other)


@pytest.mark.parametrize(
    ("metrics", "published", "said"),
    [
        (GOOD, None, None),
        (GOOD, {"n_articles": 125}, None),
        (GOOD, {"n_articles": 126}, "100 articles, 126 in the last published night (nightly.max_shrink_share)"),
        (GOOD | {"n_articles": 0}, None, "0 articles, at least 1 expected (nightly.min_articles)"),
        (GOOD | {"rejected_share": 0.9}, None, None),
    ],
)
def test_the_archive_as_a_whole(
    metrics: Mapping[str, float], published: Mapping[str, float] | None, said: str | None
) -> None:
    """It must not shrink; what was rejected on earlier nights is no reason to stop all that follow."""
    assert list(failures(Standing(metrics, published), came(), GATES)) == ([said] if said else [])


@pytest.mark.parametrize(
    ("n_records", "n_rejected", "is_broken"),
    [(60, 60, True), (50, 10, False), (49, 10, True), (9, 9, False), (10, 10, True), (0, 0, False)],
)
def test_a_broken_feed_tonight_is_a_gate(n_records: int, n_rejected: int, is_broken: bool) -> None:
    """Above a fifth of tonight's records, from ten records on; a few odd files stop no night."""
    tonight = came(
        n_records=n_records,
        n_rejected=n_rejected,
        n_faulty=n_rejected,
        rejected_in={"a/feed.jsonl": (n_rejected, n_records)},
    )
    found = list(failures(Standing(GOOD), tonight, GATES))
    assert bool(found) == is_broken
    assert all(f"{n_rejected} of the {n_records} records that came tonight were rejected" in one for one in found)
    assert all(one.endswith(f"a/feed.jsonl ({n_rejected} of {n_records})") for one in found)


def test_the_worst_files_are_named() -> None:
    """Five of them, most rejected first."""
    files = {f"f{i}": (i, 20) for i in range(1, 8)}
    (said,) = failures(Standing(GOOD), came(n_rejected=28, n_faulty=28, rejected_in=files), GATES)
    assert said.endswith("f7 (7 of 20), f6 (6 of 20), f5 (5 of 20), f4 (4 of 20), f3 (3 of 20), 2 more files")


def test_a_gate_that_cannot_compare_does_not_step_aside() -> None:
    """A snapshot without figures: not published, unless the operator says that it need not be compared."""
    standing = Standing(GOOD, None, has_snapshot=True)
    (said,) = failures(standing, came(), GATES)
    assert "metrics.json cannot be read" in said
    assert "`nightdesk nightly --set nightly.max_shrink_share=1`" in said
    assert list(failures(standing, came(), replace(GATES, max_shrink_share=1.0))) == []


@pytest.mark.parametrize(("n_quiet", "most", "stale"), [(0, 3, False), (2, 3, False), (3, 3, True), (9, 0, False)])
def test_quiet_nights_are_told_and_at_last_a_gate(n_quiet: int, most: int, stale: bool) -> None:
    """Told on each of them; exit code 3 from `nightly.max_quiet_nights` on, 0 switches that off."""
    gates, standing = replace(GATES, max_quiet_nights=most), Standing(GOOD, n_quiet=n_quiet)
    assert is_stale(standing, gates) == stale
    told = [one for one in warnings(standing, came(), gates) if "no new record" in one]
    assert len(told) == bool(n_quiet)
    assert all(("exit code 3" in one) == bool(most) for one in told)


def test_a_usual_night_has_nothing_to_tell() -> None:
    """No false alarm."""
    assert list(warnings(Standing(GOOD), came(n_rejected=5, n_faulty=5, rejected_in={"a": (5, 100)}), GATES)) == []


def test_what_is_odd_about_the_feeds_is_told() -> None:
    """A few rejected records, a small delivery, a silent publisher, a feed that was read twice."""
    silence = [Silence(f"Post {i}", i + 1, date(2026, 3, 2)) for i in range(7)]
    tonight = came(n_rejected=8, n_faulty=8, rejected_in={"a": (8, 9)}, usual=900.0, silences=silence, n_copies=40)
    told = list(warnings(Standing(GOOD), tonight, GATES))
    assert told[:3] == [
        "8 records that came tonight were rejected: a (8 of 9)",
        "only 100 records came tonight, 900 are usual",
        "Post 0 is silent: nothing for 1 delivery day, the last on 2026-03-02",
    ]
    assert told[3].startswith("Post 1 is silent: nothing for 2 delivery days")
    assert told[-2:] == [
        "2 more publishers are silent",
        "40% of tonight's articles are copies: a feed may be read twice",
    ]


def test_checks_of_the_archive_are_told() -> None:
    """Those of the page, by the same bounds."""
    (told,) = warnings(Standing(GOOD | {"outlier_share": 0.31}), came(), GATES)
    assert told == "of the whole archive: without a topic 31.0%, look above 10%"

"""What the gates say, word for word, at each bound from which they say it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.commands.gates import NightlyConfig, Standing, failures, warnings
from pipeline.commands.tonight import COUNTS, Tonight
from pipeline.report.data.silence import Silence

GATES = NightlyConfig()
LAST = date(2026, 3, 2)


def night(*, usual: float | None = None, is_first: bool = False, n_silent: int = 0, **counts: Any) -> Tonight:
    """A night of a hundred records and as many articles, but for what is told otherwise."""
    files = counts.pop("files", {})
    sums = dict.fromkeys(COUNTS, 0) | {"n_records": 100, "n_articles": 100} | counts
    silences = [Silence(f"Post {n}", n, LAST) for n in range(1, n_silent + 1)]
    return Tonight(sums, rejected_in=files, n_files=1, usual=usual, silences=silences, is_first=is_first)


def told(tonight: Tonight, n_quiet: int = 0, **metrics: float) -> list[str]:
    """The warnings of a night."""
    return list(warnings(Standing({"n_articles": 100, **metrics}, n_quiet=n_quiet), tonight, GATES))


@pytest.mark.parametrize(
    ("n_quiet", "expected"),
    [
        (0, []),
        (1, ["no new record for 1 night; exit code 3 from 3 on (nightly.max_quiet_nights): is the scraper alive?"]),
        (2, ["no new record for 2 nights; exit code 3 from 3 on (nightly.max_quiet_nights): is the scraper alive?"]),
        (9, ["no new record for 9 nights; exit code 3 from 3 on (nightly.max_quiet_nights): is the scraper alive?"]),
    ],
)
def test_quiet_nights(n_quiet: int, expected: list[str]) -> None:
    """Told from the first on."""
    assert told(night(), n_quiet) == expected


def test_quiet_nights_without_a_limit() -> None:
    """No exit code is named where there is none."""
    standing = Standing({"n_articles": 1}, n_quiet=2)
    assert list(warnings(standing, night(), NightlyConfig(max_quiet_nights=0))) == [
        "no new record for 2 nights (nightly.max_quiet_nights): is the scraper alive?"
    ]


@pytest.mark.parametrize(
    ("n_faulty", "expected"),
    [(4, []), (5, []), (6, ["6 records that came tonight were rejected: a (6 of 100)"])],
)
def test_rejected_records_are_told_above_five_in_a_hundred(n_faulty: int, expected: list[str]) -> None:
    """Of those that came and should have been articles."""
    tonight = night(n_rejected=n_faulty, n_faulty=n_faulty, files={"a": (n_faulty, 100)})
    assert told(tonight) == expected


def test_records_that_are_no_article_are_nobody_s_fault() -> None:
    """They are neither rejected for a fault nor among those that the share is of."""
    tonight = night(n_rejected=90, n_faulty=1, files={"a": (1, 100)})
    assert tonight.rejected_share == pytest.approx(1 / 11)
    assert told(tonight) == ["1 records that came tonight were rejected: a (1 of 100)"]
    assert list(failures(Standing({"n_articles": 100}), tonight, GATES)) == []


@pytest.mark.parametrize(
    ("n_copies", "expected"),
    [
        (30, []),
        (31, ["31% of tonight's articles are copies: a feed may be read twice"]),
        (100, ["100% of tonight's articles are copies: a feed may be read twice"]),
    ],
)
def test_copies_are_told_above_three_in_ten(n_copies: int, expected: list[str]) -> None:
    """Of tonight's articles; on the first night they are those of an archive."""
    assert told(night(n_copies=n_copies)) == expected
    assert told(night(n_copies=n_copies, is_first=True)) == []


def test_a_night_without_articles_has_no_share_of_copies() -> None:
    """Nothing is divided by nothing."""
    assert told(night(n_records=0, n_articles=0)) == []


@pytest.mark.parametrize(
    ("n_silent", "expected"),
    [
        (1, ["Post 1 is silent: nothing for 1 delivery day, the last on 2026-03-02"]),
        (
            2,
            [
                "Post 1 is silent: nothing for 1 delivery day, the last on 2026-03-02",
                "Post 2 is silent: nothing for 2 delivery days, the last on 2026-03-02",
            ],
        ),
    ],
)
def test_silent_publishers(n_silent: int, expected: list[str]) -> None:
    """With the days that they are silent, and the last one on which they were not."""
    assert told(night(n_silent=n_silent)) == expected


@pytest.mark.parametrize(
    ("n_silent", "n_lines", "last"),
    [(5, 5, "Post 5 is silent"), (6, 6, "1 more publishers"), (9, 6, "4 more publishers are silent")],
)
def test_five_silent_publishers_are_named(n_silent: int, n_lines: int, last: str) -> None:
    """The others are counted."""
    lines = told(night(n_silent=n_silent))
    assert len(lines) == n_lines
    assert lines[-1].startswith(last)


@pytest.mark.parametrize(
    ("usual", "expected"),
    [
        (None, []),
        (350.0, ["only 100 records came tonight, 350 are usual"]),
        (350.6, ["only 100 records came tonight, 351 are usual"]),
    ],
)
def test_a_small_delivery(usual: float | None, expected: list[str]) -> None:
    """Beside what is usual, as a whole number."""
    assert told(night(usual=usual)) == expected


@pytest.mark.parametrize(
    ("metrics", "expected"),
    [
        ({"rejected_share": 0.05}, []),
        ({"rejected_share": 0.0501}, ["of the whole archive: records rejected 5.0%, look above 5%"]),
        ({"rejected_share": 0.3}, ["of the whole archive: records rejected 30.0%, look above 5%"]),
        ({"removed_share": 0.25}, []),
        ({"removed_share": 0.26}, ["of the whole archive: text removed as noise 26.0%, look above 25%"]),
        ({"duplicate_share": 0.3}, []),
        ({"duplicate_share": 0.301}, ["of the whole archive: copies 30.1%, look above 30%"]),
        ({"dated_share": 0.8}, []),
        ({"dated_share": 0.79}, ["of the whole archive: without a date 21.0%, look above 20%"]),
        ({"outlier_share": 0.1}, []),
        ({"outlier_share": 0.11}, ["of the whole archive: without a topic 11.0%, look above 10%"]),
        ({"scored_share": 0.9}, []),
        ({"scored_share": 0.89}, ["of the whole archive: not scored for tone 11.0%, look above 10%"]),
    ],
)
def test_shares_of_the_archive(metrics: dict[str, float], expected: list[str]) -> None:
    """Each at its bound, and above it."""
    assert told(night(), **metrics) == expected


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a": (21, 100)}, "a (21 of 100)"),
        ({"a": (1, 50), "b": (20, 50)}, "b (20 of 50), a (1 of 50)"),
        ({"b": (7, 9), "a": (7, 8), "c": (7, 7)}, "a (7 of 8), b (7 of 9), c (7 of 7)"),
        ({f"f{n}": (5, 20) for n in range(5)}, "f0 (5 of 20), f1 (5 of 20), f2 (5 of 20), f3 (5 of 20), f4 (5 of 20)"),
        (
            {f"f{n}": (4, 20) for n in range(6)},
            "f0 (4 of 20), f1 (4 of 20), f2 (4 of 20), f3 (4 of 20), f4 (4 of 20), 1 more files",
        ),
    ],
)
def test_the_worst_files_of_a_broken_night(files: dict[str, tuple[int, int]], said: str) -> None:
    """Most rejected first, then by name; five are named."""
    tonight = night(n_rejected=21, n_faulty=21, files=files)
    assert list(failures(Standing({"n_articles": 100}), tonight, GATES)) == [
        (
            "21 of the 100 records that came tonight were rejected (21%), at most 20% allowed "
            f"(nightly.max_rejected_share): {said}"
        )
    ]


@pytest.mark.parametrize(
    ("n", "published", "expected"),
    [
        (80, 100, []),
        (79, 100, ["79 articles, 100 in the last published night (nightly.max_shrink_share)"]),
        (0, 0, ["0 articles, at least 1 expected (nightly.min_articles)"]),
        (
            0,
            1,
            [
                "0 articles, at least 1 expected (nightly.min_articles)",
                "0 articles, 1 in the last published night (nightly.max_shrink_share)",
            ],
        ),
    ],
)
def test_an_archive_that_shrinks(n: int, published: int, expected: list[str]) -> None:
    """By more than a fifth of the last published night; every reason is told."""
    standing = Standing({"n_articles": n}, {"n_articles": published}, has_snapshot=True)
    assert list(failures(standing, night(), GATES)) == expected

"""What changed: the figures of the comparison and the sentences at the head of the section."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.report.data.corpus_summary import Rising
from pipeline.report.sections.changes import Burst, Changes, Mover, changes, interval, sums_up, threshold
from tests.report.invented import FIRST_DAY, Rows, event_of, rows_of_a_night, summary_of


@pytest.mark.parametrize(
    ("n_topics", "z"), [(0, 1.959964), (1, 1.959964), (2, 2.241403), (5, 2.575829), (10, 2.807034), (100, 3.480756)]
)
def test_one_quiet_night_in_twenty_raises_an_alarm(n_topics: int, z: float) -> None:
    """Five in a hundred, both sides together, shared out among the topics: the quantiles of the normal table."""
    assert threshold(n_topics) == pytest.approx(z, abs=1e-6)


@pytest.mark.parametrize(
    ("now", "before", "z", "low", "high"),
    [
        ((8, 8), (1, 8), 2.0, 0.383772, 1.016228),  # 9/10 and 2/10, both of ten: .7 ± 2 √.025
        ((1, 8), (8, 8), 2.0, -1.016228, -0.383772),
        ((0, 0), (0, 0), 1.0, -0.5, 0.5),  # 1/2 of two on either side
        ((3, 8), (3, 8), 1.0, -0.219089, 0.219089),  # 4/10 of ten: √.048
        ((3, 8), (39, 98), 1.0, -0.162481, 0.162481),  # the same share of a hundred: √.0264
    ],
)
def test_the_change_of_a_share_by_hand(
    now: tuple[int, int], before: tuple[int, int], z: float, low: float, high: float
) -> None:
    """One hit and one miss are added to either side; the half width is z standard deviations."""
    assert interval(now, before, z) == pytest.approx((low, high), abs=1e-6)


def test_a_mover_knows_its_change() -> None:
    """Share less share before."""
    assert Mover(1, "Ferry", 0.25, 0.75, -0.6, -0.4).change == -0.5


QUIET = Changes(
    is_first=False,
    n_continued=4,
    kinds=[],
    events=[],
    bursts=[],
    keywords=[],
    risers=[],
    fallers=[],
    n_baseline=5,
    model="",
)
BURST, WORD = Burst(1, "Ferry", 3, 2.0), Rising("pier", 3, 2.0)
MOVER = Mover(1, "Ferry", 0.5, 0.25, 0.1, 0.4)


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["born"], "1 topic is new"),
        (["born", "born"], "2 topics are new"),
        (["split"], "1 topic came out of another"),
        (["split"] * 3, "3 topics came out of others"),
        (["merged"], "1 topic went into another"),
        (["merged"] * 2, "2 topics went into others"),
        (["died"], "1 topic is gone"),
        (["died"] * 2, "2 topics are gone"),
        (["died", "born"], "1 topic is new and 1 topic is gone"),
        (["died", "merged", "born"], "1 topic is new, 1 topic went into another and 1 topic is gone"),
    ],
)
def test_what_happened_to_topics_in_a_sentence(kinds: list[str], said: str) -> None:
    """New ones first, then those that parted, joined and left, each in singular or plural."""
    found = replace(QUIET, kinds=kinds, events=["…"] * len(kinds))
    rest = "4 topics went on as before. On the last day no topic stands out."
    assert sums_up(found) == f"Since the last model {said}; {rest}"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        ((1, 0, 0, 0), "1 topic bursts"),
        ((2, 0, 0, 0), "2 topics burst"),
        ((0, 1, 0, 0), "1 topic rises"),
        ((0, 2, 0, 0), "2 topics rise"),
        ((0, 0, 1, 0), "1 topic falls"),
        ((0, 0, 2, 0), "2 topics fall"),
        ((0, 0, 0, 1), "1 keyword bursts"),
        ((0, 0, 0, 12), "12 keywords burst"),
        ((1, 2, 1, 3), "1 topic bursts, 2 topics rise, 1 topic falls and 3 keywords burst"),
    ],
)
def test_what_stands_out_on_the_last_day(n: tuple[int, int, int, int], said: str) -> None:
    """Bursts, risers, fallers, keywords, in this order; any of them makes the night less than quiet."""
    bursts, risers, fallers, keywords = n
    found = replace(
        QUIET, bursts=[BURST] * bursts, risers=[MOVER] * risers, fallers=[MOVER] * fallers, keywords=[WORD] * keywords
    )
    assert not found.is_quiet
    assert sums_up(found) == f"4 topics went on as before. On the last day {said}."


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (QUIET, "A quiet night: 4 topics went on, none came or went, none stands out."),
        (replace(QUIET, n_continued=1), "A quiet night: 1 topic went on, none came or went, none stands out."),
        (
            replace(QUIET, is_first=True),
            "No earlier topics to compare with. On the last day no topic stands out.",
        ),
        (replace(QUIET, is_first=True, n_baseline=0), "No earlier topics to compare with."),
        (
            replace(QUIET, is_first=True, bursts=[BURST]),
            "No earlier topics to compare with. On the last day 1 topic bursts.",
        ),
        (
            replace(QUIET, n_baseline=0, kinds=["born"], events=["…"]),
            "Since the last model 1 topic is new; 4 topics went on as before.",
        ),
    ],
)
def test_quiet_nights_and_first_nights(found: Changes, said: str) -> None:
    """A first night is told as one, however quiet; without earlier days nothing is said of the last one."""
    assert sums_up(found) == said


def moving(shares: list[tuple[int, int]], n_now: int = 100, n_before: int = 100) -> Rows:
    """A night with so many articles of each topic on the last day and on the day before; the rest have no topic."""
    rows = rows_of_a_night(n_now + n_before)
    rows["topics"] = [
        {**rows["topics"][0], "topic_id": n, "label": f"T{n}", "n_articles": 9, "representative_ids": []}
        for n in range(len(shares))
    ]
    now = [n for n, (k, _) in enumerate(shares) for _ in range(k)]
    before = [n for n, (_, k) in enumerate(shares) for _ in range(k)]
    topics = [*now, *[-1] * (n_now - len(now)), *before, *[-1] * (n_before - len(before))]
    for i, (article, row) in enumerate(zip(rows["articles"], rows["article_topics"], strict=True)):
        article.update(day=FIRST_DAY + timedelta(days=int(i < n_now)))
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None)
        row["topic_id"] = topics[i]
    return rows


def test_five_movers_are_told() -> None:
    """Of seven topics that rise the five that rise most, the smaller number first where two rise alike."""
    found = changes(summary_of(moving([(13, 0), (14, 0), (14, 0), (13, 0), (15, 0), (13, 0), (13, 0)])), 28)
    assert [(m.topic_id, m.share, m.before) for m in found.risers] == [
        (4, 0.15, 0.0),
        (1, 0.14, 0.0),
        (2, 0.14, 0.0),
        (0, 0.13, 0.0),
        (3, 0.13, 0.0),
    ]
    assert found.fallers == []
    back = changes(summary_of(moving([(0, 13), (0, 14), (0, 14), (0, 13), (0, 15), (0, 13), (0, 13)])), 28)
    assert [m.topic_id for m in back.fallers] == [4, 1, 2, 0, 3]
    assert back.risers == []


@pytest.mark.parametrize(("n", "rises"), [(4, False), (5, False), (6, True), (7, True)])
def test_one_topic_rises_beyond_chance(n: int, rises: bool) -> None:
    """Of 100 after none of 100: with 6 the bound is .0588 - 1.96 · .0270 = .006, with 5 it is -.001."""
    assert bool(changes(summary_of(moving([(n, 0)])), 28).risers) is rises


@pytest.mark.parametrize(("n_days", "n_baseline"), [(1, 1), (2, 1), (3, 2), (4, 3), (9, 4)])
def test_days_before_the_last(n_days: int, n_baseline: int) -> None:
    """Days with articles among so many days before: here the first, third, fourth and fifth back from the last."""
    rows = moving([(1, 1)], n_now=1, n_before=4)
    for article, back in zip(rows["articles"], (0, 1, 3, 4, 5), strict=True):
        article["day"] = FIRST_DAY - timedelta(days=back)
    assert changes(summary_of(rows), n_days).n_baseline == n_baseline


def test_twelve_keywords_are_told() -> None:
    """The strongest."""
    rows = rows_of_a_night(30)
    last = max(article["day"] for article in rows["articles"])
    same = {"day": last, "n_articles": 3, "share": 0.1, "is_burst": True}
    rows["keyword_trends"] = [
        {"keyword_key": f"w{n:02d}", "keyword": f"w{n:02d}", "burst": 2.0 + n / 10, **same} for n in range(14)
    ]
    found = changes(summary_of(rows), 28)
    assert [one.keyword for one in found.keywords] == [f"w{n:02d}" for n in range(13, 1, -1)]


def test_events_come_by_kind_then_by_topic() -> None:
    """What went on is counted, not told."""
    rows = rows_of_a_night(30)
    pairs = [(9, "died"), (3, "born"), (8, "merged"), (1, "born"), (2, "continued"), (7, "died"), (4, "split")]
    rows["topic_events"] = [event_of(topic, event) for topic, event in pairs]
    found = changes(summary_of(rows), 28)
    assert found.kinds == ["born", "born", "split", "merged", "died", "died"]
    assert [said.split("”")[0] for said in found.events[-2:]] == ["“Gone 7", "“Gone 9"]
    assert (found.n_continued, found.is_first) == (1, False)

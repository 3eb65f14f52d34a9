"""metrics.json, figure by figure, on a night that can be counted by hand."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from pipeline.report.files.metrics import metrics, metrics_json, share
from tests.report.invented import FIRST_DAY, Row, Rows, rows_of_a_night, summary_of


def night(n: int = 5) -> Rows:
    """Originals of one day with a topic, a story of their own and no feeling; nothing removed or rejected."""
    rows = rows_of_a_night(n)
    for i, article in enumerate(rows["articles"]):
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None, day=FIRST_DAY)
        article.update(source="Post", n_chars=1000, n_words=100, n_sentences=4)
        rows["article_topics"][i].update(topic_id=0, strength=0.5)
        rows["article_stories"][i]["story_id"] = f"{i:016x}"
        rows["sentiment"][i].update(
            compound=0.0, label="neutral", spread=0.5, quotes_compound=None, reporter_compound=0.0
        )
    rows["removed"], rows["rejected"], rows["flagged"], rows["trends"] = [], [], [], []
    return rows


def rejected(reason: str, n_unread: int) -> Row:
    """A row of `rejected`."""
    return {"source_file": f"{reason}.txt", "record": 0, "reason": reason, "detail": "", "n_unread": n_unread}


def copied(rows: Rows, *numbers: int) -> Rows:
    """Make articles copies of the first."""
    kept = rows["articles"][0]["article_id"]
    for number in numbers:
        rows["articles"][number].update(duplicate_of=kept, other_article_id=kept, relation="exact", similarity=1.0)
    return rows


def figures(rows: Rows, *names: str) -> list[float]:
    """Some figures of a night."""
    found = metrics(summary_of(rows))
    return [found[name] for name in names]


def test_labels_are_shares_of_the_scored_originals() -> None:
    """Of five articles one is a copy and one has no score: of three two are positive and one is neutral."""
    rows = copied(night(), 4)
    told = (("positive", 0.5), ("positive", 0.25), ("neutral", 0.0), ("negative", None), ("negative", -1.0))
    for row, (label, tone) in zip(rows["sentiment"], told, strict=True):
        row.update(label=label, compound=tone)
    names = ("positive_share", "neutral_share", "negative_share", "scored_share", "compound_mean")
    assert figures(rows, *names) == [0.6667, 0.3333, 0.0, 0.75, 0.25]


def test_voices_are_means_of_the_originals_that_have_them() -> None:
    """A copy's quotation and one of an article without a score: the copy does not count."""
    rows = copied(night(), 4)
    for row, quotes, reporter in zip(
        rows["sentiment"], (0.5, None, -0.25, None, 0.9), (0.1, 0.2, 0.3, 0.4, 0.9), strict=True
    ):
        row.update(quotes_compound=quotes, reporter_compound=reporter)
    assert figures(rows, "quotes_compound_mean", "reporter_compound_mean") == [0.125, 0.25]


def test_the_share_rejected_is_of_what_should_have_been_articles() -> None:
    """A file that is no news at all is rejected and no fault."""
    rows = night(4)
    rows["rejected"] = [rejected("bad_json", 1), rejected("not_a_page", 3), rejected("no_page_record", 2)]
    assert figures(rows, "n_records", "n_rejected", "rejected_share") == [10, 6, 0.2]


@pytest.mark.parametrize(("n", "share_"), [(1, 0.2), (4, 0.5), (12, 0.75)])
def test_every_unread_record_counts(n: int, share_: float) -> None:
    """Those of a file that could not be read at all are in one row."""
    rows = night(4)
    rows["rejected"] = [rejected("bad_json", n)]
    assert figures(rows, "n_records", "n_rejected", "rejected_share") == [4 + n, n, share_]


def test_what_was_removed() -> None:
    """500 of 5,500 characters, in three spans; flagged spans are still there."""
    rows = night()
    one = {"article_id": rows["articles"][0]["article_id"], "rule": "promo"}
    sizes = (300, 150, 50)
    rows["removed"] = [{**one, "start": 1000 * k, "end": 1000 * k + n, "text": "x" * n} for k, n in enumerate(sizes)]
    rows["flagged"] = [{**one, "start": 0, "end": 9, "text": "x" * 9, "probability": 0.5}]
    assert figures(rows, "n_removed", "n_flagged", "removed_share") == [3, 1, 0.0909]


def test_days_publishers_and_copies() -> None:
    """Without a day or a publisher there is one less; a copy is one more article and one more duplicate."""
    rows = copied(night(), 1, 2)
    rows["articles"][0].update(day=FIRST_DAY + timedelta(days=9), source="Wire")
    rows["articles"][3].update(day=None, source=None)
    names = ("n_articles", "n_duplicates", "duplicate_share", "n_days", "n_sources", "dated_share")
    assert figures(rows, *names) == [5, 2, 0.4, 2, 2, 0.8]


def test_lengths_are_means_over_all_articles() -> None:
    """Copies count here."""
    rows = copied(night(), 4)
    for article, words, sentences in zip(rows["articles"], (10, 20, 30, 40, 150), (1, 2, 3, 4, 6), strict=True):
        article.update(n_words=words, n_sentences=sentences)
    assert figures(rows, "n_words_mean", "n_sentences_mean", "n_keywords_mean") == [50.0, 3.2, 1.0]


@pytest.mark.parametrize(
    ("stories", "n", "n_shared"), [("abcde", 5, 0), ("aabcd", 4, 1), ("aabbc", 3, 2), ("aaaab", 2, 1), ("aaaaa", 1, 1)]
)
def test_stories(stories: str, n: int, n_shared: int) -> None:
    """All of them, and those of two articles or more."""
    rows = night()
    for row, story in zip(rows["article_stories"], stories, strict=True):
        row["story_id"] = story * 16
    assert figures(rows, "n_stories", "n_stories_shared") == [n, n_shared]


def test_fit_and_outliers() -> None:
    """The fit is that of articles with a topic; two of five have none."""
    rows = night()
    for row, topic, strength in zip(rows["article_topics"], (0, 1, 2, -1, -1), (0.5, 0.6, 1.0, 0.0, 0.0), strict=True):
        row.update(topic_id=topic, strength=strength)
    assert figures(rows, "outlier_share", "strength_mean") == [0.4, 0.7]


def test_topics_desks_and_bursts() -> None:
    """A desk is no topic and has no part in coherence; bursts are rows of topics alone."""
    rows = night()
    for number, topic in enumerate(rows["topics"]):
        topic.update(parent_id=5 if number in (1, 2) else None, coherence=number / 10)
    same = {"n_articles": 3, "share": 0.1, "compound_mean": 0.0, "burst": 2.0}
    days = [FIRST_DAY + timedelta(days=k) for k in range(4)]
    told = zip((-1, 0, 0, 1), days, (True, True, False, True), strict=True)
    rows["trends"] = [{"topic_id": topic, "day": day, "is_burst": burst, **same} for topic, day, burst in told]
    assert figures(rows, "n_topics", "n_desks", "coherence_mean", "n_bursts") == [5, 1, 0.2, 2]


def test_drift_is_that_of_the_state() -> None:
    """Rounded to four decimals; left out where there is none."""
    rows = night()
    rows["topic_state"][0]["drift"] = 0.123456
    assert figures(rows, "topics_drift") == [0.1235]
    rows["topic_state"][0]["drift"] = None
    assert "topics_drift" not in metrics(summary_of(rows))


@pytest.mark.parametrize(("part", "whole", "expected"), [(1, 4, 0.25), (0, 4, 0.0), (4, 4, 1.0), (3, 2, 1.5)])
def test_shares(part: float, whole: float, expected: float) -> None:
    """A part over a whole."""
    assert share(part, whole) == expected


def test_a_mean_of_nearly_nothing_has_no_sign() -> None:
    """-.00004 is 0.0 in four decimals, and so it stands in the file."""
    rows = night()
    for row in rows["sentiment"]:
        row["compound"] = -0.00004
    text = metrics_json(summary_of(rows)).decode()
    assert '"compound_mean": 0.0,' in text
    assert text.endswith("}\n")
    assert json.loads(text)["compound_mean"] == 0.0

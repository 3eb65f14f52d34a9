"""plots/*.csv, line by line."""

from __future__ import annotations

from datetime import timedelta

from pipeline.report.files.plots import plots
from tests.report.invented import FIRST_DAY, Rows, rows_of_a_night, summary_of


def lines(rows: Rows, name: str) -> list[str]:
    """A plot line by line, its head left out."""
    return plots(summary_of(rows))[f"plots/{name}.csv"].decode().splitlines()[1:]


def night(n: int) -> Rows:
    """Originals of one day, without scores of sentences."""
    rows = rows_of_a_night(n, n_days=1)
    for article in rows["articles"]:
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None)
    for sentence in rows["sentences"]:
        sentence["compound"] = None
    return rows


def test_the_heads() -> None:
    """Their columns are what `dvc plots` and the docs name; lines end as on Unix."""
    found = plots(summary_of(night(1)))
    assert {name: text.split(b"\n")[0].decode() for name, text in found.items()} == {
        "plots/articles_per_day.csv": "day,n_articles,n_duplicates,compound_mean",
        "plots/removed_by_rule.csv": "rule,n_stretches,n_chars",
        "plots/sentiment_histogram.csv": "compound,n_articles,n_reporter_sentences,n_quote_sentences",
        "plots/sources.csv": "source,n_articles",
        "plots/topic_coherence.csv": "topic_id,label,coherence",
        "plots/topic_numbers.csv": "n_topics,stability,coherence,worth",
        "plots/topic_sizes.csv": "topic_id,label,n_articles",
    }
    assert not any(b"\r" in text for text in found.values())


def test_days_with_articles_have_a_line() -> None:
    """Copies count as articles and not in the tone; a day without scores has none; far-off days are left out."""
    rows = night(7)
    kept = rows["articles"][0]["article_id"]
    rows["articles"][1].update(duplicate_of=kept, other_article_id=kept, relation="near", similarity=0.9)
    for article, day in zip(rows["articles"], (0, 0, 0, 2, 2, None, 2000), strict=True):
        article["day"] = None if day is None else FIRST_DAY + timedelta(days=day)
    for row, tone in zip(rows["sentiment"], (0.5, -1.0, 0.25, None, None, 0.9, 0.9), strict=True):
        row["compound"] = tone
    assert lines(rows, "articles_per_day") == ["2026-11-19,3,1,0.375", "2026-11-21,2,0,"]


def test_means_of_a_day_have_four_decimals() -> None:
    """A third of .1 is .0333."""
    rows = night(3)
    for row, tone in zip(rows["sentiment"], (0.1, 0.0, 0.0), strict=True):
        row["compound"] = tone
    assert lines(rows, "articles_per_day") == ["2026-11-19,3,0,0.0333"]


def test_steps_are_named_by_their_middle() -> None:
    """Articles, reporters' sentences and quotations each in their column."""
    rows = night(3)
    for row, tone in zip(rows["sentiment"], (-0.95, 0.0, 0.0), strict=True):
        row["compound"] = tone
    reporter = next(sentence for sentence in rows["sentences"] if not sentence["is_quote"])
    quote = next(sentence for sentence in rows["sentences"] if sentence["is_quote"])
    reporter["compound"], quote["compound"] = 0.25, 0.95
    found = lines(rows, "sentiment_histogram")
    assert len(found) == 20
    assert [line for line in found if not line.endswith(",0,0,0")] == [
        "-0.95,1,0,0",
        "0.05,2,0,0",
        "0.25,0,1,0",
        "0.95,0,0,1",
    ]
    assert [line.split(",")[0] for line in found[8:12]] == ["-0.15", "-0.05", "0.05", "0.15"]


def test_thirty_publishers_are_drawn() -> None:
    """The largest, of equals by name; articles without one stand together under `(none)`."""
    rows = night(36)
    names = ["B", "B", "A", "A", None, None, None, *(f"p{n:02d}" for n in range(29))]
    for article, name in zip(rows["articles"], names, strict=True):
        article["source"] = name
    found = lines(rows, "sources")
    assert found[:4] == ["(none),3", "A,2", "B,2", "p00,1"]
    assert (len(found), found[-1]) == (30, "p26,1")


def test_topics_by_size() -> None:
    """A topic without coherence has no bar there; four decimals."""
    rows = night(2)
    for number, topic in enumerate(rows["topics"][:3]):
        topic.update(topic_id=number, label=f"T{number}", n_articles=number + 5, coherence=0.123456)
    rows["topics"] = rows["topics"][:3]
    assert lines(rows, "topic_sizes") == ["2,T2,7", "1,T1,6", "0,T0,5"]
    assert lines(rows, "topic_coherence") == ["2,T2,0.1235", "1,T1,0.1235", "0,T0,0.1235"]


def test_the_numbers_that_were_tried_have_four_decimals() -> None:
    """In the order in which they were tried."""
    rows = night(1)
    tried = {"n_topics": 12, "stability": 0.98766, "coherence": 0.12344, "worth": 0.5}
    rows["topic_state"][0]["tried"] = [tried, {**tried, "n_topics": 4}]
    assert lines(rows, "topic_numbers") == ["12,0.9877,0.1234,0.5", "4,0.9877,0.1234,0.5"]


def test_rules_by_their_characters() -> None:
    """Stretches and characters, the rule that removed most first."""
    rows = night(1)
    one = {"article_id": rows["articles"][0]["article_id"], "text": "x"}
    spans = [("blank", 0, 2), ("promo", 2, 12), ("blank", 12, 14), ("blank", 14, 15)]
    rows["removed"] = [{**one, "rule": rule, "start": start, "end": end} for rule, start, end in spans]
    assert lines(rows, "removed_by_rule") == ["promo,1,10", "blank,3,5"]

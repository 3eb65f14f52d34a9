"""Stage `trends`: how many articles each topic and each keyword has a day, and on which days that is unusual."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, numbers, to_numpy
from pipeline.arrays.types import Float64, Int64
from pipeline.settings import setting
from pipeline.tables.exchange import n_shards
from pipeline.tables.parts import Parts
from pipeline.tables.trends import KEYWORD_TRENDS, TRENDS
from pipeline.trends.keyword_days import keyword_days


@dataclass(frozen=True)
class TrendsConfig:
    """What counts as unusual."""

    window_days: int = setting(30, "past that a day is compared with", unit="days", low=1, high=3650)
    burst_threshold: float = setting(
        1.64,
        "burst scores from this on are bursts; with 1.64 one burst in twenty is there by chance",
        unit="standard deviations",
        low=0,
        high=10,
    )
    min_articles: int = setting(
        3,
        "fewest articles of three days that make a burst, and of the window around that make a keyword worth a row",
        unit="articles",
        low=1,
        high=1_000_000,
    )


def trends(config: TrendsConfig, *, article_topics: Parts, articles: Parts, sentiment: Parts) -> dict[str, pa.Table]:
    """Count the articles of each topic and day, and compare with the days before.

    Args:
        config: window and threshold.
        article_topics: table `article_topics`.
        articles: table `articles`; those without a day do not count.
        sentiment: table `sentiment`.

    Returns:
        Table `trends`: a row for each topic and day with at least one article.
    """
    rows, tone = _dated(article_topics, articles, sentiment)
    topic, day, count, mean = _by_topic_and_day(rows, tone)
    days, at = np.unique(day, return_inverse=True)
    total = np.bincount(at, count, minlength=len(days)).astype(np.int64)
    burst = _scores(config, (topic, day, count), (days, total), is_long=True)
    return {
        "trends": TRENDS.build(
            topic_id=numbers(topic.astype(np.int32)),
            day=numbers(day.astype(np.int32), pa.date32()),
            n_articles=numbers(count.astype(np.int32)),
            share=numbers(np.round(count / np.maximum(total[at], 1), 4).astype(np.float32)),
            compound_mean=numbers(mean.astype(np.float32), valid=~np.isnan(mean)),
            burst=numbers(burst.astype(np.float32)),
            is_burst=numbers(burst >= config.burst_threshold),
        )
    }


def keyword_trends(config: TrendsConfig, *, keywords: Parts, articles: Parts) -> dict[str, pa.Table]:
    """Count the articles that have each keyword, by day, and compare with the days before.

    Args:
        config: window, threshold, and how many articles a keyword must have.
        keywords: table `keywords`; what has one `keyword_key` counts together.
        articles: table `articles`; copies and those without a day do not count.

    Returns:
        Table `keyword_trends`: a row for each keyword and day with at least one article, where the `window_days` before
        and after have enough.
    """
    dated, _ = articles.all(("day", "duplicate_of"))
    dated = dated.filter(numbers(is_valid(dated["day"]) & ~is_valid(dated["duplicate_of"])))
    days, total = np.unique(to_numpy(dated["day"]).astype(np.int64), return_counts=True)
    near_by, n = partial(_around, config), n_shards(articles.n_rows)
    found = keyword_days(keywords, articles, n, near_by, config.min_articles)
    rows = found.word, found.day, found.n_articles
    burst = _scores(config, rows, (days, total))
    kept = np.flatnonzero(near_by(*rows) >= config.min_articles)
    (word, when, count), burst = (column[kept] for column in rows), burst[kept]
    name, at = np.searchsorted(found.known, word), np.searchsorted(days, when)
    made = KEYWORD_TRENDS.build(
        keyword_key=found.keys.take(numbers(name)),
        keyword=found.names.take(numbers(name)),
        day=numbers(when.astype(np.int32), pa.date32()),
        n_articles=numbers(count.astype(np.int32)),
        share=numbers(np.round(count / np.maximum(total[at], 1), 4).astype(np.float32)),
        burst=numbers(burst.astype(np.float32)),
        is_burst=numbers(burst >= config.burst_threshold),
    )
    keys = [("keyword_key", "ascending"), ("day", "ascending")]
    return {"keyword_trends": made if n == 1 else made.sort_by(keys).combine_chunks()}


def _dated(article_topics: Parts, articles: Parts, sentiment: Parts) -> tuple[Int64, Float64]:
    """(topic, day) of each article that has a day, shape (n, 2), and its compound (NaN without)."""
    given = article_topics.all(("article_id", "topic_id"))[0]
    day = _looked_up(given["article_id"], articles.all(("article_id", "day"))[0], "day")
    tone = _looked_up(given["article_id"], sentiment.all(("article_id", "compound"))[0], "compound")
    dated = ~np.isnan(day)
    return np.stack([to_numpy(given["topic_id"])[dated], day[dated]], axis=1).astype(np.int64), tone[dated]


def _looked_up(article_id: pa.ChunkedArray, table: pa.Table, column: str) -> Float64:
    """The column's value for each article; NaN where null or missing."""
    found = pc.index_in(article_id, value_set=flat(table["article_id"]))
    values = np.append(np.where(is_valid(table[column]), to_numpy(table[column]), np.nan).astype(np.float64), np.nan)
    return values[np.where(is_valid(found), to_numpy(found), -1)]


def _by_topic_and_day(rows: Int64, tone: Float64) -> tuple[Int64, Int64, Int64, Float64]:
    """Topic, day, number of articles and mean compound of each pair that occurs, sorted by topic and day."""
    pairs, at, count = np.unique(rows, axis=0, return_inverse=True, return_counts=True)
    known = ~np.isnan(tone)
    millionths = np.rint(tone[known] * 1e6)  # whole numbers add up the same in any order
    sums, n = np.bincount(at[known], millionths, len(pairs)), np.bincount(at[known], minlength=len(pairs))
    mean = np.where(n > 0, np.round(sums / np.maximum(n, 1) / 1e6, 4), np.nan)
    return pairs[:, 0], pairs[:, 1], count, mean


def _scores(
    config: TrendsConfig, rows: tuple[Int64, Int64, Int64], days: tuple[Int64, Int64], *, is_long: bool = False
) -> Float64:
    """Burst score of each (group, day, count), four decimals; 0 where the last days have too few articles.

    Args:
        config: the window, and how many articles are enough.
        rows: group, day and count, sorted.
        days: every day and all its articles.
        is_long: whether what was long before counts too, see `bursts.LONG`.
    """
    from pipeline.trends.bursts import SPANS, Counts, articles_near, burst_scores

    counts, total = Counts(*rows), Counts(np.zeros(len(days[0]), np.int64), *days)
    enough = articles_near(counts, counts, 1 - max(SPANS), 0) >= config.min_articles
    if not enough.any():
        return np.zeros(len(enough))
    return np.where(enough, np.round(burst_scores(counts, total, config.window_days, is_long=is_long), 4), 0.0)


def _around(config: TrendsConfig, group: Int64, day: Int64, count: Int64) -> Int64:
    """Articles of each row's group in the window before and after its day: no row hangs on what is further away."""
    from pipeline.trends.bursts import Counts, articles_near

    counts = Counts(group, day, count)
    return articles_near(counts, counts, -config.window_days, config.window_days)

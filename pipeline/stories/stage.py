"""Stage `stories`: articles on one event belong together; the number of events is not given.

Row scope for what an article says by itself (`event_terms`), window scope for the grouping (`article_stories`), corpus
scope only for the list of stories.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from pipeline.arrays.arrow import flat, is_valid, lists, numbers
from pipeline.resources import words
from pipeline.settings import setting
from pipeline.stories.event_terms import event_terms as terms_of
from pipeline.stories.story_table import story_table
from pipeline.tables.parts import Parts
from pipeline.tables.stories import EVENT_TERMS

UNDATED = "undated"


@dataclass(frozen=True)
class StoriesConfig:
    """How alike articles on one event are."""

    window_days: int = setting(
        3,
        "mean days of two groups of articles that may become one story, at most this far apart",
        unit="days",
        low=0,
        high=7,
    )
    min_cosine: float = setting(
        0.19,
        "articles of a group and the centroid of a larger one that become one story: smallest mean cosine",
        unit="cosine",
        low=0.01,
        high=1,
        formerly="min_similarity",
    )
    min_cosine_undated: float = setting(
        0.39, "the same where articles have no day, which could tell two events apart", unit="cosine", low=0.01, high=1
    )


def event_terms(config: StoriesConfig, *, texts: pa.Table) -> dict[str, pa.Table]:
    """Weigh the names and words of each article.

    Args:
        config: not used here.
        texts: rows of table `texts`.

    Returns:
        `event_terms`.
    """
    del config
    text, title = flat(texts["text"]), flat(texts["title"])
    said = terms_of(text, title, is_valid(texts["day"]), words("en/topic_stop.txt"))
    return {
        "event_terms": EVENT_TERMS.build(
            article_id=texts["article_id"],
            keys=lists(said.lengths, numbers(said.keys)),
            weights=lists(said.lengths, numbers(said.weights)),
            n_names=numbers(said.n_names),
        )
    }


def article_stories(
    config: StoriesConfig, *, days: Sequence[str], articles: Parts, event_terms: Parts
) -> Iterator[tuple[str, dict[str, pa.Table]]]:
    """Give every article of some days its story.

    Args:
        config: how near articles must be in time and wording.
        days: ISO days, or `undated` for the articles without a day.
        articles: table `articles` by day, these days and those around; copies count like other articles.
        event_terms: table `event_terms`, of the same days.

    Yields:
        Each day and its rows of `article_stories`.
    """
    from pipeline.stories.grouping import Limits
    from pipeline.stories.known_weeks import grown_once
    from pipeline.stories.story_days import coverage_of, number_of, rows_by_day
    from pipeline.stories.weeks import dated_stories, undated_stories

    dated = [name for name in articles.names if name != UNDATED]
    for names, wanted in ((dated, [d for d in days if d != UNDATED]), ([UNDATED], [d for d in days if d == UNDATED])):
        if not wanted:
            continue
        ids, coverage = coverage_of(names, articles, event_terms)
        if wanted == [UNDATED]:
            number = undated_stories(coverage, Limits(config.min_cosine_undated, 0.0))
        else:
            ends = number_of(min(wanted)), number_of(max(wanted))
            grow = partial(grown_once, event_terms)
            number = dated_stories(coverage, Limits(config.min_cosine, config.window_days), ends, grow)
        for day, rows in rows_by_day(ids, number, coverage.day, wanted):
            yield day, {"article_stories": rows}


def stories(config: StoriesConfig, *, article_stories: Parts, **facts: Parts) -> dict[str, pa.Table]:
    """List all stories, with what is known of their articles.

    Args:
        config: not used here.
        article_stories: table `article_stories`.
        facts: tables `articles`, `article_topics`, `sentiment`, `keywords`, `entities`.

    Returns:
        `stories`.
    """
    del config
    return {"stories": story_table(article_stories, facts)}

"""Stories of an invented newsroom: pairs of articles put together, and how whole a big event stays."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.stories.newsroom import KINDS, Article, pair_shares, stories_of, told

FIRST = 20_000
SIZES = (60, 30, 12, 8, 5, 5, 4, 3, 3, 2, 2, 2, 2, *([1] * 60))


def newsroom(*, dated: bool) -> list[Article]:
    """Events of these sizes over three weeks, four kinds in turn; each goes on for two days."""
    return [
        told(event, version, FIRST + 3 * event % 19 + version % 2 if dated else None, sorted(KINDS)[event % 4])
        for event, size in enumerate(SIZES)
        for version in range(size)
    ]


@pytest.mark.parametrize(("dated", "precision", "recall"), [(True, 0.99, 0.99), (False, 0.99, 0.99)])
def test_articles_on_one_event_share_a_story(dated: bool, precision: float, recall: float) -> None:
    """Precision and recall of pairs, today's figures; the biggest event has one story."""
    rows = newsroom(dated=dated)
    found = stories_of(rows)
    story = [found[a.article_id] for a in rows]
    right, whole = pair_shares([a.event for a in rows], story)
    assert right >= precision
    assert whole >= recall
    assert max(Counter(story[: SIZES[0]]).values()) == SIZES[0]

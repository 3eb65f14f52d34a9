"""Every setting of `stories` changes what is one story, in the direction that its description says."""

from __future__ import annotations

from functools import cache

import pytest

from tests.stories.newsroom import KINDS, Article, stories_of, told

FIRST = 7 * 2850


@cache
def news(*, is_dated: bool) -> tuple[Article, ...]:
    """Twelve events of three reports each, two days apart from first to last."""
    rows = [told(event, v, FIRST + event % 5 + v, sorted(KINDS)[event % 4]) for event in range(12) for v in range(3)]
    return tuple(row if is_dated else row._replace(day=None) for row in rows)


def n_stories(*, is_dated: bool, **config: float) -> int:
    """Into how many stories they fall."""
    return len(set(stories_of(news(is_dated=is_dated), **config).values()))


def test_min_cosine_is_for_articles_with_a_day() -> None:
    """The more alike they must be, the more stories there are; at 1 each article is one, at .01 events run together."""
    found = [n_stories(is_dated=True, min_cosine=least) for least in (0.01, 0.19, 0.5, 1.0)]
    assert found == sorted(found)
    assert found[0] < 12 == found[1] < found[2] <= found[3] == 36
    assert n_stories(is_dated=True, min_cosine_undated=1.0) == 12


def test_min_cosine_undated_is_for_the_others() -> None:
    """The same without days, by a bound of its own."""
    found = [n_stories(is_dated=False, min_cosine_undated=least) for least in (0.01, 0.39, 1.0)]
    assert found == sorted(found)
    assert found[0] < found[1] < found[2] == 36
    assert n_stories(is_dated=False, min_cosine=1.0) == found[1]
    assert n_stories(is_dated=False, window_days=0) == found[1]


@pytest.mark.parametrize(("window", "apart", "n"), [(0, 1, 2), (1, 1, 1), (3, 2, 2), (7, 2, 1), (7, 3, 2)])
def test_window_days(window: int, apart: int, n: int) -> None:
    """Two reports some days apart are one story where the window is wide: the further, the more alike they must be."""
    rows = [told(99, version, FIRST + apart * version, "vote") for version in range(2)]
    found = stories_of([*rows, *news(is_dated=True)], window_days=window)
    assert len({found[row.article_id] for row in rows}) == n

"""What the figures of stories mean together."""

from __future__ import annotations

from pipeline.engine.dag import STEPS
from pipeline.stories.stage import StoriesConfig
from pipeline.stories.thresholds import AFTER, AHEAD, BACK, BEFORE, DATED, N_LINKS, PERIOD, UNDATED


def test_a_story_depends_on_a_month_before_and_three_weeks_after() -> None:
    """The rest of its week, two weeks before and one after, and what these are measured by."""
    assert (PERIOD, BACK, AHEAD) == (7, 10, 7)
    assert (BEFORE, AFTER) == (6 + 14 + 10, 6 + 7 + 7) == (30, 20)
    step = next(step for step in STEPS if step.name == "stories.article_stories")
    assert (step.before, step.after) == (BEFORE, AFTER)


def test_the_past_stays_beyond_the_days_that_the_contract_names() -> None:
    """Nothing further away than `stories.window_days` and thirty days is touched by a new article."""
    assert max(BEFORE, AFTER) <= StoriesConfig().window_days + 30


def test_names_count_more_where_no_day_tells_events_apart() -> None:
    """Shares, names and words as they were measured (docs/decisions/012-stories.md)."""
    assert (DATED.names, DATED.n_names, DATED.n_words) == (0.5, 64, 200)
    assert (UNDATED.names, UNDATED.n_names, UNDATED.n_words) == (0.7, 24, 96)
    assert N_LINKS == 32

"""The map."""

from __future__ import annotations

from itertools import combinations

from pipeline.report.sections.topic_map import topic_map
from tests.report.nights import night_of, rows_of_a_night


def test_the_map_shows_topics_by_colour() -> None:
    """A path a topic, a legend of all, labels within the map."""
    found = topic_map(night_of(rows_of_a_night(80)), 1000)
    assert found is not None
    assert [kind for kind, _ in found.legend] == ["c0", "c1", "c2", "c3", "c4", "c5"]
    assert (found.n_shown, found.n) == (80, 80)
    assert all(0 <= p.left <= 100 and 0 <= p.top <= 100 for p in found.labels)


def test_of_many_articles_a_sample_is_drawn() -> None:
    """The dots are capped, and the page says of how many."""
    found = topic_map(night_of(rows_of_a_night(80)), 30)
    assert found is not None
    assert (found.n_shown, found.n) == (30, 80)


def test_labels_do_not_cover_each_other() -> None:
    """Two topics on one place: the larger one has its label, the other stands in the legend."""
    rows = rows_of_a_night(40)
    for row in rows["article_topics"]:
        row.update(x=0.0 if row["topic_id"] < 2 else row["x"], y=0.0 if row["topic_id"] < 2 else row["y"])
    found = topic_map(night_of(rows), 1000)
    assert found is not None
    assert len(found.labels) < len(found.legend)
    assert all(abs(a.top - b.top) > 1 or abs(a.left - b.left) > 1 for a, b in combinations(found.labels, 2))


def test_a_topic_without_a_drawn_article_has_no_label() -> None:
    """With one dot there is one label."""
    found = topic_map(night_of(rows_of_a_night(40)), 1)
    assert found is not None
    assert len(found.labels) <= 1


def test_without_places_there_is_no_map() -> None:
    """No rows in article_topics: nothing to draw."""
    rows = rows_of_a_night(4)
    rows["article_topics"] = []
    assert topic_map(night_of(rows), 1000) is None

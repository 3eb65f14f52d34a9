"""The map: its labels and legend."""

from __future__ import annotations

from itertools import combinations

from pipeline.report.sections.topic_map import LETTER, LINE, Place, topic_map
from tests.report.invented import rows_of_a_night, summary_of


def covers(a: Place, b: Place) -> bool:
    """Whether two labels overlap."""
    return abs(a.x - b.x) < LETTER * (len(a.text) + len(b.text)) / 2 and abs(a.y - b.y) < LINE


def test_every_topic_has_a_label_and_the_largest_a_colour() -> None:
    """A label per topic within the map, a legend of the coloured ones."""
    found = topic_map(summary_of(rows_of_a_night(80)))
    assert found is not None
    assert [kind for kind, _ in found.legend] == ["c0", "c1", "c2", "c3", "c4", "c5"]
    assert found.n == 80
    assert len(found.labels) == 6
    assert all(0 <= p.left <= 100 and 0 <= p.top <= 100 for p in found.labels)


def test_labels_that_would_cover_another_wait_for_the_enlarged_map() -> None:
    """Two topics on one place: the larger one has its label, the other is far."""
    rows = rows_of_a_night(40)
    for row in rows["article_topics"]:
        row.update(x=0.0 if row["topic_id"] < 2 else row["x"], y=0.0 if row["topic_id"] < 2 else row["y"])
    found = topic_map(summary_of(rows))
    assert found is not None
    near = [p for p in found.labels if not p.is_far]
    assert 0 < len(near) < len(found.labels)
    assert not any(covers(a, b) for a, b in combinations(near, 2))
    assert all(any(covers(far, p) for p in near) for far in found.labels if far.is_far)


def test_desks_are_labelled_before_their_topics() -> None:
    """A desk stands at the middle of the articles of its topics."""
    rows = rows_of_a_night(60)
    desk = {**rows["topics"][0], "topic_id": 90, "label": "Harbour desk", "n_articles": 60, "parent_id": None}
    for row in rows["topics"]:
        row["parent_id"] = 90
    rows["topics"].append(desk)
    found = topic_map(summary_of(rows))
    assert found is not None
    assert [p.kind for p in found.labels] == ["desk"] + ["topic"] * 6
    assert found.labels[0].text == "Harbour desk"
    assert not found.labels[0].is_far


def test_without_places_there_is_no_map() -> None:
    """No rows in article_topics: nothing to draw."""
    rows = rows_of_a_night(4)
    rows["article_topics"] = []
    assert topic_map(summary_of(rows)) is None

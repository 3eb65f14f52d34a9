"""Which colour a topic has."""

from __future__ import annotations

import pytest

from pipeline.report.data.colours import colour_class, coloured, colours
from tests.report.invented import Rows, rows_of_a_night, summary_of


def night(n_topics: int, desks: dict[int, list[int]]) -> Rows:
    """Topics 0, 1, … of one size less each, and desks (by id) of these topics, in the order of their size."""
    rows = rows_of_a_night(30)
    example = rows["topics"][0]
    parent = {topic: desk for desk, members in desks.items() for topic in members}
    topics = [(number, parent.get(number), 500 - number) for number in range(n_topics)]
    groups = [(desk, None, 900 - rank) for rank, desk in enumerate(desks)]
    rows["topics"] = [
        {**example, "topic_id": number, "label": f"T{number}", "parent_id": above, "n_articles": n}
        for number, above, n in (*topics, *groups)
    ]
    return rows


def test_twelve_topics_have_a_colour_each() -> None:
    """As many as can be told apart, though they have desks."""
    corpus = summary_of(night(12, {90: [0, 1], 91: [2, 3]}))
    assert colours(corpus) == {number: number for number in range(12)}


def test_more_topics_have_the_colour_of_their_desk() -> None:
    """Larger desks first; a topic without a desk is grey."""
    corpus = summary_of(night(13, {91: [0, 2, 4], 90: [1, 3, *range(5, 12)]}))
    found = colours(corpus)
    assert [found[number] for number in range(13)] == [0, 1, 0, 1, 0, *[1] * 7, 12]
    assert [desk.topic_id for desk in coloured(corpus)] == [91, 90]


def test_without_desks_the_thirteenth_topic_is_grey() -> None:
    """And all after it."""
    assert colours(summary_of(night(14, {}))) == {**{n: n for n in range(12)}, 12: 12, 13: 12}


@pytest.mark.parametrize(("number", "name"), [(0, "c0"), (11, "c11"), (12, "rest")])
def test_classes_of_the_style_sheet(number: int, name: str) -> None:
    """Twelve, and one for what has no colour of its own."""
    assert colour_class(number) == name

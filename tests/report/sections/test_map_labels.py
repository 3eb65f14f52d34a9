"""Where the labels of the map stand, and which of them wait."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.report.sections.topic_map import Place, TopicMap, topic_map
from tests.report.invented import Row, rows_of_a_night, summary_of

CORNERS = ((-1.0, -1.0), (1.0, 1.0))


def topic(number: int, label: str, n_articles: int, parent: int | None = None) -> Row:
    """A row of `topics`."""
    return {
        **rows_of_a_night(1)["topics"][0],
        "topic_id": number,
        "label": label,
        "n_articles": n_articles,
        "parent_id": parent,
        "representative_ids": [],
    }


def drawn(topics: Sequence[Row], dots: Sequence[tuple[int, float, float]]) -> TopicMap:
    """The map of articles as (topic, x, y); two more of no topic stretch it from corner to corner."""
    dots = [*dots, *((-1, *corner) for corner in CORNERS)]
    rows = rows_of_a_night(len(dots))
    rows["topics"] = list(topics)
    for row, (number, x, y) in zip(rows["article_topics"], dots, strict=True):
        row.update(topic_id=number, x=x, y=y, strength=0.5)
    found = topic_map(summary_of(rows))
    assert found is not None
    return found


def test_the_middle_of_the_map() -> None:
    """The height of 532 units (580 less the margins) is the scale; the middle of both sides is 500, 290."""
    (label,) = drawn([topic(0, "Ferry", 1)], [(0, 0.0, 0.0)]).labels
    assert (label.text, label.kind, label.x, label.y, label.is_far) == ("Ferry", "topic", 500, 290, False)
    assert (label.left, label.top) == (50.0, 50.0)


@pytest.mark.parametrize(
    ("x", "y", "at"),
    [
        (0.0, 1.0, (500, 24)),
        (0.0, -1.0, (500, 556)),
        (1.0, 0.0, (926, 290)),
        (-1.0, 0.0, (74, 290)),
        (0.5, 0.5, (713, 157)),
    ],
)
def test_up_is_up(x: float, y: float, at: tuple[int, int]) -> None:
    """A larger y is nearer to the top, the wider axis has 1.6 times the scale of the other (425.6 and 266 units)."""
    (label,) = drawn([topic(0, "Ferry", 1)], [(0, x, y)]).labels
    assert (label.x, label.y) == at


def test_a_label_stands_at_the_median_of_its_articles() -> None:
    """One article far out does not draw it away."""
    dots = [(0, 0.0, 0.0), (0, 0.1, 0.0), (0, 1.0, 1.0)]
    (label,) = drawn([topic(0, "Ferry", 3)], dots).labels
    assert (label.x, label.y) == (543, 290)


@pytest.mark.parametrize(("y", "is_far"), [(29, True), (30, False), (31, False), (-29, True), (-30, False)])
def test_labels_are_thirty_units_apart(y: int, is_far: bool) -> None:
    """Less than that above or below, and the smaller topic waits."""
    found = drawn([topic(0, "Ferry", 9), topic(1, "Storm", 3)], [(0, 0.0, 0.0), (1, 0.0, y / 266)])
    assert [(label.text, label.is_far) for label in found.labels] == [("Ferry", False), ("Storm", is_far)]


@pytest.mark.parametrize(
    ("x", "is_far"),
    [(59 / 425.6, True), (60 / 425.6, False), (61 / 425.6, False), (-59 / 425.6, True), (-60 / 425.6, False)],
)
def test_a_letter_takes_twelve_units(x: float, is_far: bool) -> None:
    """Two labels of five letters are 60 units wide: nearer than that beside each other they would touch."""
    found = drawn([topic(0, "Ferry", 9), topic(1, "Storm", 3)], [(0, 0.0, 0.0), (1, x, 0.0)])
    assert found.labels[1].is_far is is_far


def test_a_label_that_waits_is_in_nobody_s_way() -> None:
    """The third touches the second alone, which is not shown."""
    names = [topic(0, "Ferry", 9), topic(1, "Storm", 5), topic(2, "Vote!", 3)]
    found = drawn(names, [(0, 0.0, 0.0), (1, 40 / 425.6, 0.0), (2, 80 / 425.6, 0.0)])
    assert [label.is_far for label in found.labels] == [False, True, False]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("x" * 24, "x" * 24),
        ("x" * 25, "x" * 23 + "…"),
        ("Harbour pilots and ferry", "Harbour pilots and ferry"),
        ("Harbour pilots and ferry crew", "Harbour pilots and…"),
        ("Ferry, harbour pilots, storm", "Ferry, harbour pilots"),
        ("Ferry, harbour, the storms", "Ferry, harbour"),
        ("Ferry, harbour, big storm", "Ferry, harbour"),
        ("Ferry, harbour, a storms", "Ferry, harbour, a storms"),
        ("Harbour pilots and the ferry, storm", "Harbour pilots and the…"),
    ],
)
def test_labels_have_24_characters_at_most(label: str, text: str) -> None:
    """The first words that have room; a first one that has none is cut between words where possible."""
    assert drawn([topic(0, label, 1)], [(0, 0.0, 0.0)]).labels[0].text == text


@pytest.mark.parametrize(("x", "at"), [(-0.5, 287), (0.5, 713)])
def test_a_label_may_stand_at_the_side(x: float, at: int) -> None:
    """A label of 24 letters needs 144 units on either side, which are there."""
    assert drawn([topic(0, "x" * 24, 1)], [(0, x, 0.0)]).labels[0].x == at


@pytest.mark.parametrize(("x", "at"), [(-4.0, 30), (4.0, 970)])
def test_a_label_stays_on_the_map(x: float, at: int) -> None:
    """Half of five letters is 30 units: no nearer to the border, where the dot itself is 24 units away."""
    dots = [(0, x, 0.0), (-1, -x, 0.0)]
    assert drawn([topic(0, "Ferry", 1)], dots).labels[0].x == at


def test_desks_are_first_and_cover_their_topics() -> None:
    """A desk stands amid the articles of all its topics; a topic at the same place waits, larger or not."""
    names = [topic(0, "Ferry", 9, 7), topic(1, "Storm", 5, 7), topic(7, "Coast", 2)]
    found = drawn(names, [(0, 0.0, 0.0), (0, 0.0, 0.0), (1, 0.0, 0.5)])
    assert [(p.text, p.kind, p.y, p.is_far) for p in found.labels] == [
        ("Coast", "desk", 290, False),
        ("Ferry", "topic", 290, True),
        ("Storm", "topic", 157, False),
    ]
    assert found.legend == [("c0", "Ferry"), ("c1", "Storm")]


def test_the_legend_has_twelve_colours() -> None:
    """The thirteenth topic shares grey with the rest and is not told there."""
    found = drawn([topic(n, f"T{n}", 30 - n) for n in range(13)], [(0, 0.0, 0.0)])
    assert found.legend == [(f"c{n}", f"T{n}") for n in range(12)]
    assert (found.rest, found.by_desk, found.n) == ("smaller topics, or none", False, 3)
    assert [label.text for label in found.labels] == ["T0"]


def test_many_topics_share_the_colours_of_their_desks() -> None:
    """The legend names the desks, and nothing but articles without a topic is grey."""
    topics = [topic(n, f"T{n}", 30 - n, 90 + n % 2) for n in range(13)]
    found = drawn([*topics, topic(90, "Coast", 99), topic(91, "Hills", 98)], [(0, 0.0, 0.0)])
    assert found.legend == [("c0", "Coast"), ("c1", "Hills")]
    assert (found.rest, found.by_desk) == ("no topic", True)


@pytest.mark.parametrize(
    ("x", "y", "left", "top"), [(0, 0, 0.0, 0.0), (1, 1, 0.1, 0.2), (333, 333, 33.3, 57.4), (1000, 580, 100.0, 100.0)]
)
def test_places_are_told_in_percent(x: int, y: int, left: float, top: float) -> None:
    """Of a width of 1,000 and a height of 580 units, with one decimal."""
    place = Place("Ferry", "topic", x, y, is_far=False)
    assert (place.left, place.top) == (left, top)

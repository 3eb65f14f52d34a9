"""Charts."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.drawing.svg import MAP_MARGIN, MAP_SIZE, balance, columns, places, shares, spark

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=60)


def numbers(text: str, name: str) -> list[float]:
    """All values of an attribute of the rectangles that are drawn."""
    return [float(v) for v in re.findall(rf'<rect class="(?!hit)[^>]*? {name}="([^"]*)"', text)]


@given(COUNTS)
def test_columns_stay_within_their_chart(values: list[int]) -> None:
    """Whatever the counts: well-formed, heights in proportion, none above the top."""
    chart = columns([values, values], [str(i) for i in range(len(values))], "label", ("original", "copy"))
    ET.fromstring(chart)  # noqa: S314 -- made here
    assert all(0 <= y <= 100 for y in numbers(chart, "y"))
    assert chart.count("<title>") == len(values)
    assert len(numbers(chart, "height")) == 2 * sum(v * 100 / max(1, 2 * max(values)) > 0 for v in values)


def test_a_column_of_its_own_kind() -> None:
    """One series may give each column a class."""
    chart = columns([[1, 2]], ["a", "b"], "label", ["neg", "pos"])
    assert 'class="neg"' in chart
    assert 'class="pos"' in chart


def test_words_in_charts_are_escaped() -> None:
    """A label is text, not markup."""
    chart = columns([[1]], ["<b>"], '"><script>', ["pos"])
    ET.fromstring(chart)  # noqa: S314 -- made here
    assert "<script>" not in chart
    assert "&lt;b&gt;" in chart


@given(COUNTS)
def test_sparks_are_one_path(values: list[int]) -> None:
    """A piece for each day with articles."""
    chart = spark(values, "label")
    ET.fromstring(chart)  # noqa: S314 -- made here
    assert chart.count("M") == sum(v > 0 for v in values)


def test_a_balance_leans_to_its_side() -> None:
    """Positive to the right of the middle, negative to the left, unknown nowhere; it ends at half the scale."""
    assert 'class="pos" x="50.0" y="1.5" width="10.0"' in balance(0.1)
    assert 'class="neg" x="40.0" y="1.5" width="10.0"' in balance(-0.1)
    assert 'width="0.0"' in balance(float("nan"))
    assert 'x="0.0" y="1.5" width="50.0"' in balance(-1)


def test_shares_fill_the_bar() -> None:
    """Pieces follow each other without a gap."""
    chart = shares([("neg", 0.25), ("nil", 0.5), ("pos", 0.25)], "label")
    assert numbers(chart, "x") == [0, 25, 75]
    assert sum(numbers(chart, "width")) == 100


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=30))
def test_the_map_holds_all_dots(dots: list[tuple[float, float]]) -> None:
    """Positions of any scale, even all the same, fall within the margins."""
    x, y = places(*np.array(dots).T)
    for values, size in zip((x, y), MAP_SIZE, strict=True):
        assert values.min() >= MAP_MARGIN - 1
        assert values.max() <= size - MAP_MARGIN + 1

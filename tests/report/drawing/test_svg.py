"""Charts."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
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
    assert chart.count("v-") == sum(v > 0 for v in values)
    assert chart.count("M") == any(values)


def test_a_balance_leans_to_its_side() -> None:
    """Positive to the right of the middle, negative to the left, unknown nowhere; it ends at half the scale."""
    assert 'pos" style="--x:50.0%;--w:10.0%"' in balance(0.1)
    assert 'neg" style="--x:40.0%;--w:10.0%"' in balance(-0.1)
    assert "--w:0.0%" in balance(float("nan"))
    assert "--x:0.0%;--w:50.0%" in balance(-1)


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


def test_columns_stand_on_each_other() -> None:
    """Two days of 1 + 3 and 2 + 0: the higher day fills the height, the second series stands on the first."""
    chart = columns([[1, 2], [3, 0]], ["Mon", "Tue"], "articles", ("original", "copy"))
    assert numbers(chart, "x") == [0.08, 0.08, 1.08]
    assert numbers(chart, "height") == [25.0, 75.0, 50.0]
    assert numbers(chart, "y") == [75.0, 0.0, 50.0]
    assert re.findall(r'<rect class="(original|copy)"', chart) == ["original", "copy", "original"]
    assert 'viewBox="0 0 2 100"' in chart
    assert 'aria-label="articles"' in chart
    assert re.findall("<title>(.*?)</title>", chart) == ["Mon", "Tue"]
    assert [int(x) for x in re.findall(r'class="hit" x="(\d+)"', chart)] == [0, 1]


def test_columns_without_a_count_are_empty() -> None:
    """A day without articles has a tip and no bar; no day at all makes an empty chart of width 1."""
    chart = columns([[0, 4]], ["Mon", "Tue"], "articles", ["a", "b"])
    assert numbers(chart, "height") == [100.0]
    assert 'class="b"' in chart
    assert 'class="a"' not in chart
    assert 'viewBox="0 0 1 100"' in columns([[]], [], "articles", ["a"])


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ([1, 2, 4], "M0.5 20v-5m1 5v-10m1 10v-20"),
        ([0, 3], "M1.5 20v-20"),
        ([1, 100], "M0.5 20v-1m1 1v-20"),
        ([0, 0], ""),
        ([1], "M0.5 20v-20"),
    ],
)
def test_a_spark_is_as_high_as_its_highest_day(values: list[int], path: str) -> None:
    """Twenty units for the most, one at least for any."""
    chart = spark(values, "articles by day")
    assert f'd="{path}"' in chart
    assert f'viewBox="0 0 {len(values)} 20"' in chart


@pytest.mark.parametrize(
    ("compound", "kind", "x", "width"),
    [(0.25, "pos", 50, 25), (-0.25, "neg", 25, 25), (0.5, "pos", 50, 50), (0.9, "pos", 50, 50), (0, "neg", 50, 0),
     (-0.5, "neg", 0, 50)],
)  # fmt: skip
def test_a_tone_of_a_half_fills_its_side(compound: float, kind: str, x: float, width: float) -> None:
    """The bar begins at the middle and ends at the border."""
    assert balance(compound) == f'<i class="balance {kind}" style="--x:{x:.1f}%;--w:{width:.1f}%"></i>'


@pytest.mark.parametrize(
    ("x", "y", "left", "top"),
    [
        ([0.0], [0.0], [500], [290]),
        ([0.0, 1.0], [0.0, 0.0], [24, 976], [290, 290]),
        ([0.0, 0.0], [0.0, 1.0], [500, 500], [24, 556]),
        ([0.0, 1.0], [0.0, 1.0], [74, 926], [24, 556]),
        ([0.0, 1.7], [0.0, 1.0], [24, 976], [24, 556]),
        ([0.0, 4.0], [0.0, 1.0], [24, 976], [100, 480]),
    ],
)
def test_the_map_fills_its_room(x: list[float], y: list[float], left: list[int], top: list[int]) -> None:
    """The wider of the two sides decides, the other fills its room if that takes no more than 1.6 of its scale."""
    found = places(np.array(x), np.array(y))
    assert [side.tolist() for side in found] == [left, top]


def test_shares_are_cut_in_order() -> None:
    """Three parts of a bar of a hundred units."""
    chart = shares([("neg", 0.125), ("nil", 0.5), ("pos", 0.375)], "tone")
    assert numbers(chart, "x") == [0, 12.5, 62.5]
    assert numbers(chart, "width") == [12.5, 50, 37.5]
    assert re.findall(r'<rect class="(\w+)"', chart) == ["neg", "nil", "pos"]
    assert 'viewBox="0 0 100 10"' in chart

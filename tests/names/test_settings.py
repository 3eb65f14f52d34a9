"""The setting of `names` decides whom a bare surname means."""

from __future__ import annotations

from datetime import timedelta

import pyarrow as pa
import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.stage import NamesConfig, links, mentions
from pipeline.tables.parts import MemoryParts
from tests.names.test_stage import BARE, DAY, FULL, texts


def linked(days_later: int, window: int) -> bool:
    """Whether a bare surname means the person whom two articles named in full so many days before."""
    days = [DAY, DAY, DAY + timedelta(days=days_later)]
    about = {
        "article_id": strings(["a0", "a1", "a2"]),
        "day": pa.array(days, pa.date32()),
        "duplicate_of": strings([None] * 3),
    }
    config = NamesConfig(window_days=window)
    named = mentions(config, texts=texts(FULL, FULL + " Again.", BARE))["mentions"]
    found = links(config, mentions=MemoryParts({"p": named}), articles=MemoryParts({"p": pa.table(about)}))
    return "person angela merkel" in found["name_links"]["p"]["full_key"].to_pylist()


@pytest.mark.parametrize(
    ("days_later", "window", "is_linked"),
    [(0, 0, True), (1, 0, False), (30, 30, True), (31, 30, False), (31, 31, True), (7, 6, False), (-1, 30, False)],
)
def test_window_days(days_later: int, window: int, is_linked: bool) -> None:
    """Articles of the days before count up to the window, none of the days after."""
    assert linked(days_later, window) == is_linked

"""The block of the views in fewer characters; reader.js undoes it.

Runs go for the time of packing more than for size: bzip2 takes three times as long for a block of columns that are one
number over and over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

NEW = 0  # a story that no article before has


def shrink(block: Mapping[str, Any]) -> dict[str, Any]:
    """The block with `language`, `day` and `minute` as runs, stories told by how new they are, places by their topic's.

    Of minutes only those of articles in a story are kept: the others have none.
    """
    (middle_x, x), (middle_y, y) = (from_middles(block[side], block["topic"]) for side in ("x", "y"))
    minutes = [minute for minute, story in zip(block["minute"], block["story"], strict=True) if story >= 0]
    return {
        **block,
        "language": runs(block["language"]),
        "day": runs(block["day"]),
        "minute": runs(minutes),
        "story": newness(block["story"]),
        "middle_x": middle_x,
        "x": x,
        "middle_y": middle_y,
        "y": y,
    }


def from_middles(places: Sequence[int], topics: Sequence[int]) -> tuple[list[int], list[int]]:
    """The median place of each topic, that of no topic (-1) first, and the steps of each place from its topic's."""
    side, group = np.array(places, np.int64), np.array(topics, np.int64) + 1
    members = [side[group == number] for number in range(group.max(initial=0) + 1)]
    middles = [int(np.median(own)) if len(own) else 0 for own in members]
    steps: list[int] = (side - np.array(middles, np.int64)[group]).tolist()
    return middles, steps


def runs(values: Sequence[int]) -> list[int]:
    """Each value that is not the one before it, followed by how often it comes in a row."""
    column = np.array(values, np.int64)
    first = np.flatnonzero(np.append(True, column[1:] != column[:-1])[: len(column)])
    n = np.diff(np.append(first, len(column)))
    found: list[int] = np.stack([column[first], n], axis=1).ravel().tolist()
    return found


def newness(numbers: Sequence[int]) -> list[int]:
    """Stories, numbered in the order in which they come: `NEW`, else how many are newer, plus one; -1 for none."""
    newest, found = -1, []
    for number in numbers:
        found.append(number if number < 0 else NEW if number > newest else newest - number + 1)
        newest = max(newest, number)
    return found

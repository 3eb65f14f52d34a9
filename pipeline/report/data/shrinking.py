"""The block of the views in fewer bytes; reader.js undoes it.

This saves time more than room: JSON and bzip2 take as long as the bytes that they are given, and bzip2 three times as
long for columns that are one number over and over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from pipeline.arrays.types import Int64, Integer

NEW = 0  # a story that no article before has
FIRST = 33  # the character that stands for 0; the one before it, a blank, for -1
SURROGATES = (0xD800, 0x800)  # the first of the characters that no text can hold, and how many there are


def shrink(block: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The block in two parts: words, and columns of numbers, which are packed better apart.

    `language`, `day` and `minute` are runs, stories are told by how new they are, places by their topic's; of minutes
    only those of articles in a story are kept: the others have none. A number is a character, see `characters`; days
    are not, for steps to far-off dates are larger than any.
    """
    (middle_x, x), (middle_y, y) = (from_middles(block[side], block["topic"]) for side in ("x", "y"))
    minutes = [minute for minute, story in zip(block["minute"], block["story"], strict=True) if story >= 0]
    columns = {
        **{name: characters(np.array(block[name], np.int64)) for name in ("source", "topic")},
        "story": characters(np.array(newness(block["story"]), np.int64)),
        "language": characters(unsigned(runs(block["language"]))),
        "minute": characters(unsigned(runs(minutes))),
        **{name: characters(unsigned(column)) for name, column in (("tone", block["tone"]), ("x", x), ("y", y))},
        **{name: characters(ended(block[name])) for name in ("of_keywords", "of_names")},
    }
    words = {name: value for name, value in block.items() if name not in columns}
    return {**words, "day": runs(block["day"]), "middle_x": middle_x, "middle_y": middle_y}, columns


def characters(values: Integer) -> str:
    """A character for each number from -1 on, without `SURROGATES`."""
    first, n = SURROGATES
    codes = values + FIRST
    return np.where(codes < first, codes, codes + n).astype("<u4").tobytes().decode("utf-32-le")


def unsigned(values: Sequence[int]) -> Int64:
    """Small numbers of either sign as small numbers from 0 on: 0, -1, 1, -2 as 0, 1, 2, 3."""
    column = np.array(values, np.int64)
    return np.where(column < 0, -2 * column - 1, 2 * column)


def ended(lists: Sequence[Sequence[int]]) -> Int64:
    """The numbers of all lists, a -1 behind each list."""
    sizes = np.fromiter(map(len, lists), np.int64, len(lists))
    found = np.full(int(sizes.sum()) + len(sizes), -1)
    is_number = np.ones(len(found), bool)
    is_number[np.cumsum(sizes + 1) - 1] = False
    found[is_number] = np.fromiter(chain.from_iterable(lists), np.int64, int(sizes.sum()))
    return found


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

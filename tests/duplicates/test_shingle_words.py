"""Which words a shingle is made of, text by text: two texts have one set of shingles or not."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.duplicates.shingle_index import build_index, chunks, places
from pipeline.duplicates.shingles import FLOOR, NUMBER_BIT, running_shingles, sampled_shingles


def shingles(text: str, size: int = 2) -> list[int]:
    """All shingles of a text, in order, without the mark of numbers."""
    hashes: list[int] = (running_shingles(strings([text]), size)[1] & np.uint64((1 << NUMBER_BIT) - 1)).tolist()
    return hashes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ferry Left", "the ferry left"),
        ("the ferry left", "the  ferry\n\tleft"),
        ("the ferry, left.", "the ferry left"),
        ("the-ferry/left", "the ferry left"),
        ("don't go", "don t go"),
        ("don\u2019t go", "don't go"),
        ("\u201cthe ferry\u201d left", "the ferry left"),
        ("the ferry \u2014 left", "the ferry left"),
        ("the\u00a0ferry left", "the ferry left"),
        ("the\u2009ferry\u3000left", "the ferry left"),
        ("the ferry\uff0c left", "the ferry left"),
        ("\u00abthe ferry\u00bb left", "the ferry left"),
        ("\u00c9LAN VITAL now", "\u00e9lan vital now"),
        ("\u0416\u0423\u041a \u0438 now", "\u0436\u0443\u043a \u0438 now"),
        ("\u03a9MEGA and alpha", "\u03c9mega and alpha"),
        ("a_b c", "a b c"),
        ("3.5 million", "3 5 million"),
        ("the ferry left ", " the ferry left"),
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    """Case, white space and punctuation do not count, straight or typographic."""
    assert shingles(one) == shingles(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the ferry left", "the ferries left"),
        ("the ferry left", "ferry the left"),
        ("the ferry left", "theferry left now"),
        ("elan vital now", "\u00e9lan vital now"),
        ("stra\u00dfe und now", "strasse und now"),
        ("the 5 left", "the 6 left"),
        ("\u4f60\u597d \u4e16\u754c now", "\u4f60\u597d \u4e16\u4e16 now"),
        ("e\u0301lan vital now", "elan vital now"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    """Order, endings, accents and digits do."""
    assert shingles(one) != shingles(other)


@pytest.mark.parametrize(
    ("text", "size", "n"),
    [
        ("", 1, 0),
        ("one", 1, 1),
        ("one", 2, 0),
        ("one two", 2, 1),
        ("one two three", 2, 2),
        ("one two three", 3, 1),
        ("one two three", 4, 0),
        ("one one one", 2, 2),
        ("... !!!", 1, 0),
        ("w " * 16, 16, 1),
    ],
)
def test_how_many_there_are(text: str, size: int, n: int) -> None:
    """Words less the size of a shingle and one, repeated ones too."""
    assert len(shingles(text, size)) == n
    assert sampled_shingles(strings([text]), size, 1)[2].tolist() == [n]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to 4 of them", [False, True, True, False]),
        ("4th of the month", [True, False, False]),
        ("B52 was seen", [False, False]),
        ("a 3.5 rise", [True, True, True]),
        ("\u0664 of them", [False, False]),
        ("none of them", [False, False]),
    ],
)
def test_shingles_with_a_number_are_marked(text: str, expected: list[bool]) -> None:
    """A word of theirs begins with a digit."""
    hashes = running_shingles(strings([text]), 2)[1]
    assert (hashes >> np.uint64(NUMBER_BIT)).astype(bool).tolist() == expected


@pytest.mark.parametrize(
    ("n", "modulus", "power"),
    [
        (63, 64, 1),
        (64, 64, 2),  # as many as leave 32 of them
        (127, 64, 2),
        (128, 64, 4),
        (255, 64, 4),
        (256, 64, 8),
        (4096, 64, 64),
        (4096, 16, 16),
        (4096, 4, 4),
        (4096, 1, 1),
    ],
)
def test_a_long_text_keeps_one_shingle_in_so_many(n: int, modulus: int, power: int) -> None:
    """The largest power of two up to the modulus that leaves about thirty-two."""
    assert FLOOR == 32
    text = " ".join(f"w{at}" for at in range(n + 2))
    every, kept = (sampled_shingles(strings([text]), 3, m)[1].tolist() for m in (1, modulus))
    assert len(every) == n
    assert kept == [value for value in every if value % power == 0]
    if power > 1:
        assert kept != [value for value in every if value % (power // 2) == 0]


@pytest.mark.parametrize(
    ("texts", "wanted", "expected"),
    [
        ([[5, 6, 7]], [5, 6, 7, 8], [0, 1, 2, -1]),
        ([[5, 5, 5, 6]], [5, 6], [0, 3]),
        ([[5]], [5], [0]),
        ([[1 << 40, 2 << 40, 3 << 40]], [3 << 40, 1 << 40, 0], [2, 0, -1]),
    ],
)
def test_the_first_place_of_a_shingle(texts: list[list[int]], wanted: list[int], expected: list[int]) -> None:
    """Within its text, from 0; -1 where it does not stand."""
    index = build_index(np.array(list(map(len, texts))), np.concatenate(texts).astype(np.uint64))
    found = places(index, np.array(wanted, np.uint64), np.array([0]), np.array([len(wanted)]))
    assert found.tolist() == expected


def test_texts_are_looked_up_in_by_themselves() -> None:
    """A shingle of another text is not there."""
    index = build_index(np.array([2, 1]), np.array([5, 6, 7], np.uint64))
    found = places(index, np.array([5, 7, 5, 7], np.uint64), np.array([0, 1]), np.array([2, 2]))
    assert found.tolist() == [0, -1, -1, 0]
    assert index.once.tolist() == [True, True, True]
    assert index.before.tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "counts", [[5], [5, 5, 5], [65_535, 1], [5, 70_000, 5], [70_000, 5, 5], [200_000], [40_000] * 5]
)
def test_texts_are_worked_off_in_chunks(counts: list[int]) -> None:
    """Every text once, in order; behind the first of a chunk at most 65,536 shingles follow in it."""
    found = chunks(np.array(counts))
    assert [text for first, last in found for text in range(first, last)] == list(range(len(counts)))
    assert all(sum(counts[first + 1 : last]) <= 65_536 for first, last in found)

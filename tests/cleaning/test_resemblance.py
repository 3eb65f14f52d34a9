"""Laws of resemblance: which records of one key are versions of one article, by their texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning import thresholds
from pipeline.cleaning.resemblance import _resembling, alike
from pipeline.tables.parts import MemoryParts
from pipeline.tables.records import RECORDS


class Record(NamedTuple):
    """A record with a text, as `alike` sees it."""

    part: int
    row: int
    text_sha256: str
    newness: tuple[int, int, str, int]


def pairs(
    group: Sequence[int], shingles: Sequence[Sequence[int]], totals: Sequence[int] | None = None
) -> list[tuple[int, int]]:
    """Pairs of texts given by group, sampled shingles and the number of shingles before sampling."""
    doc = np.repeat(np.arange(len(shingles)), [len(one) for one in shingles])
    hashes = np.array([hash_ for one in shingles for hash_ in one], np.uint64)
    counts = np.array([len(one) for one in shingles] if totals is None else totals, np.int64)
    return [tuple(pair) for pair in _resembling(np.array(group), doc, hashes, counts).tolist()]


@pytest.mark.parametrize(
    ("shared", "size_one", "size_other", "expected"),
    [
        (1, 8, 8, []),
        (2, 8, 8, [(0, 1)]),
        (2, 8, 40, [(0, 1)]),
        (2, 40, 8, [(0, 1)]),
        (2, 9, 9, []),
        (3, 9, 12, [(0, 1)]),
        (1, 4, 100, [(0, 1)]),
        (0, 8, 8, []),
    ],
)
def test_a_quarter_of_the_shorter_text_is_shared(
    shared: int, size_one: int, size_other: int, expected: list[tuple[int, int]]
) -> None:
    """Exactly a quarter is enough; the length of the longer text does not matter."""
    one = list(range(size_one))
    other = [*range(shared), *range(1000, 1000 + size_other - shared)]
    assert thresholds.RESEMBLANCE == 0.25
    assert pairs([0, 0], [one, other]) == expected


@pytest.mark.parametrize(("shared", "expected"), [(4, []), (5, [(0, 1)])])
@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_samples_the_thinner_counts(shared: int, expected: list[tuple[int, int]], swapped: bool) -> None:
    """A text of 64 shingles of which half are sampled: each shared one stands for two, of the 40 of the other."""
    one = list(range(32))
    other = [*range(shared), *range(1000, 1040 - shared)]
    texts, totals = ([one, other], [64, 40]) if not swapped else ([other, one], [40, 64])
    assert pairs([0, 0], texts, totals) == expected


def test_a_text_is_compared_with_the_next_that_shares_a_shingle() -> None:
    """Versions follow one another: the first and the third are joined by the second."""
    assert pairs([0, 0, 0], [[1, 2], [1, 2], [1, 2]]) == [(0, 1), (1, 2)]
    assert pairs([0, 0, 0], [[1, 2], [8, 9], [1, 2]]) == [(0, 2)]
    assert pairs([0, 0, 0], [[1, 2], [2, 3], [3, 4]]) == [(0, 1), (1, 2)]


def test_texts_of_other_keys_are_not_compared() -> None:
    """The same shingles in two groups are two pairs within them, none across."""
    assert pairs([0, 1], [[1, 2], [1, 2]]) == []
    assert pairs([0, 1, 0, 1], [[1, 2]] * 4) == [(0, 2), (1, 3)]


def test_texts_without_shingles_resemble_none() -> None:
    """Too short to tell."""
    assert pairs([0, 0], [[], []]) == []
    assert pairs([], []) == []


STORY = (
    "The council of Port Ellis rejected the lease of the old ferry pier on Monday after a debate that went on until "
    "midnight and that few in the hall had expected to end as it did"
)
OTHER = "Rain fell on the valleys all week and the river at Marlow rose by a metre, more than in any May on record"


def records(texts: Sequence[str]) -> pa.Table:
    """Rows of table `records` of which only the text is known."""
    columns = [strings(list(texts)) if f.name == "text" else pa.nulls(len(texts), f.type) for f in RECORDS.schema]
    return pa.Table.from_arrays(columns, schema=RECORDS.schema)


def found(groups: Sequence[Sequence[str]]) -> list[list[tuple[int, int]]]:
    """Pairs among texts, which lie in two parts in turn; later texts are newer."""
    texts = [text for group in groups for text in group]
    parts = {name: records(texts[first::2]) for first, name in enumerate("ab")}
    places, at = [], 0
    for group in groups:
        members = []
        for text in group:
            members.append(Record(at % 2, at // 2, text, (at, at, "", at)))
            at += 1
        places.append(members)
    return alike(places, MemoryParts(parts))


def test_an_update_resembles_its_first_version_and_another_story_does_not() -> None:
    """Pairs are places within their group, older first; groups without a pair are there, too."""
    update = STORY.replace("on Monday", "on Monday evening") + ". The mayor was not there."
    assert found([[STORY, OTHER, update], [OTHER, STORY], [STORY]]) == [[(0, 2)], [], []]


def test_equal_texts_are_one() -> None:
    """Records of one text are linked by its hash; the last of them stands for it here."""
    assert found([[STORY, STORY, OTHER]]) == [[]]
    assert found([[STORY, STORY, f"{STORY}. And more."]]) == [[(1, 2)]]

"""The laws of `pipeline.duplicates.similarity`."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.duplicates import similarity
from pipeline.duplicates.shingle_index import build_index
from pipeline.duplicates.similarity import BEGINNING, LEAD, Similarity, measure_similarity

NUMBER = 1 << 63
VALUES = st.lists(st.integers(0, 40).map(lambda v: v << 16 | v % 3), min_size=1, max_size=40)  # slots collide


def compared(texts: list[list[int]], pairs: list[tuple[int, int]], min_span: int = 3) -> list[dict[str, float]]:
    """Figures of some pairs of lists of hashes."""
    index = build_index(np.array([len(t) for t in texts]), np.array([v for t in texts for v in t], np.uint64))
    one, two = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    found = measure_similarity(index, one, two, min_span)
    names = [field.name for field in fields(Similarity)]
    return [
        dict(zip(names, row, strict=True)) for row in zip(*(getattr(found, n).tolist() for n in names), strict=True)
    ]


def compare(one: list[int], two: list[int], min_span: int = 3) -> dict[str, float]:
    """Figures of one pair."""
    return compared([one, two], [(0, 1)], min_span)[0]


@given(VALUES, VALUES)
def test_shares_are_exact(one: list[int], two: list[int]) -> None:
    """Jaccard and containment are those of the sets."""
    found = compare(one, two)
    a, b = set(one), set(two)
    short = a if len(one) <= len(two) else b
    assert found["jaccard"] == len(a & b) / len(a | b)
    assert found["containment"] == len(a & b) / len(short)
    assert (found["n"], found["n_longer"]) == tuple(sorted((len(one), len(two))))


@given(st.lists(VALUES, min_size=2, max_size=5))
def test_a_pair_knows_nothing_of_others(texts: list[list[int]]) -> None:
    """Compared with others or alone, a pair has the same figures."""
    pairs = [(i, j) for i in range(len(texts)) for j in range(i)]
    assert compared(texts, pairs) == [compare(texts[i], texts[j]) for i, j in pairs]


@given(VALUES, VALUES)
def test_the_order_of_two_texts_does_not_matter(one: list[int], two: list[int]) -> None:
    """Which of two texts comes first changes nothing, unless they are equally long."""
    if len(one) != len(two):
        assert compare(one, two) == compare(two, one)


@given(VALUES, VALUES)
def test_figures_are_in_range(one: list[int], two: list[int]) -> None:
    """Every share lies between nothing and all; a text is all of itself."""
    found = compare(one, two)
    shares = ("jaccard", "containment", "own", "missing_numbers", "lost_numbers", "head", "lead")
    assert all(0 <= found[name] <= 1 for name in shares)
    itself = compare(one, one)
    assert [itself[name] for name in ("jaccard", "containment", "head", "lead", "own")] == [1, 1, 1, 1, 0]


@given(VALUES, VALUES, st.integers(1, 5))
def test_spans_are_counted_run_by_run(one: list[int], two: list[int], min_span: int) -> None:
    """Runs of more than `min_span` shingles, found or not, count in full; shorter ones do not."""
    found = compare(one, two, min_span)
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    runs: list[list[bool]] = []
    for value in short:
        if not runs or runs[-1][0] != (value in long):
            runs.append([])
        runs[-1].append(value in long)
    sums = {kind: sum(len(run) for run in runs if run[0] is kind and len(run) > min_span) for kind in (True, False)}
    assert (found["carried"], found["own"]) == (sums[True], sums[False] / len(short))


def test_numbers_that_differ_in_like_words_are_odd() -> None:
    """A template with other figures stands out; a copy and a text with other words alike do not."""
    words = list(range(1, 61))
    report = [value | NUMBER * (value % 2) for value in words]
    other = [value + 1000 * (value % 2) | NUMBER * (value % 2) for value in words]
    template = compare(report, other)
    assert (template["odd_numbers"] > 4, template["missing_numbers"], template["same_numbers"]) == (True, 1, 0)
    assert (compare(report, report)["odd_numbers"], compare(report, report)["same_numbers"]) == (0, 30)
    edited = compare(report, [v + 1000 * (v % 3 == 0) | NUMBER * (v % 2) for v in words])
    assert (edited["odd_numbers"] < 1, edited["missing_numbers"], edited["lost_numbers"]) == (True, 0.5, 1 / 3)
    assert compare(words, [*words[:59], 77])["odd_numbers"] == 0


def test_the_head_of_a_long_text() -> None:
    """A text at the beginning of a much longer one has its head; one in the middle has not."""
    short, rest = list(range(1, 101)), list(range(1000, 1400))
    assert compare(short, [*short, *rest])["head"] == 1
    middle = compare(short, [*rest[:200], *short, *rest[200:]])
    assert (middle["head"], middle["containment"]) == (0, 1)
    assert compare(short, [*rest[:90], *short])["head"] == 1  # not twice as long: nobody asks for the head


@pytest.mark.parametrize(("before", "share"), [(75, 1.0), (100, 0.75), (130, 0.45), (174, 0.01), (175, 0.0)])
def test_the_head_is_as_long_as_the_text_and_a_quarter_and_fifty_more(before: int, share: float) -> None:
    """Of 100 shingles those count that stand among the first 175 of a text more than twice as long."""
    short, rest = list(range(1, 101)), list(range(1000, 1400))
    assert compare(short, [*rest[:before], *short, *rest[before:]])["head"] == share


def test_the_lead_is_that_of_both() -> None:
    """The lead of either text counts half, wherever in the other it stands."""
    body = list(range(1, 201))
    own, other = list(range(1000, 1000 + BEGINNING)), list(range(2000, 2000 + BEGINNING))
    assert compare(body, [*other, *body])["lead"] == 0.5
    assert compare([*own, *body], [*other, *other, *body])["lead"] == 0
    assert compare([*body[LEAD:], *body[:LEAD]], body)["lead"] == 1
    assert compare([7, 7, 8], [8, 9, 9, 7, 8])["lead"] == (1 + 3 / 5) / 2


def test_the_lead_may_begin_late() -> None:
    """Twenty shingles of a caption above the text do not count; each one more does, once."""
    body = list(range(1, 201))
    for above, share in ((BEGINNING - LEAD, 1), (BEGINNING - LEAD + 10, 1 - 10 / LEAD)):
        assert compare(body, [*range(1000, 1000 + above), *body])["lead"] == (1 + share) / 2


@pytest.mark.parametrize(
    ("numbers", "missing", "n", "n_found", "odd"),
    [
        (30, 15, 60, 45, 5.0),
        (30, 0, 60, 30, -10.0),
        (0, 0, 60, 30, 0.0),
        (30, 0, 60, 60, 0.0),
        (3, 3, 60, 57, 1.0),
        (30, 30, 60, 15, 5 / (10 * 0.25 + 1) ** 0.5),
        (60, 30, 60, 30, -10.0),
    ],
)
def test_numbers_are_odd_by_standard_deviations(numbers: int, missing: int, n: int, n_found: int, odd: float) -> None:
    """Against the share of the other words that are found; three shingles to a number, one deviation allowed for."""
    given_ = (np.array([value]) for value in (numbers, missing, n, n_found))
    assert similarity._odd_numbers(*given_).tolist() == pytest.approx([odd])


@pytest.mark.parametrize(
    ("one", "two", "jaccard", "containment"),
    [
        ([1, 2, 3, 4], [1, 2, 5, 6, 7], 2 / 7, 0.5),
        ([1, 1, 2], [1, 2, 3, 3], 2 / 3, 1.0),
        ([1, 2], [3, 4, 5], 0.0, 0.0),
        ([5], [5, 6], 0.5, 1.0),
    ],
)
def test_repeated_shingles_count_once(one: list[int], two: list[int], jaccard: float, containment: float) -> None:
    """In both figures."""
    found = compare(one, two)
    assert (found["jaccard"], found["containment"]) == pytest.approx((jaccard, containment))


def test_shares_of_numbers() -> None:
    """Of ten shingles four hold a number; three shingles are missing, two of them with a number."""
    one = [1, 2, 3, 4, 5, 6, *(NUMBER | value for value in (7, 8, 9, 10))]
    two = [1, 2, 3, 4, 5, 16, *(NUMBER | value for value in (7, 8, 19, 20)), 99]
    found = compare(one, two)
    assert found["missing_numbers"] == pytest.approx(2 / 3)
    assert found["lost_numbers"] == 0.5
    assert found["same_numbers"] == 2

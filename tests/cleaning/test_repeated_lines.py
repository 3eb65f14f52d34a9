"""Laws of repeated lines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.repeated_lines import (
    UNKNOWN,
    Repeats,
    _versions,
    changes,
    combine_keys,
    copies_needed,
    count_versions,
    decisive,
    lookup,
    publisher_keys,
    round_down,
    short_lines,
)
from pipeline.text.lines import split_lines

KEYS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=20)


def test_a_publisher_is_its_name_else_the_host_of_its_url() -> None:
    """A name wins over the URL; without both, the publisher is unknown; a broken URL is none."""
    keys = publisher_keys(
        ["Gazette", None, None, "", None, None],
        ["https://a.example/1", "https://b.example/1", "https://b.example/2", None, None, "http://[broken"],
    )
    assert keys[1] == keys[2]
    assert len({keys[0], keys[1], UNKNOWN}) == 3
    assert keys[3:].tolist() == [UNKNOWN] * 3


def test_a_line_counts_once_an_article_and_once_a_version() -> None:
    """A line twice in an article counts once, as does a line in two versions of one article."""
    story = "The council met on Monday and talked for hours about the ferry and the lease of the harbour wall. " * 2
    other = "A quite different story, long enough to tell it from the first: rain fell on the valleys all week. " * 2
    texts = [f"Sign up\n{story}\nSign up", f"Updated\n{story}\nSign up", f"{other}\nSign up"]
    row, line, version, *_ = short_lines(split_lines(strings(texts)))
    times = dict(zip(line.tolist(), count_versions(line, version).tolist(), strict=True))
    assert row.tolist() == [0, 0, 1, 1, 1, 2, 2]
    assert times[split_lines(strings(["sign up"])).keys[0]] == 2
    assert times[split_lines(strings([story])).keys[0]] == 1


def test_long_lines_and_lone_letters_are_not_counted() -> None:
    """Only lines of at least two letters and at most 300 bytes are."""
    _, line, *_ = short_lines(split_lines(strings(["a\n---\n" + "word " * 70])))
    assert not len(line)


@given(KEYS)
def test_totals_count_distinct_versions(rows: list[tuple[int, int]]) -> None:
    """Each row gets the number of distinct versions that share its key, whatever the order."""
    keys = np.array([key for key, _ in rows], np.uint64)
    versions = np.array([version for _, version in rows], np.uint64)
    expected = [len({version for other, version in rows if other == key}) for key, _ in rows]
    assert count_versions(keys, versions).tolist() == expected


@given(st.dictionaries(st.integers(0, 2**64 - 1), st.integers(1, 9), max_size=9), st.lists(st.integers(0, 2**64 - 1)))
def test_lookup_finds_what_is_there(table: dict[int, int], more: list[int]) -> None:
    """Known keys give their value, others 0."""
    asked = [*table, *more]
    found = lookup(
        np.array(asked, np.uint64), np.array(list(table), np.uint64), np.array(list(table.values()), np.int64)
    )
    assert found.tolist() == [table.get(key, 0) for key in asked]


def test_tiny_lines_sentences_and_paragraphs_need_more_copies() -> None:
    """An ordinary line is noise from the threshold on; a tiny one, a short sentence or a paragraph later."""
    own = np.array([3, 3, 4, 5, 3, 9, 3, 6])
    letters = np.array([30, 5, 15, 15, 30, 30, 200, 200])
    closed = np.array([0, 0, 0, 0, 1, 1, 1, 1], bool)
    prose = np.array([0, 0, 0, 0, 0, 0, 1, 1], bool)
    repeats = Repeats(own, np.zeros(8, np.int64), 3, 5)
    assert repeats.noise(letters, closed, prose).tolist() == [True, False, False, True, False, True, False, True]


def test_lines_of_other_publishers_count_when_they_are_long_enough() -> None:
    """A line that five articles of any publisher share is noise, if it is no mere name."""
    anywhere = np.array([5, 5, 4])
    repeats = Repeats(np.zeros(3, np.int64), anywhere, 3, 5)
    letters, no = np.array([30, 24, 30]), np.zeros(3, bool)
    assert repeats.noise(letters, no, no).tolist() == [True, False, False]


def test_counts_are_rounded_down_to_what_a_rule_asks_for() -> None:
    """Of an ordinary three: 3, 4.5, 6 and 9 decide; nothing in between, below or above does."""
    counts = np.array([0, 2, 3, 4, 5, 6, 8, 9, 10_000])
    assert round_down(counts, 3).tolist() == [0, 0, 3, 3, 5, 6, 6, 9, 9]


@given(st.integers(0, 60), st.integers(0, 60), st.integers(2, 12), st.integers(2, 12), st.integers(0, 60))
def test_rounding_down_changes_no_verdict(
    own: int, anywhere: int, min_own: int, min_anywhere: int, letters: int
) -> None:
    """Whatever the line is like, rounded counts say the same as exact ones."""
    exact = Repeats(np.array([own]), np.array([anywhere]), min_own, min_anywhere)
    rounded = Repeats(round_down(exact.own, min_own), round_down(exact.anywhere, min_anywhere), min_own, min_anywhere)
    for closed in (False, True):
        for prose in (False, True):
            line = (np.array([letters]), np.array([closed]), np.array([prose]))
            assert rounded.noise(*line) == exact.noise(*line)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(2, 12), st.integers(2, 12), st.integers(0, 60))
def test_what_decides_changes_no_verdict(
    own: int, anywhere: int, min_own: int, min_anywhere: int, letters: int
) -> None:
    """Wherever the line stands, what is kept of its counts says the same as exact ones."""
    sizes, least = np.array([letters]), (min_own, min_anywhere)
    exact = Repeats(np.array([own]), np.array([anywhere]), *least)
    for closed in (np.array([False]), np.array([True])):
        for prose in (np.array([False]), np.array([True])):
            places = [(sizes, closed, prose & np.array([inner])) for inner in (False, True)]
            factor = np.maximum(*(copies_needed(*place) for place in places))
            kept = Repeats(*decisive((exact.own, exact.anywhere), sizes, factor, least), *least)
            assert all(kept.noise(*place) == exact.noise(*place) for place in places)


@pytest.mark.parametrize(
    ("letters", "factor", "own", "anywhere", "kept"),
    [
        (40, 1, 2, 4, (0, 0)),
        (40, 1, 3, 0, (9, 0)),  # noise wherever it stands: one pair of counts from here on
        (40, 1, 60, 90, (9, 0)),
        (40, 1, 0, 5, (9, 0)),
        (40, 2, 5, 9, (5, 8)),
        (40, 2, 6, 9, (9, 0)),
        (40, 2, 0, 10, (9, 0)),
        (25, 3, 8, 14, (6, 10)),
        (25, 3, 0, 15, (9, 0)),
        (24, 1, 2, 90, (0, 0)),  # below 25 letters copies elsewhere do not count
        (15, 1.5, 4, 90, (3, 0)),
        (15, 1.5, 5, 90, (9, 0)),
    ],
)
def test_what_is_kept_of_counts(letters: int, factor: float, own: int, anywhere: int, kept: tuple[int, int]) -> None:
    """With 3 and 5 asked for: one pair for a line that is noise wherever it stands, else rounded counts."""
    counts = np.array([own]), np.array([anywhere])
    found = decisive(counts, np.array([letters]), np.array([factor]), (3, 5))
    assert tuple(int(one[0]) for one in found) == kept


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Read the harbour letter", 1),
        ("Read the harbour letter.", 3),
        ("Read the harbour letter\nRead the harbour letter.", 3),  # the strictest of its places
        ("Liss and Orm", 3),
        ("Ferries to Orm", 1.5),
        ("The harbour council met on Monday. " * 4, 1),  # a blank at its end
        ("The harbour council met on Monday." * 4, 2),
        ("The harbour council met on Monday." * 3, 1),
    ],
)
def test_how_many_copies_a_line_needs_wherever_it_stands(text: str, factor: float) -> None:
    """A sentence three times as many as the same words without a stop, a paragraph twice as many."""
    assert short_lines(split_lines(strings([text]))).factor.tolist() == [factor]


@pytest.mark.parametrize(
    ("letters", "closed", "prose", "factor"),
    [
        (11, False, False, 3),
        (12, False, False, 1.5),
        (19, False, False, 1.5),
        (20, False, False, 1),
        (39, True, False, 3),
        (40, True, False, 1),
        (200, True, True, 2),
        (200, False, False, 1),
    ],
)
@pytest.mark.parametrize("least", [2, 4, 10])
def test_how_often_a_line_must_repeat(letters: int, closed: bool, prose: bool, factor: float, least: int) -> None:
    """Brief lines and short sentences three times as often as an ordinary one, short lines half as often again."""
    needed = int(np.ceil(factor * least))
    for own, expected in ((needed - 1, False), (needed, True)):
        repeats = Repeats(np.array([own]), np.array([0]), least, 1000)
        assert repeats.noise(np.array([letters]), np.array([closed]), np.array([prose])).tolist() == [expected]


@pytest.mark.parametrize(("letters", "expected"), [(24, False), (25, True)])
def test_copies_elsewhere_count_from_25_letters_on(letters: int, expected: bool) -> None:
    """Shorter lines are anyone's: names, rubrics, places."""
    repeats = Repeats(np.array([0]), np.array([1000]), 3, 5)
    no = np.array([False])
    assert repeats.noise(np.array([letters]), no, no).tolist() == [expected]


@pytest.mark.parametrize(("size", "counted"), [(2, True), (1, False), (300, True), (301, False)])
def test_a_counted_line_has_2_letters_and_300_bytes(size: int, counted: bool) -> None:
    """Both bounds count."""
    row, _, _, letters, _ = short_lines(split_lines(strings(["a" * size])))
    assert row.tolist() == [0] * counted
    assert letters.tolist() == [size] * counted


def test_versions_of_an_article_share_their_telling_lines() -> None:
    """From 100 letters on a line tells an article; the smallest of them is the key, whatever else was changed."""
    long, other = "a" * 100, "b" * 130
    texts = [f"x\n{long}\nlate", f"{long}\n{other}", f"{other}\n{long}\ny", f"x\n{'a' * 99}", "x\nlate"]
    keys = _versions(split_lines(strings(texts))).tolist()
    assert keys[1] == keys[2]
    assert keys[0] in (keys[1], split_lines(strings([long])).keys[0])
    assert len({keys[0], keys[3], keys[4]}) == 3
    assert keys[4] == sum(split_lines(strings(["x\nlate"])).keys.tolist()) % 2**64


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (([1, 1, 2, 2], [5, 6, 6, 6]), [True, True, True, False]),
        (([1, 1, 1],), [True, False, False]),
        (([],), []),
    ],
)
def test_changes_are_where_a_row_differs_from_the_one_before(
    columns: tuple[list[int], ...], expected: list[bool]
) -> None:
    """In any of the columns; the first row always does."""
    assert changes(*(np.array(column, np.int64) for column in columns)).tolist() == expected


def test_a_publisher_and_a_line_make_one_key() -> None:
    """Neither may be swapped for the other, and one line of two publishers has two keys."""
    one, two = np.array([1, 2, 1], np.uint64), np.array([5, 5, 6], np.uint64)
    keys = combine_keys(one, two).tolist()
    assert len(set(keys)) == 3
    assert combine_keys(two, one).tolist() != keys
    assert keys[0] == (0x9E3779B97F4A7C15 ^ 5)


@pytest.mark.parametrize(
    ("least", "counts", "expected"),
    [
        (2, [1, 2, 3, 4, 5, 6, 99], [0, 2, 3, 4, 4, 6, 6]),
        (5, [4, 5, 7, 8, 9, 10, 14, 15], [0, 5, 5, 8, 8, 10, 10, 15]),
    ],
)
def test_counts_round_down_to_the_bounds_of_the_rules(least: int, counts: list[int], expected: list[int]) -> None:
    """Once, one and a half times, twice and three times what an ordinary line needs."""
    assert round_down(np.array(counts), least).tolist() == expected


@pytest.mark.parametrize(("size", "is_telling"), [(99, False), (100, True), (125, True)])
def test_a_line_tells_an_article_from_100_letters_on(size: int, is_telling: bool) -> None:
    """Then versions of the article that share it have one key, whatever else they say."""
    for letter in "abcdefgh":
        texts = [f"{letter * size}\n{ending}" for ending in ("early", "late")]
        keys = _versions(split_lines(strings(texts))).tolist()
        assert (keys[0] == keys[1]) == is_telling

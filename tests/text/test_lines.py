"""Laws of lines: where they stand and which ones read the same."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.arrays.hashing import byte_hashes
from pipeline.text.lines import Lines, split_lines

TEXTS = st.lists(st.text(st.sampled_from(list("aB 1.:-\né“😀")), max_size=30), max_size=6)


def lines_of(*texts: str) -> Lines:
    """The lines of some texts."""
    return split_lines(strings(list(texts)))


@given(TEXTS)
def test_lines_are_what_stands_between_line_feeds(texts: list[str]) -> None:
    """Every line that is not empty is there, in order, with its text."""
    lines = lines_of(*texts)
    expected = [(row, line) for row, text in enumerate(texts) for line in text.split("\n") if line]
    assert [(int(row), lines.text(at)) for at, row in enumerate(lines.row)] == expected
    assert len(lines) == len(expected)


@given(TEXTS)
def test_lines_as_a_column_hold_the_lines(texts: list[str]) -> None:
    """The column of lines shows each line and the line ends behind it."""
    lines = lines_of(*texts)
    shown = lines.texts.to_pylist()
    assert [text.rstrip("\n") for text in shown] == [lines.text(at) for at in range(len(lines))]


@given(TEXTS)
def test_keys_are_equal_where_letters_and_digits_are(texts: list[str]) -> None:
    """Case, white space and ASCII punctuation do not count; nothing else is left out."""
    lines = lines_of(*texts)
    spelt = [re.sub(r"[^a-z0-9\x80-\U0010ffff]", "", lines.text(at).lower()) for at in range(len(lines))]
    assert [len(text.encode()) for text in spelt] == lines.letters.tolist()
    for one, key in zip(spelt, lines.keys.tolist(), strict=True):
        same = [other == one for other in spelt]
        assert (lines.keys == np.uint64(key)).tolist() == same
        assert (key == 0) == (one == "")


def test_long_lines_are_compared_by_their_ends() -> None:
    """Beyond 300 bytes the first and last 64 bytes and the length decide, as they stand."""
    long = "word " * 80
    same, other = lines_of(long, "x\n" + long), lines_of(long.replace("word", "Word", 1), long + "more")
    assert same.keys[0] == same.keys[2]
    assert same.letters[0] == len(long)
    assert len({same.keys[0], *other.keys}) == 3


def test_a_line_longer_than_asked_for_is_not_read() -> None:
    """`text` gives nothing for a line of more bytes than the caller wants."""
    assert lines_of("abcdef").text(0, longest=5) == ""
    assert lines_of("abcdef").text(0, longest=6) == "abcdef"


@pytest.mark.parametrize(("size", "n_letters"), [(299, 150), (300, 150), (301, 301)])
def test_lines_up_to_300_bytes_are_compared_by_their_letters(size: int, n_letters: int) -> None:
    """Letters are counted up to 300 bytes; beyond that all bytes are."""
    line = ("a " * 200)[:size]
    assert lines_of(line).letters.tolist() == [n_letters]


@pytest.mark.parametrize(
    ("at", "is_same"), [(0, False), (63, False), (64, True), (335, True), (336, False), (399, False)]
)
def test_a_long_line_is_known_by_its_first_and_last_64_bytes(at: int, is_same: bool) -> None:
    """A change in between is not seen."""
    line = "a" * 400
    one, other = lines_of(line).keys, lines_of(line[:at] + "b" + line[at + 1 :]).keys
    assert (one[0] == other[0]) == is_same


def test_the_longest_that_is_read_is_counted_in_the_line() -> None:
    """Wherever in the batch the line stands."""
    lines = lines_of("abc\nabcdef")
    assert [lines.text(at, longest=5) for at in range(2)] == ["abc", ""]
    assert [lines.text(at, longest=6) for at in range(2)] == ["abc", "abcdef"]
    assert lines.text(1) == "abcdef"


def test_rows_starts_and_ends() -> None:
    """Two texts and an empty one: bytes are counted through the batch, line ends left out."""
    lines = lines_of("\u00e9b\n\nc", "", "\nde\n")
    assert lines.row.tolist() == [0, 0, 2]
    assert lines.starts.tolist() == [0, 5, 7]
    assert lines.ends.tolist() == [3, 6, 9]
    assert lines.bounds.tolist() == [0, 6, 6, 10]
    assert lines.letters.tolist() == [3, 1, 2]


@given(st.lists(st.binary(max_size=20), max_size=8))
def test_hashes_do_not_depend_on_the_place(pieces: list[bytes]) -> None:
    """The same bytes give the same hash wherever they stand; different ones differ; nothing gives 0."""
    data = np.frombuffer(b"".join(pieces), np.uint8)
    sizes = np.array([len(piece) for piece in pieces], np.int64)
    found = byte_hashes(data, np.cumsum(sizes) - sizes, sizes).tolist()
    assert len(set(found)) == len(set(pieces))
    assert all((value == 0) == (piece == b"") for value, piece in zip(found, pieces, strict=True))


def test_the_keys_of_lines_are_fixed() -> None:
    """Values that are written down: counted lines are looked up by them from night to night."""
    lines = lines_of("Read more:\n***\nREAD MORE 2\n" + "word " * 80)
    assert [f"{key:016x}" for key in lines.keys.tolist()] == [
        "7020c952b8e8e2be",
        "0000000000000000",
        "029c849f47fe839c",
        "bbff65c99445e32f",
    ]


@pytest.mark.parametrize("n_feeds", [1, 2, 299, 300, 301, 700])
@pytest.mark.parametrize("beside", ["Short one", "...", "long " * 80])
def test_a_line_has_its_own_key_whatever_stands_beside_it(n_feeds: int, beside: str) -> None:
    """Line ends in any number, lines of any length, and other texts with no line end between."""
    alone = lines_of("Read more: 24")
    feeds = "\n" * n_feeds
    for texts in (
        [f"Read more: 24{feeds}{beside}{feeds}read MORE 24"],
        [f"{beside}{feeds}Read more: 24", "read more 24", f"{feeds}{beside}"],
        [f"read more 24{feeds}", f"{feeds}{beside}{feeds}Read more, 24{feeds}"],
    ):
        lines = lines_of(*texts)
        same = lines.keys == alone.keys[0]
        assert int(same.sum()) == 2
        assert lines.letters[same].tolist() == [10, 10]
        assert set(lines.letters[~same].tolist()) == set(lines_of(beside).letters.tolist())

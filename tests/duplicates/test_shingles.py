"""The laws of `pipeline.duplicates.shingles`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.duplicates import shingles as kernel
from pipeline.duplicates.shingles import FLOOR, NUMBER_BIT, running_shingles, sampled_shingles

LETTERS = "aBz09 éÉßµ²ñĐЖжΩω \n.,’“”—-'«»\u00a0\u2009\u3000\uff01"
TEXTS = st.lists(st.text(st.sampled_from(LETTERS), max_size=60), max_size=8)


def fold(char: str) -> str:
    """Lower case, where UTF-8 keeps its length."""
    return char.lower() if len(char.lower().encode()) == len(char.encode()) else char


def words(text: str) -> list[str]:
    """The plain way: runs of letters and digits, case folded."""
    return "".join(fold(c) if c.isalnum() else " " for c in text).split()


def plain(text: str, size: int) -> list[tuple[str, ...]]:
    """Shingles as tuples of words."""
    found = words(text)
    return [tuple(found[i : i + size]) for i in range(len(found) - size + 1)]


def long_text(n: int, seed: int) -> str:
    """Invented words, n of them, few alike."""
    return " ".join(f"w{number}" for number in np.random.default_rng(seed).integers(0, 10**6, n))


def split(texts: list[str], size: int, modulus: int) -> list[list[int]]:
    """Sampled hashes of each text."""
    counts, hashes, _ = sampled_shingles(strings(texts), size, modulus)
    return [piece.tolist() for piece in np.split(hashes, np.cumsum(counts)[:-1])] if texts else []


@given(TEXTS, st.integers(1, 4))
def test_shingles_are_those_of_a_plain_tokeniser(texts: list[str], size: int) -> None:
    """Counts, distinct counts and equality of shingles are those of words split in plain Python."""
    counts, hashes, totals = sampled_shingles(strings(texts), size, 1)
    expected = [plain(text, size) for text in texts]
    assert totals.tolist() == [len(found) for found in expected]
    assert counts.tolist() == [len(set(found)) for found in expected]
    assert len(np.unique(hashes)) == len(set().union(*map(set, expected)))


@given(TEXTS, st.integers(1, 4))
def test_running_shingles_stand_in_the_order_of_the_text(texts: list[str], size: int) -> None:
    """Equal shingles have equal hashes and unlike ones unlike hashes, place by place."""
    counts, hashes = running_shingles(strings(texts), size)
    expected = [shingle for text in texts for shingle in plain(text, size)]
    assert counts.tolist() == [len(plain(text, size)) for text in texts]
    assert len(hashes) == len(expected)
    assert len(set(zip(expected, hashes.tolist(), strict=True))) == len(set(expected)) == len(set(hashes.tolist()))


@given(TEXTS, st.sampled_from([1, 4, 16]))
def test_a_text_does_not_know_its_neighbours(texts: list[str], modulus: int) -> None:
    """The sample of a text is the same alone, among others, and in any order."""
    together = split(texts, 2, modulus)
    assert together == [split([text], 2, modulus)[0] for text in texts]
    assert together[::-1] == split(texts[::-1], 2, modulus)


def test_chunks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many bytes are handled at a time, the result is the same."""
    texts = [long_text(n, n) for n in (5, 0, 300, 1, 40, 2000)] + [""] * 5000
    whole = sampled_shingles(strings(texts), 3, 16)
    monkeypatch.setattr(kernel, "CHUNK", 500)
    pieces = sampled_shingles(strings(texts), 3, 16)
    assert all(np.array_equal(a, b) for a, b in zip(whole, pieces, strict=True))


@given(st.integers(0, 3000), st.integers(0, 100))
def test_a_sample_is_the_multiples_of_one_power_of_two(n: int, seed: int) -> None:
    """A text keeps the shingles that its power of two divides; short texts keep all, no text is left with a handful."""
    text = long_text(n, seed)
    (all_of_it,), (sample,) = split([text], 3, 1), split([text], 3, 16)
    power = max((p for p in (1, 2, 4, 8, 16) if p == 1 or FLOOR * p <= n - 2), default=1)
    assert sample == [value for value in all_of_it if value % power == 0]
    assert len(sample) >= min(len(all_of_it), FLOOR // 2)
    assert sample == sorted(set(sample))


def test_typography_and_case_do_not_show() -> None:
    """Straight or curly quotes, dashes, odd spaces and capitals give the same shingles."""
    plainly = 'It\'s a "test" - of Élan and ÖRE in three parts'
    finely = "IT’S\u00a0a “test”\u2009— of élan AND öre in three… parts"
    assert split([plainly], 2, 1) == split([finely], 2, 1)


def test_words_differ_by_any_byte() -> None:
    """Long words count by their beginning, end and length; 24 and more letters too."""
    long = [f"{'a' * i}b{'a' * (40 - i)}" for i in (*range(24), *range(32, 41))]
    stems = ["x" * n for n in range(1, 60)]
    assert len({hashes[0] for hashes in split([*long, *stems], 1, 1)}) == len(long) + len(stems)


def test_numbers_are_marked() -> None:
    """Bit 63 is set on the shingles with a word that begins with a digit, and on no other."""
    _, hashes = running_shingles(strings(["up 4th to the 20 and more than that"]), 2)
    assert (hashes >> np.uint64(NUMBER_BIT)).tolist() == [1, 1, 0, 1, 1, 0, 0, 0]


def test_nulls_and_slices() -> None:
    """A null is an empty text, and a slice of a column is that part of it."""
    column = strings(["one two three", None, "four five six seven"])
    counts, _, totals = sampled_shingles(column, 2, 1)
    assert (counts.tolist(), totals.tolist()) == ([2, 0, 3], [2, 0, 3])
    assert running_shingles(column.slice(1), 2)[0].tolist() == [0, 3]
    assert [len(part) for part in sampled_shingles(strings([]), 2, 8)] == [0, 0, 0]
    assert [len(part) for part in running_shingles(strings([]), 2)] == [0, 0]


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        (
            "The ferry left at 5.",
            ["00038919d60162d3", "0006fc19e004978c", "0005dcd7ec347131", "8007f5728a461d4b"],
        ),
        (
            "THE FERRY left \u2014 at 5!",
            ["00038919d60162d3", "0006fc19e004978c", "0005dcd7ec347131", "8007f5728a461d4b"],
        ),
        ("one", []),
        ("", []),
        ("pneumonoultramicroscopicsilicovolcanoconiosis is long", ["000fe93ac7c7fb1b", "000f119d67f3c16f"]),
    ],
)
def test_the_hashes_of_shingles_are_fixed(text: str, hashes: list[str]) -> None:
    """Values that are written down: stored samples are compared with those of tomorrow."""
    counts, found = running_shingles(strings([text]), 2)
    assert [f"{value:016x}" for value in found.tolist()] == hashes
    assert counts.tolist() == [len(hashes)]

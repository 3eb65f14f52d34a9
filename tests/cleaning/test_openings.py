"""How lines begin, and which beginnings a pattern leaves."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.openings import LETTERS, UNSURE, codes_of, first_letters, openings
from pipeline.cleaning.prefilter import tree
from pipeline.text.lines import split_lines

PATTERNS = (
    r"(?i)^\W*(please )?(sign[- ]?up|as k)",
    r"^\W*(s|k)?\d+[-–]? ?(min|h)",
    r"(?i)^[(*]*\s*(it.?s|i['’]m|us?)\b",
    r"^(Is|Ups?) ?(kin|As)",
    r"(?i)^(à )?i{2,3}k|^s",
)
LINE = st.text(
    alphabet="sSiIgnupkKmMhaA19 -_.('*\u2013\u2019\u017f\u0130\u0131\u212a\u00e0\u00c0\u0660\u00a0", max_size=8
)


def begins(pattern: str) -> list[str] | None:
    """The beginnings that a pattern leaves, sorted."""
    found = openings(list(tree(pattern)))
    return None if found is None else sorted(found)


def letters(*lines: str) -> list[str]:
    """The first letters of each line, spelt out; "?" where it cannot be told."""
    cut = split_lines(strings(["\n".join(lines)]))
    n = len(LETTERS)
    codes = first_letters(cut, np.arange(len(cut))).tolist()
    return ["?" if c == UNSURE else LETTERS[c // n // n] + LETTERS[c // n % n] + LETTERS[c % n] for c in codes]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(line=LINE, after=LINE)
@settings(max_examples=200, deadline=None)
def test_a_line_that_matches_begins_as_its_pattern_says(pattern: str, line: str, after: str) -> None:
    """Whatever forms of letters, marks and blanks it has, and whatever text stands behind it."""
    shown = openings(list(tree(pattern)))
    if shown is not None and line and re.search(pattern, line):
        codes = first_letters(split_lines(strings([line, after])), np.array([0]))
        assert codes_of(shown)[codes].all()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^Read more", ["rea"]),
        (r"(?i)^\W*read", ["rea"]),
        ("^re$", ["re"]),
        ("^re more", ["re "]),
        ("^r", ["r"]),
        ("^r2d", ["r0d"]),
        (r"^\d\d:", ["00 "]),
        (r"^\d+ min", ["0"]),
        (r"^a\d{2,}", ["a0"]),
        (r"^ab\d*", ["ab", "ab0"]),
        ("^(read|see) more", ["rea", "see"]),
        ("^(please )?read", ["ple", "rea"]),
        ("^(by)?line", ["byl", "lin"]),
        ("^ads?$", ["ad", "ads"]),
        ("^u.s", ["u"]),
        (r"^u\.?s\.?a", ["u ", "us ", "usa"]),
        ("^i['\u2019]m", ["i "]),
        ("^i\u00e9m", ["i "]),
        (r"^\W*\(?[*]+read", ["rea"]),
        (r"^\(\s*read", ["rea"]),
        (r"^by\W+me", ["by "]),
        ("^r[eai]d", ["rad", "red", "rid"]),
        ("^[a-c]bc", ["abc", "bbc", "cbc"]),
        ("^(?!reads)(?:re)a(?<=a)", ["rea"]),
        (r"^re\b", ["re"]),
        ("^a[^b]c", ["a"]),
        ("^ab|^cd", ["ab", "cd"]),
        (r"^a\wc", ["a"]),
    ],
)
def test_the_beginnings_that_a_pattern_leaves(pattern: str, expected: list[str]) -> None:
    """Three letters in small case; fewer where a word or the certainty ends; marks before them do not count."""
    assert begins(pattern) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "read",
        "",
        "^",
        r"\Aread",
        "^.*read",
        r"^\W*",
        r"^\w+ read",
        "^[A-Z][a-z]+",
        "^(read)?",
        "^(read|.+)",
        "^ab|cd",
        "^[^a]b",
    ],
)
def test_patterns_of_which_nothing_is_known(pattern: str) -> None:
    """They are not bound to the start, or nearly anything may stand there."""
    assert begins(pattern) is None


def test_a_pattern_may_leave_4000_codes() -> None:
    """Five single letters are 3,920 of 21,952; six are too many."""
    assert begins("^[a-e]") == list("abcde")
    assert begins("^[a-f]") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Read more", "rea"),
        ("by John", "by "),
        ("A", "a  "),
        ("U.S. news", "u  "),
        ("R2-D2", "r0 "),
        ("  * read", "rea"),
        ("\u201cRead", "rea"),
        ("\u2014\u2018 _read", "rea"),
        ("I\u2019m", "i  "),
        ("i\u00e9", "?"),
        ("\u00e9t\u00e9", "?"),
        ("re\u017f", "?"),
        ("rea\u017f", "rea"),
        ("\u212aiosk", "?"),
        ("\u00a0read", "?"),
        ("\u20acread", "?"),
        ("re \u00e9", "re "),
        ("*******read", "rea"),
        ("********read", "?"),
        ("****", "   "),
        ("-\u2014", "   "),
    ],
)
def test_the_first_letters_of_lines(line: str, expected: str) -> None:
    """In small case, digits alike, a blank behind a short word; other letters leave it open, as do eight marks."""
    assert letters(line) == [expected]
    assert letters("x", line, "yz") == ["x  ", expected, "yz "]


def test_a_line_ends_where_its_text_ends() -> None:
    """The next text goes on without a line end between."""
    lines = split_lines(strings(["re", "ad", "*", "x"]))
    n = len(LETTERS)
    at = [LETTERS.index(letter) for letter in "readx"]
    assert first_letters(lines, np.arange(4)).tolist() == [
        (at[0] * n + at[1]) * n,
        (at[2] * n + at[3]) * n,
        0,
        at[4] * n * n,
    ]


def test_some_lines_may_be_asked_for() -> None:
    """In any order."""
    lines = split_lines(strings(["see\nread\n"]))
    assert first_letters(lines, np.array([1, 0])).tolist() == first_letters(lines, np.array([0, 1])).tolist()[::-1]
    assert first_letters(lines, np.zeros(0, np.int64)).tolist() == []


def test_the_codes_of_beginnings() -> None:
    """A shorter one stands for all that go on from it; a line that cannot be told may be any."""
    n = len(LETTERS)
    assert np.flatnonzero(codes_of(["by "])).tolist() == [(2 * n + 25) * n, UNSURE]
    assert int(codes_of(["by"]).sum()) == n + 1
    assert int(codes_of(["b"]).sum()) == n * n + 1
    assert int(codes_of(["b", "by", "bye", "see"]).sum()) == n * n + 2
    assert np.flatnonzero(codes_of([])).tolist() == [UNSURE]

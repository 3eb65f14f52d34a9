"""Looser patterns, derived from the patterns that they serve."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.prefilter import find_each, find_lines, relaxed

PATTERNS = (
    r"(?i)^\W*sign up\b.*\bnow$",
    r"^[^a-z ]+( [^\W\d]+){2,}[^a-z.]$",
    r"(?i:kiosk)\s\d{3}|[A-F]+x?(?!y)",
    r"^(?!The)\w+ (is|was) an? (?i:driver)s?\b",
    r"(a|b)*c+?[^x]$",
    r"(?i)^(?!ab).+s.*.[a-k].$",
    r"(c|x)? ?\bT*o",
)
LINES = st.text(alphabet="sSiIgnupkKoOtTabcxyA19 _.\u017f\u0130\u0131\u212a\u00e9\u00c9\u0660\u00a0\u2019", max_size=14)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(line=LINES)
@settings(max_examples=150, deadline=None)
def test_a_line_that_matches_is_found(pattern: str, line: str) -> None:
    """What Python's pattern finds, the derived RE2 pattern finds, also in a column with line ends behind the lines."""
    if re.search(pattern, line):
        assert find_lines(strings([line + "\n\n", "next"]), relaxed(pattern))[0]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a{2,5}", "(?:a)+"),
        ("a{0,5}b?", "(?:a)*(?:b)?"),
        ("(?i)k", r"[Kk\x{212a}]"),
        ("(?i:s)a", r"(?:[Ss\x{17f}])a"),
        (r"[^\d\s-]", r"[^0-9\t-\r\x{1c}- \x{2d}-\x{2d}]"),
        ("(?!a)b(?<=b)$", r"b\n*$"),
        ("(a)\\1", "(?:a)(?s:.)*"),
        ("[^x]|.", "(?:[^x]|(?s:.))"),
        (" ?(a)*(?!c)b+ c?", "(?:b)+ (?:c)?"),
        ("^(?!x).+ab?.*cd?ef$", r"c(?:d)?ef\n*$"),
        ("^ab.*cd$", r"^ab(?:(?s:.))*cd\n*$"),
        ("^.+abc.{0,9}d$", r"abc(?:(?s:.))*d\n*$"),
    ],
)
def test_each_part_is_written_more_loosely(pattern: str, expected: str) -> None:
    """Counts become + and *, look-around goes, classes and cases widen to all of Unicode; what leads up to it goes."""
    assert relaxed(pattern) == expected


@pytest.mark.parametrize(
    ("texts", "patterns", "expected"),
    [
        (["ask me", "now", "tell", "ask now"], ["ask", "now"], {0: [0], 1: [1], 3: [0, 1]}),
        (["now ask", "x"], ["n", "a", "n"], {0: [0, 1, 2]}),
        (["x"], ["ask|now", "y"], {}),
        (["ab", "xb"], ["^a|^b", "b"], {0: [0, 1], 1: [1]}),
        ([], ["a"], {}),
        (["(a", "b", "[b", "b("], [r"\x{28}a", r"\x{5b}", r"\x{28}"], {0: [0, 2], 2: [1], 3: [2]}),
        (["a1", "B", "b"], ["a", "[Bb]"], {0: [0], 1: [1], 2: [1]}),
    ],
)
def test_each_pattern_is_found_in_its_texts(
    texts: list[str], patterns: list[str], expected: dict[int, list[int]]
) -> None:
    """Texts and patterns by number, in order; a text without any is left out."""
    found = find_each(strings(texts), patterns)
    assert list(found.items()) == list(expected.items())

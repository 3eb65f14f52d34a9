"""What each part of a Python pattern becomes in RE2, written out, and that nothing is lost by it."""

from __future__ import annotations

import re

import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning.prefilter import find_lines, relaxed

HIGH = r"\x{80}-\x{10ffff}"
WORD, NOT_WORD, SPACE = "0-9A-Z_a-z", r"\x{0}-/:-@\[-^`{-\x{7f}", r"\t-\r\x{1c}- "
ASCII = r"\x{0}-\x{7f}"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a?", "(?:a)?"),
        ("a{0,1}", "(?:a)?"),
        ("a{1}", "(?:a)"),
        ("a*", "(?:a)*"),
        ("a{0,2}", "(?:a)*"),
        ("a+", "(?:a)+"),
        ("a{1,2}", "(?:a)+"),
        ("a{2}", "(?:a)+"),
        ("a{7,}", "(?:a)+"),
        ("a+?", "(?:a)+"),
        ("a*?", "(?:a)*"),
        ("a??", "(?:a)?"),
        ("a*+", "(?:a)*"),
        ("a++", "(?:a)+"),
        ("(?:ab)?", "(?:ab)?"),
        ("(a|b)+", "(?:(?:[ab]))+"),
        ("(?:a|b){3}", "(?:[ab])+"),
    ],
)
def test_a_repeat_keeps_whether_it_may_be_missing_and_whether_it_goes_on(pattern: str, expected: str) -> None:
    """`?`, once, `*` or `+`; greedy, lazy or possessive is all the same."""
    assert relaxed(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\w", f"[{WORD}{HIGH}]"),
        (r"\W", f"[{NOT_WORD}{HIGH}]"),
        (r"\s", f"[{SPACE}{HIGH}]"),
        (r"\d", f"[0-9{HIGH}]"),
        (r"\S", f"[{ASCII}{HIGH}]"),
        (r"\D", f"[{ASCII}{HIGH}]"),
        (r"[\w-]", f"[{WORD}{HIGH}\\x{{2d}}]"),
        (r"[^\w]", f"[^{WORD}]"),
        (r"[^\W]", f"[^{NOT_WORD}]"),
        (r"[^\s]", f"[^{SPACE}]"),
        (r"[^\d]", "[^0-9]"),
        (r"[^\S]", "(?s:.)"),
        (r"[^\D]", "(?s:.)"),
        (r"[^\Sx]", r"[^x-x]"),
    ],
)
def test_a_class_of_python_holds_all_beyond_ascii(pattern: str, expected: str) -> None:
    """Within brackets it grows by everything from U+0080 on; where it is excluded only its ASCII part is."""
    assert relaxed(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[a-c]", "[a-c]"),
        ("(?i)[a-c]", f"[a-ca-cA-C{HIGH}]"),
        ("[^a-c]", "[^a-c]"),
        ("(?i)[^a-c]", "[^a-c]"),
        ("[ab]", "[ab]"),
        ("(?i)[ab]", "[AaBb]"),
        ("(?i)[k]", r"[Kk\x{212a}]"),
        ("[^ab]", "[^a-ab-b]"),
        ("[^x]", "[^x]"),
        ("(?i)[^k]", "[^k]"),
        ("[\u00e9-\u00fc]", r"[\x{e9}-\x{fc}]"),
        ("(?i)[\u00e9-\u00fc]", rf"[\x{{e9}}-\x{{fc}}\x{{e9}}-\x{{fc}}\x{{c9}}-\x{{dc}}{HIGH}]"),
    ],
)
def test_a_class_of_letters_widens_where_case_does_not_matter(pattern: str, expected: str) -> None:
    """Both cases and all beyond ASCII are let in; of excluded letters only the letter itself is kept out."""
    assert relaxed(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a", "a"),
        ("(?i)a", "[Aa]"),
        ("(?i)A", "[Aa]"),
        ("(?i)i", r"[Ii\x{130}\x{131}]"),
        ("(?i)s", r"[Ss\x{17f}]"),
        ("(?i)k", r"[Kk\x{212a}]"),
        ("\u00e9", r"\x{e9}"),
        ("(?i)\u00e9", r"[\x{c9}\x{e9}]"),
        ("(?i)1", "1"),
        ("7", "7"),
        (" ", " "),
        ("-", r"\x{2d}"),
        ("_", r"\x{5f}"),
        (r"\.", r"\x{2e}"),
        ("\n", r"\x{a}"),
        ("\u2019", r"\x{2019}"),
        (".", "(?s:.)"),
        ("(?s)a.b", "a(?s:.)b"),
    ],
)
def test_a_letter_is_itself_and_a_mark_its_number(pattern: str, expected: str) -> None:
    """Letters, digits and blanks stand as they are, all else by its code point, so that no mark means anything."""
    assert relaxed(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^a", "^a"),
        ("a$", r"a\n*$"),
        ("(?m)^a$", "a"),
        (r"\Aab", "ab"),
        (r"ab\Z", "ab"),
        (r"\bab\b", "ab"),
        (r"a\Bb", "ab"),
        ("(?!a)b", "b"),
        ("(?=a)b", "b"),
        ("(?<!a)b", "b"),
        ("(?<=a)b", "b"),
        ("ab|c|", "(?:ab|c|)"),
        ("(a)(b)", "(?:a)(?:b)"),
        ("(?P<x>a)(?P=x)", "(?:a)(?s:.)*"),
        ("(?:(?i:a)b)", "(?:[Aa])b"),
        ("(?i:a(?-i:b))", "(?:[Aa](?:b))"),
        ("(?i)a(b)", "[Aa](?:[Bb])"),
    ],
)
def test_what_re2_does_not_know_is_left_out(pattern: str, expected: str) -> None:
    """Edges of words, look-around and back references go; the case of a group is that group's own."""
    assert relaxed(pattern) == expected


@pytest.mark.parametrize("pattern", [r"[^\S]", r"[^\D]", r"x[^\S]y", r"[^\S\D]"])
@pytest.mark.parametrize("blank", [" ", "\t", "5", "\u00a0", "\u0665"])
def test_a_class_that_excludes_a_negation_is_a_pattern_that_re2_reads(pattern: str, blank: str) -> None:
    """Nothing of ASCII is sure to be kept out, so anything may stand there."""
    line = f"x{blank}y"
    found = bool(find_lines(strings([line]), relaxed(pattern))[0])
    assert found >= (re.search(pattern, line) is not None)


@pytest.mark.parametrize(
    ("texts", "pattern", "expected"),
    [
        (["ask me", "Ask me", "task"], "ask", [True, False, True]),
        (["ask me", "Ask me", "task"], "^ask", [True, False, False]),
        (["now\n", "now\n\n", "now then"], r"now\n*$", [True, True, False]),
        (["", "x"], "", [True, True]),
        ([], "x", []),
        (["caf\u00e9"], r"[\x{80}-\x{10ffff}]", [True]),
    ],
)
def test_lines_are_searched_all_at_once(texts: list[str], pattern: str, expected: list[bool]) -> None:
    """One answer a line, in order."""
    assert find_lines(strings(texts), pattern).tolist() == expected

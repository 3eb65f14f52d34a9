"""What stands between two words, as one letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names.candidates import GAPS, candidates
from pipeline.names.known_spellings import batch_of
from pipeline.text.tokens import tokenise

MARKS = st.text(" \n-&.,([)]\"':;!?/\u201c\u2019", min_size=1, max_size=4)


def gaps(*texts: str) -> str:
    """The letters before the tokens of some texts, and behind the last one."""
    return "".join(GAPS[code] for code in candidates(batch_of(tokenise(strings([*texts])))).gaps.tolist())


def letter(gap: str) -> str:
    """The letter of one gap by the rules, character by character."""
    if "\n" in gap:
        return "n"
    if gap == " ":
        return "s"
    size, main = len(gap.encode()), gap[1] if gap[0] == " " else gap[0]
    if main == "&":
        return "&" if size <= len(" & ") else "x"
    if main == "-":
        return "-" if size == 1 else "x"
    if main == "." and size > len(". ") and gap[-1] != " ":
        return "!"
    same = {"[": "(", "]": ")", ";": ":", "?": "!"}
    return same.get(main, main if main in GAPS and main != "s" else "x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Holt", "nsn"),
        ("Ann-Mary Holt & Co.", "n-s&n"),
        ("Ann  Holt", "nxn"),
        ("Ann, Mary. Holt", "n,.n"),
        ("Ann\nMary.\n\nHolt", "nnnn"),
        ('Ann." Holt ("Mary")', "n.(n"),
        ("Ann.\u201d\u201cHolt", "n!n"),
        ("Ann - Holt", "nxn"),
        ("Ann/Holt", "nxn"),
        ("", "s"),
    ],
)
def test_gaps(text: str, expected: str) -> None:
    """Before the first word and behind the last one a line ends."""
    assert gaps(text) == expected


@given(st.lists(MARKS, max_size=6))
def test_gaps_by_bytes_and_by_characters(marks: list[str]) -> None:
    """Whatever stands between words, each gap by itself."""
    listed = [gap for gap in marks if len(tokenise(strings([f"xx{gap}xx"])).start) > 1]
    assert gaps("".join(f"xx{gap}" for gap in listed) + "xx") == f"n{''.join(map(letter, listed))}n"

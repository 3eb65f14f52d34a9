"""Laws of quotation marks and their roles."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.quotes.marks import CLOSE, EITHER, OPEN, SINGLE_CLOSE, SINGLE_OPEN, quote_marks
from pipeline.text.characters import characters


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ('"pier"', [OPEN, CLOSE]),
        ('x " y', [EITHER]),
        ("\u201cpier\u201d \u00abpier\u00bb", [OPEN, CLOSE, OPEN, CLOSE]),
        ("'pier' \u2018pier\u2019", [SINGLE_OPEN, SINGLE_CLOSE, SINGLE_OPEN, SINGLE_CLOSE]),
        ("it's it\u2019s (pier)", []),
        ('6"x', [CLOSE]),
        ('late."The', [EITHER]),
        ('-"pier," \'tis', [OPEN, CLOSE, SINGLE_OPEN]),
    ],
)
def test_marks_tell_by_their_neighbours(text: str, roles: list[int]) -> None:
    """Curly marks say what they do; straight ones open before a word, close behind one, else take turns."""
    assert quote_marks(characters(strings([text]))).roles.tolist() == roles


def test_blank_lines_do_not_count() -> None:
    """Lines are numbered without empty ones, and every text starts a fresh one."""
    marks = quote_marks(characters(strings(['"a"\n\n"b"', "", '"c"'])))
    assert marks.lines.tolist() == [0, 0, 1, 1, 2, 2]
    assert marks.fresh.tolist() == [True, False, True]

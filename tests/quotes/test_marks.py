"""Laws of quotation marks and their roles."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.quotes.marks import CLOSE, EITHER, OPEN, SINGLE_CLOSE, SINGLE_OPEN, Marks, quote_marks
from pipeline.quotes.signs import signs_of
from pipeline.text.cutting import cut_texts


def marks_of(*texts: str) -> Marks:
    """The quotation marks of some texts."""
    cut = cut_texts(strings(list(texts)))
    return quote_marks(cut, signs_of(cut))


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
        ('\u00e9"\u00e9 \u2013"\u00e9', [CLOSE, OPEN]),
        ('\U00010400"\U00010400\u2026"The', [CLOSE, EITHER]),
        ("''pier'' '''", [OPEN, CLOSE, EITHER]),
    ],
)
def test_marks_tell_by_their_neighbours(text: str, roles: list[int]) -> None:
    """Curly marks say what they do; straight ones open before a word, close behind one, else take turns."""
    assert marks_of(text).roles.tolist() == roles


def test_blank_lines_do_not_count() -> None:
    """Lines are numbered without empty ones, and every text starts a fresh one."""
    marks = marks_of('"a"\n\n"b"', "", '"c"')
    assert marks.lines.tolist() == [0, 0, 1, 1, 2, 2]
    assert marks.fresh.tolist() == [True, False, True]


def test_where_lines_and_marks_stand() -> None:
    """In bytes of the batch, before, between and behind whose texts two line breaks stand."""
    marks = marks_of("\n\u201cab\u201d\n\n\n'c'\n", "\u2028d\u2028\u2028\u00abe\u00bb")
    assert (marks.starts.tolist(), marks.ends.tolist()) == ([3, 8, 14, 16, 30, 33], [6, 11, 15, 17, 32, 35])
    assert marks.edges.tolist() == [2, 3, 14, 20, 23, 30, 37]
    assert marks.fresh.tolist() == [True, False, False, True, False, False]
    assert marks.lines.tolist() == [1, 1, 2, 2, 5, 5]


def test_marks_at_the_edges_of_texts() -> None:
    """A text ends what may open and close, whatever the next one begins with."""
    texts = ('a"', '"b', "c'", "'d", "'", "\u201d", "")
    alone = [role for text in texts for role in marks_of(text).roles.tolist()]
    assert marks_of(*texts).roles.tolist() == alone

"""Where the verdicts on delimited files turn: how far down a header stands, how many rows decide on quoting."""

from __future__ import annotations

import pytest

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.dialect import Dialect, sniff
from pipeline.ingest.names import Names

NAMES = Names(IngestConfig().aliases)
SOUND, BARE = '{},"Sound, as written"', '{},"Never" again'
"""A cell in quotation marks, and one that merely begins with them."""


def told(text: str, file: str = "a.csv") -> Dialect:
    """The dialect of a file of this text."""
    return sniff(text, file, NAMES)


@pytest.mark.parametrize(("n_above", "header"), [(0, ("id", "text")), (19, ("id", "text")), (20, ("note 0",))])
def test_a_header_stands_within_twenty_lines(n_above: int, header: tuple[str, ...]) -> None:
    """Lines above it are no rows; further down it is none."""
    found = told("".join(f"note {n}\n" for n in range(n_above)) + "id,text\n1,x\n")
    assert found.header == header
    assert found.n_before == (n_above + 1 if n_above < 20 else 1)


@pytest.mark.parametrize(("n_chars", "header"), [(59, ("7", "x" * 59)), (60, ("id", "text"))])
def test_a_column_of_long_cells_holds_texts(n_chars: int, header: tuple[str, ...]) -> None:
    """From 60 characters on a first row is no header."""
    found = told(f"7,{'x' * n_chars}\n")
    assert (found.header, found.n_before) == (header, int(n_chars < 60))


def test_texts_are_long_in_the_mean() -> None:
    """One long cell above short ones makes no column of texts."""
    assert told(f"7,{'x' * 60}\n8,{'x' * 60}\n").header == ("id", "text")
    assert told(f"7,{'x' * 60}\n8,{'x' * 59}\n").header == ("7", "x" * 60)


@pytest.mark.parametrize(("n_rows", "quoting"), [(1, "doubled"), (3, "doubled"), (4, "none"), (9, "none")])
def test_a_csv_is_said_to_be_without_quoting_by_four_rows(n_rows: int, quoting: str) -> None:
    """Three odd rows are three odd rows."""
    assert told("id,text\n" + "".join(BARE.format(n) + "\n" for n in range(n_rows))).quoting == quoting


@pytest.mark.parametrize(("n_bare", "quoting"), [(1, "doubled"), (3, "doubled"), (4, "none"), (10, "none")])
def test_a_csv_is_said_to_be_without_quoting_by_three_tenths_of_its_rows(n_bare: int, quoting: str) -> None:
    """Up to three of ten rows may be broken by quoting before it is given up."""
    rows = [(BARE if n < n_bare else '{},"Sound"').format(n) for n in range(10)]
    assert told("id,text\n" + "\n".join(rows) + "\n").quoting == quoting


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["https://a.example/1", "https://a.example/2"], "url"),
        (["https://a.example/1", "a.example/2"], "id"),
        (["2026-03-01", "2026-03-02"], "published_at"),
        (["2026-03-01", "soon"], "id"),
        (["a1", "a2"], "id"),
        (["a1", "a1"], "column_1"),
        (["The quay", "The weir"], "title"),
        (["The quay", "weir"], "title"),
        (["", ""], "column_1"),
    ],
)
def test_columns_without_a_name_are_told_by_their_cells(cells: list[str], field: str) -> None:
    """Addresses, times, ids that differ, titles; what could be anything keeps its number."""
    text = "".join(f"{cell},{at}{'x' * 70}\n" for at, cell in enumerate(cells))
    assert told(text).header == (field, "text")


@pytest.mark.parametrize(
    ("text", "file", "delimiter"),
    [
        ("a;b;c\n1;2;3\n4;5;6\n", "a.csv", ";"),
        ("a|b\n1|2\n3|4\n", "a.csv", "|"),
        ("a\tb\n1\t2\n", "a.csv", "\t"),
        ("a,b;c\n1,2;3\n4,5;6\n", "a.csv", ","),
        ("a,b\tc\n1,2\t3\n4,5\t6\n", "a.tsv", "\t"),
        ("a,b,c;d\n1;2\n3;4\n5;6\n", "a.csv", ";"),
        ("sep=|\nid|text\n1|a,b;c\n", "a.csv", "|"),
        ("SEP=;\r\na;b\r\n1;2\r\n", "a.csv", ";"),
        ("sep=|\na|b;c\n1|2;3\n", "a.csv", "|"),
    ],
)
def test_the_delimiter_is_that_which_stands_in_every_line(text: str, file: str, delimiter: str) -> None:
    """As often in each as in the one before; the usual one of the file's kind where several do; or a declared one."""
    assert told(text, file).delimiter == delimiter


@pytest.mark.parametrize(
    ("text", "header", "n_before"),
    [
        ("a;b\n1;2\n", ("a", "b"), 1),
        ("sep=|\na|b;c\n1|2;3\n", ("a", "b;c"), 2),
        ("sep=|\n\n# a note\na|b\n1|2\n", ("a", "b"), 4),
        ("\n\na,b\n1,2\n", ("a", "b"), 3),
    ],
)
def test_the_first_line_that_says_something_is_the_header(text: str, header: tuple[str, ...], n_before: int) -> None:
    """Below a declared delimiter, blank lines and comments."""
    assert (told(text).header, told(text).n_before) == (header, n_before)


@pytest.mark.parametrize(
    ("head", "has_blanks"),
    [("id, text", True), ("id,text", False), ("id, text,title", False), ("id, text, title", True), ("text", False)],
)
def test_blanks_after_delimiters_belong_to_no_cell_where_the_header_has_them(head: str, has_blanks: bool) -> None:
    """After every delimiter of it."""
    assert told(f"{head}\n1, x, y\n").has_blanks == has_blanks


def test_tabs_have_no_blanks() -> None:
    """A blank after a tab is text."""
    assert not told("id\t text\n1\t x\n").has_blanks


@pytest.mark.parametrize(
    ("row", "is_whole", "is_begun"),
    [
        ('1,"a"\n', True, False),
        ('1,"a ""b"" c"\n', True, False),
        ('1,"a\n', False, True),
        ('1,"a ""b\n', False, True),
        ('1,"a" b\n', False, False),
        ("1,a,b\n", True, False),
        ('1,a "b" c\n', True, False),
        ("\n", True, False),
    ],
)
def test_rows_that_are_whole_and_rows_that_go_on(row: str, is_whole: bool, is_begun: bool) -> None:
    """A mark that nothing closes goes on in the next line; one that text follows is broken."""
    dialect = Dialect(",", "doubled", has_blanks=False, header=("id", "text"), n_before=1)
    assert (dialect.is_whole(row), dialect.is_begun(row)) == (is_whole, is_begun)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('1,"He said "no" twice"\n', ["1", 'He said "no" twice']),
        ('1,"a" , "b"', None),
        ('"a", "b"', ["a", "b"]),
        ("1,2,3", None),
        ("1", None),
    ],
)
def test_a_row_read_loosely_has_as_many_cells_as_columns(line: str, cells: list[str] | None) -> None:
    """A mark that no delimiter follows is text; anything else is not clear."""
    dialect = Dialect(",", "doubled", has_blanks=False, header=("id", "text"), n_before=1)
    assert dialect.split_loosely(line) == cells

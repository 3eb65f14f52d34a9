"""Dialects where the header says little: delimiters, quoting by the count of sound rows, headers that are guessed."""

from __future__ import annotations

import pytest

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.dialect import Dialect, sniff
from pipeline.ingest.names import Names

NAMES = Names(IngestConfig().aliases)
SIXTY = "The town of Marlow voted on Monday to close its old bridge, s"
SHORTER = SIXTY[:-2].replace(",", "")
LONG = "The town of Marlow voted on Monday to close its old bridge until the piers are whole"


def of(text: str, file: str = "a.csv") -> Dialect:
    """The dialect of a text."""
    return sniff(text, file, NAMES)


@pytest.mark.parametrize(
    ("text", "file", "delimiter"),
    [
        ("a;b\n1;2\n3;4\n", "a.csv", ";"),
        ("a|b\n1|2\n3|4\n", "a.csv", "|"),
        ("a\tb\n1\t2\n3\t4\n", "a.csv", "\t"),
        ("a,b\n1,2\n3,4\n", "a.csv", ","),
        ("a,b;c\n1,2;3\n4,5;6\n", "a.csv", ","),  # both as often: the usual one
        ("a;b\n1;2\n3;4\n", "a.tsv", ";"),
        ("a,b;c\n1,2;3\n4;5\n", "a.csv", ";"),  # the comma is not in every line
        ("a,b;c\n1,2,9;3\n4,5;6\n", "a.csv", ";"),  # nor as often in each
        ("x\ny\n", "a.csv", ","),
        ("x\ny\n", "a.tsv", "\t"),
        ("x\ny\n", "a.TSV", "\t"),
        ("x\ny\n", "a.tsv.gz", "\t"),
        ("x\ny\n", "a.tsv.zst.x", ","),  # .tsv stands too far from the end
        ("x\ny\n", "tsv.csv", ","),
        ("", "a.csv", ","),
    ],
)
def test_the_delimiter_stands_in_most_lines_the_same_number_of_times(text: str, file: str, delimiter: str) -> None:
    """Without a header that names a text; of equals the one that the ending of the file tells."""
    assert of(text, file).delimiter == delimiter


@pytest.mark.parametrize(
    ("text", "delimiter", "header", "n_before"),
    [
        ("sep=|\nid|text\n", "|", ("id", "text"), 2),
        ("SEP=;\r\nid;text\r\n", ";", ("id", "text"), 2),
        ("sep=;  \nid;text\n", ";", ("id", "text"), 2),
        ("sep=,\nid;text\n", ",", ("id;text",), 2),  # what is declared holds, though nothing fits
        ("sep=;;\nid,text\n", ",", ("id", "text"), 2),  # that is no declaration
        ("id,text\nsep=;\n", ",", ("id", "text"), 1),
        ("sep=^\na^b\n1^2\n", "^", ("a", "b"), 2),
    ],
)
def test_a_first_line_may_declare_the_delimiter(
    text: str, delimiter: str, header: tuple[str, ...], n_before: int
) -> None:
    """One sign behind `sep=`, in any capitals."""
    found = of(text)
    assert (found.delimiter, found.header, found.n_before) == (delimiter, header, n_before)


@pytest.mark.parametrize(
    ("above", "header", "n_before"),
    [(0, ("id", "text"), 1), (1, ("id", "text"), 2), (19, ("id", "text"), 20), (20, ("note 0",), 1)],
)
def test_the_header_stands_in_the_first_twenty_lines(above: int, header: tuple[str, ...], n_before: int) -> None:
    """Behind notes, but not later than in the twentieth line; else the first line is taken for it."""
    text = "".join(f"note {n}\n" for n in range(above)) + "id,text\n1,x\n"
    assert (of(text).header, of(text).n_before) == (header, n_before)


@pytest.mark.parametrize(
    ("text", "header", "n_before"),
    [
        ("# made\n# by\na,b\n1,2\n", ("a", "b"), 3),
        ("\n \na,b\n1,2\n", ("a", "b"), 3),
        ('"a" , b\ufeff,c\n1,2,3\n', ("a", "b", "c"), 1),
        ("text\nshort\n", ("text",), 1),
        ("body,x,y\n1,2,3\n", ("body", "x", "y"), 1),
        ("", ("",), 1),
    ],
)
def test_comments_and_blank_lines_above_the_header_are_passed(
    text: str, header: tuple[str, ...], n_before: int
) -> None:
    """Names lose blanks, quotation marks and byte order marks."""
    assert (of(text).header, of(text).n_before) == (header, n_before)


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([LONG], ("text",)),
        ([f"7;{LONG}", f"8;{LONG}"], ("id", "text")),
        ([f"7;{LONG}", f"7;{LONG}"], ("column_1", "text")),  # no ids: they are the same
        ([f"A 7;{LONG}", f"A 8;{LONG}"], ("title", "text")),
        ([f"https://a.example/1;{LONG}", f"http://a.example/2;{LONG}"], ("url", "text")),
        ([f"https://a.example/1 x;{LONG}", f"b c;{LONG}"], ("title", "text")),
        ([f"2026-03-01;{LONG}", f"2026-03-02;{LONG}"], ("published_at", "text")),
        ([f"2026-03-01;{LONG}", f"soon;{LONG}"], ("id", "text")),
        ([f";{LONG}", f" ;{LONG}"], ("column_1", "text")),  # nothing there to tell from
        ([f"A b;{LONG};C d", f"E f;{LONG};G"], ("title", "text", "column_3")),  # one title only: the longer column
        ([f"A;{LONG};Title of it", f"B;{LONG};Another"], ("id", "text", "title")),
        ([f"{LONG};{LONG} and more", f"{LONG};{LONG} and on"], ("title", "text")),
    ],
)
def test_columns_without_a_header_are_known_by_what_is_in_them(rows: list[str], header: tuple[str, ...]) -> None:
    """The longest column is the text; addresses, dates, distinct words, other words are their fields, each once."""
    found = of("\n".join([*rows, ""]))
    assert (found.header, found.n_before) == (header, 0)


@pytest.mark.parametrize(
    ("first", "second", "is_text"),
    [
        ("x" * 60, "x" * 60, True),
        ("x" * 59, "x" * 90, False),  # the first row is a header
        ("x" * 60, "x" * 59, False),
        ("x" * 70, "x" * 50, True),
        ("x" * 61, "x" * 58, False),
    ],
)
def test_a_column_of_texts_has_sixty_characters_in_the_mean(first: str, second: str, *, is_text: bool) -> None:
    """And in the first row, which would else be the header."""
    found = of(f"1;{first}\n2;{second}\n")
    assert found.header == (("id", "text") if is_text else ("1", first))
    assert found.n_before == (0 if is_text else 1)


@pytest.mark.parametrize(
    ("sound", "broken", "quoting"),
    [
        (3, 0, "doubled"),  # so few rows say nothing
        (0, 3, "doubled"),
        (4, 0, "doubled"),
        (0, 4, "none"),
        (8, 2, "doubled"),
    ],
)
def test_quoting_is_what_makes_most_rows_whole(sound: int, broken: int, quoting: str) -> None:
    """Rows with a mark that is never closed are whole without quoting alone; a .csv is quoted unless that is clear."""
    rows = [f'{n},"a, {n}"' for n in range(sound)] + [f'{n},"b {n}' for n in range(broken)]
    assert of("\n".join(["id,text", *rows, ""])).quoting == quoting


@pytest.mark.parametrize(
    ("quoted", "bare", "quoting"),
    [(1, 6, "doubled"), (1, 8, "none"), (2, 7, "doubled"), (2, 9, "none"), (0, 5, "doubled"), (0, 7, "none")],
)
def test_three_rows_in_ten_more_make_a_csv_one_without_quoting(quoted: int, bare: int, quoting: str) -> None:
    """Of twenty rows: some whole only with quoting, some only without, the others both ways."""
    rows = [f'{n},"a, {n}"' for n in range(quoted)] + [f'{n},"b" {n}' for n in range(bare)]
    rows += [f"{n},c" for n in range(20 - len(rows))]
    assert of("\n".join(["id,text", *rows, ""])).quoting == quoting


@pytest.mark.parametrize(
    ("rows", "quoting"),
    [
        (['1\t"a b"', '2\t"c"'], "doubled"),  # every cell that begins with a mark ends with one
        (['1\t"a" b', "2\tc"], "none"),
        (['1\t"', '2\t"a"'], "none"),
        (["1\ta", "2\tb"], "none"),
        (['1\ta "b" c'], "none"),
        (['1\t"a\tb"', '2\t"c\td"'], "doubled"),
    ],
)
def test_in_tabbed_files_marks_are_text_unless_they_wrap_cells(rows: list[str], quoting: str) -> None:
    """Where both ways give as many sound rows."""
    assert of("\n".join(["id\ttext", *rows, ""]), "a.tsv").quoting == quoting


@pytest.mark.parametrize(
    ("header", "has_blanks"),
    [
        ("id, text", True),
        ("id, text, url", True),
        ("id, text,url", False),
        ("id,text", False),
        ("text", False),
        ("id,  text", True),
    ],
)
def test_blanks_behind_every_delimiter_belong_to_no_cell(header: str, *, has_blanks: bool) -> None:
    """As the header has it; never behind tabs."""
    assert of(f"{header}\n").has_blanks is has_blanks
    assert not of(header.replace(",", "\t") + "\n").has_blanks

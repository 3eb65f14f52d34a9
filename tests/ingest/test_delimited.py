"""Laws of `.csv` and `.tsv`."""

import csv
import gzip
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from('\n",;'), min_size=1, max_size=9
)
LONG = '"' + "x" * 90_000 + '"'


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.csv.gz"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_row_is_an_article(only: Callable[..., Any], name: str, delimiter: str) -> None:
    """Rows count from the first one below the header; the delimiter is the one that gives the header a text."""
    rows = ['\ufeff"ID"', "Headline", "Body"], ["1", "t", '"a\r\nb ""c"" , ; | d"'], [], ["2", "", "x"]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode()
    found = only(name, gzip.compress(data) if name.endswith("gz") else data)
    texts = {record: (row["external_id"], row["title"], row["text"]) for (_, record), row in found.items()}
    assert texts == {1: ("1", "t", 'a\r\nb "c" , ; | d'), 2: ("2", None, "x")}


@pytest.mark.parametrize(
    ("rows", "reasons_by_row"),
    [
        ("1,x\n2\n3,x", {1: None, 2: "no_text", 3: None}),
        ('1,"x"y\n2,x', {1: "bad_row", 2: None}),
        ('1,x\n2,"never closed\n3,x', {1: None, 2: "bad_row", 3: None}),
        ("1,\n2,x", {1: "no_text", 2: None}),
        ("1, \n2,x", {1: "empty_text", 2: None}),
        (f"1,{LONG}\n2,x", {1: "too_long", 2: None}),
        (f'1,"a\n{LONG[1:]}\n2,x', {1: "too_long", 2: None}),
        ('1,"' + "line\n" * 20_000 + '"\n2,x', {1: "too_long", 2: None}),
        ('1,"' + "line\n" * 20_000, {1: "too_long"}),
        ("1,x\ry\n2,x", {1: None, 2: None}),
    ],
)
def test_a_bad_row_harms_no_other(reasons: Callable[..., Any], rows: str, reasons_by_row: dict[int, Any]) -> None:
    """A row that is no article is rejected with its reason; reading goes on behind it, in quotation marks or not."""
    assert reasons("a.csv", f"id,text\n{rows}".encode(), max_chars=1000) == reasons_by_row


def test_a_cell_beyond_the_csv_modules_own_limit(only: Callable[..., Any]) -> None:
    """Texts of more than 131,072 characters are read."""
    assert len(only("a.csv", b"text\n" + b"x" * 200_000)["a.csv", 1]["text"]) == 200_000


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", {0: "empty_file"}),
        (b"\n\n", {0: "empty_file"}),
        (b"id,text\n", {0: "empty_file"}),
        (b"id,title\n1,x\n", {1: "no_text"}),
        (b"PK\x03\x04,text\n1,x\n", {0: "binary_file"}),
        (b"text\n\x81 \x8d \x81 \x8d \x81\nx\n", {1: "bad_encoding", 2: None}),
    ],
)
def test_files_without_articles(reasons: Callable[..., Any], data: bytes, found: dict[int, Any]) -> None:
    """Without rows, header, text or letters a file or row is rejected as such."""
    assert reasons("a.csv", data) == found


def test_encodings(only: Callable[..., Any]) -> None:
    """Lines in cp1252 and files in UTF-16 are read."""
    data = "text\ncafé\n"
    assert only("a.csv", data.encode("cp1252"))["a.csv", 1]["text"] == "café"
    assert only("a.csv", data.encode("utf-16"))["a.csv", 1]["text"] == "café"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
def test_what_the_csv_module_writes_is_read(only: Callable[..., Any], cells: list[tuple[str, str]]) -> None:
    """Any texts that Python's own writer quotes come back as they were."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("title", "text"), *cells])
    found = only("a.csv", out.getvalue().encode())
    assert len(found) == len(cells)
    for number, (_, text) in enumerate(cells, 1):
        row = found["a.csv", number]
        assert row["text"] == text or row["reason"] == "empty_text"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_rows(only: Callable[..., Any], data: bytes) -> None:
    """Whatever a .csv holds, it gives at least one row and no exception."""
    assert only("a.csv", b"id,text\n" + data)

"""Laws of the dialects of delimited files: no row vanishes, whatever its neighbours look like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.dialect import sniff
from pipeline.ingest.names import Names

NAMES = Names(IngestConfig().aliases)
GUESSED = ("published_at", "url", "title", "text")
PROSE = "The council of Marlow voted on Monday to close the old bridge until the piers are repaired."
ROWS = [f'{n},Row {n},"{PROSE} It is number {n}, ""the last"" one."' for n in range(300)]


def table(rows: list[str], head: str = "id,title,text") -> bytes:
    """A file of these rows."""
    return "\n".join([head, *rows, ""]).encode()


@pytest.mark.parametrize(
    ("text", "file", "delimiter", "quoting", "header", "n_before"),
    [
        ("id,text\n1,x\n", "a.csv", ",", "doubled", ("id", "text"), 1),
        ("id;text\n1;x\n", "a.csv", ";", "doubled", ("id", "text"), 1),
        ("id\ttext\n1\tx\n", "a.csv", "\t", "doubled", ("id", "text"), 1),
        ("id\ttext\n1\tx\n", "a.tsv", "\t", "none", ("id", "text"), 1),
        ('id\ttext\n1\t"x ""y"" z"\n2\t"a\nb"\n', "a.tsv", "\t", "doubled", ("id", "text"), 1),
        ('id\ttext\n1\t"x" y\n2\tz\n', "a.tsv", "\t", "none", ("id", "text"), 1),
        ('id\ttext\n1\t"x y"\n', "a.tsv.gz", "\t", "doubled", ("id", "text"), 1),
        ("sep=;\nid;text\n", "a.csv", ";", "doubled", ("id", "text"), 2),
        ("# exported\n\nid,text\n", "a.csv", ",", "doubled", ("id", "text"), 3),
        ('id,text\n1,"a \\"b\\", c"\n2,"d"\n', "a.csv", ",", "escaped", ("id", "text"), 1),
        ('id,text\n1,"a \\"b\\""\n2,""\n', "a.csv", ",", "escaped", ("id", "text"), 1),
        ('ID, Article Text\n1, "x"\n', "a.csv", ",", "doubled", ("ID", "Article Text"), 1),
        (f"7,{PROSE}\n", "a.csv", ",", "doubled", ("id", "text"), 0),
        (
            f"2026-03-01,https://a.example/x,A title of it,{PROSE}\n",
            "a.csv",
            ",",
            "doubled",
            ("published_at", "url", "title", "text"),
            0,
        ),
        ("a,b\n1,2\n", "a.csv", ",", "doubled", ("a", "b"), 1),
    ],
)
def test_dialects_are_told(
    text: str, file: str, delimiter: str, quoting: str, header: tuple[str, ...], n_before: int
) -> None:
    """Delimiter, quoting, escape, what stands above the header, and a header that is missing."""
    found = sniff(text, file, NAMES)
    assert (found.delimiter, found.quoting, found.header, found.n_before) == (delimiter, quoting, header, n_before)


@pytest.mark.parametrize(
    ("changes", "n_articles", "bad"),
    [
        ({}, 300, {}),
        ({150: '150,Row 150,"Never closed'}, 299, {151: 1}),
        ({0: '0,Row 0,"Never closed'}, 299, {1: 1}),
        ({299: '299,Row 299,"Never closed'}, 299, {300: 1}),
        ({100: '100,Row 100,"Never closed', 200: '200,"Row,x"'}, 298, {101: 1, 201: 1}),
        ({150: f'150,Row 150,"{PROSE}\n{PROSE} a, b, c\n\n{PROSE}"'}, 300, {}),
        ({150: f'150,Row 150,"{PROSE}" stray\n{PROSE} a\n{PROSE}'}, 299, {151: 3}),
        ({150: '150,Row 150,"He said "no way" and left."'}, 300, {}),
        ({150: "150,Row 150," + PROSE}, 300, {}),
        ({150: "150,Row 150,One, two, three"}, 300, {}),
        ({150: "150"}, 299, {151: 1}),
        ({150: f"150,Row 150,{PROSE},,"}, 300, {}),
    ],
)
def test_a_broken_row_costs_itself(
    only: Callable[..., Any], changes: dict[int, str], n_articles: int, bad: dict[int, int]
) -> None:
    """Rows before and behind it are read; the row that stands for what is unread says how many lines that are."""
    rows = [changes.get(n, row) for n, row in enumerate(ROWS)]
    found = only("a.csv", table(rows))
    lost = {record: row["n_unread"] for (_, record), row in found.items() if row["reason"]}
    assert sum(row["reason"] is None for row in found.values()) == n_articles
    assert lost == bad


def test_marks_that_no_writer_doubled(only: Callable[..., Any]) -> None:
    """A file whose every row has bare marks within its cell is read loosely, to the character."""
    rows = [f'{n},Row,"He said "no {n}" twice"' for n in range(9)]
    assert only("a.csv", table(rows))["a.csv", 4]["text"] == 'He said "no 3" twice'


def test_marks_are_text_where_nothing_is_quoted(only: Callable[..., Any]) -> None:
    """Tab-separated text keeps its quotation marks."""
    rows = ['1\tA\t"Never again" was on the wall.', '2\tB\t3" of ribbon', '3\tC\t"Late," she said, "again."']
    found = only("a.tsv", table(rows, "id\ttitle\ttext"))
    assert [found["a.tsv", n]["text"] for n in (1, 2, 3)] == [row.split("\t")[2] for row in rows]


def test_columns_of_one_name(only: Callable[..., Any]) -> None:
    """Of two columns `text` the longer cell counts; columns that are missing are null."""
    found = only("a.csv", b"id,text,text,date\n1,,Second\n2,First one,x,2026-03-01\n")
    assert [(row["text"], str(row["day"])) for _, row in sorted(found.items())] == [
        ("Second", "None"),
        ("First one", "2026-03-01"),
    ]


def test_line_ends_of_old_macs(only: Callable[..., Any]) -> None:
    """Carriage returns alone end the lines."""
    assert [row["text"] for _, row in sorted(only("a.csv", b"id,text\r1,one\r2,two").items())] == ["one", "two"]


def test_the_files_dates_settle_their_order(only: Callable[..., Any]) -> None:
    """A row with one reading tells the order for those with two."""
    found = only("a.csv", b"id,text,date\n1,one,03/04/2021\n2,two,25/04/2021\n")
    assert [str(row["day"]) for _, row in sorted(found.items())] == ["2021-04-03", "2021-04-25"]


CELL = st.text(st.sampled_from('ab "\n,;\t\\'), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(CELL, min_size=1, max_size=5), st.integers(0, 39))
def test_sound_rows_survive_any_lines_between_them(only: Callable[..., Any], lines: list[str], at: int) -> None:
    """Whatever stands between sound rows, each row behind it that nothing opened a quotation before is read."""
    rows = [f"sound{n},Row,{PROSE}" for n in range(40)]
    found = only("a.csv", table([*rows[:at], *lines, *rows[at:]]))
    ids = {row["external_id"] for row in found.values() if row["reason"] is None}
    assert len({f"sound{n}" for n in range(40)} - ids) <= 1

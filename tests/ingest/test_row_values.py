"""Files of rows as they come out: each way of writing the same two articles, and rows that are broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

ONE, TWO = "The quay is let.", "The weir is shut, and dry."
QUOTED = 'He said "no" and left.'
TWO_LINES = "First line.\nSecond line."

Rows = list[tuple[int, str | None, str | None, str | None]]


def told(found: dict[Any, dict[str, Any]]) -> Rows:
    """Record, title, text and reason of each row, in order."""
    return [(record, row["title"], row["text"], row["reason"]) for (_, record), row in sorted(found.items())]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", f'title,text\nA,{ONE}\nB,"{TWO}"\n'),
        ("a.csv", f'"title","text"\n"A","{ONE}"\n"B","{TWO}"\n'),
        ("a.csv", f'title,text\r\nA,{ONE}\r\nB,"{TWO}"\r\n'),
        ("a.csv", f'title,text\nA,{ONE}\nB,"{TWO}"'),
        ("a.csv", f'\ufefftitle,text\nA,{ONE}\nB,"{TWO}"\n'),
        ("a.csv", f'title, text\nA, {ONE}\nB, "{TWO}"\n'),
        ("a.csv", f"title;text\nA;{ONE}\nB;{TWO}\n"),
        ("a.csv", f"title|text\nA|{ONE}\nB|{TWO}\n"),
        ("a.csv", f"title\ttext\nA\t{ONE}\nB\t{TWO}\n"),
        ("a.csv", f"sep=;\ntitle;text\nA;{ONE}\nB;{TWO}\n"),
        ("a.tsv", f"title\ttext\nA\t{ONE}\nB\t{TWO}\n"),
        ("a.tsv", f'title\ttext\nA\t"{ONE}"\nB\t"{TWO}"\n'),
        ("a.csv", f'text,title\n{ONE},A\n"{TWO}",B\n'),
        ("a.csv", f'n,title,other,text\n1,A,x,{ONE}\n2,B,y,"{TWO}"\n'),
        ("a.csv", f'Headline,Body\nA,{ONE}\nB,"{TWO}"\n'),
        ("a.csv", f'HEADLINE,Article Text\nA,{ONE}\nB,"{TWO}"\n'),
        ("a.jsonl", f'{{"title": "A", "text": "{ONE}"}}\n{{"title": "B", "text": "{TWO}"}}\n'),
        ("a.jsonl", f'{{"headline": "A", "body": "{ONE}"}}\r\n{{"headline": "B", "body": "{TWO}"}}'),
        ("a.ndjson", f'{{"title": "A", "content": "{ONE}"}}\n{{"title": "B", "content": "{TWO}"}}\n'),
        ("a.json", f'[{{"title": "A", "text": "{ONE}"}}, {{"title": "B", "text": "{TWO}"}}]'),
        ("a.json", f'{{"articles": [{{"title": "A", "text": "{ONE}"}}, {{"title": "B", "text": "{TWO}"}}]}}'),
    ],
)
def test_two_articles_in_any_writing(only: Callable[..., Any], name: str, text: str) -> None:
    """Delimiters, quotation marks, line ends, byte order marks, the order and the names of columns."""
    found = [row[1:] for row in told(only(name, text.encode()))]
    assert found == [("A", ONE, None), ("B", TWO, None)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_encodings(only: Callable[..., Any], encoding: str, name: str) -> None:
    """Told from the bytes."""
    text = "The caf\u00e9 in the old town is closed, as the se\u00f1or said at the d\u00e9j\u00e0 vu bar."
    rows = [json.dumps({"text": text}, ensure_ascii=False)] if name == "a.jsonl" else ["text", f'"{text}"']
    data = "\n".join([*rows, ""]).encode(encoding)
    assert [row[2] for row in told(only(name, data))] == [text]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"He said ""no"" and left."', QUOTED),
        ('"He said "no" and left."', QUOTED),  # marks that no writer doubled
        ("He said, as ever.", None),  # one cell too many
        (f'"{TWO_LINES}"', TWO_LINES),
        ('"a\n\nb"', "a\n\nb"),
        ('" x "', " x "),
        ("x", "x"),
        ('""', None),
        ("", None),
        (" ", None),
        ('"null"', "null"),
    ],
)
def test_what_stands_in_a_cell(only: Callable[..., Any], cell: str, text: str | None) -> None:
    """Marks, line ends and blanks within one; its neighbours are read whatever it holds."""
    data = "\n".join(["title,text", f'A,"{ONE}"', f"B,{cell}", f'C,"{TWO}"', ""]).encode()
    found = told(only("a.csv", data))
    assert [row[1:3] for row in found if row[1] in ("A", "C")] == [("A", ONE), ("C", TWO)]
    if text is not None:
        assert [row[2] for row in found if row[1] == "B"] == [text]


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        ("{", "bad_json", "Expecting property name enclosed in double quotes"),
        ('{"text" 1}', "bad_json", "Expecting ':' delimiter at character 9"),
        ("[1]", "not_an_object", "a number"),  # the objects of a list are read, were there any
        ("[[1]]", "not_an_object", "a list"),
        ('"x"', "not_an_object", "a string"),
        ("1", "not_an_object", "a number"),
        ("true", "not_an_object", "true or false"),
        ("null", "not_an_object", "null"),
        ('{"title": "x"}', "no_text", None),
        ('{"text": null}', "no_text", None),
        ('{"text": ""}', "empty_text", None),
        ('{"text": " \\n"}', "empty_text", None),
        ('{"text": 1}', "text_not_string", None),
        ('{"text": true}', "text_not_string", None),
    ],
)
def test_lines_that_are_no_article(only: Callable[..., Any], line: str, reason: str, detail: str | None) -> None:
    """With the reason and, where there is more to say, what is there instead."""
    data = f'{{"text": "{ONE}"}}\n{line}\n{{"text": "{TWO}"}}\n'.encode()
    found = only("a.jsonl", data)
    assert told(found)[0][2] == ONE
    assert told(found)[2][2] == TWO
    row = found["a.jsonl", 2]
    assert (row["reason"], row["n_unread"]) == (reason, 1)
    if detail is not None:
        assert detail in row["detail"]


@pytest.mark.parametrize(("n", "is_read"), [(99, True), (100, True), (101, False)])
def test_a_text_has_so_many_characters_at_most(only: Callable[..., Any], n: int, *, is_read: bool) -> None:
    """Characters, not bytes; `ingest.max_chars` itself is allowed."""
    data = json.dumps({"text": "\u00e9" * n}, ensure_ascii=False).encode()
    ((_, _, text, reason),) = told(only("a.jsonl", data, max_chars=100))
    assert (text is not None) is is_read
    assert reason == (None if is_read else "too_long")


@pytest.mark.parametrize(
    ("name", "data", "record", "reason"),
    [
        ("a.csv", b"", 0, "empty_file"),
        ("a.jsonl", b"", 0, "empty_file"),
        ("a.txt", b"", 1, "empty_file"),
        ("a.json", b"", 0, "empty_file"),
        ("a.xyz", b"x", 0, "unknown_format"),
        ("a.txt", b"\x00\x01\x02" * 100, 1, "binary_file"),
        ("a.json", b"{", 1, "bad_json"),
        ("a.xml", b"<a></a>", 0, "not_a_feed"),
        ("a.zip", b"PK\x03\x04", 0, "bad_archive"),
        ("a.jsonl.gz", b"\x1f\x8b", 0, "bad_archive"),
        ("a.parquet", b"PAR1", 0, "bad_parquet"),
    ],
)
def test_files_that_cannot_be_read(only: Callable[..., Any], name: str, data: bytes, record: int, reason: str) -> None:
    """One row: of the file as a whole, or of the only record that it would be."""
    found = told(only(name, data))
    assert found == [(record, None, None, reason)]

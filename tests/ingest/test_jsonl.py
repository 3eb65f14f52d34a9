"""Laws of `.jsonl`."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.ingest.jsonl import MAX_DEPTH

GOOD = json.dumps({"id": "g", "text": "The bridge is closed."}).encode()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "id", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)
LINES = st.lists(
    JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=20).map(lambda b: b.replace(b"\n", b""))
)


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.jsonl.zst"])
def test_a_line_is_an_article(only: Callable[..., Any], name: str) -> None:
    """Records are numbered by line, blank lines are none, compression makes no difference."""
    data = GOOD + b"\n \n\r\n" + GOOD.replace(b'"g"', b"7") + b"\r\n"
    data = gzip.compress(data) if name.endswith("gz") else data
    data = pa.compress(data, "zstd", asbytes=True) if name.endswith("zst") else data
    found = only(name, data)
    assert {place: row["external_id"] for place, row in found.items()} == {(name, 1): "g", (name, 4): "7"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "cut off in the midd', "bad_json"),
        (b"{'text': 'x'}", "bad_json"),
        (b"[" * 50_000, "bad_json"),
        (b'{"text": "x", "n": ' + b"9" * 5000 + b"}", "bad_json"),
        (b'{"text": "x", "n": ' + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH + b"}", "bad_json"),
        (b'["x"]', "not_an_object"),
        (b'"x"', "not_an_object"),
        (b"null", "not_an_object"),
        (b"17", "not_an_object"),
        (b'{"title": "x"}', "no_text"),
        (b'{"text": 17}', "text_not_string"),
        (b'{"text": " "}', "empty_text"),
        (b"\x81 \x8d " * 9, "bad_encoding"),
        (b'{"text": "' + b"x" * 80_000 + b'"}', "too_long"),
    ],
)
def test_a_bad_line_harms_no_other(reasons: Callable[..., Any], line: bytes, reason: str) -> None:
    """A line that is no article is rejected with its reason; those before and after it are read."""
    data = b"\n".join([GOOD, line, GOOD.replace(b'"g"', b'"h"')])
    assert reasons("a.jsonl", data, max_chars=1000) == {1: None, 2: reason, 3: None}


@pytest.mark.parametrize(
    "text",
    [" \r\n as it stands \u2028 ", "é\\n", "\x00x", "{[" * 200, '"' + "[" * 200, "\\" * 201 + "["],
)
def test_the_text_is_what_json_says(only: Callable[..., Any], text: str) -> None:
    """The text is json's own, nothing stripped, no line end changed; brackets in it are no nesting."""
    found = only("a.jsonl", json.dumps({"text": text}, ensure_ascii=False).encode())
    assert [row["text"] for row in found.values()] == [text]


def test_encodings(only: Callable[..., Any]) -> None:
    """Byte order marks are dropped (files get joined), UTF-16 with one is read, and cp1252 line by line."""
    marked = b"\xef\xbb\xbf" + GOOD + b"\n"
    assert [row["external_id"] for row in only("a.jsonl", marked * 2).values()] == ["g", "g"]
    lines = (GOOD.decode() + "\n") * 2000
    found = only("a.jsonl", lines.encode("utf-16"))
    assert len(found) == 2000
    assert {row["text"] for row in found.values()} == {"The bridge is closed."}
    mixed = '{"text": "café"}\n'
    found = only("a.jsonl", mixed.encode() + mixed.encode("cp1252"))
    assert [row["text"] for row in found.values()] == ["café", "café"]


def test_duplicate_keys_and_lone_surrogates(only: Callable[..., Any]) -> None:
    """The last of equal keys counts; half a character becomes a question mark."""
    found = only("a.jsonl", b'{"text": "a", "text": "b \\ud800", "id": "\\ud800"}')
    assert found["a.jsonl", 1]["text"] == "b ?"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_a_name_may_say_compressed_of_what_is_not(
    only: Callable[..., Any], reasons: Callable[..., Any], name: str
) -> None:
    """Text under such a name is read; what is neither text nor compressed is a damaged archive."""
    assert only(name, GOOD)[name, 1]["external_id"] == "g"
    assert reasons(name, b"\x00\x01\x02\x03" * 9) == {0: "bad_archive"}


def test_a_comma_behind_an_object_is_none_of_it(only: Callable[..., Any]) -> None:
    """As in the lines of a list."""
    lines = b'{"text": "Quay.", "id": "q"},\n{"text": "Weir.", "id": "w"} , \n{"text": "Mill.", "id": "m"}'
    found = only("a.jsonl", lines)
    assert {found["a.jsonl", i]["external_id"] for i in (1, 2, 3)} == {"q", "w", "m"}


def test_two_commas_or_one_behind_a_word_are_a_fault(reasons: Callable[..., Any]) -> None:
    """Only an object is taken for an element of a list."""
    data = GOOD + b'\n{"text": "Quay."},,\n"Weir.",'
    assert reasons("a.jsonl", data) == {1: None, 2: "bad_json", 3: "bad_json"}


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty_file"), (b"\n \n", "empty_file"), (b"\x1f\x8b" * 9, "binary_file")]
)
def test_no_record_at_all(reasons: Callable[..., Any], data: bytes, reason: str) -> None:
    """A file without records is a row for the file as a whole, so that none is lost."""
    assert reasons("a.jsonl", data) == {0: reason}


def test_50_mb_on_one_line(only: Callable[..., Any]) -> None:
    """A line of 50 MB is passed over without being kept; the next line is read."""
    found = only("a.jsonl", b'{"text": "' + b"x" * 50_000_000 + b'"}\n' + GOOD)
    assert [row["reason"] for row in found.values()].count("too_long") == 1
    assert found["a.jsonl", 2]["external_id"] == "g"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LINES)
@example([b"\r\x1b"])
def test_any_lines_are_one_row_each(only: Callable[..., Any], lines: list[bytes]) -> None:
    """Whatever the lines hold, each that is not blank is exactly one row."""
    data = b"\n".join(lines)
    found = only("a.jsonl", data)
    lines = data.split(b"\r") if b"\n" not in data else lines  # an old Mac's line ends
    if {row["reason"] for row in found.values()} & {"binary_file", "empty_file"}:
        assert list(found) == [("a.jsonl", 0)]
    elif not data.strip().startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"[")) and b"\0" not in data:
        blank = {i for i, line in enumerate(lines, 1) if not line.decode("utf-8", "replace").strip("\ufeff").strip()}
        odd = {i for i, line in enumerate(lines, 1) if not line.decode("latin-1").strip()}  # blank in another encoding
        every, seen = set(range(1, len(lines) + 1)), {record for _, record in found}
        assert every - blank - odd <= seen <= every - blank

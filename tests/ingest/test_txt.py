"""Laws of `.txt`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def test_the_file_is_the_article(only: Callable[..., Any]) -> None:
    """One record, number 1, with every character of the file, line ends included."""
    found = only("a.txt", "One\r\n\n Two\u2028 é \n".encode())
    assert [(place, row["text"]) for place, row in found.items()] == [(("a.txt", 1), "One\r\n\n Two\u2028 é \n")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf", "empty_text"),
        (b" \n\xe2\x80\x8b", "empty_text"),
        (bytes(range(256)) * 9, "binary_file"),
        (b"\x81 \x8d " * 9, "bad_encoding"),
        (b"x" * 1001, "too_long"),
        (b"x" * 50_000, "too_long"),
    ],
)
def test_no_article(reasons: Callable[..., Any], data: bytes, reason: str) -> None:
    """Empty, blank, binary, undecodable and endless files are rejected, each with its reason."""
    assert reasons("a.txt", data, max_chars=1000) == {1: reason}


def test_50_mb_on_one_line(reasons: Callable[..., Any]) -> None:
    """A file of 50 MB on one line is rejected after its first megabytes."""
    assert reasons("a.txt", b"x" * 50_000_000) == {1: "too_long"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_one_row(only: Callable[..., Any], data: bytes) -> None:
    """Whatever a .txt holds, it is one row and no exception."""
    assert len(only("a.txt", data)) == 1


def test_the_path_tells_fields(raw: Path, rows: Callable[..., Any]) -> None:
    """Named groups of `ingest.path_pattern` are fields; a path that does not fit has none."""
    (raw / "Post").mkdir()
    (raw / "Post/2026-03-02_quay-let_at-last.txt").write_text("The quay is let.")
    (raw / "other.txt").write_text("The weir is mended.")
    pattern = r"(?P<source>[^/]+)/(?P<date>[0-9-]{10})_(?P<title>[^/]+)\.txt$"
    found = rows(raw, path_pattern=pattern)
    row = found["Post/2026-03-02_quay-let_at-last.txt", 1]
    assert (row["source"], row["title"], str(row["day"])) == ("Post", "quay let at last", "2026-03-02")
    assert found["other.txt", 1]["source"] is None

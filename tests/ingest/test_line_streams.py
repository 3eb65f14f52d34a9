"""Streams as readers see them: UTF-8 with line feeds, whatever the file is written in."""

from __future__ import annotations

import io

import pytest

from pipeline.ingest.line_streams import HEAD, text_stream
from pipeline.ingest.record import Fault

TEXT = "id,text\n1,déjà vu\n2,“yes”\n"


def read(data: bytes, size: int = 1 << 13) -> bytes:
    """All that comes out of a file with these bytes."""
    return text_stream(io.BufferedReader(io.BytesIO(data), size)).read()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("n_rows", [1, 3000])
def test_every_unicode_form_is_read(encoding: str, n_rows: int) -> None:
    """With a mark or without, however long the file is: characters are never cut between two pieces."""
    assert read((TEXT * n_rows).encode(encoding)) == (TEXT * n_rows).encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\rb\rc", b"a\nb\nc"),
        (b"a\r\nb\r\n", b"a\r\nb\r\n"),
        (b"a\rb\nc", b"a\rb\nc"),
        (b"\xef\xbb\xbfa\rb", b"a\nb"),
        (b"", b""),
        (b"\xef\xbb\xbf", b""),
        (b"caf\xe9\n", b"caf\xe9\n"),
    ],
)
def test_carriage_returns_alone_are_line_ends(data: bytes, expected: bytes) -> None:
    """As on old Macs, where there is no line feed; bytes in other encodings are left to whoever reads the lines."""
    assert read(data) == expected


def test_the_line_ends_of_a_file_are_told_by_its_beginning() -> None:
    """The first 4,096 bytes."""
    assert HEAD == 4096
    line = b"a" * (HEAD - 1)
    assert read(line + b"\n" + b"b\rc") == line + b"\nb\rc"
    assert read(b"a\r" + b"b" * HEAD + b"\rc\n") == b"a\n" + b"b" * HEAD + b"\nc\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7 and more", b"\x01\x02\x03\x04", b"PK\x03\x04"])
def test_other_formats_are_no_text(data: bytes) -> None:
    """By their signature or their control characters."""
    with pytest.raises(Fault, match="no text"):
        read(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_what_is_cut_off_within_a_character_is_marked(encoding: str) -> None:
    """And the rest is read."""
    data = "abc".encode(encoding)
    assert read(data[:-1]).decode() == "ab\ufffd"

"""Files that are decoded as a whole."""

from __future__ import annotations

import io

import pytest

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.record import Fault
from pipeline.ingest.text_file import read_all, whole_file

SMALL = IngestConfig(max_document_mb=0.01)


class Cut(io.BytesIO):
    """A stream that is damaged behind its bytes."""

    def read1(self, size: int | None = -1) -> bytes:
        """A piece, or the fault."""
        data = super().read1(min(size or 0, 4))
        if not data:
            raise Fault("bad_archive", "cut off")  # type: ignore[arg-type]
        return data


def read(data: bytes, declared: str = "") -> str:
    """The text of a file that is sound."""
    text, fault = whole_file(io.BufferedReader(io.BytesIO(data)), SMALL, declared)  # type: ignore[arg-type]
    assert fault is None
    return text


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (b"", "", ""),
        ("déjà vu".encode(), "", "déjà vu"),
        ("déjà vu".encode("cp1252"), "", "déjà vu"),
        ("tydzień".encode("iso-8859-2"), "iso-8859-2", "tydzień"),
        (b"\xef\xbb\xbfx", "", "x"),
        (b"x" * 10_000, "", "x" * 10_000),
    ],
)
def test_a_text_is_decoded(data: bytes, declared: str, text: str) -> None:
    """In its own encoding; the declared one helps where it is not UTF-8; a file of the very bound is read."""
    assert read(data, declared) == text


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"x" * 10_001, "too_long", "more than 10,000 bytes; see ingest.max_document_mb"),
        (b"%PDF-1.7", "binary_file", "control characters"),
        (b"\x81 \x8d " * 9, "bad_encoding", "not UTF-8"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str, words: str) -> None:
    """Too long, another format, or in no encoding."""
    with pytest.raises(Fault, match=words) as caught:
        read(data)
    assert caught.value.reason == reason


def test_what_comes_before_the_damage_is_given() -> None:
    """With the fault; damage at the very beginning is an error."""
    data, fault = read_all(Cut(b"0123456789"), 100)  # type: ignore[arg-type]
    assert (data, fault is not None) == (b"0123456789", True)
    with pytest.raises(Fault, match="cut off"):
        read_all(Cut(b""), 100)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bound", "data"), [(0, b""), (1, b"0"), (5, b"01234"), (10, b"0123456789"), (99, b"0123456789")]
)
def test_no_more_is_read_than_wanted(bound: int, data: bytes) -> None:
    """However the pieces fall; nothing is said of damage behind it."""
    assert read_all(io.BufferedReader(io.BytesIO(b"0123456789")), bound) == (data, None)  # type: ignore[arg-type]
    assert bound > 5 or read_all(Cut(b"0123456789"), bound) == (data, None)  # type: ignore[arg-type]

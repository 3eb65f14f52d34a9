"""The header of a gzip member: each of its optional fields by itself, in any combination."""

from __future__ import annotations

import gzip
import io
import zlib
from itertools import combinations

import pytest

from pipeline.ingest.gunzip import Gunzip

PLAIN = gzip.compress(b"The quay is let.")
FIELDS = {4: b"\x05\x00extra", 8: b"quay.txt\0", 16: b"a comment\0", 2: b"\x12\x34"}
"""Flag → what stands in the header for it, in the order of RFC 1952: extra field, name, comment, checksum."""
FLAGS = [flags for n in range(5) for flags in combinations(FIELDS, n)]


def packed(flags: tuple[int, ...], *, other: int = 0) -> bytes:
    """The text with these fields in its header."""
    fields = b"".join(FIELDS[flag] for flag in FIELDS if flag in flags)
    return PLAIN[:3] + bytes([sum(flags) | other]) + PLAIN[4:10] + fields + PLAIN[10:]


def read(data: bytes) -> bytes:
    """All that comes out."""
    stream = Gunzip(io.BytesIO(data))
    return b"".join(iter(lambda: stream.read(7), b""))


@pytest.mark.parametrize("flags", FLAGS, ids=str)
def test_fields_of_the_header_are_passed_over(flags: tuple[int, ...]) -> None:
    """Those that are there, and no byte more; that it is said to be text changes nothing."""
    assert read(packed(flags)) == b"The quay is let."
    assert read(packed(flags, other=1)) == b"The quay is let."
    assert read(packed(flags) + packed(flags)) == b"The quay is let." * 2


@pytest.mark.parametrize("n", range(1, 18))
def test_a_header_that_is_cut_off_says_so(n: int) -> None:
    """Wherever it ends; nothing comes of it."""
    with pytest.raises((EOFError, zlib.error)):
        read(packed((4, 8, 16, 2))[:n])


@pytest.mark.parametrize("size", [0, 1, 255, 256, 65_535, 70_000])
def test_an_extra_field_of_any_size(size: int) -> None:
    """Its length is written low byte first."""
    size = min(size, 65_535)
    data = PLAIN[:3] + bytes([4]) + PLAIN[4:10] + size.to_bytes(2, "little") + b"x" * size + PLAIN[10:]
    assert read(data) == b"The quay is let."


@pytest.mark.parametrize("n_zeros", [0, 1, 9, 10, 11, 1023, 1024, 5000])
def test_zeros_between_members_and_behind_them_are_padding(n_zeros: int) -> None:
    """However many."""
    assert read(PLAIN + b"\0" * n_zeros + PLAIN + b"\0" * n_zeros) == b"The quay is let." * 2

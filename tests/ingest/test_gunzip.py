"""Laws of gzip read as far as it goes."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.gunzip import Gunzip

DATA = b"".join(b"%d: the quay is let.\n" % n for n in range(5_000))


def read(packed: bytes, size: int = 8192) -> tuple[bytes, str]:
    """What comes out, and the error at the end."""
    stream, pieces = Gunzip(io.BytesIO(packed)), []
    try:
        while piece := stream.read(size):
            pieces.append(piece)
    except (zlib.error, EOFError) as error:
        return b"".join(pieces), str(error)
    return b"".join(pieces), ""


@given(st.lists(st.binary(max_size=300), max_size=4), st.integers(1, 400), st.integers(0, 9))
def test_members_come_back_as_they_were(members: list[bytes], size: int, n_zeros: int) -> None:
    """Any number of members, read in pieces of any size; zeros after the last one are padding."""
    packed = b"".join(gzip.compress(one) for one in members) + b"\0" * n_zeros
    assert read(packed, size) == (b"".join(members), "")


def test_a_header_with_everything_in_it() -> None:
    """Extra field, name, comment and checksum of the header are passed over."""
    plain = gzip.compress(b"x")
    header = plain[:3] + bytes([2 | 4 | 8 | 16]) + plain[4:10] + b"\x03\x00abc" + b"name\0" + b"comment\0" + b"\x12\x34"
    assert read(header + plain[10:]) == (b"x", "")


@pytest.mark.parametrize(
    ("packed", "words"),
    [
        (gzip.compress(DATA)[:-8_000], "cut off"),
        (gzip.compress(DATA)[:-4], "cut off"),
        (gzip.compress(DATA) + b"\x1f\x8b\x08", "cut off"),
        (gzip.compress(DATA)[:-8] + b"12345678", "wrong checksum"),
        (gzip.compress(DATA) + b"<html>not found</html>", "bytes after the end that are no gzip"),
        (gzip.compress(DATA[:5000]) + gzip.compress(DATA[5000:])[:-8] + b"12345678", "wrong checksum"),
    ],
)
def test_damage_comes_after_what_can_be_read(packed: bytes, words: str) -> None:
    """Everything up to the damage is given before the error is raised."""
    found, error = read(packed)
    assert error == words
    assert DATA.startswith(found)
    assert len(found) > (len(DATA) if "cut" not in words else 40_000) - 1


def test_bytes_changed_in_the_middle() -> None:
    """A damaged block ends the reading, with what came before it."""
    packed = bytearray(gzip.compress(DATA))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = b"\xff" * 40
    found, error = read(bytes(packed))
    assert error
    assert len(found) > 10_000


def test_what_is_no_gzip() -> None:
    """Nothing comes of it but the error."""
    assert read(b"plain text") == (b"", "bytes after the end that are no gzip")
    assert read(b"") == (b"", "")

"""Laws of lines in bounded memory."""

import io

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.line_streams import text_stream
from pipeline.ingest.lines import lines, skip_line


def stream(data: bytes) -> io.BufferedReader:
    """The bytes as a file."""
    return io.BufferedReader(io.BytesIO(data), 16)  # type: ignore[arg-type]


@given(st.lists(st.binary(max_size=12)), st.integers(2, 9))
def test_lines_are_numbered_and_bounded(pieces: list[bytes], limit: int) -> None:
    """Each line comes with its number; one of `limit` bytes or more without its end comes as None."""
    whole = b"\n".join(pieces)
    expected = io.BytesIO(whole).readlines()
    found = list(lines(stream(whole), limit))
    assert [number for number, _ in found] == list(range(1, len(expected) + 1))
    for line, (_, got) in zip(expected, found, strict=True):
        assert got == (line if len(line) < limit or line[:limit].endswith(b"\n") else None)


def test_skipping_ends_behind_the_line() -> None:
    """What follows the line's end is still there."""
    given_stream = stream(b'a"b"c"\nrest')
    skip_line(given_stream, 2)
    assert given_stream.read() == b"rest"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"])
)
def test_byte_order_marks_are_read(text: str, encoding: str) -> None:
    """A stream with a byte order mark is UTF-8 without one afterwards."""
    assert text_stream(stream(text.encode(encoding))).read() == text.encode()


def test_utf16_cut_off() -> None:
    """Half a character at the end becomes U+FFFD."""
    assert text_stream(stream("ab".encode("utf-16") + b"c")).read().decode() == "ab\ufffd"

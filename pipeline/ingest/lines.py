"""Lines of a stream in bounded memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count

from pipeline.ingest.encoding import decode_as, encoding_of
from pipeline.ingest.wide_encodings import SAMPLE


def lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    r"""Line numbers from 1, and lines with their ``\n``; None for a line of `limit` bytes or more, which is skipped."""
    for number in count(1):
        line = stream.readline(limit)
        if not line:
            return
        if len(line) < limit or line.endswith(b"\n"):
            yield number, line
        else:
            skip_line(stream)
            yield number, None


def skip_line(stream: io.BufferedReader, step: int = 1 << 20) -> None:
    """Read to the end of the line without keeping it."""
    while piece := stream.readline(step):
        if piece.endswith(b"\n"):
            break


class LineDecoder:
    """Lines that are not UTF-8, decoded alike: a file has one encoding, and it is told by more than one line.

    Args:
        stream: the file; what it has buffered is looked at where a line needs it.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._encoding: str | None = None

    def __call__(self, line: bytes) -> str | None:
        """The characters of a line; None where more than 1 % of it is undefined."""
        if self._encoding is None:
            self._encoding = encoding_of(line + self._stream.peek(SAMPLE)[:SAMPLE])
        return decode_as(line, self._encoding)

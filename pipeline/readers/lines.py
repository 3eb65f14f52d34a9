"""Lines of a stream in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import BinaryIO


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
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


def skip_line(stream: BinaryIO, step: int = 1 << 20) -> int:
    """Read to the end of the line without keeping it; gives the quotation marks passed, for CSV."""
    quotes = 0
    while piece := stream.readline(step):
        quotes += piece.count(b'"')
        if piece.endswith(b"\n"):
            break
    return quotes

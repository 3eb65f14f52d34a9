"""A file that is decoded as a whole: JSON documents and feeds."""

from __future__ import annotations

import io

from pipeline.ingest.binary import looks_binary
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.encoding import decode
from pipeline.ingest.record import Fault, Reason


def whole_file(stream: io.BufferedReader, config: IngestConfig, declared: str = "") -> tuple[str, Fault | None]:
    """All of a file, decoded; where it is cut off or damaged, what comes before, and the fault.

    Args:
        stream: the file.
        config: bounds.
        declared: charset that the file says it has.

    Raises:
        Fault: it is longer than `max_document_mb`, binary, or in no encoding that fits.
    """
    bound = config.max_document_bytes
    data, fault = read_all(stream, bound + 1)
    if len(data) > bound:
        raise Fault(Reason.TOO_LONG, f"more than {bound:,} bytes; see ingest.max_document_mb")
    if looks_binary(data):
        raise Fault(Reason.BINARY_FILE, "control characters or the signature of another format; no text")
    text = decode(data, declared)
    if text is None:
        raise Fault(Reason.BAD_ENCODING, "not UTF-8, nor any other encoding that was tried")
    return text, fault


def read_all(stream: io.BufferedReader, bound: int) -> tuple[bytes, Fault | None]:
    """At most so many bytes of a file; those before the damage, and the fault, where it is damaged."""
    pieces: list[bytes] = []
    left = bound
    try:
        while left > 0 and (piece := stream.read1(min(left, 1 << 20))):
            pieces.append(piece)
            left -= len(piece)
    except Fault as fault:
        if not pieces:
            raise
        return b"".join(pieces), fault
    return b"".join(pieces), None

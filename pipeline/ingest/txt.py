"""`.txt`: the file is one article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from pipeline.ingest.binary import looks_binary
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.encoding import decode
from pipeline.ingest.record import Fault, Raw, Reason

UTF8_BYTES = 4  # of a character, at most


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """The file's only record, number 1, text as decoded; `Fault` where there is none."""
    yield Raw(file, 1, {**fields_of_path(file, config.path_pattern), "text": whole_text(stream, config)})


def fields_of_path(path: str, pattern: str) -> dict[str, str]:
    """The named groups of a pattern in a path; in a title, - and _ are blanks."""
    found = re.search(pattern, path) if pattern else None
    fields = {name: value for name, value in found.groupdict().items() if value} if found else {}
    if "title" in fields and " " not in fields["title"]:
        fields["title"] = re.sub(r"[-_]+", " ", fields["title"]).strip()
    return fields


def whole_text(stream: io.BufferedReader, config: IngestConfig) -> str:
    """All of a file, decoded.

    Raises:
        Fault: it is empty, binary, longer than `max_chars`, or in no encoding that fits.
    """
    bound = UTF8_BYTES * config.max_chars + UTF8_BYTES
    data = stream.read(bound + 1)
    if looks_binary(data):
        raise Fault(Reason.BINARY_FILE, "control characters or the signature of another format; no text", 1)
    if len(data) > bound:
        raise Fault(Reason.TOO_LONG, f"more than {bound:,} bytes; ingest.max_chars is {config.max_chars:,}", 1)
    text = decode(data)
    if text is None:
        raise Fault(Reason.BAD_ENCODING, "not UTF-8, nor any other encoding that was tried", 1)
    return text

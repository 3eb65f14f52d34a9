"""`.jsonl`, `.ndjson`: a line is an article."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest import json_documents
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.json_values import MAX_DEPTH, in_words, kind_of, too_deep
from pipeline.ingest.line_streams import text_stream
from pipeline.ingest.lines import LineDecoder, lines
from pipeline.ingest.record import Raw, Reason, rejected

HEAD = 1 << 16  # bytes by which it is told whether the file is one JSON document after all

_PRETTY = re.compile(rb'\s*\{\s*(?:"[^"\n]*"\s*:\s*[^\n]*,\s*)?\r?\n\s*["}]')
_LIST = re.compile(rb"\s*\[\s*[{\]]")


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One record a line that is not blank; `record` is the line number.

    A file that is one list, or objects over several lines each, is read as a JSON document.
    """
    whole = text_stream(stream)
    if _is_document(whole.peek(HEAD)[:HEAD]):
        yield from json_documents.records(whole, file, config)
        return
    decode_line = LineDecoder(whole)
    for number, line in lines(whole, config.max_line):
        if line is None:
            detail = f"a line of more than {config.max_line:,} bytes; ingest.max_chars is {config.max_chars:,}"
            yield rejected(file, number, Reason.TOO_LONG, detail)
        elif (raw := _record(line, file, number, decode_line)) is not None:
            yield raw


def _is_document(head: bytes) -> bool:
    return bool(_PRETTY.match(head) or _LIST.match(head))


def _record(line: bytes, file: str, number: int, decode_line: LineDecoder) -> Raw | None:
    """The record of a line; None where the line is blank."""
    try:
        text: str | None = line.decode()
    except UnicodeDecodeError:
        text = decode_line(line)
    if text is None:
        return rejected(file, number, Reason.BAD_ENCODING, "not UTF-8, nor any other encoding that was tried")
    text = text.removeprefix("\ufeff")  # files with a byte order mark get joined
    return _parsed(text, file, number) if text and not text.isspace() else None


def _parsed(text: str, file: str, number: int) -> Raw:
    if too_deep(text):
        return rejected(file, number, Reason.BAD_JSON, f"nested deeper than {MAX_DEPTH} levels")
    try:
        found: Any = _loaded(text)
    except ValueError as error:
        return rejected(file, number, Reason.BAD_JSON, in_words(error))
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    if not isinstance(found, dict):
        n_unread = max(1, len(found)) if isinstance(found, list) else 1
        detail = f"the line holds {kind_of(found)}, not an object {{...}}"
        return rejected(file, number, Reason.NOT_AN_OBJECT, detail, n_unread)
    return Raw(file, number, found)


def _loaded(text: str) -> Any:
    """The value of a line; a comma after it, as lines of a list have, is no part of it. ValueError where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        shorter = text.rstrip().removesuffix(",").rstrip()
        if not shorter.endswith("}"):
            raise
        return json.loads(shorter)

"""`.jsonl`, `.ndjson`: a line is an article."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.encoding import decode
from pipeline.ingest.lines import lines, text_stream
from pipeline.ingest.record import Raw, Reason, rejected

MAX_DEPTH = 100
"""Deepest nesting that is parsed. Python's own limit depends on who calls, so it cannot decide what is an article."""

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]')


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One record a line that is not blank; `record` is the line number."""
    for number, line in lines(text_stream(stream), config.max_line):
        if line is None:
            detail = f"a line of more than {config.max_line:,} bytes; ingest.max_chars is {config.max_chars:,}"
            yield rejected(file, number, Reason.TOO_LONG, detail)
        elif (raw := _record(line, file, number)) is not None:
            yield raw


def _record(line: bytes, file: str, number: int) -> Raw | None:
    """The record of a line; None where the line is blank."""
    try:
        text: str | None = line.decode()
    except UnicodeDecodeError:
        text = decode(line)
    if text is None:
        return rejected(file, number, Reason.BAD_ENCODING, "not UTF-8, nor any other encoding that was tried")
    text = text.removeprefix("\ufeff")  # files with a byte order mark get joined
    return _parsed(text, file, number) if text and not text.isspace() else None


def _parsed(text: str, file: str, number: int) -> Raw:
    if _too_deep(text):
        return rejected(file, number, Reason.BAD_JSON, f"nested deeper than {MAX_DEPTH} levels")
    try:
        found: Any = json.loads(text)
    except ValueError as error:
        return rejected(file, number, Reason.BAD_JSON, _in_words(error))
    if not isinstance(found, dict):
        kind = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}.get(type(found), "a number")
        return rejected(file, number, Reason.NOT_AN_OBJECT, f"the line holds {kind}, not an object {{...}}")
    return Raw(file, number, found)


def _too_deep(text: str) -> bool:
    """Whether brackets outside strings nest too deep; looks closely only at lines with very many brackets."""
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return False
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        mark = match.group()[0]
        depth += (mark in "[{") - (mark in "]}")
        if depth > MAX_DEPTH:
            return True
    return False


def _in_words(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return "a number with too many digits"

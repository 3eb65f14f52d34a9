"""What a reader gives: one `Raw` a record, fields as they were found, or a reason why there are none."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from pipeline.ingest.config import IngestConfig


class Reason(StrEnum):
    """Why a raw file or record gave no article; docs/errors.md has a line for each."""

    UNKNOWN_FORMAT = "unknown_format"
    UNREADABLE_FILE = "unreadable_file"
    PATH_ESCAPE = "path_escape"
    EMPTY_FILE = "empty_file"
    BINARY_FILE = "binary_file"
    BAD_ENCODING = "bad_encoding"
    BAD_ARCHIVE = "bad_archive"
    ARCHIVE_TOO_LARGE = "archive_too_large"
    NESTED_ARCHIVE = "nested_archive"
    BAD_PARQUET = "bad_parquet"
    BAD_HTML = "bad_html"
    MISSING_LIBRARY = "missing_library"
    HTTP_STATUS = "http_status"
    NOT_A_PAGE = "not_a_page"
    NO_PAGE_RECORD = "no_page_record"
    ERROR_PAGE = "error_page"
    INDEX_PAGE = "index_page"
    BAD_JSON = "bad_json"
    NOT_AN_OBJECT = "not_an_object"
    BAD_XML = "bad_xml"
    NOT_A_FEED = "not_a_feed"
    BAD_ROW = "bad_row"
    WRONG_COLUMNS = "wrong_columns"
    NO_TEXT = "no_text"
    TEXT_NOT_STRING = "text_not_string"
    EMPTY_TEXT = "empty_text"
    TOO_LONG = "too_long"


class Raw(NamedTuple):
    """A record as it was found.

    Attributes:
        file: path below the raw folder, `archive.zip/member.txt` within an archive.
        record: line or row number in the file, from 1; 0 for the file as a whole.
        fields: canonical or other field names → values of any type; empty where the record could not be read.
        reason: why it could not be read; None when it could.
        detail: the same in words.
        n_unread: raw records that it stands for, where it could not be read.
    """

    file: str
    record: int
    fields: Mapping[str, Any]
    reason: Reason | None = None
    detail: str = ""
    n_unread: int = 1


class Fault(Exception):  # noqa: N818 -- a fault of the file, not of the program; never leaves the readers
    """A file that cannot be read (further); becomes the row of the file as a whole, or of `record`."""

    def __init__(self, reason: Reason, detail: str, record: int = 0, n_unread: int = 1) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.record = record
        self.n_unread = n_unread

    def row(self, file: str) -> Raw:
        """The record that stands for this fault."""
        return rejected(file, self.record, self.reason, self.detail, self.n_unread)


class Reader(Protocol):
    """The records of an open file, in order."""

    def __call__(self, stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
        """One `Raw` a record; raises `Fault` where the file cannot be read further."""
        ...


def in_a_line(error: BaseException) -> str:
    """What an error says, at most 200 characters."""
    return " ".join(str(error).split())[:200]


def rejected(file: str, record: int, reason: Reason, detail: str, n_unread: int = 1) -> Raw:
    """A record, or several in a row, that could not be read."""
    return Raw(file, record, {}, reason, detail, n_unread)

"""Which form a file has, by its name alone, and what reads it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.ingest import delimited, feeds, html, json_documents, jsonl, parquet, txt, warc
from pipeline.ingest.record import Reader

EXTENSIONS = {
    "txt": "txt",
    "text": "txt",
    "md": "txt",
    "json": "json",
    "xml": "feed",
    "rss": "feed",
    "atom": "feed",
    "rdf": "feed",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "delimited",
    "tsv": "delimited",
    "parquet": "parquet",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "shtml": "html",
    "warc": "warc",
    "wet": "warc",
    "zip": "zip",
    "tar": "tar",
}
READERS: dict[str, Reader] = {
    "txt": txt.records,
    "json": json_documents.records,
    "jsonl": jsonl.records,
    "feed": feeds.records,
    "delimited": delimited.records,
    "parquet": parquet.records,
    "html": html.records,
    "warc": warc.records,
}
"""The function of each form that is no archive."""
COMPRESSIONS = {"gz": "gzip", "zst": "zstd"}
UNCOMPRESSED_ONLY = frozenset({"zip", "parquet"})  # these compress within
SINGLE = frozenset({"txt", "html"})  # the file is one record


class Form(NamedTuple):
    """How to read a file.

    Attributes:
        reader: txt, json, jsonl, feed, delimited, parquet, html, warc, zip or tar.
        compression: gzip, zstd, or empty.
    """

    reader: str
    compression: str = ""


def form_of(name: str) -> Form | None:
    """The form of a file by the end of its name, case ignored; None for an unknown one."""
    stem, _, extension = name.lower().rpartition(".")
    if extension == "tgz":
        return Form("tar", "gzip")
    compression = COMPRESSIONS.get(extension, "")
    if compression:
        extension = stem.rpartition(".")[2] if "." in stem else ""
    reader = EXTENSIONS.get(extension)
    if reader is None or not stem or (compression and reader in UNCOMPRESSED_ONLY):
        return None
    return Form(reader, compression)


def is_page(name: str) -> bool:
    """Whether a file is a web page: far more bytes than text, and far more work than its size tells."""
    form = form_of(name)
    return form is not None and form.reader == "html"


def is_skipped(name: str) -> bool:
    """Whether a file or folder is no raw input: hidden, still being written, or DVC's own note."""
    return name.startswith((".", "~$")) or name.lower().endswith((".tmp", ".part", ".partial", ".crdownload", ".dvc"))


def shown(path: str) -> str:
    r"""A path as it is told: bytes that are no UTF-8 as ``\xff``."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

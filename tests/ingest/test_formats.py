"""Laws of forms and names."""

import pytest

from pipeline.ingest.formats import Form, form_of, is_skipped, shown


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", Form("txt")),
        ("A.TXT", Form("txt")),
        ("a.b.jsonl", Form("jsonl")),
        ("a.ndjson.zst", Form("jsonl", "zstd")),
        ("a.csv.gz", Form("delimited", "gzip")),
        ("a.tsv", Form("delimited")),
        ("a.parquet", Form("parquet")),
        ("a.htm", Form("html")),
        ("a.warc.gz", Form("warc", "gzip")),
        ("a.zip", Form("zip")),
        ("a.tar.gz", Form("tar", "gzip")),
        ("a.tgz", Form("tar", "gzip")),
    ],
)
def test_known_forms(name: str, form: Form) -> None:
    """Every form of the contract is told by the end of the name, in any case, with its compression."""
    assert form_of(name) == form


@pytest.mark.parametrize("name", ["a", "txt", "a.docx", "a.gz", ".gz", "a.zip.gz", "a.parquet.zst", "jsonl.gz"])
def test_unknown_forms(name: str) -> None:
    """Names that end otherwise, or are compressed in a way that makes no sense, have no form."""
    assert form_of(name) is None


@pytest.mark.parametrize("name", [".gitignore", ".a.txt", "~$a.txt", "a.jsonl.tmp", "a.TXT.part", "raw.dvc"])
def test_skipped(name: str) -> None:
    """Hidden files, files still being written and DVC's notes are no raw input."""
    assert is_skipped(name)


def test_not_skipped() -> None:
    """Everything else is, known or not."""
    assert not any(map(is_skipped, ["a.txt", "a.docx", "tmp", "part"]))


def test_paths_are_shown_in_unicode() -> None:
    """A name that is no UTF-8 is told by its bytes; any other stays as it is."""
    assert shown("a/é.txt") == "a/é.txt"
    assert shown(b"caf\xe9.txt".decode("utf-8", "surrogateescape")) == "caf\\xe9.txt"

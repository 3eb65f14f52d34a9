"""Which form a file has, name by name; what is skipped; how a bound on what files unpack to is counted."""

from __future__ import annotations

import io

import pytest

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.files import Budget, bounded
from pipeline.ingest.formats import Form, form_of, is_page, is_skipped, shown
from pipeline.ingest.record import Fault, Reason, in_a_line, rejected


@pytest.mark.parametrize(
    ("ending", "reader"),
    [
        ("txt", "txt"),
        ("text", "txt"),
        ("md", "txt"),
        ("json", "json"),
        ("jsonl", "jsonl"),
        ("ndjson", "jsonl"),
        ("xml", "feed"),
        ("rss", "feed"),
        ("atom", "feed"),
        ("rdf", "feed"),
        ("csv", "delimited"),
        ("tsv", "delimited"),
        ("html", "html"),
        ("htm", "html"),
        ("xhtml", "html"),
        ("shtml", "html"),
        ("warc", "warc"),
        ("wet", "warc"),
        ("tar", "tar"),
    ],
)
def test_an_ending_tells_the_form(ending: str, reader: str) -> None:
    """In any case, and with a compression behind it."""
    assert form_of(f"a.{ending}") == form_of(f"A.B.{ending.upper()}") == Form(reader)
    assert form_of(f"a.{ending}.gz") == Form(reader, "gzip")
    assert form_of(f"a.{ending}.zst") == Form(reader, "zstd")
    assert is_page(f"a.{ending}.gz") is (reader == "html")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.zip", Form("zip")),
        ("a.parquet", Form("parquet")),
        ("a.tgz", Form("tar", "gzip")),
        ("a.TGZ", Form("tar", "gzip")),
        ("a.zip.gz", None),  # these compress within
        ("a.parquet.zst", None),
        ("a.pdf", None),
        ("a.jsonl.bz2", None),
        ("a.gz", None),
        ("jsonl", None),
        (".jsonl", None),
        ("gz", None),
        ("", None),
        ("a.jsonl.", None),
        ("a.jsonl ", None),
        ("a.tar.gz", Form("tar", "gzip")),
    ],
)
def test_other_names(name: str, form: Form | None) -> None:
    """Archives, endings that are not known, names that are nothing but an ending."""
    assert form_of(name) == form
    assert not is_page(name)


@pytest.mark.parametrize(
    ("name", "skipped"),
    [
        (".hidden", True),
        ("~$a.csv", True),
        ("a.tmp", True),
        ("a.PART", True),
        ("a.partial", True),
        ("a.crdownload", True),
        ("raw.dvc", True),
        ("a.jsonl", False),
        ("~a.csv", False),
        ("tmp", False),
        ("a.tmp.jsonl", False),
        ("a.parts", False),
    ],
)
def test_what_is_no_raw_input(name: str, *, skipped: bool) -> None:
    """Hidden files, files that are still being written, DVC's own notes."""
    assert is_skipped(name) is skipped


@pytest.mark.parametrize(
    ("path", "expected"), [("a/b.txt", "a/b.txt"), ("caf\u00e9", "caf\u00e9"), ("a\udcff", "a\\xff"), ("", "")]
)
def test_paths_are_told_in_utf8(path: str, expected: str) -> None:
    """Bytes that are none as their numbers."""
    assert shown(path) == expected


@pytest.mark.parametrize(
    ("size", "expansion", "most_mb", "limit"),
    [
        (1, 100.0, 20000.0, 16_000_000),  # any file may give sixteen million
        (160_000, 100.0, 20000.0, 16_000_000),
        (160_001, 100.0, 20000.0, 16_000_100),
        (1_000_000, 100.0, 20000.0, 100_000_000),
        (1_000_000, 100.0, 50.0, 50_000_000),
        (1, 100.0, 1.0, 1_000_000),
        (1_000_000, 1.0, 20000.0, 16_000_000),
    ],
)
def test_what_a_file_may_unpack_to(size: int, expansion: float, most_mb: float, limit: int) -> None:
    """So many times its size, sixteen million bytes at least, and never more than the bound of all."""
    config = IngestConfig(max_expansion=expansion, max_expanded_mb=most_mb)
    Budget.of(size, config).spend(limit)
    with pytest.raises(Fault) as caught:
        Budget.of(size, config).spend(limit + 1)
    assert caught.value.reason is Reason.ARCHIVE_TOO_LARGE
    assert str(caught.value) == (
        f"unpacks to more than {limit:,} bytes; see ingest.max_expansion and ingest.max_expanded_mb"
    )


def test_what_was_spent_adds_up() -> None:
    """Over all members; looking ahead spends nothing."""
    budget = Budget(10)
    budget.check(10)
    budget.spend(6)
    budget.check(10)
    budget.spend(4)
    with pytest.raises(Fault):
        budget.spend(1)


@pytest.mark.parametrize(("n", "is_whole"), [(0, True), (9_999, True), (10_000, True), (10_001, False)])
def test_a_bounded_stream_is_read_up_to_its_bound(n: int, *, is_whole: bool) -> None:
    """To the last byte."""
    stream = bounded(io.BytesIO(b"x" * n), Budget(10_000))
    if is_whole:
        assert stream.read() == b"x" * n
    else:
        with pytest.raises(Fault, match="unpacks to more than 10,000 bytes"):
            stream.read()


@pytest.mark.parametrize(
    ("said", "expected"),
    [("one\n  two\tthree", "one two three"), ("x" * 200, "x" * 200), ("x" * 201, "x" * 200), ("", "")],
)
def test_errors_are_told_in_a_line_of_two_hundred_characters(said: str, expected: str) -> None:
    """White space becomes single blanks."""
    assert in_a_line(ValueError(said)) == expected


def test_a_fault_becomes_a_row() -> None:
    """Of the file as a whole, or of a record, for so many that were not read."""
    whole = Fault(Reason.EMPTY_FILE, "nothing in it").row("a.txt")
    assert whole == rejected("a.txt", 0, Reason.EMPTY_FILE, "nothing in it")
    assert (whole.record, whole.reason, whole.detail, whole.n_unread, whole.fields) == (
        0,
        "empty_file",
        "nothing in it",
        1,
        {},
    )
    row = Fault(Reason.BAD_ROW, "never closed", 7, 3).row("a.csv")
    assert (row.file, row.record, row.reason, row.n_unread) == ("a.csv", 7, "bad_row", 3)

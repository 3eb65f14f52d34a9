"""Laws of `.warc`."""

import gzip
import sys
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from tests.ingest.pages import html, response, warc

INFO = warc("warcinfo", b"software: crawler\r\n", Content_Type="application/warc-fields")
BODY = html().encode()
PAGE = response(BODY)


def test_without_the_library(reasons: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where warcio is not installed, the file is rejected with what to install."""
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    assert reasons("a.warc", PAGE) == {0: "missing_library"}


class TestWithTheLibraries:
    """Where both libraries are installed."""

    @pytest.fixture(autouse=True)
    def _libraries(self) -> None:
        """Skip without them."""
        pytest.importorskip("warcio")
        pytest.importorskip("trafilatura")

    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
    def test_a_response_with_a_page_is_an_article(self, only: Callable[..., Any], name: str) -> None:
        """Pages keep number and address of their records; an image, notes and requests are rejected."""
        records = [INFO, PAGE, response(b"\x89PNG", "image/png"), warc("request", b"GET / HTTP/1.1\r\n\r\n"), PAGE]
        data = b"".join(map(gzip.compress, records)) if name.endswith("gz") else b"".join(records)
        found = only(name, data)
        assert {record: row["reason"] for (_, record), row in found.items()} == {
            1: "no_page_record", 2: None, 3: "not_a_page", 4: "no_page_record", 5: None,
        }  # fmt: skip
        row = found[name, 2]
        assert (row["url"], row["title"]) == ("http://news.example/bridge", "Bridge closes")
        assert "Paragraph 5" in row["text"]

    @pytest.mark.parametrize(
        ("body", "headers", "reason"),
        [
            (gzip.compress(BODY), "Content-Encoding: gzip\r\n", None),
            (zlib.compress(BODY), "Content-Encoding: deflate\r\n", None),
            (zlib.compress(BODY)[2:-4], "Content-Encoding: deflate\r\n", None),
            (BODY, "Content-Encoding: gzip\r\n", None),
            (b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY), "Transfer-Encoding: chunked\r\n", None),
            (gzip.compress(BODY)[:-90], "Content-Encoding: gzip\r\n", "bad_html"),
            (gzip.compress(BODY), "Content-Encoding: br\r\n", "bad_html"),
            (gzip.compress(b" " * 9_000_000), "Content-Encoding: gzip\r\n", "too_long"),
        ],
    )
    def test_packed_bodies(self, reasons: Callable[..., Any], body: bytes, headers: str, reason: str | None) -> None:
        """Bodies in gzip, deflate or chunks are unpacked, within bounds; what is packed wrongly gives no article."""
        assert reasons("a.warc", response(body, extra=headers) + PAGE, max_chars=100_000) == {1: reason, 2: None}

    def test_the_servers_charset(self, only: Callable[..., Any]) -> None:
        """What the server says of the charset goes before what the page says."""
        page = html('<meta charset="windows-1251">', title="Prezydent: żółw").encode("cp1250")
        assert (
            only("a.warc", response(page, "text/html; charset=windows-1250"))["a.warc", 1]["title"] == "Prezydent: żółw"
        )

    def test_errors_and_empty_pages_are_rejected(self, reasons: Callable[..., Any]) -> None:
        """An answer other than 200, an empty page and one that is too long are rejected by record; others are read."""
        records = response(b"gone", status="404 Not Found") + response(b"") + response(b"x" * 2_000_000) + PAGE
        assert reasons("a.warc", records, max_chars=100_000) == {1: "http_status", 2: "no_text", 3: "too_long", 4: None}

    @pytest.mark.parametrize(
        ("data", "found"),
        [
            (PAGE + PAGE[:-400], {1: None, 0: "bad_archive"}),
            (PAGE + b"what is this\r\n" * 9, {1: None, 0: "bad_archive"}),
            (b"what is this", {0: "bad_archive"}),
            (PAGE.replace(b"<footer>", b"<footer>longer than it says") + PAGE, {1: None, 0: "bad_archive"}),
            (PAGE.replace(b"HTTP/1.1 200 OK", b"what is this???") + PAGE, {1: "http_status", 2: None}),
            (PAGE.replace(b"HTTP/1.1 200 OK", b"HTTP/2 200"), {0: "bad_archive"}),
            (PAGE.replace(b"HTTP/1.1 200 OK", b"HTTP/2 200     "), {1: None}),
            (b"x" * 2_000_000, {0: "bad_archive"}),
            (INFO, {1: "no_page_record"}),
            (INFO + warc("response", b"", Content_Type="application/http"), {1: "no_page_record", 2: "not_a_page"}),
        ],
    )
    def test_damage(self, reasons: Callable[..., Any], data: bytes, found: dict[int, Any]) -> None:
        """A file that is cut off or no WARC gives what could be read whole, and a row for the rest."""
        assert reasons("a.warc", data, max_chars=100_000) == found

    def test_memory_errors_are_not_the_files(
        self, reasons: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where the machine runs out of memory, the night stops, whichever part was being read."""

        def fail(*_: object) -> None:
            raise MemoryError

        monkeypatch.setattr("warcio.archiveiterator.ArchiveIterator._next_record", fail)
        with pytest.raises(MemoryError):
            reasons("a.warc", PAGE)

"""Laws of `.html`."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.ingest.pages import html

needs_trafilatura = pytest.mark.skipif("not __import__('importlib.util').util.find_spec('trafilatura')")


def test_without_the_library(reasons: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where trafilatura is not installed, pages are rejected with what to install."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert reasons("a.html", html().encode()) == {1: "missing_library"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.4 <html>", "binary_file"),
        (b"<p>" + b"\x81 \x8d " * 9, "bad_encoding"),
        (b"<p>" + b"x" * 80_000, "too_long"),
    ],
)
def test_no_page(reasons: Callable[..., Any], data: bytes, reason: str) -> None:
    """What is no page is rejected before it is parsed."""
    assert reasons("a.html", data, max_chars=1000) == {1: reason}


@needs_trafilatura
@pytest.mark.parametrize("name", ["a.html", "a.htm"])
def test_the_main_text_is_the_article(only: Callable[..., Any], name: str) -> None:
    """The article's paragraphs without the navigation, its title, authors and exact time of publication."""
    row = only(name, html().encode())[name, 1]
    assert "Paragraph 5" in row["text"]
    assert "Home" not in row["text"]
    assert (row["title"], row["authors"]) == ("Bridge closes", ["Jane Doe"])
    assert row["published_at"].isoformat() == "2026-03-02T09:00:00+00:00"


@needs_trafilatura
def test_future_dates_do_not_depend_on_the_clock(only: Callable[..., Any]) -> None:
    """A date that lies ahead of today is read as tomorrow's run will read it."""
    row = only("a.html", html(head='<meta name="dc.date" content="2039-03-02">').encode())["a.html", 1]
    assert str(row["day"]) == "2039-03-02"


@needs_trafilatura
@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1250">', "cp1250"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso8859_2"),
        ("", "cp1252"),
        ('<meta charset="utf-8">', "cp1252"),
        ('<meta charset="windows-1251">', "utf-8"),
    ],
)
def test_the_declared_charset(only: Callable[..., Any], head: str, encoding: str) -> None:
    """A charset is believed where it fits and the page is no UTF-8."""
    title = "Prezydent: żółw" if encoding in ("cp1250", "iso8859_2") else "Le café à l’été"
    assert only("a.html", html(head, title=title).encode(encoding))["a.html", 1]["title"] == title


@needs_trafilatura
@pytest.mark.parametrize("page", [b"no markup", b"<html></html>", b"<!-- -->", b" "])
def test_no_main_text(reasons: Callable[..., Any], page: bytes) -> None:
    """A page without an article is rejected as such."""
    assert reasons("a.html", page) == {1: "no_text"}


@needs_trafilatura
def test_a_parser_that_fails_is_the_pages_fault(reasons: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Any error of the foreign parser rejects the page and no other; one of the machine does not."""

    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert reasons("a.html", html().encode()) == {1: "bad_html"}

    def out_of_memory(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("trafilatura.bare_extraction", out_of_memory)
    with pytest.raises(MemoryError):
        reasons("a.html", html().encode())

"""Invented web pages, and WARC records of them, for the tests of both readers."""

from __future__ import annotations

BODY = "".join(
    f"<p>Paragraph {i}: the council of Marlow voted on Monday to close the old bridge. It will reopen in June, "
    "the mayor said, once the piers have been repaired and the roadway has been laid anew.</p>"
    for i in range(6)
)
META = (
    '<meta property="article:published_time" content="2026-03-02T10:00:00+01:00">'
    '<meta name="author" content="Jane Doe">'
)


def html(head: str = META, body: str = BODY, title: str = "Bridge closes") -> str:
    """A page with navigation around an article."""
    return (
        f"<html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a> <a href='/x'>News</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    )


def warc(kind: str, content: bytes, **headers: str) -> bytes:
    """A WARC record."""
    lines = {"WARC-Type": kind, "WARC-Record-ID": "<urn:uuid:0>", "WARC-Date": "2026-03-05T00:00:00Z"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines.setdefault("Content-Length", str(len(content)))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + content + b"\r\n\r\n"


def response(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", extra: str = "") -> bytes:
    """A WARC record of what a server answered."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    where = "http://news.example/bridge"
    return warc("response", http, Content_Type="application/http; msgtype=response", WARC_Target_URI=where)

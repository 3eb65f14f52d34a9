"""`.html`: the page's main text is an article."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.binary import looks_binary
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.encoding import decode
from pipeline.ingest.opening import is_of_the_machine
from pipeline.ingest.page_authors import is_author
from pipeline.ingest.page_head import read_page
from pipeline.ingest.page_kinds import no_article
from pipeline.ingest.page_metadata import host, metadata
from pipeline.ingest.page_text import main_text
from pipeline.ingest.page_times import is_of_copyright, last_change, shown
from pipeline.ingest.record import Fault, Raw, Reason, rejected

LATEST = "2039-12-31"  # trafilatura's own bound is today, which would make the result depend on the clock
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,40})""")


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """The file's only record, number 1; `Fault` where there is none."""
    yield to_raw(page(stream.read(config.max_line + 1), config), file, 1)


def to_raw(fields: dict[str, Any], file: str, record: int) -> Raw:
    """The record of a page, rejected where it is no article or no main text was found."""
    verdict = fields.pop("verdict", None)
    if verdict is not None:
        return rejected(file, record, *verdict)
    if fields.get("text"):
        return Raw(file, record, fields)
    return Raw(file, record, fields, Reason.NO_TEXT, "no main text was found on the page")


def page(
    data: bytes, config: IngestConfig, *, record: int = 1, url: str | None = None, charset: str = ""
) -> dict[str, Any]:
    """The main text of a web page, and what the page says of itself.

    Args:
        data: the page.
        config: bounds.
        record: number that a `Fault` carries.
        url: where it was found, where that is known.
        charset: what the server said of it.

    Returns:
        Canonical field names → values.

    Raises:
        Fault: the page is too long, binary, in no known encoding, or cannot be parsed; or trafilatura is missing.
    """
    if len(data) > config.max_line:
        raise Fault(Reason.TOO_LONG, f"more than {config.max_line:,} bytes", record)
    if looks_binary(data):
        raise Fault(Reason.BINARY_FILE, "control characters or the signature of another format; no page", record)
    declared = charset or (m.group(1).decode() if (m := _CHARSET.search(data[:4096])) else "")
    text = decode(data, declared)
    if text is None:
        raise Fault(Reason.BAD_ENCODING, "not UTF-8, nor any other encoding that was tried", record)
    try:
        return _fields(text, url)
    except ImportError:
        raise Fault(Reason.MISSING_LIBRARY, "needs trafilatura: pip install 'nightdesk[html]'", record) from None
    except Exception as error:
        if is_of_the_machine(error):
            raise
        raise Fault(Reason.BAD_HTML, f"the page cannot be parsed: {type(error).__name__}", record) from None


def _fields(text: str, url: str | None) -> dict[str, Any]:
    from trafilatura import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read becomes a row of `rejected`
    tree = load_html(text)
    if tree is None:
        return {}
    about = read_page(tree)
    found = metadata(about, url)
    is_article = bool(about.article.get("headline")) or "article" in about.meta.get("og:type", [])
    body = main_text(tree, about)
    verdict = no_article(body, found["title"], tree, is_article=is_article)
    return {**found, **_gaps(tree, found), "text": body or None, "verdict": verdict}


def _gaps(tree: Any, found: dict[str, Any]) -> dict[str, Any]:
    """What trafilatura finds where the page itself says nothing."""
    from trafilatura.metadata import extract_metadata

    wanted = [name for name in ("published_at", "authors", "title", "source", "url") if not found[name]]
    if not {"published_at", "authors", "title"} & set(wanted):
        return {}
    dates = {"original_date": True, "extensive_search": True, "max_date": LATEST}
    known: Any = extract_metadata(tree, found["url"], dates)
    values = {
        "published_at": _day(tree, known.date) if "published_at" in wanted else None,
        "authors": known.author,
        "title": known.title,
        "source": known.sitename,
        "url": known.url,
    }
    if values["authors"]:
        publisher = [host(found["url"] or known.url), found["source"] or known.sitename or ""]
        values["authors"] = [name for name in str(values["authors"]).split("; ") if is_author(name, publisher)]
    return {name: values[name] for name in wanted}


def _day(tree: Any, found: str | None) -> str | None:
    """The time of a page that marks none, from what it shows and the day that trafilatura has found."""
    day = last_change(tree) or (None if is_of_copyright(found, tree) else found)
    return shown(tree, day) or day

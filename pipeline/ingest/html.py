"""`.html`: the page's main text is an article."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.encoding import decode, looks_binary
from pipeline.ingest.files import is_of_the_machine
from pipeline.ingest.record import Fault, Raw, Reason

LATEST = "2099-12-31"  # trafilatura's own bound is today, which would make the result depend on the clock
PUBLISHED = (
    '//meta[@property="article:published_time" or @itemprop="datePublished" or @name="date" '
    'or @name="pubdate" or @name="parsely-pub-date"]/@content | //time[@itemprop="datePublished"]/@datetime'
)
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,40})""")


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """The file's only record, number 1; `Fault` where there is none."""
    yield to_raw(page(stream.read(config.max_line + 1), config), file, 1)


def to_raw(fields: dict[str, Any], file: str, record: int) -> Raw:
    """The record of a page, rejected where no main text was found."""
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
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415 -- an extra; 1 CPU s

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read becomes a row of `rejected`
    tree = load_html(text)
    if tree is None:
        return {}
    published = next((str(found) for found in tree.xpath(PUBLISHED) if found.strip()), None)
    dates = {"original_date": True, "extensive_search": False, "max_date": LATEST}
    found: Any = bare_extraction(
        tree, url=url, include_comments=False, with_metadata=True, date_extraction_params=dates
    )
    if found is None:
        return {"url": url}
    return {
        "text": found.text,
        "title": found.title,
        "url": url or found.url,
        "authors": found.author,
        "source": found.sitename,
        "published_at": published or found.date,
    }

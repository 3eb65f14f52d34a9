"""`.html`: the page's main text is an article."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest import json_ld
from pipeline.ingest.bylines import is_person
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.encoding import decode, looks_binary
from pipeline.ingest.files import is_of_the_machine
from pipeline.ingest.page_kinds import is_consent, no_article
from pipeline.ingest.page_metadata import Page, metadata, read_page
from pipeline.ingest.page_paragraphs import paragraphs, without_asides
from pipeline.ingest.record import Fault, Raw, Reason, rejected

LATEST = "2039-12-31"  # trafilatura's own bound is today, which would make the result depend on the clock
HALF = 0.5  # of the text in JSON-LD, that the extractor must find
MIN_BODY = 200  # characters of a text in JSON-LD that may stand for the page's
MIN_FOUND = 250  # characters of the extractor's text below which paragraphs are looked for
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,40})""")
_TAG = re.compile(r"<(?:p|br|div|/p|/div|li|h\d)\b[^>]*>", re.IGNORECASE)


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
    body = _main_text(tree, about)
    verdict = no_article(body, found["title"], tree, is_article=is_article)
    return {**found, **_gaps(tree, found), "text": body or None, "verdict": verdict}


def _main_text(tree: Any, about: Page) -> str:
    """The article's text: the extractor's, else that of JSON-LD or of the paragraphs that stand together."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(without_asides(tree), include_comments=False, with_metadata=False)
    text = (found.text if found is not None else None) or ""
    written = _written_body(about)
    is_same = "".join(text.split()) == "".join(written.split())  # the extractor takes it from there without line ends
    if len(written) >= MIN_BODY and (len(text) < HALF * len(written) or is_same or is_consent(text)):
        return written
    if len(text) < MIN_FOUND or is_consent(text) or "LiveBlogPosting" in json_ld.types(about.article):
        together = paragraphs(tree)
        if len(together) > 1.2 * len(text) or is_consent(text):
            return together or text
    return text


def _written_body(about: Page) -> str:
    """The text that JSON-LD has, with line ends for its tags."""
    body = json_ld.text(about.article.get("articleBody")) or ""
    updates = about.article.get("liveBlogUpdate")
    if isinstance(updates, list):
        entries = [json_ld.text(one.get("articleBody")) for one in updates if isinstance(one, dict)]
        body = max(body, "\n".join(entry for entry in entries if entry), key=len)
    return re.sub(r"<[^>]+>", "", _TAG.sub("\n", body)).strip()


def _gaps(tree: Any, found: dict[str, Any]) -> dict[str, Any]:
    """What trafilatura finds where the page itself says nothing."""
    from trafilatura.metadata import extract_metadata

    wanted = [name for name in ("published_at", "authors", "title", "source", "url") if not found[name]]
    if not {"published_at", "authors", "title"} & set(wanted):
        return {}
    dates = {"original_date": True, "extensive_search": True, "max_date": LATEST}
    known: Any = extract_metadata(tree, found["url"], dates)
    values = {
        "published_at": known.date,
        "authors": known.author,
        "title": known.title,
        "source": known.sitename,
        "url": known.url,
    }
    if values["authors"]:
        values["authors"] = [name for name in str(values["authors"]).split("; ") if is_person(name)]
    return {name: values[name] for name in wanted}

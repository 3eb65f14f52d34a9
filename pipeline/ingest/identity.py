"""What a record is called, from the record alone, so that no other file can change it.

The key is what a publisher numbers by: its own id within the source, else the URL, else the place. Ids are often row
counters that start anew each night, so the `article_id` of a record with an id also holds its URL, else its title, else
how its text begins. Where records of one key turn out to be versions of one article after all, or different articles
behind one URL, `pipeline.cleaning.versions` says so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.ingest.article_urls import article_url

FIRST_WORDS, FIRST_CHARS = 8, 400
"""Of a text without title and URL, what its `article_id` is made from: an update mostly adds and mends further down."""

PLACEHOLDER_IDS = frozenset(
    {"", "-", "--", "?", "0", "-1", "n/a", "#n/a", "na", "nil", "(none)", "unknown", "tbd", "id"}
)

_PARTED = re.compile(r"\W+")


class Identity(NamedTuple):
    """Who a record is.

    Attributes:
        article_id: 16 hex digits, the same for the versions of one article as far as one record can tell.
        key: 64-bit hash that all records share which may be versions of one article.
        url_key: hash of the article's own URL; 0 without one, and where the key is the URL.
        title_key: hash of the folded title; 0 without one.
    """

    article_id: str
    key: int
    url_key: int
    title_key: int


def identify(
    own: tuple[str | None, str | None, str | None], title: str | None, text: str | None, place: tuple[str, int]
) -> Identity:
    """What a record is called.

    Args:
        own: publisher, the record's own id (placeholders such as `N/A` and `0` are none), and its URL (that of a home
            page, a section or a feed is none).
        title: headline.
        text: of the article; only its beginning is looked at.
        place: file and record.
    """
    source, external_id, url = own
    address, headline = article_url(url), _folded(title or "")
    title_key = _hash("title", headline) if headline else 0
    if external_id is None or external_id.strip().lower() in PLACEHOLDER_IDS:
        key = _hash("url", address) if address else _hash("place", *place)
        return Identity(f"{key:016x}", key, 0, title_key)
    known = ("id", _publisher(source, None if source else url), external_id.strip())
    more = address or headline or " ".join(_folded((text or "")[:FIRST_CHARS]).split()[:FIRST_WORDS])
    return Identity(f"{_hash(*known, more):016x}", _hash(*known), _hash("url", address) if address else 0, title_key)


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").netloc.lower().removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def _publisher(source: str | None, url: str | None) -> str:
    """The publisher's name in one spelling, else the host."""
    return _folded(source) if source else _host(url)


def _folded(text: str) -> str:
    """Words in lower case with single spaces."""
    return _PARTED.sub(" ", text.casefold()).strip()


def _hash(*key: str | int) -> int:
    """64 bits; lengths stand before the parts, so that no two keys are written alike."""
    written = "".join([f"{len(part)}:{part}" for part in map(str, key)])
    return int.from_bytes(sha256(written.encode("utf-8", "surrogatepass")).digest()[:8])

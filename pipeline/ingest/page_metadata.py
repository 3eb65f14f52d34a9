"""What a page says of itself: one reader of JSON-LD, OpenGraph, meta elements and `<time>`, with an order of trust.

Times: see `page_times`. Titles: see `page_titles`. Authors: people before firms, names before slugs. docs/input.md has
the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from pipeline.ingest import json_ld
from pipeline.ingest.article_urls import article_url
from pipeline.ingest.page_authors import page_authors
from pipeline.ingest.page_head import Page
from pipeline.ingest.page_times import modified, published
from pipeline.ingest.page_titles import headline

_ADDRESS = re.compile(r"https?:|www\.|^/")


def metadata(page: Page, url: str | None) -> dict[str, Any]:
    """Canonical field names → values; those that the page does not tell are None.

    Args:
        page: of `read_page`.
        url: where it was found, where that is known.
    """
    address, sites = url or _address(page), site_names(page)
    return {
        "url": address,
        "title": headline(page.tree, _titles(page), [*sites, host(address)]),
        "authors": page_authors(page, [*sites, host(address)]),
        "source": sites[0] if sites else None,
        "published_at": published(page),
        "modified_at": modified(page),
        "language": _language(page),
        "section": json_ld.text(page.article.get("articleSection")) or _first(page.meta, ("article:section",)),
    }


def _titles(page: Page) -> dict[str, str | None]:
    """Titles by where they stand."""
    return {
        "json_ld": json_ld.text(page.article.get("headline"))
        if json_ld.rank_of(page.article) in json_ld.TEXTS
        else None,
        "og": _first(page.meta, ("og:title",)),
        "other": _first(page.meta, ("parsely-title", "sailthru.title", "dc.title", "twitter:title", "title")),
        "title": next((" ".join("".join(one.itertext()).split()) for one in page.tree.iter("title")), None),
    }


def site_names(page: Page) -> list[str]:
    """What the publisher is called, best first."""
    sites = [node for node in page.nodes if {"WebSite", "NewsMediaOrganization"} & set(json_ld.types(node))]
    publisher = page.article.get("publisher")
    firms = json_ld.people(publisher, page.nodes)
    names = [
        _first(page.meta, ("og:site_name",)),
        *firms[0],
        *firms[1],
        *(json_ld.text(node.get("name")) for node in sites),
    ]
    names += [_first(page.meta, ("application-name", "twitter:app:name:iphone"))]
    return list(dict.fromkeys(name for name in names if name and not _ADDRESS.match(name)))


def _address(page: Page) -> str | None:
    """The canonical address; one that names a single article before one that does not."""
    canonical = [one.get("href") for one in page.tree.iter("link") if (one.get("rel") or "").lower() == "canonical"]
    known = [*canonical, _first(page.meta, ("og:url",)), json_ld.text(page.article.get("url"))]
    found = [one for one in known if one and one.startswith("http")]
    return next((one for one in found if article_url(one)), found[0] if found else None)


def host(url: str | None) -> str:
    """The host of an address, without `www.`; empty where there is none."""
    try:
        return urlsplit(url or "").netloc.lower().removeprefix("www.")
    except ValueError:
        return ""


def _language(page: Page) -> str | None:
    root = next(iter(page.tree.iter("html")), None)
    own = root.get("lang") if root is not None else None
    return json_ld.text(page.article.get("inLanguage")) or own or _first(page.meta, ("og:locale", "content-language"))


def _first(meta: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)

"""What a page says of itself: one reader of JSON-LD, OpenGraph, meta elements and `<time>`, with an order of trust.

Times: published before modified, with a zone before without, JSON-LD before meta before `<time>`. Titles: see
`page_titles`. Authors: people before firms, names before slugs. docs/input.md has the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.ingest import json_ld
from pipeline.ingest.article_urls import article_url
from pipeline.ingest.dates import DAY, Time, parse
from pipeline.ingest.page_authors import page_authors
from pipeline.ingest.page_head import Page
from pipeline.ingest.page_titles import headline

DATES = ("datePublished", "dateCreated")
PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "article.published", "article:published", "published_time", "publishdate", "publish-date"),
    *("publish_date", "pubdate", "published", "publication_date", "publication-date", "date.published", "ptime"),
    *("cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.created"),
    *(
        "dc.date.created",
        "dc.date",
        "dcterms.date",
        "date",
        "displaydate",
        "rnews:datepublished",
        "originalpublicationdate",
    ),
    *("created", "vr:published_time", "iso-8601-publish-date", "bt:pubdate", "article_date_original", "timestamp"),
)
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "article:modified",
)
_LAST_CHANGE = re.compile(
    r"(?:last (?:modified|edited|updated|changed?)|letzte (?:änderung|aktualisierung)"
    r"|zuletzt (?:geändert|aktualisiert)|dernière (?:modification|mise à jour)|última (?:actualización|modificación)"
    r"|ultim[ao] (?:modifica|aggiornamento))(?: on| am| le| el| il)?\s*:?\s+"
    r"(?P<day>\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|(?:\d{1,2}\.? )?\w{3,10} (?:\d{1,2}, )?\d{4})",
    re.IGNORECASE,
)
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
        "modified_at": next(_strings(page, ("dateModified",), MODIFIED), None),
        "language": _language(page),
        "section": json_ld.text(page.article.get("articleSection")) or _first(page.meta, ("article:section",)),
    }


def published(page: Page) -> str | None:
    """The time of publication as the page has it: the most exact one of the day that is trusted most."""
    is_text = json_ld.rank_of(page.article) in json_ld.TEXTS  # else its dates may be those of a video in the article
    written = [
        *_strings(page, DATES if is_text else (), PUBLISHED),
        *_strings(page, (*DATES, "uploadDate"), ()),
        *_times(page.tree),
    ]
    known = [(time, text) for text in written if (time := parse(text)) is not None]
    if not known:
        return None
    day = known[0][0]
    near = [(time, text) for time, text in known if abs(time.us - day.us) <= DAY or _same_clock(time, day)]
    return max(near, key=lambda one: one[0].exactness)[1]


def last_change(tree: Any) -> str | None:
    """The day that a page without any other time gives as that of its last change, as wikis do at the bottom."""
    said = _LAST_CHANGE.search(" ".join(" ".join(tree.xpath("//text()[not(parent::script or parent::style)]")).split()))
    return said["day"] if said is not None and parse(said["day"]) is not None else None


def _same_clock(one: Time, other: Time) -> bool:
    return one.us == other.us


def _strings(page: Page, keys: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """What JSON-LD has at some keys, then what meta elements have under some names."""
    for key in keys:
        if (value := json_ld.text(page.article.get(key))) is not None:
            yield value
    for name in names:
        yield from page.meta.get(name, ())


def _times(tree: Any) -> Iterator[str]:
    """Times in the page's text: those marked as its publication, then the first one outside of teasers."""
    marked = '//*[@itemprop="datePublished" or @pubdate]'
    for element in tree.xpath(marked):
        yield element.get("datetime") or element.get("content") or " ".join("".join(element.itertext()).split())
    teasers = "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::a or ancestor::li"
    plain = tree.xpath(f"//time[@datetime and not({teasers}) and not(ancestor::article[ancestor::article])]")
    for element in sorted(plain, key=lambda one: "updat" in (one.get("class") or "").lower()):
        yield element.get("datetime")
    for element in tree.xpath(f"//time[not(@datetime) and not({teasers})]")[:3]:
        yield " ".join("".join(element.itertext()).split())


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

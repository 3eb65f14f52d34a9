"""What a page says of itself, fact by fact: which of several times, names, addresses and languages counts."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

pytest.importorskip("lxml")

from lxml import html as lxml_html

from pipeline.ingest.page_head import Page, read_page
from pipeline.ingest.page_metadata import host, metadata, site_names
from pipeline.ingest.page_times import MODIFIED, PUBLISHED, published

NOON, LATER, NEXT_YEAR = "2026-03-02T12:00:00Z", "2026-03-02T18:00:00Z", "2027-03-02T12:00:00Z"


def page(head: str = "", body: str = "", root: str = "<html>", **article: object) -> Page:
    """A page; with fields of an article also with JSON-LD."""
    fields = {"@type": "NewsArticle", **article}
    ld = f'<script type="application/ld+json">{json.dumps(fields)}</script>' if article else ""
    return read_page(lxml_html.fromstring(f"{root}<head>{ld}{head}</head><body>{body}<p>x</p></body></html>"))


def meta(name: str, content: str) -> str:
    """An element of the head."""
    return f'<meta name="{name}" content="{content}">'


PUBLISHING = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "article:published",
    "published_time",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "published",
    "publication_date",
    "publication-date",
    "date.published",
    "ptime",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
    "displaydate",
    "rnews:datepublished",
    "originalpublicationdate",
    "created",
    "vr:published_time",
    "iso-8601-publish-date",
    "bt:pubdate",
    "article_date_original",
    "timestamp",
]


def test_names_of_the_time_of_publication() -> None:
    """Each of thirty-six alone is read, in any case; before it counts any name that stands earlier in the list."""
    assert tuple(PUBLISHING) == PUBLISHED
    for name in PUBLISHING:
        assert published(page(meta(name, NOON))) == published(page(meta(name.title(), NOON))) == NOON, name
    for first, second in pairwise(PUBLISHING):
        assert published(page(meta(second, NEXT_YEAR) + meta(first, NOON))) == NOON, first


@pytest.mark.parametrize(
    "name",
    [
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "last-modified",
        "dcterms.modified",
        "article:modified",
    ],
)
def test_names_of_the_last_change(name: str) -> None:
    """Six of them; they are no times of publication; JSON-LD goes before them."""
    assert metadata(page(meta(name, NOON)), None)["modified_at"] == NOON
    assert published(page(meta(name, NOON))) is None
    assert metadata(page(meta(name, NOON), dateModified=LATER), None)["modified_at"] == LATER
    assert len(MODIFIED) == 6


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([NOON, NEXT_YEAR], NOON),
        (["2026-03-02", NOON], NOON),  # the same day, more exactly
        (["2026-03-02", "2026-03-02T12:00:00", LATER], LATER),
        (["2026-03-02T12:00:00", "2026-03-02"], "2026-03-02T12:00:00"),
        ([NOON, LATER], NOON),
        (["2026-03-02", "2026-03-03T00:00:00Z"], "2026-03-03T00:00:00Z"),  # a day apart
        (["2026-03-02", "2026-03-03T00:00:01Z"], "2026-03-02"),
        (["2026-03-02", "2026-03-01T00:00:00Z"], "2026-03-01T00:00:00Z"),
        (["2026-03-02", "2026-02-28T23:59:59Z"], "2026-03-02"),
        (["yesterday", NOON], NOON),
        (["1970-01-01", NOON], NOON),
        (["yesterday"], None),
        ([], None),
    ],
)
def test_the_most_exact_time_of_the_day_that_is_trusted_most(written: list[str], expected: str | None) -> None:
    """The first time there is gives the day; within a day of it the one with the most to it counts, else the first."""
    head = "".join(meta(name, text) for name, text in zip(PUBLISHING, written, strict=False))
    assert published(page(head)) == expected


@pytest.mark.parametrize(
    ("kind", "key", "expected"),
    [
        ("NewsArticle", "datePublished", NOON),
        ("NewsArticle", "dateCreated", NOON),
        ("SocialMediaPosting", "datePublished", NOON),
        ("NewsArticle", "uploadDate", NEXT_YEAR),
        ("VideoObject", "datePublished", NEXT_YEAR),  # the date of a video in the article
        ("WebPage", "datePublished", NEXT_YEAR),
    ],
)
def test_times_of_json_ld(kind: str, key: str, expected: str) -> None:
    """Before meta elements where it is of a text, behind them where it is of something else."""
    fields: dict[str, Any] = {"@type": kind, key: NOON}
    assert published(page(meta("date", NEXT_YEAR), **fields)) == expected
    assert published(page(**fields)) == NOON


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f'<time datetime="{NOON}">x</time>', NOON),
        (f"<time>{NOON}</time>", NOON),
        (f'<b itemprop="datePublished" content="{NOON}">x</b>', NOON),
        (f'<b itemprop="datePublished">{NOON}</b>', NOON),
        (f'<time pubdate datetime="{NOON}">x</time>', NOON),
        (f'<time datetime="{NEXT_YEAR}">x</time><b itemprop="datePublished">{NOON}</b>', NOON),
        (f'<time class="updated" datetime="{NEXT_YEAR}">x</time><time datetime="{NOON}">x</time>', NOON),
        (f'<time>{NEXT_YEAR}</time><time datetime="{NOON}">x</time>', NOON),
        (f'<aside><time datetime="{NOON}">x</time></aside>', None),
        (f'<nav><time datetime="{NOON}">x</time></nav>', None),
        (f'<footer><time datetime="{NOON}">x</time></footer>', None),
        (f'<a><time datetime="{NOON}">x</time></a>', None),
        (f'<ul><li><time datetime="{NOON}">x</time></li></ul>', None),
        (f'<article><time datetime="{NOON}">x</time></article>', NOON),
        (f'<article><article><time datetime="{NOON}">x</time></article></article>', None),
        (f"<time>x</time><time>x</time><time>{NOON}</time>", NOON),
        (f"<time>x</time><time>x</time><time>x</time><time>{NOON}</time>", None),
        (f'<b datetime="{NOON}">x</b>', None),
    ],
)
def test_times_on_the_page(body: str, expected: str | None) -> None:
    """Marked ones, then those with an attribute, not of changes, then three by their text; none of teasers."""
    assert published(page(body=body)) == expected


@pytest.mark.parametrize(
    ("head", "article", "names"),
    [
        (meta("og:site_name", "Post"), {}, ["Post"]),
        ("", {"publisher": {"@type": "Organization", "name": "Post"}}, ["Post"]),
        ("", {"publisher": {"name": "Post"}}, ["Post"]),
        (meta("application-name", "Post"), {}, ["Post"]),
        (meta("twitter:app:name:iphone", "Post"), {}, ["Post"]),
        (meta("twitter:app:name:iphone", "Mail") + meta("application-name", "Post"), {}, ["Post"]),
        (
            meta("application-name", "C") + meta("og:site_name", "A"),
            {"publisher": {"@type": "Organization", "name": "B"}},
            ["A", "B", "C"],
        ),
        (meta("application-name", "Post") + meta("og:site_name", "Post"), {}, ["Post"]),
        (meta("og:site_name", "https://post.example"), {}, []),
        (meta("og:site_name", "www.post.example"), {}, []),
        (meta("og:site_name", "/post"), {}, []),
        (meta("og:site_name", "post.example"), {}, ["post.example"]),
        (meta("author", "Post"), {}, []),
    ],
)
def test_names_of_the_publisher(head: str, article: dict[str, Any], names: list[str]) -> None:
    """The site's, the publisher's, the application's, each once; no addresses. The first is the source."""
    found = page(head, **article)
    assert site_names(found) == names
    assert metadata(found, None)["source"] == (names[0] if names else None)


ONE, TWO, HOME = "https://post.example/2026/quay-let", "https://post.example/2026/other", "https://post.example/"


@pytest.mark.parametrize(
    ("canonical", "og", "ld", "found"),
    [
        (ONE, TWO, TWO, ONE),
        ("", ONE, TWO, ONE),
        ("", "", ONE, ONE),
        (HOME, ONE, TWO, ONE),  # the home page is no article
        (HOME, HOME, ONE, ONE),
        (HOME, "", "", HOME),
        ("/2026/quay-let", ONE, "", ONE),
        ("/2026/quay-let", "", "", None),
        ("", "", "", None),
    ],
)
def test_the_address_of_a_page(canonical: str, og: str, ld: str, found: str | None) -> None:
    """The canonical link, OpenGraph, JSON-LD; whole addresses, of an article before others; a known one before all."""
    head = f'<link rel="canonical" href="{canonical}">' * bool(canonical) + meta("og:url", og) * bool(og)
    told = page(head, **({"url": ld} if ld else {}))
    assert metadata(told, None)["url"] == found
    assert metadata(told, "https://given.example/1")["url"] == "https://given.example/1"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.Post.Example/a", "post.example"),
        ("https://news.post.example:8080/a", "news.post.example:8080"),
        ("https://wwwpost.example", "wwwpost.example"),
        ("post.example/a", ""),
        ("https://[broken/a", ""),
        (None, ""),
    ],
)
def test_hosts(url: str | None, name: str) -> None:
    """In small letters, without `www.`; of what is no address none."""
    assert host(url) == name

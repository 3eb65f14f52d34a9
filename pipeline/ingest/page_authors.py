"""Who wrote a page: people of JSON-LD, else of meta elements, else of marked elements and bylines; else firms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest import json_ld
from pipeline.ingest.bylines import authors, begins_byline, is_agency, is_person
from pipeline.ingest.page_head import Page

METAS = (
    *("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"),
    *("dcterms.creator", "cxenseparse:author", "article.author", "authors", "og:author", "vr:author"),
)
"""Names of meta elements that hold authors."""
MARKED = (
    '//*[@itemprop="author"]//*[@itemprop="name"]',
    '//*[@itemprop="author"]',
    '//a[@rel="author"]',
    '//*[contains(@class, "author-name") or contains(@class, "byline__name") or contains(@class, "author__name")]',
    '//a[contains(@href, "/author/") or contains(@href, "/autor/") or contains(@href, "/authors/")]',
)
"""Paths to elements that hold nothing but the name of an author, best first."""
BYLINES = '//*[contains(@class, "byline") or contains(@class, "author") or self::address or self::byline]'
LINES = "//p | //span | //em | //i | //strong"
MAX_NAMES = 6  # of a page that are taken from marked elements
MAX_CHARS = 80  # of an element that is a byline
_ADDRESS = re.compile(r"https?:|www\.|^/")
_OTHERS = re.compile(r"comment|related|sidebar|widget|teaser|recommend|popular", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")


def page_authors(page: Page, publisher: list[str]) -> tuple[str, ...]:
    """The authors of a page.

    Args:
        page: what it says of itself.
        publisher: names of the publisher and its host, which are authors only where there is nobody else.

    Returns:
        People, then the news agencies that JSON-LD names beside them; firms alone where no person is named.
    """
    persons, firms = json_ld.people(page.article.get("author") or page.article.get("creator"), page.nodes)
    own = _own_names(publisher)
    metas = [
        _without_publisher(one, own) for name in METAS for one in page.meta.get(name, ()) if not _ADDRESS.match(one)
    ]
    people, others = _people(persons, own), _people(metas, own)
    if others[: len(people)] == people:  # a meta element may go on where JSON-LD has the first author only
        people = others or _shown(page.tree, own)
    if people:
        return (*people, *(name for name in authors(firms) if is_agency(name) and name not in people))
    others = [name for name in authors(firms) if _folded(name) not in own]
    return tuple(others or authors([*persons, *firms]) or authors(metas))


def _shown(tree: Any, own: set[str]) -> list[str]:
    """People whom the page itself names as its authors."""
    return _people(list(_marked(tree)), own, is_user=True) or _people(list(_bylines(tree)), own)


def _own_names(publisher: list[str]) -> set[str]:
    """What the publisher is called: its names, their initials, its host with and without the ending."""
    initials = ("".join(word[0] for word in name.split()) for name in publisher)
    bare = (name.rpartition(".")[0] for name in publisher)
    return {_folded(name) for name in (*publisher, *initials, *bare)} - {""}


def _without_publisher(author: str, own: set[str]) -> str:
    """`Marlow Post - Ruth Okafor` without the publisher."""
    before, _, name = author.partition(" - ")
    return name if name and _folded(before) in own else author


def _people(names: list[str], own: set[str], *, is_user: bool = False) -> list[str]:
    """Names that are no firm's; user names too where the page marks them as authors."""
    return [
        name for name in authors(names) if is_person(name.title() if is_user else name) and _folded(name) not in own
    ]


def is_author(name: str, publisher: list[str]) -> bool:
    """Whether a name of two words and more is a person's, and not the publisher's own."""
    return len(name.split()) > 1 and bool(_people([name], _own_names(publisher)))


def _marked(tree: Any) -> Iterator[str]:
    """Names in the first kind of marked element that the page has."""
    for path in MARKED:
        found = [_text(one) or one.get("content") or "" for one in tree.xpath(path) if not _is_of_others(one)]
        names = [name for name in found if 3 <= len(name) <= MAX_CHARS]
        if names:
            yield from names[:MAX_NAMES]
            return


def _bylines(tree: Any) -> Iterator[str]:
    """The first line that begins like a byline: `By Ruth Okafor`."""
    for path in (BYLINES, LINES):
        for element in tree.xpath(path):
            text = _text(element)
            if len(text) <= MAX_CHARS and begins_byline(text) and not _is_of_others(element):
                yield text
                return


def _is_of_others(element: Any) -> bool:
    """Whether an element stands among comments or teasers; what holds the page's heading as well is its frame."""
    return any(
        _OTHERS.search(f"{one.get('class', '')} {one.get('id', '')}") and one.find(".//h1") is None
        for one in (element, *element.iterancestors())
        if one.tag not in ("body", "html")
    )


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _folded(name: str) -> str:
    return _SIGNS.sub("", name.casefold())

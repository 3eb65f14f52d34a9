"""What stands in the head of a page."""

from __future__ import annotations

import pytest
from lxml import html

from pipeline.ingest.page_head import Page, read_page


def page(head: str) -> Page:
    """A page with this head."""
    return read_page(html.fromstring(f"<html><head>{head}</head><body><p>x</p></body></html>"))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta property='og:title' content='Quay let'>", {"og:title": ["Quay let"]}),
        ("<meta name=' Author ' content=' Ann '>", {"author": ["Ann"]}),
        ("<meta itemprop='datePublished' content='2026'>", {"datepublished": ["2026"]}),
        ("<meta property='p' name='n' content='x'>", {"p": ["x"]}),
        ("<meta name='a' content='1'><meta name='A' content='2'>", {"a": ["1", "2"]}),
        ("<meta name='a' content=' '><meta content='x'><meta charset='utf-8'>", {}),
    ],
)
def test_meta(head: str, expected: dict[str, list[str]]) -> None:
    """Names in lower case, contents in the order of the page; a name or a content alone says nothing."""
    assert page(head).meta == expected


def test_json_ld() -> None:
    """Scripts of that type alone, in any case; of several nodes the article's."""
    head = (
        '<script type=\'Application/LD+JSON\'>{"@type": "WebPage", "name": "w"}</script>'
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "h"}</script>'
        '<script>{"@type": "NewsArticle", "headline": "no"}</script>'
    )
    found = page(head)
    assert [node["@type"] for node in found.nodes] == ["WebPage", "NewsArticle"]
    assert found.article["headline"] == "h"
    assert page("").article == {}

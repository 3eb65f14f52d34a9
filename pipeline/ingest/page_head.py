"""What stands in the head of a page, and its JSON-LD: where all readers of pages look."""

from __future__ import annotations

from typing import Any, NamedTuple

from pipeline.ingest import json_ld_nodes


class Page(NamedTuple):
    """The tree of a page and what stands in its head.

    Attributes:
        tree: of lxml.
        meta: names in lower case → contents, in the order of the page.
        nodes: of JSON-LD.
        article: the node that describes the article.
    """

    tree: Any
    meta: dict[str, list[str]]
    nodes: list[dict[str, Any]]
    article: dict[str, Any]


def read_page(tree: Any) -> Page:
    """The parts of a page that tell of it."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            meta.setdefault(name.strip().lower(), []).append(content)
    scripts = [one.text or "" for one in tree.iter("script") if "ld+json" in (one.get("type") or "").lower()]
    nodes = json_ld_nodes.nodes(scripts)
    return Page(tree, meta, nodes, json_ld_nodes.article(nodes))

"""What the values of a JSON-LD node say: its types, a text, people."""

from __future__ import annotations

import html
import re
from typing import Any

RANKS = {
    "liveblogposting": 0, "reportagenewsarticle": 0, "analysisnewsarticle": 0, "opinionnewsarticle": 0,
    "backgroundnewsarticle": 0, "reviewnewsarticle": 0, "askpublicnewsarticle": 0, "newsarticle": 0, "article": 1,
    "blogposting": 1, "report": 1, "scholarlyarticle": 1, "techarticle": 1, "socialmediaposting": 2, "videoobject": 3,
    "webpage": 4, "itempage": 4,
}  # fmt: skip
"""Types of nodes that describe the article, best first."""

TEXTS = (0, 1, 2)  # ranks of types that are texts


def rank_of(node: dict[str, Any]) -> int | None:
    """How well a node's type describes an article (0: best); None for other types."""
    ranks = [RANKS[name] for one in types(node) if (name := one.lower()) in RANKS]
    return min(ranks) if ranks else None


def types(node: dict[str, Any]) -> list[str]:
    """The types of a node, without the address of the vocabulary."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return [re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)]


def text(value: Any) -> str | None:
    """A string of a node, entities resolved; of a list the first."""
    for _ in range(3):
        if isinstance(value, list):
            value = next((item for item in value if item), None)
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("@id") or value.get("url")
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def people(value: Any, known: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Names of persons, and of organisations, among authors; references are looked up among the nodes."""
    persons: list[str] = []
    firms: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        node = _resolved(item, known) if isinstance(item, dict) else item
        name = text(node.get("name")) if isinstance(node, dict) else text(node)
        if name and not name.startswith("http"):
            is_firm = isinstance(node, dict) and any("organization" in one.lower() for one in types(node))
            (firms if is_firm else persons).append(name)
    return persons, firms


def _resolved(item: dict[str, Any], known: list[dict[str, Any]]) -> dict[str, Any]:
    if "name" in item or "@id" not in item:
        return item
    return next((node for node in known if node.get("@id") == item["@id"] and "name" in node), item)

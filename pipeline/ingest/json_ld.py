"""What a page says of itself in JSON-LD (schema.org), however carelessly it is written."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

RANKS = {
    "liveblogposting": 0, "reportagenewsarticle": 0, "analysisnewsarticle": 0, "opinionnewsarticle": 0,
    "backgroundnewsarticle": 0, "reviewnewsarticle": 0, "askpublicnewsarticle": 0, "newsarticle": 0, "article": 1,
    "blogposting": 1, "report": 1, "scholarlyarticle": 1, "techarticle": 1, "socialmediaposting": 2, "videoobject": 3,
    "webpage": 4, "itempage": 4,
}  # fmt: skip
"""Types of nodes that describe the article, best first."""
TEXTS = (0, 1, 2)  # ranks of types that are texts
MAX_NODES = 2_000  # of a page that are looked at
MAX_DEPTH = 6
_WRAPPING = re.compile(r"^\s*(?:/\*\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?:/\*\s*)?(?:\]\]>|-->)(?:\s*\*/)?\s*;?\s*$")
_COMMA_TOO_MANY = re.compile(r",(?=\s*[}\]])")


def nodes(scripts: list[str]) -> list[dict[str, Any]]:
    """Every object of the scripts that has a type, in the order of the page."""
    found: list[dict[str, Any]] = []
    for script in scripts:
        for node in _walk(_parsed(script), MAX_DEPTH):
            found.append(node)
            if len(found) >= MAX_NODES:
                return found
    return found


def article(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The node that describes the article, its gaps filled from the others; empty without one."""
    ranked = sorted((rank, at) for at, node in enumerate(found) if (rank := rank_of(node)) is not None)
    merged: dict[str, Any] = {}
    for rank, at in ranked:
        if merged and rank > ranked[0][0] and rank > 1:
            continue
        merged = {**found[at], **{key: value for key, value in merged.items() if value not in (None, "", [])}}
    return merged


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


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, list):
        for item in value:
            yield from _walk(item, depth - 1)
    elif depth and isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "hasPart", "subjectOf"):
            yield from _walk(value.get(key), depth - 1)


def _parsed(script: str) -> Any:
    """The value of a script; None where it cannot be read even with its usual slips mended."""
    bare = _WRAPPING.sub("", _WRAPPING.sub("", script)).strip().rstrip(";")
    for attempt in (bare, _COMMA_TOO_MANY.sub("", bare), _COMMA_TOO_MANY.sub("", html.unescape(bare))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None

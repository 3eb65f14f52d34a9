"""The nodes of a page's JSON-LD (schema.org), however carelessly it is written, and which of them is the article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.json_ld import rank_of

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

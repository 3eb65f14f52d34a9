"""What a raw value says: a text, a headline, a plain word. Exports put them into lists and objects in many ways."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

NOTHING = frozenset({"", "null", "none", "nan", "nat", "undefined", "n/a", "#n/a"})
"""Values, stripped and in lower case, that stand for no value (pandas writes several of them into CSV)."""
LONGEST_NOTHING = max(map(len, NOTHING))
TEXT_KEYS = ("rendered", "text", "body", "content", "fulltext", "plain", "value", "html", "$t", "#text", "_", "main")
"""Where the text stands in an object, best first."""
LIST_KEYS = ("summary", "headline", "paragraphs", "sections", "blocks", "elements", "children", "items")
"""Lists of paragraphs in an object, in the order of reading (fundus and block editors)."""
LABEL_KEYS = ("rendered", "name", "title", "main", "label", "value", "text", "original", "hostname", "domain", "uri")
MAX_DEPTH = 8  # of lists and objects within a text
_WWW = re.compile(r"^www\.")


def text(value: Any) -> Any:
    """The text as a string where a value holds one: paragraphs are joined by line ends; else the value itself."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | dict):
        lines = list(_paragraphs(value, MAX_DEPTH))
        if lines:
            return "\n".join(lines)
    return value


def _paragraphs(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list) and depth:
        for item in value:
            yield from _paragraphs(item, depth - 1)
    elif isinstance(value, dict) and depth:
        key = next((key for key in TEXT_KEYS if isinstance(value.get(key), str | list | dict) and value[key]), None)
        for name in (key,) if key else LIST_KEYS:
            yield from _paragraphs(value.get(name), depth - 1)


def scalar(value: Any) -> str | None:
    """A string, or a whole number as a string, or what an object or a list of one is called; else None."""
    for _ in range(MAX_DEPTH):
        if isinstance(value, dict):
            value = next((value[key] for key in LABEL_KEYS if value.get(key) not in (None, "")), None)
        elif isinstance(value, list):
            value = next((item for item in value if item not in (None, "")), None)
        else:
            break
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if math.isfinite(value) else None
    return label(value)


def label(value: Any) -> str | None:
    """A string that says something; else None."""
    if not isinstance(value, str):
        return None
    bare = value.strip()
    return value if len(bare) > LONGEST_NOTHING or bare.lower() not in NOTHING else None


def title(value: Any) -> str | None:
    """A headline; `None` or `Null` may be one."""
    if isinstance(value, list | dict):
        is_rendered = isinstance(value, dict) and "rendered" in value
        value = scalar(value)
        if is_rendered and isinstance(value, str):
            value = html.unescape(value)
    return value if isinstance(value, str) and value.strip() else None


def source(value: Any) -> str | None:
    """A publisher's name; of a URL the host."""
    found = scalar(value)
    if found is None or not re.match(r"https?://", found):
        return found
    try:
        return _WWW.sub("", urlsplit(found).netloc.lower()) or None
    except ValueError:
        return found


def url(value: Any) -> str | None:
    """An address; of an object its `href` or `canonical`."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("canonical", "href", "url", "permalink", "web") if value.get(key)), None)
    return scalar(value)

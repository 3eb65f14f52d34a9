"""The headline of a page: without the site's name, the section or the date beside it."""

from __future__ import annotations

import html
import re
from typing import Any

from pipeline.ingest.dates import parse

_CUT = re.compile(
    r"\s*[-|•·«»\u203a>~*:\u2013\u2014\uff1a\uff5c\u3163]"
)  # what may part a headline from what stands beside it
_SEPARATOR = re.compile(r"\s+[|•·«»\u203a>~*]+\s+|\s+[-\u2013\u2014:]+\s+|\s*[|\uff1a\uff5c\u3163]\s*|\s::\s")
_WORDS = re.compile(r"[^\W_]+")
ORDER = ("og", "json_ld", "h1", "title", "other")  # of trust
UNLIKE = 0.23
"""Share of words in both, below which a title for sharing gives way to the headline that page and JSON-LD agree on;
chosen on the pages of fundus: title .922 without the rule, .914 from here to .3, .905 at .4."""
MIN_CHARS = 8  # of a headline that is left when something is taken off


def headline(tree: Any, titles: dict[str, str | None], sites: list[str]) -> str | None:
    """The headline.

    Args:
        tree: of lxml; its `<h1>` elements are looked at.
        titles: `json_ld`, `og`, `other` and `title`, as the page has them.
        sites: names of the publisher, and its host.
    """
    given = {name: _clean(title) for name, title in titles.items()}
    own = given.get("json_ld")
    heads = [head for one in tree.iter("h1") if (head := _clean(" ".join("".join(one.itertext()).split())))]
    heads = [without_site(head, sites, []) for head in heads if not _is_site(head, sites)]
    bare = {
        name: without_site(title, sites, [*heads, *([own] if own else [])]) for name, title in given.items() if title
    }
    bare = {name: _untruncated(title, heads) for name, title in bare.items() if title and not _is_site(title, sites)}
    if heads:
        bare["h1"] = heads[0]
    best = next((bare[name] for name in ORDER if name in bare), None)
    written = bare.get("json_ld")
    if written and heads and best and _folded(written) == _folded(heads[0]) and _likeness(best, written) < UNLIKE:
        return written  # what the page shows; the other title is made for sharing
    return best


def without_site(title: str, sites: list[str], heads: list[str]) -> str:
    """A title without the publisher's name, its section or a date at either end.

    Args:
        title: as given.
        sites: names of the publisher, and its host.
        heads: headlines in the text; a title that begins or ends with one is cut to it.
    """
    for head in heads:
        if len(head) >= MIN_CHARS and len(head) < len(title) and _is_cut_at(title, head):
            return head
    while True:
        shorter = _without_end(title, sites)
        if shorter == title or len(shorter) < MIN_CHARS:
            return title
        title = shorter


def _likeness(one: str, other: str) -> float:
    """Share of the words of either text that both have."""
    words, others = set(_WORDS.findall(one.casefold())), set(_WORDS.findall(other.casefold()))
    return len(words & others) / max(1, len(words | others))


def _is_cut_at(title: str, head: str) -> bool:
    """Whether a title is a headline with something beside it, parted from it by a separator."""
    if title.startswith(head):
        return _CUT.match(title[len(head) :]) is not None
    before = title[: -len(head)]
    return title.endswith(head) and any(match.end() == len(before) for match in _SEPARATOR.finditer(before))


def _without_end(title: str, sites: list[str]) -> str:
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    first, last = separators[0], separators[-1]
    if _is_beside(title[last.end() :], sites):
        return title[: last.start()].strip()
    return title[first.end() :].strip() if _is_site(title[: first.start()], sites) else title


def _is_beside(text: str, sites: list[str]) -> bool:
    """Whether what follows the last separator is no part of the headline."""
    return _is_site(text, sites) or parse(text) is not None


def _is_site(text: str, sites: list[str]) -> bool:
    """Whether a text is the publisher's name, its host, or a part of either."""
    words = _folded(text)
    if not words:
        return True
    names = [_folded(site) for site in sites if site]
    return any(words == name or words == name.removeprefix("the") or "the" + words == name for name in names) or any(
        words + ending == name or words == name.rpartition(ending)[0]
        for name in names
        for ending in ("com", "org", "net", "couk", "de", "news")
    )


def _folded(text: str) -> str:
    return "".join(_WORDS.findall(text.casefold()))


def _untruncated(title: str, heads: list[str]) -> str:
    """The headline of the text where the title is its cut-off beginning."""
    begun = title.rstrip(".\u2026 ")
    if begun != title and title.endswith(("\u2026", "...")):
        return next((head for head in heads if head.startswith(begun)), title)
    return title


def _clean(title: str | None) -> str | None:
    return " ".join(html.unescape(html.unescape(title)).split()) or None if title else None

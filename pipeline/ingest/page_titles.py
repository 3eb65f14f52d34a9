"""The headline of a page: without the site's name, the section or the date beside it."""

from __future__ import annotations

import html
import re
from typing import Any

from pipeline.ingest.dates import parse
from pipeline.resources import words

_CUT = re.compile(
    r"\s*[-|•·«»\u203a>~*:\u2013\u2014\uff1a\uff5c\u3163]"
)  # what may part a headline from what stands beside it
_SEPARATOR = re.compile(r"\s+[|•·«»\u203a>~*]+\s+|\s+[-\u2013\u2014:]+\s+|\s*[|\uff1a\uff5c\u3163]\s*|\s::\s")
_HARD = frozenset("|•·»\u203a>\uff5c")  # separators that no sentence has
_BY = re.compile(r"(?:by|von|par|por|di)\s+\S", re.IGNORECASE)
MAX_AUTHOR_WORDS = 5
_WORDS = re.compile(r"[^\W_]+")
ORDER = ("og", "json_ld", "h1", "title", "other")  # of trust
SHARED_UNLIKE, SHARED_LIKE = 0.15, 0.45
"""Share of words in both: a title for sharing stands, but for one that hardly has a word of the headline that page and
JSON-LD agree on (another article's, or a teaser) and one that merely shortens it. Right on fundus / trafilatura's set
where there is JSON-LD: .15 and .45 .922/.856, .23 and .45 .905/.856, .15 and .4 .914/.866."""
SHOWN_LIKE = 0.1
"""The same for pages without JSON-LD: below it the headline on the page is another text's; .1 .922/.856,
.3 .922/.845."""
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
    heads = [head for one in tree.iter("h1") if (head := _clean(_shown(one)))]
    heads = [without_site(head, sites, []) for head in heads if not _is_site(head, sites)]
    bare = {
        name: without_site(title, sites, [*heads, *([own] if own else [])]) for name, title in given.items() if title
    }
    bare = {name: _untruncated(title, heads) for name, title in bare.items() if title and not _is_site(title, sites)}
    if heads:
        bare["h1"] = heads[0]
    best = next((bare[name] for name in ORDER if name in bare), None)
    return _as_shown(best, bare.get("json_ld"), heads) if best and heads else best


def _as_shown(best: str, written: str | None, heads: list[str]) -> str:
    """The headline on the page where that is surer than the title that the page gives for sharing."""
    shown = max(heads, key=lambda head: likeness(best, head))
    if _folded(best) in _folded(shown):
        return best  # what the page adds is a kicker
    alike = likeness(best, shown)
    if written is None:
        return shown if alike >= SHOWN_LIKE else best
    if _folded(written) == _folded(shown) and not SHARED_UNLIKE <= alike < SHARED_LIKE:
        return written
    return best


def _shown(element: Any) -> str:
    """The characters of an element that a reader sees, with single spaces."""
    return " ".join("".join(element.xpath(".//text()[not(parent::style or parent::script)]")).split())


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


def likeness(one: str, other: str) -> float:
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
    if _is_beside(title[last.end() :], last.group(), sites):
        return title[: last.start()].strip()
    before = title[: first.start()]
    return title[first.end() :].strip() if _is_site(before, sites) or _is_section(before, first.group()) else title


def _is_beside(text: str, separator: str, sites: list[str]) -> bool:
    """Whether what follows the last separator is no part of the headline: a site, a date, a section or the author."""
    is_author = bool(_BY.match(text)) and len(text.split()) <= MAX_AUTHOR_WORDS
    return _is_site(text, sites) or parse(text) is not None or is_author or _is_section(text, separator)


def _is_section(text: str, separator: str) -> bool:
    """Whether a text is the name of a section; dashes and colons stand within headlines too."""
    known = words("en/url_sections.txt")
    named = _WORDS.findall(text.lower())
    return separator.strip() in _HARD and bool(named) and all(word in known for word in named)


def _is_site(text: str, sites: list[str]) -> bool:
    """Whether a text is the publisher's name, its host, or a part of either."""
    words = _folded(text)
    if not words:
        return True
    names = [_folded(site) for site in sites if site]
    return any(words.removeprefix("the") == name.removeprefix("the") for name in names) or any(
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

"""URLs in one spelling, where they lead to a single article."""

from __future__ import annotations

import re

from pipeline.resources import words

TRACKING = re.compile(
    r"utm_\w+|[a-z]{1,2}clid|mc_[ce]id|_ga|igshid|ref(?:_?src|errer)?|ito|cmp(?:id)?|ncid|ns_\w+|at_(?:medium|campaign)"
    r"|smid|smtyp|source|xtor|partner|feature|share|s_?cid|icid|campaign(?:_?id)?|via|fb_\w+|__twitter_impression|amp",
    re.IGNORECASE,
)

_URL = re.compile(
    r"\s*(?:https?:)?//(?:[^/?#@]*@)?(?:www\.)?(?P<host>[^/?#\s\[\]:]+)(?::\d+)?(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?",
    re.IGNORECASE,
)

_SLASHES = re.compile(r"/{2,}")
_INDEX = re.compile(r"(?:index|default|home)\.\w{2,5}", re.IGNORECASE)
_EDITION = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")  # a language or a country
_ENDING = re.compile(r"\.(?:s?html?|php|aspx?|xml|jsp)$", re.IGNORECASE)


def article_url(url: str | None) -> str:
    """The URL in one spelling, without what only tracks readers; empty where it names no single article."""
    match = _URL.match(url) if url else None
    if match is None:
        return ""
    host, path, query = match["host"].lower(), match["path"] or "", match["query"]
    kept = (
        [pair for pair in query.split("&") if pair and not TRACKING.fullmatch(pair.partition("=")[0])] if query else ()
    )
    if "//" in path:
        path = _SLASHES.sub("/", path)
    path = path.rstrip("/")
    if not kept and _is_section(path):
        return ""
    return f"//{host}{path}?{'&'.join(kept)}" if kept else f"//{host}{path}"


def _is_section(path: str) -> bool:
    """Whether a path leads to a home page, a section or a feed, by the words in it; the last is looked at first."""
    known = words("en/url_sections.txt")
    steps = (step for step in reversed(path.lower().split("/")) if step and not _INDEX.fullmatch(step))
    return all(_ENDING.sub("", step) in known or _EDITION.fullmatch(step) for step in steps)

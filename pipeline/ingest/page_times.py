"""When a page was published: what it says in JSON-LD, meta elements and `<time>`, then what a reader sees on it.

Published before modified, with a zone before without, JSON-LD before meta before `<time>` before words on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.ingest import json_ld
from pipeline.ingest.date_words import LONGEST
from pipeline.ingest.dates import DAY, Time, parse
from pipeline.ingest.page_head import Page

DATES = ("datePublished", "dateCreated")
PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "article.published", "article:published", "published_time", "publishdate", "publish-date"),
    *("publish_date", "pubdate", "published", "publication_date", "publication-date", "date.published", "ptime"),
    *("cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.created"),
    *(
        "dc.date.created",
        "dc.date",
        "dcterms.date",
        "date",
        "displaydate",
        "rnews:datepublished",
        "originalpublicationdate",
    ),
    *("created", "vr:published_time", "iso-8601-publish-date", "bt:pubdate", "article_date_original", "timestamp"),
)
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "article:modified",
)
SHOWN = 12  # places with a date in words that are looked at, from the top of the page
_LABEL = re.compile(
    r"\b(?:published|posted|veröffentlicht|publié|publicado|pubblicato|gepubliceerd)\b[^.!?]{0,40}?\d", re.IGNORECASE
)
_BESIDE = " or ".join(f"ancestor-or-self::{tag}" for tag in ("aside", "nav", "footer", "a", "li"))
_LAST_CHANGE = re.compile(
    r"(?:last (?:modified|edited|updated|changed?)|letzte (?:änderung|aktualisierung)"
    r"|zuletzt (?:geändert|aktualisiert)|dernière (?:modification|mise à jour)|última (?:actualización|modificación)"
    r"|ultim[ao] (?:modifica|aggiornamento))(?: on| am| le| el| il)?\s*:?\s+"
    r"(?P<day>\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|(?:\d{1,2}\.? )?\w{3,10} (?:\d{1,2}, )?\d{4})",
    re.IGNORECASE,
)


def published(page: Page) -> str | None:
    """The time of publication as the page has it: the most exact one of the day that is trusted most."""
    is_text = json_ld.rank_of(page.article) in json_ld.TEXTS  # else its dates may be those of a video in the article
    written = [
        *_strings(page, DATES if is_text else (), PUBLISHED),
        *_strings(page, (*DATES, "uploadDate"), ()),
        *_times(page.tree),
    ]
    known = [(time, text) for text in written if (time := parse(text)) is not None]
    if not known:
        return None
    day = known[0][0]
    near = [(time, text) for time, text in known if abs(time.us - day.us) <= DAY or _same_clock(time, day)]
    return max(near, key=lambda one: one[0].exactness)[1]


def modified(page: Page) -> str | None:
    """The time of the last change as the page has it."""
    return next(_strings(page, ("dateModified",), MODIFIED), None)


def shown(tree: Any, day: str | None) -> str | None:
    """The time of publication as a reader sees it on a page that marks none.

    Args:
        tree: of lxml.
        day: that somebody else has found; a clock that is shown on that day is its own.

    Returns:
        What stands behind a word such as `Posted`; else the first time with a clock of that day; else None.
    """
    near = parse(day) if day else None
    timed = None
    for text in _shown(tree):
        time = parse(text)
        if time is None:
            continue
        if _LABEL.search(text):
            return text
        if timed is None and time.exactness > 1 and near is not None and 0 <= time.us - near.us < DAY:
            timed = text
    return timed


def _shown(tree: Any) -> Iterator[str]:
    """Short texts with a year, from the top of the page, outside of teasers."""
    found = 0
    for element in tree.xpath(f"//*[text()[contains(., '19') or contains(., '20')] and not({_BESIDE})]"):
        text = " ".join("".join(element.itertext()).split())
        if element.tag not in ("script", "style", "title") and len(text) <= LONGEST:
            yield text
            found += 1
            if found == SHOWN:
                return


def is_of_copyright(day: str | None, tree: Any) -> bool:
    """Whether the first of January is no day but the year of a copyright."""
    if day is None or not day.endswith("-01-01"):
        return False
    sign = re.compile(rf"(?:©|\(c\)|copyright)\W{{0,12}}(?:\d{{4}}\W{{1,3}})?{day[:4]}", re.IGNORECASE)
    return bool(sign.search(" ".join(tree.xpath("//text()[not(parent::script or parent::style)]"))))


def last_change(tree: Any) -> str | None:
    """The day that a page without any other time gives as that of its last change, as wikis do at the bottom."""
    said = _LAST_CHANGE.search(" ".join(" ".join(tree.xpath("//text()[not(parent::script or parent::style)]")).split()))
    return said["day"] if said is not None and parse(said["day"]) is not None else None


def _same_clock(one: Time, other: Time) -> bool:
    return one.us == other.us


def _strings(page: Page, keys: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """What JSON-LD has at some keys, then what meta elements have under some names."""
    for key in keys:
        if (value := json_ld.text(page.article.get(key))) is not None:
            yield value
    for name in names:
        yield from page.meta.get(name, ())


def _times(tree: Any) -> Iterator[str]:
    """Times in the page's text: those marked as its publication, then the first one outside of teasers."""
    marked = '//*[@itemprop="datePublished" or @pubdate]'
    for element in tree.xpath(marked):
        yield element.get("datetime") or element.get("content") or " ".join("".join(element.itertext()).split())
    plain = tree.xpath(f"//time[@datetime and not({_BESIDE}) and not(ancestor::article[ancestor::article])]")
    for element in sorted(plain, key=lambda one: "updat" in (one.get("class") or "").lower()):
        yield element.get("datetime")
    for element in tree.xpath(f"//time[not(@datetime) and not({_BESIDE})]")[:3]:
        yield " ".join("".join(element.itertext()).split())

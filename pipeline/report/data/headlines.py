"""An article as the page names it: headline, publisher, day, address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.report.data.days import NO_DAY
from pipeline.report.data.frame import Frame
from pipeline.report.drawing.formatting import dated, shorten

WIDTH = 120
SHORTEST = 12  # characters of a line that can be a headline
LONGEST = 1000  # characters of an address, and one more
SCHEMES = ("http://", "https://")


class Headline(NamedTuple):
    """An article in one line.

    Attributes:
        article_id: its id.
        title: headline, or the opening words where it has none.
        source: publisher, empty when unknown.
        day: like `21 Nov 2026`, empty when unknown.
        url: http or https address, else empty: other schemes could run code.
        compound: tone, NaN when not scored.
        topic_id: -1 for none.
    """

    article_id: str
    title: str
    source: str
    day: str
    url: str
    compound: float
    topic_id: int


def headlines(articles: Frame, rows: Sequence[int]) -> list[Headline]:
    """These rows of the frame, in this order."""
    at = np.asarray(rows, np.int64)
    names = ("article_id", "headline", "source", "url")
    columns = [articles.values(name, at) for name in names]
    day, compound, topic = articles.day[at], articles.compound[at], articles.topic[at]
    return [
        Headline(
            article_id=article_id or "",
            title=_title(title),
            source=shorten(source or "", 40),
            day="" if day[i] == NO_DAY else dated(int(day[i])),
            url=address(url),
            compound=float(compound[i]),
            topic_id=int(topic[i]),
        )
        for i, (article_id, title, source, url) in enumerate(zip(*columns, strict=True))
    ]


def first_line(text: str) -> str:
    """The first line where it can stand alone (in files without fields it is the headline), else the text."""
    line = text.strip().partition("\n")[0]
    return line if len(line) >= SHORTEST else text


def titles_of(headlines: Sequence[str | None]) -> list[str]:
    """Headlines as they stand in a list."""
    whole = "".join(filter(None, headlines))
    if whole.isprintable() and "  " not in whole:  # as a rule: nothing to look for in each of them
        return [
            title if title and len(title) <= WIDTH and title[0] != " " != title[-1] else _title(title)
            for title in headlines
        ]
    return [*map(_title, headlines)]


def _title(headline: str | None) -> str:
    return shorten(first_line(headline or ""), WIDTH) or "(no words)"


def addresses_of(urls: Sequence[str | None]) -> list[str]:
    """The addresses that a page may link to, empty strings for the others."""
    whole = "".join(filter(None, urls))
    if whole.isprintable() and " " not in whole:
        return [url if url and url.startswith(SCHEMES) and len(url) < LONGEST else address(url) for url in urls]
    return [*map(address, urls)]


def address(url: str | None) -> str:
    """The address if a page may link to it, else an empty string."""
    trimmed = (url or "").strip()
    fits = trimmed[:8].lower().startswith(SCHEMES) and len(trimmed) < LONGEST
    return trimmed if fits and trimmed.isprintable() and " " not in trimmed else ""

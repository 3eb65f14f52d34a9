"""Addresses without what the page can put back: the publisher's common beginning, and words of the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

WORD = re.compile(r"[a-z0-9]+")
MARK = "\x01"  # followed by the first word and the number of words, each as a character from "0" on
NONE = "\x02"  # no address; an empty string is an address that is the common beginning
FEWEST_WORDS = 3
MOST_WORDS = 60


def shorten_addresses(
    titles: Sequence[str], urls: Sequence[str], source: Sequence[int], n_sources: int
) -> tuple[list[str], list[str]]:
    """Shorter forms of addresses.

    Args:
        titles: n headlines.
        urls: n addresses, empty for none.
        source: the publisher of each, -1 for none.
        n_sources: number of publishers.

    Returns:
        The common beginning of each publisher's addresses, and n addresses without it, with `MARK` and two characters
        in place of the longest run of headline words that are joined by hyphens; `NONE` for none.
    """
    groups: list[list[str]] = [[] for _ in range(n_sources)]
    for url, number in zip(urls, source, strict=True):
        if url and number >= 0:
            groups[number].append(url)
    prefixes = [_common_beginning(group) for group in groups]
    bare = [
        url[len(prefixes[number]) :] if url and number >= 0 else url or NONE
        for url, number in zip(urls, source, strict=True)
    ]
    return prefixes, [_without_headline(url, words(title)) for url, title in zip(bare, titles, strict=True)]


def _common_beginning(texts: Sequence[str]) -> str:
    """The beginning that all texts share: that of the first and the last of them in order."""
    low, high = min(texts, default=""), max(texts, default="")
    n = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    return low[:n]


def words(title: str) -> list[str]:
    """The words of a headline as addresses spell them; none where it has letters beyond ASCII."""
    plain = title.replace("’", "").replace("'", "").replace("‘", "")
    return WORD.findall(plain.lower())[:MOST_WORDS] if plain.isascii() else []


def _without_headline(url: str, found: Sequence[str]) -> str:
    for n in range(len(found), FEWEST_WORDS - 1, -1):
        for first in range(len(found) - n + 1):
            slug = "-".join(found[first : first + n])
            if slug in url:
                return url.replace(slug, f"{MARK}{chr(48 + first)}{chr(48 + n)}", 1)
    return url

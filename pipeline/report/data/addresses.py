"""Addresses without what the page can put back: the publisher's common beginning, the day, headline words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

HYPHEN = ord("-")
SPELLING = bytes(byte if chr(byte).isalnum() or byte == ord("\n") else HYPHEN for byte in range(128)) + bytes(128)
RUN = re.compile(
    r"\n|(?<![a-z0-9])[a-z0-9]++(?:-[a-z0-9]++){2,}+"
)  # words joined by hyphens, three or more; a line end
MARK = "\x7f"  # followed by the first word and the number of words, each as a character from "0" on
NONE = "\x80"  # no address; an empty string is an address that is the common beginning
DAYS = "\x81\x82\x83\x84"  # the article's own day as 2026/11/09, 2026/1109, 2026/nov/09, 2026/11
WHOLE = "\x85"  # what follows does not begin like the publisher's other addresses
SWAPPED = "\x86"  # begins like them, but with http for https or the other way round
FEWEST_WORDS = 3
MOST_WORDS = 60
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
EPOCH = date(1970, 1, 1)


def shorten_addresses(
    titles: Sequence[str], urls: Sequence[str], source: Sequence[int], days: Sequence[int | None], n_sources: int
) -> tuple[list[str], list[str]]:
    """Shorter forms of addresses.

    Args:
        titles: n headlines, a line each.
        urls: n addresses without line ends, empty for none.
        source: the publisher of each, -1 for none.
        days: the day of each, days since 1970, None for none.
        n_sources: number of publishers.

    Returns:
        A beginning for each publisher, and n addresses without it (`WHOLE` or `SWAPPED` before those that begin
        otherwise), with `MARK` and two characters in place of the longest run of headline words that are joined by
        hyphens, and one of `DAYS` in place of the day; `NONE` for none.
    """
    prefixes = _prefixes(urls, source, n_sources)
    others = [*map(_swapped, prefixes), ""]
    known = [*prefixes, ""]  # the last one for -1, no publisher
    bare = [_without_prefix(url, known[i], others[i]) for url, i in zip(urls, source, strict=True)]
    spellings = {day: _spellings(day) for day in set(days) if day is not None}
    dated = [url if day is None else _without_day(url, spellings[day]) for url, day in zip(bare, days, strict=True)]
    return prefixes, _without_headlines(dated, titles)


def _prefixes(urls: Sequence[str], source: Sequence[int], n_sources: int) -> list[str]:
    """What the addresses of each publisher at its most frequent host begin with; empty without any."""
    hosts: list[dict[str, list[str]]] = [defaultdict(list) for _ in range(n_sources)]
    for url, number in zip(urls, source, strict=True):
        if url and number >= 0:
            hosts[number]["/".join(url.split("/", 3)[:3])].append(url)
    return [_common_beginning(max(groups.values(), key=lambda g: (len(g), min(g)), default=[])) for groups in hosts]


def _without_prefix(url: str, prefix: str, other: str) -> str:
    """An address without the beginning that its publisher's others have, or its other spelling."""
    if not url:
        return NONE
    if url.startswith(prefix):
        return url[len(prefix) :]
    return SWAPPED + url[len(other) :] if other and url.startswith(other) else WHOLE + url


def _swapped(prefix: str) -> str:
    """A beginning with http for https, or the other way round; empty where it has neither."""
    if prefix.startswith("https:"):
        return "http" + prefix[5:]
    return "https" + prefix[4:] if prefix.startswith("http:") else ""


def _common_beginning(texts: Sequence[str]) -> str:
    """The beginning that all texts share: that of the first and the last of them in order."""
    low, high = min(texts, default=""), max(texts, default="")
    n = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    return low[:n]


def _spellings(day: int) -> list[str]:
    """The day as addresses write it, in the order of `DAYS`."""
    then = EPOCH + timedelta(day)
    name = MONTHS[then.month - 1]
    year, month, number = then.isoformat().split("-")
    return [f"{year}/{month}/{number}", f"{year}/{month}{number}", f"{year}/{name}/{number}", f"{year}/{month}"]


def _without_day(url: str, spellings: Sequence[str]) -> str:
    for mark, text in zip(DAYS, spellings, strict=False):
        if text in url:
            return url.replace(text, mark, 1)
    return url


def spelt(titles: Sequence[str]) -> list[str]:
    """The words of headlines as addresses spell them, a hyphen before and after each.

    None where a headline has letters beyond ASCII, or more than `MOST_WORDS`.
    """
    text = "\n".join(titles).replace("'", "").replace("’", "").replace("‘", "").lower()
    lines = "\n".join([line if line.isascii() else "" for line in text.split("\n")])
    letters = np.frombuffer(f"-{lines}-".replace("\n", "-\n-").encode().translate(SPELLING), np.uint8)
    is_kept = np.append(True, (letters[1:] != HYPHEN) | (letters[:-1] != HYPHEN))
    found = letters[is_kept].tobytes().decode().split("\n")
    return [line if line.count("-") <= MOST_WORDS + 1 else "-" for line in found]


def _without_headlines(urls: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Addresses without their longest run of headline words; the last of equally long ones."""
    known, row = spelt(titles), 0
    best: dict[int, tuple[int, str]] = {}
    for run in RUN.findall("\n".join(urls)):
        if run == "\n":
            row += 1
            continue
        n, text = _common_run(run, known[row])
        if n >= best.get(row, (FEWEST_WORDS, ""))[0]:
            best[row] = (n, text)
    shorter = list(urls)
    for row, (n, text) in best.items():
        before, _, behind = urls[row].rpartition(text)
        first = known[row].count("-", 0, known[row].find(f"-{text}-"))
        shorter[row] = f"{before}{MARK}{chr(48 + first)}{chr(48 + n)}{behind}"
    return shorter


def _common_run(run: str, title: str) -> tuple[int, str]:
    """The longest stretch of whole words that a run shares with a headline; the first of equally long ones.

    Args:
        run: words of the address, joined by hyphens.
        title: the words of the headline, a hyphen before and after each.

    Returns:
        Number of words; text.
    """
    if f"-{run}-" in title:
        return run.count("-") + 1, run
    best, text, n = (0, ""), "", 0  # text: the n words before the next one, which the headline has
    for word in run.split("-"):
        text, n = f"{text}-{word}" if n else word, n + 1
        while n and f"-{text}-" not in title:
            text, n = text.partition("-")[2], n - 1
        best = (n, text) if n > best[0] else best
    return best

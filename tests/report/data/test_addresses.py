"""Addresses are shortened and put back together without loss."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.data.addresses import DAYS, EPOCH, MARK, MONTHS, NONE, SWAPPED, WHOLE, shorten_addresses, spelt

TITLES = st.text(alphabet="abcXYZ 0123'’-é", max_size=40)
DATES = st.dates(date(1970, 1, 1), date(2030, 12, 31))
PATHS = st.text(alphabet="abcxyz0123-/.", max_size=60) | DATES.map(lambda day: f"{day:%Y/%m/%d}/{day:%Y/%m%d}-x")


def words(title: str) -> list[str]:
    """The words of one headline."""
    (line,) = spelt([title])
    return line.strip("-").split("-") if line.strip("-") else []


def restored(title: str, prefix: str, short: str, day: int | None = None) -> str:
    """What reader.js makes of a shortened address."""
    if short == NONE:
        return ""
    swapped = "http" + prefix[5:] if prefix.startswith("https") else "https" + prefix[4:]
    whole = {WHOLE: short[1:], SWAPPED: swapped + short[1:]}.get(short[:1], prefix + short)
    head, mark, rest = whole.partition(MARK)
    if mark:
        first, n = ord(rest[0]) - 48, ord(rest[1]) - 48
        whole = head + "-".join(words(title)[first : first + n]) + rest[2:]
    return re.sub(f"[{DAYS}]", lambda found: day_of(found[0], day), whole)


def day_of(mark: str, day: int | None) -> str:
    """The day that a mark stands for."""
    assert day is not None
    year, month, number = (EPOCH + timedelta(day)).isoformat().split("-")
    return {
        "\x81": f"{year}/{month}/{number}",
        "\x82": f"{year}/{month}{number}",
        "\x83": f"{year}/{MONTHS[int(month) - 1]}/{number}",
        "\x84": f"{year}/{month}",
    }[mark]


@given(st.lists(st.tuples(TITLES, PATHS, st.integers(-1, 2), st.none() | DATES), max_size=8))
def test_addresses_are_put_back_together(articles: list[tuple[str, str, int, date | None]]) -> None:
    """Whatever headlines, addresses, publishers and days: the page shows the very address."""
    titles = [title for title, *_ in articles]
    hosts = ["https://news.example/", "http://news.example/", "ftp://x"]
    urls = [hosts[len(path) % 3] + path if path else "" for _, path, *_ in articles]
    source = [number for _, _, number, _ in articles]
    days = [None if day is None else (day - EPOCH).days for *_, day in articles]
    prefixes, short = shorten_addresses(titles, urls, source, days, 3)
    for title, url, number, day, one in zip(titles, urls, source, days, short, strict=True):
        assert restored(title, prefixes[number] if number >= 0 else "", one, day) == url


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2026/03/09/ferry", "\x81/ferry"),
        ("USA/2026/0309/ferry", "USA/\x82/ferry"),
        ("uk/2026/mar/09/ferry", "uk/\x83/ferry"),
        ("2026/03/ferry", "\x84/ferry"),
        ("2026/3/9/ferry", "2026/3/9/ferry"),
        ("2026/03/08/ferry", "\x84/08/ferry"),
        ("2025/03/09/ferry", "2025/03/09/ferry"),
        ("2026/03/09/2026/03/09", "\x81/2026/03/09"),
    ],
)
def test_the_day_of_the_article_is_left_out(path: str, expected: str) -> None:
    """The first time, in the fullest of the spellings; another day stays."""
    day = (date(2026, 3, 9) - EPOCH).days
    urls = [f"https://a.example/{path}", "https://a.example/-"]
    assert shorten_addresses(["", ""], urls, [0, 0], [day, None], 1)[1][0] == expected


def test_publisher_and_headline_are_left_out() -> None:
    """The common beginning and the run of headline words go; an apostrophe does not part a word."""
    titles = ["Pelosi’s deal on the wall fails", "Storm hits coast"]
    urls = ["https://a.example/2026/pelosis-deal-on-the-wall-123", "https://a.example/2026/x1"]
    prefixes, short = shorten_addresses(titles, urls, [0, 0], [None, None], 1)
    assert prefixes == ["https://a.example/2026/"]
    assert short == [f"{MARK}05-123", "x1"]


def test_letters_beyond_ascii_leave_the_address_whole() -> None:
    """Browsers and Python may not agree on their lower case."""
    assert words("Élysée talks begin now") == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ferry's end: 3 piers!", ["ferrys", "end", "3", "piers"]),
        ("Marlow\u2019s ferry", ["marlows", "ferry"]),
        ("Caf\u00e9 burns", []),
        ("", []),
        (" a-b--c, ", ["a", "b", "c"]),
        ("a " * 60, ["a"] * 60),
        ("a " * 61, []),
    ],
)
def test_words_of_a_headline(title: str, expected: list[str]) -> None:
    """Small, without apostrophes; none of a headline with letters beyond ASCII, or with more than sixty."""
    assert words(title) == expected


@given(st.lists(st.text(alphabet="aZ09 -.'’é", max_size=8), min_size=1, max_size=8))
def test_headlines_are_spelt_one_by_one(titles: list[str]) -> None:
    """A hyphen before and after each word, whatever stands beside a headline in the list."""
    found = spelt(titles)
    for title, line in zip(titles, found, strict=True):
        plain = re.sub("['’]", "", title).lower()
        expected = re.findall("[a-z0-9]+", plain) if plain.isascii() else []
        assert line == "-" + "".join(f"{word}-" for word in expected)


def short(title: str, url: str, *others: str) -> str:
    """The shorter form of an address among others of its publisher."""
    n = len(others) + 1
    urls = [f"https://a.example/{path}" for path in (url, *others)]
    return shorten_addresses([title, *[""] * len(others)], urls, [0] * n, [None] * n, 1)[1][0]


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("Ferry to be sold", "x/ferry-to-be-sold", "x/\x7f04"),
        ("The ferry to be sold", "x/ferry-to-be-sold.html", "x/\x7f14.html"),
        ("Ferry to be", "x/ferry-to-be", "x/\x7f03"),
        ("Ferry sold", "x/ferry-sold", "x/ferry-sold"),
        ("Ferry to be sold soon", "x/to-be-sold/ferry-to-be", "x/to-be-sold/\x7f03"),
        ("", "x/ferry", "x/ferry"),
    ],
)
def test_the_longest_run_of_headline_words_is_left_out(title: str, url: str, expected: str) -> None:
    """First word and number of words as characters from 0 on; three words at least, of equals the first."""
    assert short(title, url, "y") == expected


def test_the_common_beginning_is_said_once() -> None:
    """Of each publisher; no address is told from the common beginning itself."""
    prefixes, bare = shorten_addresses(
        ["", "", "", "", ""],
        ["https://a.example/1", "https://a.example/2x", "", "https://b.example/", "https://c.example/"],
        [0, 0, 0, 1, -1],
        [None] * 5,
        2,
    )
    assert prefixes == ["https://a.example/", "https://b.example/"]
    assert bare == ["1", "2x", "\x80", "", "https://c.example/"]


def test_another_host_or_scheme_than_most() -> None:
    """The beginning is that of the most frequent host; an address with the other scheme says so, another is whole."""
    urls = ["https://a.example/x", "https://a.example/y", "http://a.example/z", "https://b.example/x"]
    prefixes, found = shorten_addresses([""] * 4, urls, [0] * 4, [None] * 4, 1)
    assert prefixes == ["https://a.example/"]
    assert found == ["x", "y", f"{SWAPPED}z", f"{WHOLE}https://b.example/x"]

"""An article in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.data.frame import frame
from pipeline.report.data.headlines import (
    LONGEST,
    WIDTH,
    address,
    addresses_of,
    first_line,
    headlines,
    titles_of,
)
from pipeline.report.drawing.formatting import shorten
from tests.report.invented import rows_of_a_night, tables


def test_a_headline_says_what_is_known() -> None:
    """Title, publisher, day, address, tone and topic of the row."""
    rows = rows_of_a_night(3)
    found = frame(tables(rows))
    by_id = {a["article_id"]: a for a in rows["articles"]}
    for line in headlines(found, [2, 0]):
        article = by_id[line.article_id]
        assert (line.title, line.source, line.url) == (article["title"], article["source"], article["url"])
        assert line.day == f"{article['day']:%-d %b %Y}"
    assert [h.article_id for h in headlines(found, [2, 0])] == [found.ids[2].as_py(), found.ids[0].as_py()]


def test_what_is_not_known_is_empty() -> None:
    """No publisher, no day, no address, and a text of blanks."""
    rows = rows_of_a_night(1)
    rows["articles"][0].update(title=None, source=None, url=None, day=None, text="\u200a \n ")
    (line,) = headlines(frame(tables(rows)), [0])
    assert (line.title, line.source, line.url, line.day) == ("(no words)", "", "", "")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.example/a?b=1", True),
        ("HTTP://news.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example", False),
        ("https://news.example/\u202e", False),
        ("https://news.example/a b", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, linked: bool) -> None:
    """A scheme that could run code, or an address with hidden characters, is not linked."""
    assert bool(address(url)) is linked


@given(st.text(max_size=200))
def test_the_first_line_is_part_of_the_text(text: str) -> None:
    """The first line stands for the text only where it is long enough to be a headline."""
    assert first_line(text) in text


def test_a_file_without_fields_is_known_by_its_first_line() -> None:
    """In a .txt the first line is the headline; a kicker of a word or two is not."""
    assert first_line("Ferry crews walk out\nThe crews left.") == "Ferry crews walk out"
    assert first_line("SPORT\nThe keeper saved twice.") == "SPORT\nThe keeper saved twice."


def test_long_titles_are_cut() -> None:
    """No title is longer than a line of the page can bear."""
    rows = rows_of_a_night(1)
    rows["articles"][0]["title"] = "word " * 100
    (line,) = headlines(frame(tables(rows)), [0])
    assert len(line.title) <= WIDTH
    assert line.title.endswith("…")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/1", "https://a.example/1"),
        (" HTTP://a.example ", "HTTP://a.example"),
        ("javascript:alert(1)", ""),
        ("ftp://a.example", ""),
        ("https://a.example/a b", ""),
        ("https://a.example/\n1", ""),
        ("https://a.example/" + "x" * 981, "https://a.example/" + "x" * 981),
        ("https://a.example/" + "x" * 982, ""),
        ("", ""),
        (None, ""),
    ],
)
def test_an_address_may_be_linked_to(url: str | None, expected: str) -> None:
    """Of http and https, printable, without a blank, below a thousand characters."""
    assert address(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry prices rise\nMore.", "Ferry prices rise"),
        ("Ferry ends\nIt was late.", "Ferry ends\nIt was late."),
        ("Twelve chars\nx", "Twelve chars"),
        ("Eleven char\nx", "Eleven char\nx"),
        ("  \nFerry prices rise", "Ferry prices rise"),
        ("", ""),
    ],
)
def test_a_first_line_can_be_a_headline(text: str, expected: str) -> None:
    """From twelve characters on."""
    assert first_line(text) == expected


@given(st.lists(st.none() | st.text(alphabet="ab \n\t\u200b.", max_size=30) | st.just("word " * 40), max_size=5))
def test_many_headlines_are_cut_as_one(titles: list[str | None]) -> None:
    """Whatever stands beside a headline in the list."""
    expected = [shorten(first_line(title or ""), WIDTH) or "(no words)" for title in titles]
    assert titles_of(titles) == expected


@given(
    st.lists(st.none() | st.sampled_from(["http://a.example/x", " https://b.example", "javascript:1", "HTTP://c", ""]))
)
def test_many_addresses_are_told_as_one(urls: list[str | None]) -> None:
    """Whatever stands beside an address in the list; a very long one is none."""
    assert addresses_of(urls) == [address(url) for url in urls]
    long = "http://a.example/" + "x" * (LONGEST - 18)
    assert addresses_of([long, f"{long}x"]) == [address(long), address(f"{long}x")] == [long, ""]

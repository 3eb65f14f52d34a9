"""Pages that are no articles."""

from __future__ import annotations

import pytest
from lxml import html

from pipeline.ingest.page_kinds import SHORT, is_consent, is_index, no_article

PROSE = "The council of Marlow voted on Monday to close the old bridge until the piers have been repaired. "


def why(text: str, title: str | None = None, *, is_article: bool = False, page: str = "<p>x</p>") -> str | None:
    """The reason that a page is no article."""
    found = no_article(text, title, html.fromstring(page), is_article=is_article)
    return None if found is None else found[0].value


@pytest.mark.parametrize(
    "title",
    [
        "404", "404 Not Found", "Error 503", "403 Forbidden", "502 Bad Gateway", "Page not found",
        "Page could not be found", "This page doesn't exist", "Access Denied",
        "Just a moment...", "Attention Required!", "Are you a robot?",
        "Security check", "Too many requests", "Service temporarily unavailable", "Internal Server Error",
        "Site maintenance", "Seite nicht gefunden", "Page introuvable", "Página no encontrada",
    ],
)  # fmt: skip
def test_titles_of_errors(title: str) -> None:
    """Of a short page that does not call itself an article."""
    assert why("Sorry.", title) == "error_page"
    assert why("Sorry.", title, is_article=True) is None
    assert why("Sorry.", title.rjust(79)) == "error_page"
    assert why("Sorry.", title.rjust(80)) is None


@pytest.mark.parametrize("title", ["Bridge closes", "Route 66 at 100", "1404: a siege", "Robots in class", None, ""])
def test_titles_of_articles(title: str | None) -> None:
    """Numbers and robots alone are none of an error."""
    assert why(PROSE, title) is None


@pytest.mark.parametrize(("n", "reason"), [(900, "error_page"), (901, None)])
def test_a_long_page_is_no_error(n: int, reason: str | None) -> None:
    """Up to 900 characters, whatever its title and its first words say."""
    assert SHORT == 900
    assert why("x" * n, "404 Not Found") == reason
    assert why("Ray ID 1. ".ljust(n, "x"), None) == reason


@pytest.mark.parametrize(("n_before", "reason"), [(0, "error_page"), (294, "error_page"), (295, None)])
def test_the_words_of_an_error_stand_at_the_beginning(n_before: int, reason: str | None) -> None:
    """Within the first 300 characters, also of a page that calls itself an article."""
    assert why("-" * n_before + "ray id", is_article=True) == reason


COOKIES = "We use cookies to give you the best experience."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COOKIES, True),
        (f"{COOKIES} {PROSE}", True),
        (f"{COOKIES} {PROSE}{PROSE}", False),
        (f"{COOKIES} We and our 213 partners store data. {PROSE}{PROSE}", True),
        ("By using this you give your consent to all of it.", True),
        ("See our privacy policy for what is kept of you.", True),
        ("The GDPR is a law of the Union since 2018.", True),
        ("Personalised ads are shown to you on this site.", True),
        (PROSE, False),
        ("Cookies. OK.", False),
        ("Cookies are ok.", False),
        ("Cookies are all.", True),
        ("", False),
    ],
)
def test_banners_about_cookies(text: str, expected: bool) -> None:
    """At least half of the sentences speak of them; those of up to fifteen characters are none."""
    assert is_consent(text) is expected


@pytest.mark.parametrize(("n", "expected"), [(900, True), (901, False)])
def test_a_banner_is_short(n: int, expected: bool) -> None:
    """A long text about cookies is an article."""
    assert is_consent((COOKIES * 30)[:n]) is expected


def listing(n_teasers: int, *paragraphs: str, tag: str = "h2") -> str:
    """A page of teasers, and paragraphs beside them."""
    teasers = "".join(f"<a href='/{n}'><{tag}>Story {n}</{tag}></a>" for n in range(n_teasers))
    return f"<html><body>{teasers}{''.join(f'<p>{one}</p>' for one in paragraphs)}</body></html>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (listing(4), False),
        (listing(5), True),
        (listing(9, tag="h3"), True),
        (listing(9, tag="h5"), False),
        (listing(5, "x" * 399), True),
        (listing(5, "x" * 400), False),
        (listing(5, *["x" * 119] * 9), True),
        (listing(5, *["x" * 120] * 3), True),
        (listing(5, *["x" * 120] * 4), False),
        (listing(5) + "<aside><p>" + "x" * 999 + "</p></aside>", True),
        ("<h2><a href='/1'>A</a></h2>" * 9, False),
        ("".join(f"<h3><a href='/{n}'>A</a></h3>" for n in range(5)), True),
    ],
)
def test_lists_of_teasers(page: str, expected: bool) -> None:
    """Five headings that are links to different pages, and less than 400 characters of paragraphs beside them."""
    assert is_index(html.fromstring(page)) is expected
    assert why(PROSE, page=page) == ("index_page" if expected else None)
    assert why(PROSE, page=page, is_article=True) is None

"""Values of who wrote a page."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("trafilatura")

from lxml import html as lxml_html

from pipeline.ingest.page_authors import is_author, page_authors
from pipeline.ingest.page_head import read_page

SITES = ["Quay Post", "quaypost.example"]


def found(body: str = "", head: str = "", sites: list[str] = SITES, **article: object) -> tuple[str, ...]:
    """The authors of a page."""
    ld = json.dumps({"@type": "NewsArticle", **article})
    page = f'<html><head><script type="application/ld+json">{ld}</script>{head}</head><body>{body}</body></html>'
    return page_authors(read_page(lxml_html.fromstring(page)), sites)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ('<span itemprop="author"><b itemprop="name">Mara Holt</b></span>', ("Mara Holt",)),
        ('<a rel="author" href="/x">marah</a>', ("marah",)),
        ('<span class="byline__name">Mara Holt</span>', ("Mara Holt",)),
        ('<address>By <a href="/author/mholt/">Mara Holt</a></address>', ("Mara Holt",)),
        ('<div class="article__author">Von Mara Holt, Merrow</div>', ("Mara Holt",)),
        ("<p>By Mara Holt and Juan Pell</p>", ("Mara Holt", "Juan Pell")),
        ('<a href="/author/all">Alle Artikel von Mara Holt</a>', ("Mara Holt",)),
        ('<div class="byline">By Mara Holt on 12 May 2024</div>', ("Mara Holt",)),
        ("<p>By Monday the quay was let.</p>", ()),
        ("<p>By the time Mara Holt came, all was over</p>", ()),
        ('<div class="comments"><a rel="author" href="/author/x">Juan Pell</a></div>', ()),
        ('<div class="related"><p>By Juan Pell</p></div>', ()),
        ('<div class="with-sidebar"><h1>Quay let</h1><a rel="author" href="/x">Juan Pell</a></div>', ("Juan Pell",)),
        ('<a rel="author" href="/x">Quay Post</a>', ()),
        ('<a rel="author" href="/x">News Desk</a>', ()),
    ],
)
def test_names_on_the_page(body: str, names: tuple[str, ...]) -> None:
    """Marked elements, links to authors and bylines; not those of comments, teasers, desks and the publisher."""
    assert found(body) == names


@pytest.mark.parametrize(
    ("head", "author", "names"),
    [
        ("", [{"@type": "Organization", "name": "SDA"}, {"name": "Mara Holt"}], ("Mara Holt", "SDA")),
        ("", [{"@type": "Organization", "name": "QP"}, {"name": "Mara Holt"}], ("Mara Holt",)),
        ("", [{"@type": "Organization", "name": "quaypost"}, {"name": "Mara Holt"}], ("Mara Holt",)),
        ("", [{"@type": "Organization", "name": "Merrow Media"}, {"name": "Mara Holt"}], ("Mara Holt",)),
        ("", {"@type": "Organization", "name": "Quay Post"}, ("Quay Post",)),
        ('<meta name="author" content="Mara Holt, Juan Pell">', {"name": "Mara Holt"}, ("Mara Holt", "Juan Pell")),
        ('<meta name="author" content="Juan Pell, Mara Holt">', {"name": "Mara Holt"}, ("Mara Holt",)),
        ('<meta name="author" content="Quay Post">', None, ("Quay Post",)),
        ('<meta name="author" content="Quay Post - Mara Holt">', None, ("Mara Holt",)),
        ('<meta name="author" content="Mara Holt - Merrow">', None, ("Mara Holt",)),
        ('<meta name="author" content="https://p.example/mara">', None, ()),
    ],
)
def test_people_before_firms(head: str, author: object, names: tuple[str, ...]) -> None:
    """Agencies stand behind people; the publisher is an author only where there is nobody else."""
    assert found(head=head, author=author) == names


def test_is_author() -> None:
    """A person of two names and more, who is not the publisher."""
    assert is_author("Mara Holt", SITES)
    assert not is_author("Mara", SITES)
    assert not is_author("Quay Post", SITES)
    assert not is_author("Quaypost Example", SITES)
    assert not is_author("Holt-Stiftung Merrow", SITES)


def test_of_many_marked_names_six_are_taken() -> None:
    """More are a list of all authors."""
    names = ["Ann", "Ben", "Cid", "Dot", "Eve", "Fay", "Gus"]
    assert found("".join(f'<a rel="author" href="/{name}">{name} Holt</a>' for name in names)) == tuple(
        f"{name} Holt" for name in names[:6]
    )


@pytest.mark.parametrize(("n", "is_there"), [(1, False), (2, False), (3, True), (80, True), (81, False)])
def test_how_long_a_marked_name_may_be(n: int, is_there: bool) -> None:
    """Three to eighty characters."""
    assert bool(found(f'<a rel="author" href="/x">{"Q" * n}</a>')) == is_there


@pytest.mark.parametrize(("n", "is_there"), [(80, True), (81, False)])
def test_how_long_a_byline_may_be(n: int, is_there: bool) -> None:
    """Eighty characters."""
    line = f"By Mara {'Q' * (n - 8)}"
    assert len(line) == n
    assert bool(found(f"<p>{line}</p>")) == is_there


def test_another_firm_alone_is_the_author() -> None:
    """Where JSON-LD names the publisher and another firm, the other one."""
    firms = [{"@type": "Organization", "name": name} for name in ("Quay Post", "Merrow Media")]
    assert found(author=firms) == ("Merrow Media",)


def test_is_author_takes_no_user_names() -> None:
    """They are names only where the page marks them."""
    assert not is_author("mara holt", SITES)

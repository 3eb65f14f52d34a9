"""Where a page may name its authors: every meta element, every mark, every box that is not the article's."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("lxml")

from lxml import html as lxml_html

from pipeline.ingest.page_authors import MARKED, METAS, is_author, page_authors
from pipeline.ingest.page_head import read_page

SITES = ["Quay Post", "quaypost.example"]
MARA, JUAN = "Mara Holt", "Juan Pell"


def found(body: str = "", head: str = "", **article: object) -> tuple[str, ...]:
    """The authors of a page."""
    ld = json.dumps({"@type": "NewsArticle", **article})
    page = f'<html><head><script type="application/ld+json">{ld}</script>{head}</head><body>{body}</body></html>'
    return page_authors(read_page(lxml_html.fromstring(page)), SITES)


def meta(name: str, content: str) -> str:
    """An element of the head."""
    return f'<meta name="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("author", True),
        ("article:author", True),
        ("og:article:author", True),
        ("parsely-author", True),
        ("sailthru.author", True),
        ("dc.creator", True),
        ("byl", True),
        ("dcterms.creator", True),
        ("cxenseparse:author", True),
        ("article.author", True),
        ("authors", True),
        ("og:author", True),
        ("vr:author", True),
        ("creator", False),
        ("publisher", False),
        ("twitter:creator", False),
        ("og:site_name", False),
    ],
)
def test_meta_elements(name: str, is_known: bool) -> None:
    """Thirteen names of elements hold authors; those of firms and accounts do not."""
    assert found(head=meta(name, MARA)) == ((MARA,) if is_known else ())
    assert len(METAS) == 13


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("https://post.example/mara", ()),
        ("http://post.example/mara", ()),
        ("www.post.example/mara", ()),
        ("/authors/mara", ()),
        ("Quay Post - Mara Holt", (MARA,)),
        ("QUAYPOST - Mara Holt", (MARA,)),
        ("QP - Mara Holt", (MARA,)),
        ("Mara Holt - Quay Post", (MARA,)),
        ("By Mara Holt", (MARA,)),
        ("mara holt", ("mara holt",)),
        ("Mara", ("Mara",)),
    ],
)
def test_contents_of_meta_elements(content: str, names: tuple[str, ...]) -> None:
    """No addresses; the publisher in front is taken off; what is no person stays where there is nobody else."""
    assert found(head=meta("author", content)) == names


def test_several_meta_elements() -> None:
    """In the order of their names, each person once."""
    assert found(head=meta("byl", JUAN) + meta("author", MARA) + meta("dc.creator", MARA)) == (MARA, JUAN)


@pytest.mark.parametrize(
    ("author", "metas", "names"),
    [
        ({"name": MARA}, f"{MARA}, {JUAN}", (MARA, JUAN)),
        ({"name": MARA}, f"{JUAN}, {MARA}", (MARA,)),
        ({"name": MARA}, JUAN, (MARA,)),
        ([{"name": MARA}, {"name": JUAN}], MARA, (MARA, JUAN)),
        (None, JUAN, (JUAN,)),
        (None, "Quay Post", ("Quay Post",)),
    ],
)
def test_json_ld_and_meta_elements(author: object, metas: str, names: tuple[str, ...]) -> None:
    """JSON-LD counts, unless a meta element begins with all of its names and goes on."""
    assert found(head=meta("author", metas), author=author) == names


def test_the_creator_where_no_author_is_named() -> None:
    """Under either key of JSON-LD; the author first."""
    assert found(creator={"name": MARA}) == (MARA,)
    assert found(creator={"name": MARA}, author={"name": JUAN}) == (JUAN,)


@pytest.mark.parametrize(
    ("mark", "is_one"),
    [
        ('<i itemprop="author"><b itemprop="name">{}</b></i>', True),
        ('<i itemprop="author">{}</i>', True),
        ('<meta itemprop="author" content="{}">', True),
        ('<a rel="author">{}</a>', True),
        ('<b class="author-name">{}</b>', True),
        ('<b class="x author-name__y">{}</b>', True),
        ('<b class="byline__name">{}</b>', True),
        ('<b class="c-author__name">{}</b>', True),
        ('<a href="/author/x">{}</a>', True),
        ('<a href="/autor/x">{}</a>', True),
        ('<a href="https://p.example/authors/x">{}</a>', True),
        ('<b itemprop="name">{}</b>', False),
        ('<b rel="author">{}</b>', False),
        ('<b class="name">{}</b>', False),
        ('<a href="/people/x">{}</a>', False),
        ('<a href="/author">{}</a>', False),
        ("<p>{}</p>", False),
    ],
)
def test_marks_of_names(mark: str, is_one: bool) -> None:
    """Properties, links to authors and three classes; five kinds of them."""
    assert found(mark.format(MARA)) == ((MARA,) if is_one else ())
    assert len(MARKED) == 5


@pytest.mark.parametrize("better", range(4))
def test_the_better_mark_counts_alone(better: int) -> None:
    """Names with a better mark leave none to the others, whatever the order of the page."""
    marks = [
        '<i itemprop="author">{}</i>',
        '<a rel="author">{}</a>',
        '<b class="author-name">{}</b>',
        '<a href="/author/x">{}</a>',
    ]
    worse = "".join(mark.format(JUAN) for mark in marks[better + 1 :])
    assert found(worse + marks[better].format(MARA)) == (MARA,)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ('<div class="byline">By Mara Holt</div>', True),
        ('<div class="article-author">By Mara Holt</div>', True),
        ("<address>By Mara Holt</address>", True),
        ("<p>By Mara Holt</p>", True),
        ("<span>By Mara Holt</span>", True),
        ("<em>By Mara Holt</em>", True),
        ("<i>By Mara Holt</i>", True),
        ("<strong>By Mara Holt</strong>", True),
        ("<b>By Mara Holt</b>", False),
        ("<div>By Mara Holt</div>", False),
        ("<li>By Mara Holt</li>", False),
        ('<div class="byline">Mara Holt</div>', False),
        ('<div class="byline">By Mara</div>', False),
        ("<p>By <a>Mara</a> <a>Holt</a></p>", True),
    ],
)
def test_lines_that_are_bylines(line: str, is_one: bool) -> None:
    """In boxes called so, else in paragraphs, spans and emphasis; with a word that leads to a full name."""
    assert found(line) == ((MARA,) if is_one else ())


def test_the_first_byline_counts() -> None:
    """One in a box called so before lines of the text."""
    assert found(f"<p>By {MARA}</p><p>By {JUAN}</p>") == (MARA,)
    assert found(f'<p>By {MARA}</p><div class="byline">By {JUAN}</div>') == (JUAN,)


@pytest.mark.parametrize(
    ("name", "is_box"),
    [
        ("comment", True),
        ("comments-list", True),
        ("related", True),
        ("sidebar", True),
        ("Widget", True),
        ("teaser-row", True),
        ("recommended", True),
        ("most-popular", True),
        ("article", False),
        ("header", False),
        ("side", False),
    ],
)
@pytest.mark.parametrize("attribute", ["class", "id"])
def test_boxes_of_others(attribute: str, name: str, is_box: bool) -> None:
    """Names within them are no authors', at any level; a box with the heading of the page is its frame."""
    marked = f'<a rel="author">{MARA}</a>'
    assert found(f'<div {attribute}="{name}"><div>{marked}</div></div>') == (() if is_box else (MARA,))
    assert found(f'<div {attribute}="{name}"><h1>Quay let</h1>{marked}</div>') == (MARA,)
    assert found(f'<div {attribute}="{name}"><p>By {MARA}</p></div>') == (() if is_box else (MARA,))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mara Holt", True),
        ("Mara", False),
        ("QuayPost", False),
        ("Quay-Post", False),
        ("Quay Post", False),
        ("quay post example", False),
        ("Quay Times", False),
        ("Senior Reporter", False),
        ("Mara van Holt", True),
        ("unknown", False),
    ],
)
def test_authors_of_other_lists(name: str, expected: bool) -> None:
    """Two words and more, a person's, and none of the names of the publisher or its host."""
    assert is_author(name, SITES) is expected

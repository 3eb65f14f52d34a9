"""Values of the main text of pages: what is put back, and where from it is taken where the extractor fails."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("trafilatura")

from lxml import html as lxml_html

from pipeline.ingest.page_head import read_page
from pipeline.ingest.page_text import blocks, descriptions, main_text, restored

FIRST = "The ferry firm took over the quay on Monday after a year of talks with the harbour board."
SECOND = "The city keeps the cranes and the sheds behind them."
THIRD = "Work on the new pier begins in the spring, the board said."
STANDFIRST = "The quay goes to the ferry firm for forty years, against the wishes of the fishermen."


def tree_of(body: str, head: str = "") -> Any:
    """A parsed page."""
    return lxml_html.fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


def restore(text: str, body: str, about: str = "") -> list[str]:
    """The lines of a text, restored from a page."""
    return restored(text, list(blocks(tree_of(body))), [about] if about else []).split("\n")


def paragraphs(*lines: str) -> str:
    """Lines as paragraphs of an article."""
    return "<article>" + "".join(f"<p>{line}</p>" for line in lines) + "</article>"


def test_a_paragraph_between_two_of_the_text_is_put_back() -> None:
    """Where the extractor dropped one, for its links say, it stands where it stood."""
    page = paragraphs(FIRST, f"<a href='/x'>{SECOND}</a>", THIRD)
    assert restore(f"{FIRST}\n{THIRD}", page) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "page",
    [
        paragraphs(FIRST, "Too short.", THIRD),
        paragraphs(FIRST, "A line without an end to its sentence", THIRD),
        f"<article><p>{FIRST}</p><p class='box'>{SECOND}</p><p>{THIRD}</p></article>",
        f"<article><p>{FIRST}</p><div class='newsletter'><p>{SECOND}</p></div><p>{THIRD}</p></article>",
        f"<article><p>{FIRST}</p><h3>{SECOND}</h3><p>{THIRD}</p></article>",
        paragraphs(FIRST, SECOND, THIRD) + paragraphs(SECOND),
        paragraphs(SECOND, FIRST, THIRD),
        paragraphs(FIRST, THIRD, SECOND),
    ],
)
def test_what_is_not_put_back(page: str) -> None:
    """Short lines, no sentences, other markup, noise, headings, what the page repeats, what stands outside the text."""
    assert restore(f"{FIRST}\n{THIRD}", page) == [FIRST, THIRD]


def test_nothing_is_put_back_between_lines_that_are_no_neighbours() -> None:
    """Where the text goes on elsewhere than the page does, its order is the extractor's."""
    page = paragraphs(FIRST, SECOND, THIRD)
    assert restore(f"{FIRST}\nAnother line.\n{THIRD}", page) == [FIRST, "Another line.", THIRD]


def test_the_standfirst_is_put_back() -> None:
    """What stands above the text and says what the page says of itself leads the text."""
    page = f"<h1>Quay let</h1><h2>{STANDFIRST}</h2>" + paragraphs(FIRST, SECOND)
    assert restore(f"{FIRST}\n{SECOND}", page, STANDFIRST) == [STANDFIRST, FIRST, SECOND]
    cut_off = STANDFIRST[:60] + "..."
    assert restore(f"{FIRST}\n{SECOND}", page, cut_off) == [STANDFIRST, FIRST, SECOND]


@pytest.mark.parametrize(
    ("page", "about"),
    [
        (f"<h2>{STANDFIRST}</h2>" + paragraphs(FIRST, SECOND), FIRST),
        (f"<h2>{STANDFIRST}</h2>" + paragraphs(FIRST, SECOND), STANDFIRST[:30]),
        (f"<aside><p>{STANDFIRST}</p></aside>" + paragraphs(FIRST, SECOND), STANDFIRST),
        (f"<ul><li>{STANDFIRST}</li></ul>" + paragraphs(FIRST, SECOND), STANDFIRST),
        (paragraphs(FIRST, SECOND) + f"<p>{STANDFIRST}</p>", STANDFIRST),
    ],
)
def test_what_is_no_standfirst(page: str, about: str) -> None:
    """Another text, less than half of one, boxes, items, and what stands below the text."""
    assert restore(f"{FIRST}\n{SECOND}", page, about) == [FIRST, SECOND]


def test_a_standfirst_in_the_text_is_not_doubled() -> None:
    """What the extractor found is left alone."""
    page = f"<h2>{STANDFIRST}</h2>" + paragraphs(FIRST, SECOND)
    assert restore(f"{STANDFIRST}\n{FIRST}\n{SECOND}", page, STANDFIRST) == [STANDFIRST, FIRST, SECOND]


def test_blocks() -> None:
    """Paragraphs, headings, items, and boxes with nothing but text and its emphasis in them."""
    page = tree_of("<div>One <b>two</b></div><div>Out <p>in</p></div><h2> Three </h2><ul><li>Four</li></ul><p> </p>")
    assert [(block.element.tag, block.text, block.key) for block in blocks(page)] == [
        ("div", "One two", "onetwo"), ("p", "in", "in"), ("h2", "Three", "three"), ("li", "Four", "four"),
    ]  # fmt: skip


def test_descriptions() -> None:
    """Of JSON-LD, OpenGraph and the meta element, in this order; short ones say nothing."""
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "description": "{STANDFIRST}"}}</script>'
    metas = f'<meta property="og:description" content="{FIRST}"><meta name="description" content="News">'
    assert descriptions(read_page(tree_of("", ld + metas))) == [STANDFIRST, FIRST]


def test_paragraphs_that_stand_together_where_the_extractor_finds_little() -> None:
    """A page whose article is in many boxes of one kind is read whole."""
    texts = [
        f"Paragraph {n} of the article tells at some length what the harbour board said about pier {n}."
        for n in range(20)
    ]
    body = "<main>" + "".join(f"<div class='cnt'><p>{text}</p></div>" for text in texts) + "</main>"
    page = tree_of(body)
    lines = main_text(page, read_page(page)).split("\n")
    assert lines == texts


def test_the_body_of_json_ld() -> None:
    """It stands for a page without a text, its tags as line ends."""
    body = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD, FIRST))
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    page = tree_of("<p>Menu</p>", ld)
    lines = [line for line in main_text(page, read_page(page)).split("\n") if line]
    assert lines == [FIRST, SECOND, THIRD, FIRST]

"""Values of the main text of pages: what is put back, and where from it is taken where the extractor fails."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("trafilatura")

from lxml import html as lxml_html

from pipeline.ingest import page_text
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
    "above",
    [
        f"<p class='lead'>{STANDFIRST}</p>",
        f"<div class='c-article__intro'><div><p>{STANDFIRST}</p></div></div>",
        f"<header><h1>Quay let</h1><p class='teaser-text'>{STANDFIRST}</p></header>",
    ],
)
def test_a_standfirst_is_told_by_its_class(above: str) -> None:
    """Whatever the page says of itself: a sentence in a box called lead, intro or the like, in the article's header."""
    assert restore(f"{FIRST}\n{SECOND}", above + paragraphs(FIRST, SECOND)) == [STANDFIRST, FIRST, SECOND]


@pytest.mark.parametrize(
    "above",
    [
        f"<p class='leader'>{STANDFIRST}</p>",
        f"<p class='lead'>{STANDFIRST[:-1]}</p>",
        "<p class='lead'>Too short to be one.</p>",
        f"<header><p class='lead'>{STANDFIRST}</p></header>",
        f"<div class='intro'><div><div><p>{STANDFIRST}</p></div></div></div>",
        f"<ul class='intro'><li>{STANDFIRST}</li></ul>",
    ],
)
def test_what_no_class_makes_a_standfirst(above: str) -> None:
    """Another word, no sentence, too short, a header without the article's heading, a box further out, an item."""
    assert restore(f"{FIRST}\n{SECOND}", above + paragraphs(FIRST, SECOND)) == [FIRST, SECOND]


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


FOURTH = "The lease begins in June, and the first ferry sails a week later."


def test_two_gaps_are_filled_where_they_are() -> None:
    """Each paragraph between its own neighbours, in the order of the page."""
    page = paragraphs(FIRST, SECOND, THIRD, FOURTH, STANDFIRST)
    assert restore(f"{FIRST}\n{THIRD}\n{STANDFIRST}", page) == [FIRST, SECOND, THIRD, FOURTH, STANDFIRST]


def test_two_paragraphs_in_one_gap_keep_their_order() -> None:
    """What was dropped together comes back together."""
    page = paragraphs(FIRST, SECOND, THIRD, FOURTH)
    assert restore(f"{FIRST}\n{FOURTH}", page) == [FIRST, SECOND, THIRD, FOURTH]


def test_paragraphs_of_a_class_come_back_where_the_text_is_of_that_class() -> None:
    """The class is part of how a paragraph is marked up."""
    page = f"<article><p class='x'>{FIRST}</p><p class='x'>{SECOND}</p><p class='x'>{THIRD}</p></article>"
    assert restore(f"{FIRST}\n{THIRD}", page) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(("line", "is_back"), [("It is a short line.", False), ("It is a line of 20 s.", True)])
def test_the_shortest_paragraph_that_comes_back(line: str, is_back: bool) -> None:
    """Twenty characters."""
    assert len(line) >= 19
    assert (line in restore(f"{FIRST}\n{THIRD}", paragraphs(FIRST, line, THIRD))) == is_back


@pytest.mark.parametrize(("n", "is_back"), [(39, False), (40, True)])
def test_the_shortest_standfirst(n: int, is_back: bool) -> None:
    """Forty characters."""
    about = STANDFIRST[:n]
    assert (restore(FIRST, f"<h2>{about}</h2>" + paragraphs(FIRST), about)[0] == about) == is_back


def test_the_last_of_two_standfirsts_counts() -> None:
    """The one nearest to the text."""
    page = f"<h2>{STANDFIRST}</h2><div>{STANDFIRST} Updated.</div>" + paragraphs(FIRST, SECOND)
    assert restore(f"{FIRST}\n{SECOND}", page, STANDFIRST)[0] == f"{STANDFIRST} Updated."


def test_a_text_that_is_not_on_the_page_is_left_alone() -> None:
    """It has no place above which a standfirst could stand."""
    assert restore("Another text.", f"<h2>{STANDFIRST}</h2>" + paragraphs(FIRST), STANDFIRST) == ["Another text."]


def test_a_box_with_a_paragraph_in_it_is_no_block() -> None:
    """Even where emphasis stands beside the paragraph."""
    assert [block.text for block in blocks(tree_of("<div>Out <b>bold</b><p>in</p></div>"))] == ["in"]


@pytest.mark.parametrize(
    ("strict", "generous", "together", "expected"),
    [
        (300, 900, 500, ("strict", 300)),
        (250, 900, 500, ("strict", 250)),
        (249, 900, 500, ("generous", 900)),
        (300, 900, 700, ("generous", 900)),
        (300, 100, 700, ("together", 700)),
        (100, 300, 700, ("together", 700)),
        (100, 350, 700, ("generous", 350)),
        (200, 100, 0, ("strict", 200)),
        (0, 0, 0, ("", 0)),
    ],
)
def test_which_rules_are_taken(
    monkeypatch: pytest.MonkeyPatch, strict: int, generous: int, together: int, expected: tuple[str, int]
) -> None:
    """The strict ones, the generous ones where little is found, the paragraphs where either finds less than half."""
    found = {True: "s" * strict, False: "g" * generous}
    monkeypatch.setattr(page_text, "_extraction", lambda _, *, is_strict: found[is_strict])
    kind, n = expected
    assert page_text._extracted(tree_of("<p>x</p>"), "t" * together) == kind[:1] * n


def test_the_extractor_is_asked_for_what_its_rules_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strict or generous, without comments; nothing found is an empty text."""
    asked: list[tuple[bool, bool, bool]] = []

    def extract(_: object, **how: Any) -> None:
        asked.append((how["favor_precision"], how["favor_recall"], how["include_comments"]))

    monkeypatch.setattr("trafilatura.bare_extraction", extract)
    assert page_text._extraction(tree_of("<p>x</p>"), is_strict=True) == ""
    assert page_text._extraction(tree_of("<p>x</p>"), is_strict=False) == ""
    assert asked == [(True, False, False), (False, True, False)]


@pytest.mark.parametrize(
    ("kind", "n_found", "n_written", "n_together", "expected"),
    [
        ("NewsArticle", 99, 200, 0, "w"),
        ("NewsArticle", 100, 200, 0, "f"),
        ("NewsArticle", 99, 199, 0, "f"),
        ("NewsArticle", 300, 400, 900, "f"),
        ("LiveBlogPosting", 1000, 0, 1201, "t"),
        ("LiveBlogPosting", 1000, 0, 1200, "f"),
        ("LiveBlogPosting", 0, 0, 0, ""),
    ],
)
def test_which_text_is_taken(
    monkeypatch: pytest.MonkeyPatch, kind: str, n_found: int, n_written: int, n_together: int, expected: str
) -> None:
    """JSON-LD's where less than half of it is found; of a live blog the paragraphs where they are a fifth more."""
    monkeypatch.setattr(page_text, "_extracted", lambda *_: "f" * n_found)
    monkeypatch.setattr(page_text, "paragraphs", lambda _: "t" * n_together)
    ld = f'<script type="application/ld+json">{{"@type": "{kind}", "articleBody": "{"w" * n_written}"}}</script>'
    page = tree_of("<p>x</p>", ld)
    assert main_text(page, read_page(page))[:1] == expected


def test_consent_gives_way_to_the_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A banner about cookies is no text where there is another."""
    banner = "We and our partners use cookies. You can manage your consent in our privacy policy."
    monkeypatch.setattr(page_text, "_extracted", lambda *_: banner)
    page = tree_of(paragraphs(FIRST, SECOND))
    assert main_text(page, read_page(page)) == f"{FIRST}\n{SECOND}"
    empty = tree_of("<p>x</p>")
    assert main_text(empty, read_page(empty)) == banner

"""The paragraphs of a page that stand together, and the boxes that are none of its article."""

from __future__ import annotations

import pytest
from lxml import html

from pipeline.ingest.page_paragraphs import is_noise, paragraphs, text_of, without_asides

LINE = "The council of Marlow voted to close the old bridge."
OTHER = "The ferry to Ostrand was late again on that evening."


def tree(body: str) -> html.HtmlElement:
    """A page."""
    return html.fromstring(f"<html><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<div><p>{LINE}</p><p>{OTHER}</p></div>", f"{LINE}\n{OTHER}"),
        (f"<div><h2>Bridge</h2><p>{LINE}</p><ul><li>one</li></ul></div>", f"Bridge\n{LINE}\none"),
        (f"<div><p>{LINE}</p><p>Short.</p></div>", f"{LINE}\nShort."),
        (f"<div><p>{LINE}</p><div class='newsletter'><p>{OTHER}</p></div></div>", LINE),
        (f"<div><p>{LINE}</p></div><nav><p>{OTHER}</p><p>{OTHER}</p></nav>", LINE),
        (f"<div><p>{LINE}</p><blockquote>said <p>twice</p></blockquote></div>", f"{LINE}\nsaid twice"),
        ("<div><p>Short.</p></div>", ""),
        ("<div>No paragraph at all, though it is long enough to be one.</div>", ""),
        ("<div><p>We use cookies to give you the best experience here.</p></div>", ""),
    ],
)
def test_the_paragraphs_that_stand_together(body: str, expected: str) -> None:
    """One line each, in the order of the page, headings and lists among them; boxes and banners left out."""
    assert paragraphs(tree(body)) == expected


@pytest.mark.parametrize(("size", "is_taken"), [(39, False), (40, True)])
def test_a_paragraph_that_tells_where_the_article_is_has_forty_characters(size: int, is_taken: bool) -> None:
    """Shorter ones go with others only."""
    assert bool(paragraphs(tree(f"<div><p>{'x' * size}</p></div>"))) == is_taken


def test_the_element_with_most_of_the_text_is_taken() -> None:
    """The nearest one: what is further up counts less and less."""
    near = f"<section><div id='a'><p>{LINE}</p><p>{LINE}</p></div><div id='b'><p>{OTHER}</p></div></section>"
    assert paragraphs(tree(near)) == f"{LINE}\n{LINE}\n{OTHER}"
    apart = (
        f"<div id='a'>{f'<p>{LINE}</p>' * 20}</div><section><div><div><div><p>{OTHER}</p></div></div></div></section>"
    )
    assert OTHER not in paragraphs(tree(apart))


@pytest.mark.parametrize(
    ("name", "is_box"),
    [
        ("newsletter-signup", True), ("Related", True), ("most-read", True), ("recommended", True), ("more-from", True),
        ("read-next", True), ("cookie-banner", True), ("consent-box", True), ("taboola", True), ("outbrain", True),
        ("body", False), ("cookie", False), ("more", False),
    ],
)  # fmt: skip
def test_boxes_that_lead_elsewhere_are_dropped(name: str, is_box: bool) -> None:
    """By class or id; the page itself stays as it was."""
    for attribute in ("class", "id"):
        page = tree(f"<div><p>{LINE}</p><p>{LINE}</p><p>{LINE}</p><div {attribute}='{name}'><p>{OTHER}</p></div></div>")
        assert (OTHER not in text_of(without_asides(page))) == is_box
        assert OTHER in text_of(page)


@pytest.mark.parametrize(("n_inside", "n_outside", "is_dropped"), [(3, 7, True), (4, 6, False), (1, 0, False)])
def test_a_box_with_more_than_three_tenths_of_the_text_is_the_article(
    n_inside: int, n_outside: int, is_dropped: bool
) -> None:
    """Counted in characters of paragraphs."""
    inside, outside = "<p>ten letters</p>" * n_inside, "<p>ten letterz</p>" * n_outside
    page = tree(f"<div class='related'>{inside}</div>{outside}")
    assert ("letters" not in text_of(without_asides(page))) == is_dropped


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p id='x'>a</p>", False),
        ("<nav><p id='x'>a</p></nav>", True),
        ("<figure><figcaption id='x'>a</figcaption></figure>", True),
        ("<div class='share-bar'><p id='x'>a</p></div>", True),
        ("<div class='comments-enabled'><p id='x'>a</p></div>", False),
        ("<div class='comments'><p id='x'>a</p></div>", True),
        ("<div class='story'><p id='x'>a</p></div>", False),
    ],
)
def test_noise_around_a_paragraph(body: str, expected: bool) -> None:
    """Navigation and boxes at any level; what the body itself is called does not count."""
    page = html.fromstring(f"<html><body class='newsletter'>{body}</body></html>")
    (element,) = page.xpath("//*[@id='x']")
    assert is_noise(element) is expected
    assert is_noise(element, element.getparent()) is (body.startswith("<figure") and expected)


def test_characters_have_single_spaces() -> None:
    """Line ends and elements inside are no gaps of their own."""
    assert text_of(tree("<p>a\n  b<b>c</b>  d</p>")) == "a bc d"


MOST = "m" * 900


@pytest.mark.parametrize(
    ("page", "n", "is_taken"),
    [
        ("<section><div><p>{most}</p></div><div><p>{more}</p></div></section>", 95, False),
        ("<section><div><p>{most}</p></div><div><p>{more}</p></div></section>", 130, True),
        ("<main><section><div><p>{most}</p></div></section><div><p>{more}</p></div></main>", 190, False),
        ("<main><section><div><p>{most}</p></div></section><div><p>{more}</p></div></main>", 210, True),
        ("<u><main><section><div><p>{most}</p></div></section></main><div><p>{more}</p></div></u>", 390, False),
        ("<u><main><section><div><p>{most}</p></div></section></main><div><p>{more}</p></div></u>", 410, True),
    ],
)
def test_what_stands_further_apart_must_be_more(page: str, n: int, is_taken: bool) -> None:
    """A paragraph counts in full for its own box, and .9, .8, .6 for those around it: a ninth, .22, .44 beside it."""
    found = paragraphs(tree(page.format(most=MOST, more="y" * n)))
    assert found == (f"{MOST}\n{'y' * n}" if is_taken else MOST)


def test_a_page_without_any_text_has_no_boxes_to_drop() -> None:
    """Nothing to measure a box by."""
    page = tree("<div class='related'><span>More stories</span></div>")
    assert text_of(without_asides(page)) == ""

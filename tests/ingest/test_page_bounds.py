"""The bounds of what is read from pages: bylines, what stands beside a headline, what is put back into a text."""

from __future__ import annotations

import pytest

pytest.importorskip("trafilatura")

from lxml import html as lxml_html

from pipeline.ingest import page_text
from pipeline.ingest.bylines import authors, begins_byline, is_agency, is_person
from pipeline.ingest.page_text import blocks, restored
from pipeline.ingest.page_titles import headline, without_site

FIVE, SIX = "Ana Maria Lopez Ruiz Diaz", "Ana Maria Lopez Ruiz Diaz Soto"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana", True),
        ("Ana Ruiz", True),
        (FIVE, True),
        (SIX, False),
        ("ana ruiz", False),
        ("\u738b\u5c0f\u660e", True),
        ("", False),
        ("Reuters Staff", False),
    ],
)
def test_a_person_has_up_to_five_words(name: str, expected: bool) -> None:
    """One of them with a capital, or in a script without any; none that firms have."""
    assert is_person(name) is expected


@pytest.mark.parametrize(("name", "is_second"), [(FIVE, True), (SIX, False), ("Ana", False), ("ana ruiz", False)])
def test_what_follows_a_comma_is_a_person_of_two_to_five_words(name: str, is_second: bool) -> None:
    """Each with a capital; anything else there is a role or a place."""
    assert authors(f"Mara Holt, {name}") == (["Mara Holt", name] if is_second else ["Mara Holt"])


@pytest.mark.parametrize(("n", "names"), [(400, ["Mara Holt"]), (401, [])])
def test_a_byline_has_up_to_400_characters(n: int, names: list[str]) -> None:
    """A longer one is text."""
    assert authors("Mara Holt (" + "x" * (n - 12) + ")") == names


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Mara Holt", True),
        ("By Mara Holt and Juan Pell", True),
        ("By Monday the quay was let", False),
        ("Mara Holt", False),
        ("By Mara", False),
    ],
)
def test_a_line_that_begins_as_a_byline(line: str, expected: bool) -> None:
    """A word that leads to names, then full names alone."""
    assert begins_byline(line) is expected


@pytest.mark.parametrize(("name", "expected"), [("Reuters", True), ("Mara Holt", False)])
def test_agencies(name: str, expected: bool) -> None:
    """By any of their words."""
    assert is_agency(name) is expected


@pytest.mark.parametrize(
    ("beside", "goes"),
    [
        ("by Mara Holt", True),
        ("by Ana Lopez Ruiz Diaz", True),
        ("by Ana Maria Lopez Ruiz Diaz", False),
        ("Quay Post", True),
        ("2 March 2026", True),
        ("a new pier", False),
    ],
)
def test_an_author_beside_a_headline_has_up_to_four_words(beside: str, goes: bool) -> None:
    """`by` and at most four more; sites and dates go, too, and what is none of these stays."""
    title = "Harbour board lets the quay to the ferry firm"
    assert without_site(f"{title} - {beside}", ["Quay Post"], []) == (title if goes else f"{title} - {beside}")


@pytest.mark.parametrize(("n_common", "is_shown"), [(9, False), (10, True), (11, True)])
def test_without_json_ld_the_headline_on_the_page_counts_where_it_is_alike(n_common: int, is_shown: bool) -> None:
    """A tenth of the words of both in common; with less it is another text's."""
    shown = " ".join(f"w{n}" for n in range(n_common + (100 - n_common) // 2))
    shared = " ".join(f"w{n}" for n in range((100 - n_common) // 2, 100))
    tree = lxml_html.fromstring(f"<html><body><h1>{shown}</h1><p>x</p></body></html>")
    assert headline(tree, {"og": shared}, []) == (shown if is_shown else shared)


LINES = [
    "The ferry firm took over the quay on Monday after a year of talks with the harbour board.",
    "The city keeps the cranes and the sheds behind them.",
    "Work on the new pier begins in the spring, the board said.",
]


@pytest.mark.parametrize(("n_alike", "is_back"), [(1, False), (2, True), (3, True)])
def test_a_paragraph_is_put_back_where_two_of_the_text_are_marked_up_as_it_is(n_alike: int, is_back: bool) -> None:
    """One alone may be a box that looks like the text by chance."""
    kinds = ["x" if n < n_alike else f"other{n}" for n in range(3)]
    first, second, third = (f"<p class='{kind}'>" for kind in kinds)
    more = "And nobody else wanted it, as the board told the paper on Friday."
    body = f"{first}{LINES[0]}</p><p class='x'>{LINES[1]}</p>{second}{LINES[2]}</p>{third}{more}</p>"
    tree = lxml_html.fromstring(f"<html><body><article>{body}</article></body></html>")
    text = restored(f"{LINES[0]}\n{LINES[2]}\n{more}", list(blocks(tree)), [])
    assert (LINES[1] in text) is is_back


@pytest.mark.parametrize(
    ("strict", "generous", "together", "expected"),
    [
        (250, 400, 0, 250),
        (249, 400, 0, 400),
        (249, 200, 0, 249),
        (300, 900, 600, 300),
        (299, 900, 600, 900),
        (100, 120, 240, 120),
        (100, 120, 241, 241),
        (0, 0, 10, 10),
    ],
)
def test_the_generous_rules_are_tried_where_the_strict_ones_find_little(
    monkeypatch: pytest.MonkeyPatch, strict: int, generous: int, together: int, expected: int
) -> None:
    """Less than 250 characters, or than half of the paragraphs together; these are taken where both find less."""
    monkeypatch.setattr(page_text, "without_asides", lambda tree: tree)
    monkeypatch.setattr(page_text, "_extraction", lambda _, *, is_strict: "x" * (strict if is_strict else generous))
    assert len(page_text._extracted(None, "y" * together)) == expected

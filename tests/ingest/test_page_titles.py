"""Values of headlines: which of several counts, and what is taken off."""

from __future__ import annotations

import pytest

pytest.importorskip("lxml")

from lxml import html as lxml_html

from pipeline.ingest.page_titles import headline, likeness, without_site

SITES = ["Quay Post", "quaypost.example"]


def of(heads: list[str], **titles: str) -> str | None:
    """The headline of a page."""
    body = "".join(f"<h1>{head}</h1>" for head in heads)
    return headline(lxml_html.fromstring(f"<html><body>{body}<p>x</p></body></html>"), dict(titles), SITES)


def words(first: int, last: int) -> str:
    """Numbered words."""
    return " ".join(f"word{n}" for n in range(first, last))


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("a b c", "b c d", 0.5),
        ("A b", "a B", 1.0),
        ("a", "b", 0.0),
        ("", "", 0.0),
        ("a b", "a", 0.5),
        ("“a”", "a", 1.0),
    ],
)
def test_likeness(one: str, other: str, share: float) -> None:
    """Share of the words of either text that both have."""
    assert likeness(one, other) == share


@pytest.mark.parametrize(
    ("n_common", "n_all", "is_shown"),
    [(14, 100, True), (15, 100, False), (44, 100, False), (45, 100, True), (99, 100, True)],
)
def test_where_page_and_json_ld_agree(n_common: int, n_all: int, is_shown: bool) -> None:
    """Theirs where the title for sharing hardly has a word of it, or shortens it; else the one for sharing."""
    shown, shared = words(0, n_common + (n_all - n_common) // 2), words((n_all - n_common) // 2, n_all)
    assert likeness(shown, shared) == pytest.approx(n_common / n_all)
    assert of([shown], og=shared, json_ld=shown) == (shown if is_shown else shared)


@pytest.mark.parametrize(("n_common", "is_shown"), [(1, True), (0, False)])
def test_without_json_ld(n_common: int, is_shown: bool) -> None:
    """The headline on the page where a tenth of the words is in both."""
    shown, shared = words(0, 5 + (n_common == 1)), words(5, 10)
    assert likeness(shown, shared) == n_common / 10
    assert of([shown], og=shared) == (shown if is_shown else shared)


def test_a_kicker_is_no_part_of_it() -> None:
    """Where the page shows the title with more before it."""
    assert of(["Harbour: Quay let to ferry firm"], og="Quay let to ferry firm") == "Quay let to ferry firm"


def test_of_several_headlines_the_one_that_is_like_the_title() -> None:
    """The others head other things."""
    heads = ["Most read of this week", "The quay is let to a firm", "Ferry news"]
    assert of(heads, og="Quay let to a firm of ferries") == "The quay is let to a firm"


def test_titles_alone_and_headlines_alone() -> None:
    """Either is enough; nothing gives none."""
    assert of([], og="Quay let to ferry firm") == "Quay let to ferry firm"
    assert of(["Quay let to ferry firm"]) == "Quay let to ferry firm"
    assert of([]) is None
    assert of(["Quay Post"]) is None


def test_style_and_script_are_no_headline() -> None:
    """What a reader does not see."""
    assert of(["<style>.a{color:red}</style>Quay let<script>x()</script>"]) == "Quay let"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Quay let to ferry firm | Quay Post", "Quay let to ferry firm"),
        ("Quay let to ferry firm | Quay Post | by Mara Holt", "Quay let to ferry firm"),
        ("Quay let to ferry firm | by the harbour board in a long night", None),
        ("World | Quay let to ferry firm", "Quay let to ferry firm"),
        ("World - Quay let to ferry firm", None),
        ("World War | Quay let to ferry firm", None),
        ("Quay Post - Quay let to ferry firm", "Quay let to ferry firm"),
        ("Quay let to ferry firm - 2 March 2026", "Quay let to ferry firm"),
        ("Quay let | Quay Post", "Quay let"),
        ("Quay no | Quay Post", None),
    ],
)
def test_what_is_taken_off(title: str, expected: str | None) -> None:
    """The site, the section, the author, the date; not where fewer than eight characters are left."""
    assert without_site(title, SITES, []) == (expected or title)


def test_a_title_is_cut_to_the_headline_beside_which_something_stands() -> None:
    """At a separator, at either end; headlines of fewer than eight characters cut nothing."""
    assert without_site("Quay let | The harbour column", SITES, ["Quay let"]) == "Quay let"
    assert without_site("The harbour column | Quay let", SITES, ["Quay let"]) == "Quay let"
    assert without_site("Quay letters are rare", SITES, ["Quay let"]) == "Quay letters are rare"
    assert without_site("Quay no | The harbour column", SITES, ["Quay no"]) == "Quay no | The harbour column"


def test_a_cut_off_title_is_completed() -> None:
    """By the headline that begins with it."""
    assert of(["Quay let to ferry firm at last"], og="Quay let to ferry...") == "Quay let to ferry firm at last"
    assert of(["Another thing"], og="Quay let to ferry...") == "Quay let to ferry..."

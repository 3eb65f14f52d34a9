"""What may stand beside a headline: every separator, every way to write the site's name, sections, authors, dates."""

from __future__ import annotations

import pytest

pytest.importorskip("lxml")

from lxml import html as lxml_html

from pipeline.ingest.page_titles import headline, without_site

HEAD = "Quay let to ferry firm"
SITE = ["Merrow Mail"]


@pytest.mark.parametrize(
    ("separator", "is_one"),
    [
        (" | ", True),
        (" • ", True),
        (" · ", True),
        (" « ", True),
        (" » ", True),
        (" \u203a ", True),
        (" > ", True),
        (" ~ ", True),
        (" * ", True),
        (" - ", True),
        (" – ", True),
        (" — ", True),
        (" : ", True),
        (" :: ", True),
        (" -- ", True),
        (" || ", True),
        ("|", True),
        ("\uff1a", True),
        ("\uff5c", True),
        ("\u3163", True),
        ("-", False),
        ("– ", False),
        (" —", False),
        (": ", False),
        ("·", False),
        (" / ", False),
        (", ", False),
        (" @ ", False),
    ],
)
def test_separators_before_a_site(separator: str, is_one: bool) -> None:
    """Blanks on both sides, but for strokes and wide signs; a dash within a word and a comma part nothing."""
    title = f"{HEAD}{separator}Merrow Mail"
    assert without_site(title, SITE, []) == (HEAD if is_one else title)


@pytest.mark.parametrize(
    ("site", "end", "is_it"),
    [
        ("Merrow Mail", "Merrow Mail", True),
        ("Merrow Mail", "MERROW-MAIL", True),
        ("The Merrow Mail", "Merrow Mail", True),
        ("Merrow Mail", "The Merrow Mail", True),
        ("Merrow Mail", "MerrowMail.com", False),
        ("Merrow Mail", "Merrow Mail News", False),
        ("Merrow Mail", "Merrow", False),
        ("Merrow Mail", "Merrow Mail Sport", False),
        ("merrowmail.com", "Merrow Mail", True),
        ("merrowmail.org", "Merrow Mail", True),
        ("merrowmail.net", "Merrow Mail", True),
        ("merrowmail.co.uk", "Merrow Mail", True),
        ("merrowmail.de", "Merrow Mail", True),
        ("merrowmail news", "Merrow Mail", True),
        ("merrowmail.info", "Merrow Mail", False),
        ("merrowmail.com", "merrowmail.com", True),
        ("", "Merrow Mail", False),
    ],
)
def test_names_of_a_site(site: str, end: str, is_it: bool) -> None:
    """Whatever signs and capitals, without the article, and without the six endings that hosts have."""
    title = f"{HEAD} - {end}"
    assert without_site(title, [site], []) == (HEAD if is_it else title)


@pytest.mark.parametrize(
    ("separator", "is_off"),
    [
        (" | ", True),
        (" • ", True),
        (" · ", True),
        (" » ", True),
        (" \u203a ", True),
        (" > ", True),
        ("\uff5c", True),
        (" - ", False),
        (" – ", False),
        (" : ", False),
        (" ~ ", False),
        (" « ", False),
        (" * ", False),
    ],
)
@pytest.mark.parametrize("is_before", [False, True])
def test_sections_stand_behind_hard_separators(separator: str, is_off: bool, is_before: bool) -> None:
    """Dashes and colons part what belongs together: the name of a section may be a word of the headline there."""
    title = f"Business{separator}{HEAD}" if is_before else f"{HEAD}{separator}Business"
    assert without_site(title, SITE, []) == (HEAD if is_off else title)


@pytest.mark.parametrize(
    ("end", "is_off"),
    [
        ("World", True),
        ("WORLD", True),
        ("World News", True),
        ("Business & Economy", True),
        ("Arts, Culture", True),
        ("Harbour", False),
        ("World Harbour", False),
        ("by Mara Holt", True),
        ("By Mara Holt", True),
        ("von Mara Holt", True),
        ("par Mara Holt", True),
        ("por Mara Holt", True),
        ("di Mara Holt", True),
        ("de Mara Holt", False),
        ("by Ann Beth Cid Dot", True),
        ("by Ann Beth Cid Dot Eve", False),
        ("bystanders", False),
        ("by", False),
        ("3 March 2026", True),
        ("2026-03-03", True),
        ("12/25/2025", True),
        ("March 2026", False),
        ("2026", False),
        ("...", True),
    ],
)
def test_what_stands_behind_a_headline(end: str, is_off: bool) -> None:
    """A section, up to five words of an author, a whole date, signs alone; not other words."""
    title = f"{HEAD} | {end}"
    assert without_site(title, SITE, []) == (HEAD if is_off else title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Merrow Mail | World | Quay let to ferry firm", HEAD),
        ("Quay let to ferry firm | World | Merrow Mail", HEAD),
        ("World | Quay let to ferry firm | Merrow Mail", HEAD),
        ("by Mara Holt | Quay let to ferry firm", None),
        ("3 March 2026 | Quay let to ferry firm", None),
        ("Quay let | to ferry firm | Merrow Mail", "Quay let | to ferry firm"),
        ("Merrow Mail", None),
        ("Merrow Mail | World", "Merrow Mail"),
        ("", None),
    ],
)
def test_ends_are_taken_off_one_after_another(title: str, expected: str | None) -> None:
    """Until none is left to take; before a headline stand sites and sections only."""
    assert without_site(title, SITE, []) == (expected or title)


@pytest.mark.parametrize(("n", "is_cut"), [(7, False), (8, True), (9, True)])
def test_eight_characters_are_left(n: int, is_cut: bool) -> None:
    """Of a title from which a site is taken; the same of a headline to which it is cut."""
    head = "Quayletto"[:n]
    assert len(head) == n
    assert without_site(f"{head} | Merrow Mail", SITE, []) == (head if is_cut else f"{head} | Merrow Mail")
    assert without_site(f"{head} | Other words", SITE, [head]) == (head if is_cut else f"{head} | Other words")


@pytest.mark.parametrize(
    ("title", "is_cut"),
    [
        (f"{HEAD} | Harbour column", True),
        (f"{HEAD}| Harbour column", True),
        (f"{HEAD}: all that is known", True),
        (f"{HEAD}- all that is known", True),
        (f"{HEAD} – all that is known", True),
        (f"{HEAD} * all", True),
        (f"{HEAD} at last", False),
        (f"{HEAD}, at last", False),
        (f"Harbour column: {HEAD}", False),
        (f"Harbour column : {HEAD}", True),
        (f"Harbour column | {HEAD}", True),
        (f"Harbour column|{HEAD}", True),
        (f"Harbour column - {HEAD}", True),
        (f"Harbour column -{HEAD}", False),
        (f"At last {HEAD}", False),
        (HEAD, True),
    ],
)
def test_a_title_is_cut_to_the_headline_of_the_page(title: str, is_cut: bool) -> None:
    """Before a sign that follows it at once or after a blank; behind one only where it stands free."""
    assert without_site(title, SITE, [HEAD]) == (HEAD if is_cut else title)


def of(heads: list[str], **titles: str) -> str | None:
    """The headline of a page with these `<h1>` and titles."""
    body = "".join(f"<h1>{head}</h1>" for head in heads)
    return headline(lxml_html.fromstring(f"<html><body>{body}<p>x</p></body></html>"), dict(titles), SITE)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ({"og": "Quay one", "json_ld": "Quay two", "title": "Quay three", "other": "Quay four"}, "Quay one"),
        ({"json_ld": "Quay two", "title": "Quay three", "other": "Quay four"}, "Quay two"),
        ({"title": "Quay three", "other": "Quay four"}, "Quay three"),
        ({"other": "Quay four"}, "Quay four"),
        ({"og": "Merrow Mail", "title": "Quay three"}, "Quay three"),
        ({"og": "", "title": "Quay three"}, "Quay three"),
        ({"og": " \n", "title": "Quay three"}, "Quay three"),
        ({"og": "Merrow Mail"}, None),
        ({"og": "Q &amp;amp; A of the quay"}, "Q & A of the quay"),
        ({"og": " Quay \n let "}, "Quay let"),
    ],
)
def test_which_title_counts(titles: dict[str, str], expected: str | None) -> None:
    """For sharing, JSON-LD, the page's, others; the name of the site alone and blanks are none."""
    assert of([], **titles) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Quay let to…", HEAD),
        ("Quay let to...", HEAD),
        ("Quay let to …", HEAD),
        ("Quay let to..", "Quay let to.."),
        ("Quay sold to…", "Quay sold to…"),
    ],
)
def test_cut_off_titles(title: str, expected: str) -> None:
    """Three points or their sign; completed by a headline that begins so, left where none does."""
    other = {"json_ld": "Quay sold to all"}  # which keeps the title for sharing from being replaced by the headline
    assert of([HEAD], og=title, **other) == expected

"""Laws of what a page says of itself, and of pages that are no articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import html as lxml_html

from pipeline.ingest.dates import parse
from pipeline.ingest.json_ld_nodes import article, nodes
from pipeline.ingest.page_times import last_change
from tests.ingest.pages import BODY, html

pytest.importorskip("trafilatura")
AT = "2026-03-02T08:00:00+00:00"
TEASERS = "".join(f"<div><a href='/{n}'><h2>Story number {n}</h2></a><p>Teaser.</p></div>" for n in range(9))


def ld(**fields: object) -> str:
    """A script of JSON-LD."""
    return script(json.dumps({"@type": "NewsArticle", "headline": "Quay let", **fields}))


def script(text: str) -> str:
    """A script of JSON-LD as it stands."""
    return f'<script type="application/ld+json">{text}</script>'


def meta(name: str, content: str) -> str:
    """A meta element."""
    return f'<meta property="{name}" content="{content}">'


@pytest.fixture
def row(only: Callable[..., Any]) -> Callable[..., Any]:
    """`row(head, body=…, title=…)`: the row of a page."""

    def read(head: str = "", body: str = BODY, title: str = "Quay let") -> Any:
        return only("a.html", html(head, body, title).encode())["a.html", 1]

    return read


@pytest.mark.parametrize(
    "head",
    [
        ld(datePublished=AT, dateModified="2026-03-04T08:00:00Z"),
        ld(datePublished="2026-03-02") + meta("article:published_time", AT),
        ld(datePublished="2026-03-02T09:00:00") + meta("article:published_time", AT),
        meta("article:modified_time", "2026-03-04T08:00:00Z") + meta("sailthru.date", "2026-03-02 03:00:00 -0500"),
        meta("date", AT) + meta("dc.date", "2026-03-02"),
        ld(datePublished=AT) + meta("article:published_time", "2026-03-01T08:00:00Z"),
        script(f'{{"@graph": [{{"@type": "WebSite"}}, {{"@type": ["Article"], "datePublished": "{AT}"}}]}}'),
        script(f'/*<![CDATA[*/ {{"@type": "Article", "headline": "a\nb", "datePublished": "{AT}",}} /*]]>*/'),
    ],
)
def test_the_time_of_publication(row: Callable[..., Any], head: str) -> None:
    """Published before modified, a zone before none, JSON-LD before meta, however the JSON is written."""
    assert row(head)["published_at"].isoformat() == AT


def test_times_in_the_text(row: Callable[..., Any]) -> None:
    """A marked `<time>`, and one outside of teasers, where nothing else says."""
    assert row(body=f'<time itemprop="datePublished" datetime="{AT}">x</time>{BODY}')["published_at"].isoformat() == AT
    teaser = '<aside><time datetime="2020-01-01">old</time></aside>'
    assert row(body=f'{teaser}<time datetime="{AT}">today</time>{BODY}')["published_at"].isoformat() == AT


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Last edited: 17 Jun 2018 15:15", "2018-06-17"),
        ("last modified on 2019-11-10", "2019-11-10"),
        ("Last updated: March 3, 2021", "2021-03-03"),
        ("Letzte Änderung: <b>14.01.2022</b> um 09:25", "2022-01-14"),
        ("Zuletzt geändert am 5. März 2021", "2021-03-05"),
        ("Dernière mise à jour le 4 mai 2020", "2020-05-04"),
        ("Última actualización: 31/12/2020", "2020-12-31"),
        ("Ultimo aggiornamento: 2.7.2020", "2020-07-02"),
        ("Last updated: 31 Smarch 2020", None),
        ("Last updated: 40.01.2022", None),
        ("It was last seen 3 March 2021", None),
        ("Last updated<script>Last updated: 3 March 2021</script> often", None),
    ],
)
def test_the_last_change_of_a_page_without_any_other_time(said: str, day: str | None) -> None:
    """As wikis say it at the bottom, in five languages, across elements, outside of scripts; none that is no day."""
    found = last_change(lxml_html.fromstring(f"<html><body>Seen 1 May 2011.<p>{said}</p></body></html>"))
    time = parse(found)
    assert (time and datetime.fromtimestamp(time.us / 1e6, UTC).date().isoformat()) == day


def test_the_last_change_goes_before_days_in_the_text_only(row: Callable[..., Any]) -> None:
    """A day in running text, which names anything, counts less; what a page says of its publication counts more."""
    body = f"{BODY}<p>The record is of 9 March 2016.</p><footer>Last updated: 14 January 2022</footer>"
    assert row(body=body)["published_at"].isoformat()[:10] == "2022-01-14"
    assert row(meta("article:published_time", AT), body=body)["published_at"].isoformat() == AT


@pytest.mark.parametrize(
    ("head", "title", "expected"),
    [
        ("", "Quay let to ferry firm | E Gazette", "Quay let to ferry firm | E Gazette"),
        (meta("og:site_name", "E Gazette"), "Quay let to ferry firm | E Gazette", "Quay let to ferry firm"),
        (meta("og:site_name", "E Gazette"), "E Gazette - Quay let to ferry firm", "Quay let to ferry firm"),
        (
            meta("og:site_name", "E Gazette"),
            "Quay let to ferry firm | E Gazette | 02.03.2026",
            "Quay let to ferry firm",
        ),
        (meta("og:title", "Ostrand - Merrow: the slow train"), "x", "Ostrand - Merrow: the slow train"),
        (ld(headline="Quay let &amp; sold, at last"), "Other", "Quay let & sold, at last"),
        (
            ld(headline="Three bridges, one") + meta("og:title", "This will amaze you"),
            "Three bridges, one",
            "Three bridges, one",
        ),
    ],
)
def test_the_headline(row: Callable[..., Any], head: str, title: str, expected: str) -> None:
    """Without the site's name or a date, a dash of its own kept."""
    assert row(head, title=title)["title"] == expected


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (ld(author={"@type": "Person", "name": "Holt, Mara"}), ["Mara Holt"]),
        (ld(author=["Mara Holt", "Juan Pell"]), ["Mara Holt", "Juan Pell"]),
        (
            meta("og:site_name", "Quay Post")
            + ld(author=[{"@type": "Organization", "name": "QP"}, {"@type": "Person", "name": "Mara Holt"}]),
            ["Mara Holt"],
        ),
        (
            ld(author=[{"@type": "Organization", "name": "SDA"}, {"@type": "Person", "name": "Mara Holt"}]),
            ["Mara Holt", "SDA"],
        ),
        (meta("og:site_name", "Quay Post") + ld(author={"@type": "Organization", "name": "Quay Post"}), ["Quay Post"]),
        (ld(author={"name": "Mara Holt"}) + meta("author", "Mara Holt, Juan Pell"), ["Mara Holt", "Juan Pell"]),
        (ld(author={"name": "Mara Holt"}) + meta("author", "Big Firm, Mara Holt"), ["Mara Holt"]),
        (
            ld(author={"name": "E Gazette"}, publisher={"name": "E Gazette"}) + meta("author", "Mara Holt"),
            ["Mara Holt"],
        ),
        (meta("article:author", "https://p.example/mara") + meta("author", "mara-holt"), []),
        (ld(author={"@type": "Organization", "name": "Reuters"}), ["Reuters"]),
        (ld(author={"@id": "#m"}) + ld(**{"@type": "Person", "@id": "#m", "name": "Mara Holt"}), ["Mara Holt"]),
    ],
)
def test_the_authors(row: Callable[..., Any], head: str, names: list[str]) -> None:
    """People before firms, names before slugs and addresses; references are looked up."""
    assert row(head)["authors"] == names


def test_what_else_a_page_says(row: Callable[..., Any]) -> None:
    """Publisher, address, section, language and the time of the last change."""
    head = (
        meta("og:site_name", "E Gazette") + meta("article:section", "City") + ld(inLanguage="en-GB")
        + meta("article:modified_time", "2026-03-04T08:00:00Z") + '<link rel="canonical" href="https://p.example/">'
        + meta("og:url", "https://p.example/2026/quay-let")
    )  # fmt: skip
    found = row(head)
    assert (found["source"], found["section"], found["language"]) == ("E Gazette", "City", "en-GB")
    assert found["url"] == "https://p.example/2026/quay-let"
    assert found["modified_at"].isoformat() == "2026-03-04T08:00:00+00:00"


def test_the_text_of_json_ld_where_the_page_has_none(row: Callable[..., Any]) -> None:
    """ArticleBody counts where the extractor finds nothing, or less than half of it; tags in it are line ends."""
    body = "<p>The quay is let to a ferry firm for ten years.</p>" * 9
    assert (
        row(ld(articleBody=body), "<div id='app'></div>")["text"].splitlines()[0]
        == "The quay is let to a ferry firm for ten years."
    )
    assert "Paragraph 5" in row(ld(articleBody="Short."))["text"]


def test_paragraphs_where_the_extractor_finds_a_banner(row: Callable[..., Any]) -> None:
    """The text around which class names are unlucky is found, without the banner about cookies."""
    banner = "<div class='cookie-consent'><p>We use cookies. By clicking accept you agree to cookies.</p></div>"
    text = row(body=f"{banner}<div class='sidebar-content'>{BODY}</div>")["text"]
    assert "Paragraph 5" in text
    assert "cookies" not in text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (html("", "<p>The page you requested could not be found.</p>", "404 Not Found"), "error_page"),
        (html("", "<p>Checking your browser before accessing the site.</p>", "Just a moment..."), "error_page"),
        (html("", "<p>We use cookies. You may give consent to cookies or not.</p>", "Welcome"), "error_page"),
        (
            html("", TEASERS, "News"),
            "index_page",
        ),
        (html("", BODY, "404 flats for Ostrand"), None),
        (html(ld(), BODY + "".join(f"<h3><a href='/{n}'>More {n}</a></h3>" for n in range(9))), None),
    ],
)
def test_pages_that_are_no_articles(reasons: Callable[..., Any], page: str, reason: str | None) -> None:
    """Errors, checks for robots, banners and lists of teasers are rejected; articles about them are not."""
    assert reasons("a.html", page.encode()) == {1: reason}


def test_json_ld_that_cannot_be_read_is_nothing() -> None:
    """Broken scripts, other types and loops of lists give no article."""
    assert nodes(["{", "null", "3", '[[[[[[[[{"@type": "Article"}]]]]]]]]', ""]) == []
    assert article(nodes(['{"@type": "WebSite", "name": "x"}'])) == {}
    assert article(nodes(['{"@type": "WebPage", "datePublished": "x"}', '{"@type": "Article", "headline": "y"}'])) == {
        "@type": "Article",
        "headline": "y",
    }

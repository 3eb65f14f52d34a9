"""The page in a browser: the finder, each view, links, the back button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import nightdesk
from tests.report.browser import CHROMIUM, Page
from tests.report.invented import rows_of_a_night
from tests.report.test_render import HOSTILE, rendered

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
N_FOUND = "parseInt(document.querySelector('#found').textContent.replace(/,/g, ''))"
HEAD = "document.querySelector('#view h2').textContent"
SHOWN = "!document.querySelector('#view').hidden"


@pytest.fixture(scope="module")
def page(sample_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page of the sample corpus in a browser."""
    with Page(sample_out / "report.html", tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def fill(name: str, value: str) -> str:
    """JavaScript that fills a field of the finder as a person does."""
    field = f"document.querySelector('#find').elements.namedItem({name!r})"
    return f"{field}.value = {value!r}; {field}.dispatchEvent(new Event('input', {{bubbles: true}}))"


def test_the_finder_holds_every_article(page: Page, sample_out: Path) -> None:
    """Without a word all originals are found; a word of a keyword or headline narrows them."""
    page.open("")
    articles = nightdesk.load("articles", sample_out)
    assert page.js(N_FOUND) == articles["duplicate_of"].isna().sum()
    keyword = nightdesk.load("keywords", sample_out).query("rank == 1")["keyword"].value_counts().index[0]
    page.js(fill("q", keyword.lower()))
    assert 0 < page.js(N_FOUND) < len(articles)
    page.js(fill("q", "no such word anywhere"))
    assert page.js(N_FOUND) == 0


def test_filters_narrow_what_is_found(page: Page, sample_out: Path) -> None:
    """Publisher and days: as many as the table has."""
    page.open("")
    articles = nightdesk.load("articles", sample_out).query("duplicate_of.isna()")
    source = articles["source"].value_counts().index[0]
    number = page.js(f"[...document.querySelector('#f-source').options].find((o) => o.text === {source!r}).value")
    page.js(fill("source", number))
    assert page.js(N_FOUND) == (articles["source"] == source).sum()
    page.js(fill("from", "2026-03-04"))
    assert page.js(N_FOUND) == ((articles["source"] == source) & (articles["day"] >= "2026-03-04")).sum()


def test_results_are_links_to_their_sources(page: Page, sample_out: Path) -> None:
    """An article with an address is a link to that very address."""
    page.open("")
    article = (
        nightdesk.load("articles", sample_out).query("url.notna() and title.notna() and duplicate_of.isna()").iloc[0]
    )
    page.js(fill("q", article["title"].lower()))
    assert article["url"] in page.js("[...document.querySelectorAll('#results a.t')].map((a) => a.href)")


def test_every_address_is_put_back_together(page: Page, sample_out: Path) -> None:
    """The links of all results are the addresses of the table, though the page stores them shortened."""
    page.open("")
    page.js("document.querySelector('#find').reset()")
    page.js(
        "const more = [...document.querySelectorAll('#results button')].find((b) => /^Show/.test(b.textContent));"
        "while (more && !more.hidden) more.click();"
    )
    shown = page.js("[...document.querySelectorAll('#results a.t')].map((a) => a.getAttribute('href'))")
    articles = nightdesk.load("articles", sample_out).query("url.notna() and duplicate_of.isna()")
    assert sorted(shown) == sorted(articles["url"])


@pytest.mark.parametrize("kind", ["topic", "publisher", "story", "name"])
def test_names_on_the_page_lead_to_their_view_and_back(kind: str, page: Page) -> None:
    """A click opens the view with its heading in focus; the back button returns to the report."""
    page.open("")
    name = page.js(f"document.querySelector('main a[href^=\"#/{kind}/\"]').click()")
    page.wait(SHOWN)
    assert page.js("document.activeElement === document.querySelector('#view h2')")
    assert page.js("document.querySelector('main:not(#view)').hidden")
    name = page.js(HEAD)
    assert len(name) > 2
    assert page.js("document.querySelectorAll('#view .lines li').length") > 0
    page.js("history.back()")
    page.wait(f"!({SHOWN})")
    assert not page.js("document.querySelector('main:not(#view)').hidden")


@pytest.mark.parametrize("kind", ["topic", "publisher", "story"])
def test_a_view_does_not_link_to_itself(kind: str, page: Page) -> None:
    """Its articles name everything but what they have in common; elsewhere they do."""
    own = f"[...document.querySelectorAll('#view li small a')].filter((a) => a.hash.startsWith('#/{kind}/0')).length"
    page.open(f"#/{kind}/0")
    page.wait(SHOWN)
    assert page.js(own) == 0
    page.open("")
    assert page.js(f"document.querySelector('#results small a[href^=\"#/{kind}/\"]') !== null")


def test_a_view_can_be_opened_by_its_address(page: Page) -> None:
    """A fragment that names a view opens it; one that names nothing leaves the report."""
    page.open("#/topic/0")
    page.wait(SHOWN)
    page.open("#/topic/99999")
    assert not page.js(SHOWN)


def test_the_map_tells_the_article_under_the_pointer(page: Page) -> None:
    """Pointing at a dot names its article; enlarging changes the view box."""
    page.open("")
    page.js(
        "const box = document.querySelector('#mapbox svg'), area = box.getBoundingClientRect(), "
        "m = box.querySelector('path[class]').getAttribute('d').match(/M(\\d+) (\\d+)/);"
        "const clientX = area.left + m[1] * area.width / 1000, clientY = area.top + m[2] * area.height / 580;"
        "box.dispatchEvent(new PointerEvent('pointermove', {bubbles: true, clientX, clientY}))"
    )
    assert page.js("document.querySelector('#mapsaid li') !== null")
    page.js("document.querySelector('[data-zoom=in]').click()")
    assert page.js("document.querySelector('#mapbox svg').getAttribute('viewBox').split(' ')[2]") == "500"


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_wider_than_the_window(width: int, page: Page) -> None:
    """No view scrolls sideways, on a phone or a desk."""
    page.width(width)
    for fragment in ("", "#/topic/0", "#/publisher/0", "#/story/0"):
        page.open(fragment)
        assert page.js("document.documentElement.scrollWidth") <= width, fragment


def test_the_browser_has_nothing_to_complain_of(page: Page) -> None:
    """No error, no blocked resource, no request beyond the page itself in all that was done above."""
    assert page.complaints() == []


def test_hostile_headlines_stay_text(tmp_path: Path) -> None:
    """In views as on the page, markup in headlines and publishers is shown and not run."""
    rows = rows_of_a_night(12)
    for article in rows["articles"]:
        article.update(title=HOSTILE, source=HOSTILE, url="javascript:alert(3)")
    (tmp_path / "report.html").write_text(rendered(rows), encoding="utf-8")
    with Page(tmp_path / "report.html", tmp_path / "profile") as page:
        page.open("#/publisher/0")
        page.wait(SHOWN)
        assert page.js("document.querySelectorAll('img, #view script').length") == 0
        assert page.js("document.querySelector('#view .lines bdi').textContent").startswith("</script>")
        assert page.complaints() == []

"""The page as a browser and a reader get it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.reader import newest, reader_block
from pipeline.report.data.shrinking import shrink
from pipeline.report.render import Frontpage, Held, packed, page
from pipeline.resources import resource
from pipeline.tables import PUBLIC
from pipeline.tables.checks import BY_NAME, CHECKS
from tests.report.invented import Rows, rows_of_a_night, summary_of, tables

RESOURCES = Path(__file__).resolve().parents[2] / "pipeline" / "resources"
VOID = {"meta", "link", "input", "br", "hr", "img"}
SHAPES = {"path", "rect"}
BOUNDS = {check.name: check.warn_above for check in CHECKS}
FRONT = Frontpage("Nightdesk", BOUNDS, n_stories=10, n_listed=1500, n_groups=5, n_baseline_days=28)
SCHEMES = ("light", "dark")
SHAPES_DRAWN = ("neg", "nil", "pos", "bar", "copy", "rest")
DOT_OPACITY = 0.85  # of the map, as in page.css


class Outline(HTMLParser):
    """Tags in order, checked for balance; all attributes by tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag; push it unless it is void or closes itself."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a shape that closes itself."""
        assert tag in SHAPES
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """An end tag closes what was opened last."""
        assert self.open.pop() == tag

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


def rendered(rows: Rows) -> str:
    """The page of these rows."""
    return page_of(summary_of(rows), rows, FRONT)


def page_of(corpus: CorpusSummary, rows: Rows, front: Frontpage) -> str:
    """The page with all that belongs to it."""
    held = newest(corpus, 1000)
    return page(corpus, front, Held(held, packed(*shrink(reader_block(corpus, tables(rows), held, 50))))).decode()


@pytest.fixture(scope="module")
def html() -> str:
    """The page of an ordinary night."""
    return rendered(rows_of_a_night(80))


def test_the_page_is_well_formed(html: str) -> None:
    """Every tag is closed in order, ids are unique, and what is pointed at exists."""
    outline = Outline(html)
    assert outline.open == []
    ids = Counter(outline.values("id"))
    assert max(ids.values()) == 1
    targets = [*outline.values("aria-labelledby"), *outline.values("for")]
    targets += [href[1:] for href in outline.values("href") if href.startswith("#")]
    assert set(targets) <= set(ids)


def test_the_page_asks_the_network_for_nothing(html: str) -> None:
    """No source, style sheet, font or image from outside; links lead out only where an article stands."""
    outline = Outline(html)
    assert outline.values("src") == []
    assert "url(" not in html
    assert "@import" not in html
    links = [href for href in outline.values("href") if not href.startswith(("#", "data:,"))]
    beside = {"datapackage.json", "metrics.json", *(f"{table.name}/" for table in PUBLIC)}
    assert all(href.startswith("https://news.example/") or href in beside for href in links)


def test_only_the_page_s_own_script_may_run(html: str) -> None:
    """The policy names the hash of the one script; nothing else is allowed."""
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html.replace("&#39;", "'")
    assert "default-src 'none'" in html.replace("&#39;", "'")
    assert len(script) < 27_000


def test_headings_are_in_order(html: str) -> None:
    """One h1, no level skipped, so that a screen reader's outline is the page's."""
    levels = [int(tag[1]) for tag, _ in Outline(html).tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_tables_and_charts_can_be_read_without_eyes(html: str) -> None:
    """Every table has a caption, every head cell a scope, every chart a label or is hidden as decoration."""
    outline = Outline(html)
    assert html.count("<table") == html.count("<caption>")
    assert all(attrs.get("scope") in ("row", "col") for tag, attrs in outline.tags if tag == "th")
    charts = [attrs for tag, attrs in outline.tags if tag == "svg"]
    assert all(attrs.get("aria-label") or attrs.get("aria-hidden") == "true" for attrs in charts)
    assert 'lang="en"' in html


def test_the_sections_in_the_agreed_order(html: str) -> None:
    """The last delivery comes first, the notes last."""
    found = re.findall(r'<section id="(\w+)"', html)
    assert found[0] == "delivery"
    assert found[1:] == [
        "run",
        "changes",
        "stories",
        "articles",
        "topics",
        "tone",
        "map",
        "cleaning",
        "quality",
        "notes",
    ]


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' {{ 7 * 7 }}"


def test_scraped_text_cannot_break_out() -> None:
    """Markup in titles, publishers, removed text, labels, file names and addresses is shown, not run."""
    rows = rows_of_a_night(12)
    for article in rows["articles"]:
        article.update(title=HOSTILE, source=HOSTILE, url="javascript:alert(3)", language=HOSTILE)
    rows["removed"][0]["text"], rows["removed"][0]["rule"] = HOSTILE, HOSTILE
    rows["topics"][0].update(label=HOSTILE, terms=[{"term": HOSTILE, "weight": 1.0}])
    rows["rejected"][0].update(source_file=HOSTILE, reason=HOSTILE, detail=HOSTILE)
    rows["keywords"] = [{**row, "keyword": HOSTILE} for row in rows["keywords"]]
    found = rendered(rows)
    outline = Outline(found)
    assert outline.open == []
    tags = Counter(tag for tag, _ in outline.tags)
    assert (tags["script"], tags["img"]) == (2, 0)  # the data and the code
    assert "javascript:" not in found
    assert "{{ 7 * 7 }}" in found


def test_a_changed_bound_opens_the_checks() -> None:
    """A check that asks for a look is open for reading; a healthy run keeps them folded."""
    rows = rows_of_a_night(10)
    corpus = summary_of(rows)
    wide = dict.fromkeys(BY_NAME, 1)
    for bounds, said in (
        (wide, "<details>\n<summary>All 7 checks passed"),
        (wide | {"rejected_share": 0}, "<details open>\n<summary>1 of 7 checks asks for a look"),
        (wide | {"rejected_share": 0, "removed_share": 0}, "<details open>\n<summary>2 of 7 checks ask for a look"),
    ):
        assert said in page_of(corpus, rows, replace(FRONT, bounds=bounds))


def test_the_page_has_no_time_of_its_own(html: str) -> None:
    """Made twice, the same bytes; the edition is the latest day of the data."""
    assert rendered(rows_of_a_night(80)) == html
    assert "<title>Nightdesk, Saturday 21 November 2026</title>" in html


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _over(colour: str, ground: str) -> str:
    """A dot of the map as it is seen."""
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(DOT_OPACITY * a + (1 - DOT_OPACITY) * b):02x}" for a, b in pairs)


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_charts_have_contrast(scheme: str) -> None:
    """Text reaches 4.5 to 1 and chart colours 3 to 1 on every ground, by day and by night (WCAG AA)."""
    blocks = re.findall(r":root \{(.*?)\}", resource("page/page.css"), re.DOTALL)
    colours = dict(re.findall(r"--([a-z0-9]+): (#[0-9a-f]{6})", blocks[SCHEMES.index(scheme)]))
    for ground in (colours["paper"], colours["tint"]):
        assert all(contrast(colours[name], ground) >= 4.5 for name in ("ink", "soft", "accent"))
        shapes = [name for name in colours if name in SHAPES_DRAWN or name[1:].isdigit()]
        assert [name for name in shapes if contrast(colours[name], ground) < 3] == []
        dots = [name for name in colours if name == "rest" or name[1:].isdigit()]
        assert [name for name in dots if contrast(_over(colours[name], ground), ground) < 3] == []

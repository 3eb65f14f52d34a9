"""What pages say of themselves in JSON-LD, and which of their nodes is the article."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.ingest.json_ld import RANKS, TEXTS, people, rank_of, text, types
from pipeline.ingest.json_ld_nodes import MAX_NODES, article, nodes

NEWS = {"@type": "NewsArticle", "headline": "Quay let"}


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Quay let"}',
        '{"@type": "NewsArticle", "headline": "Quay let",}',
        '[{"@type": "NewsArticle", "headline": "Quay let"},]',
        '<![CDATA[{"@type": "NewsArticle", "headline": "Quay let"}]]>',
        '/* <![CDATA[ */{"@type": "NewsArticle", "headline": "Quay let"}/* ]]> */',
        '<!-- {"@type": "NewsArticle", "headline": "Quay let"} -->;',
        '{"@type": "NewsArticle", "headline": "Quay let"};',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Quay let&quot;}",
    ],
)
def test_usual_slips_are_mended(script: str) -> None:
    """A comma too many, wrappings of old browsers, entities, a semicolon behind it."""
    assert nodes([script]) == [NEWS]


@pytest.mark.parametrize("script", ["", "{", "[1, 2]", '"NewsArticle"', '{"headline": "no type"}', "[" * 5000])
def test_what_holds_no_node(script: str) -> None:
    """Nothing, half of something, values without a type, brackets without end."""
    assert nodes([script]) == []


def test_a_line_end_within_a_string_is_no_error() -> None:
    """Control characters stand in many headlines."""
    assert nodes(['{"@type": "Article", "headline": "Quay\nlet"}'])[0]["headline"] == "Quay\nlet"


@pytest.mark.parametrize(
    "key", ["@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "hasPart", "subjectOf"]
)
def test_nodes_within_nodes_are_found(key: str) -> None:
    """Where other nodes usually stand; under other keys they are none of the page's."""
    assert NEWS in nodes([json.dumps({"@type": "WebPage", key: [NEWS]})])
    assert NEWS not in nodes([json.dumps({"@type": "WebPage", "comment": [NEWS]})])


def graph(depth: int) -> dict[str, Any]:
    """A node inside so many graphs."""
    return NEWS if not depth else {"@graph": graph(depth - 1)}


@pytest.mark.parametrize(("depth", "n"), [(0, 1), (5, 1), (6, 0)])
def test_nodes_are_looked_for_to_a_depth(depth: int, n: int) -> None:
    """The sixth level counts, the seventh does not."""
    assert len(nodes([json.dumps(graph(depth))])) == n


def test_nodes_are_looked_at_up_to_a_number() -> None:
    """Two thousand of a page, over all of its scripts."""
    assert MAX_NODES == 2000
    many = json.dumps([{"@type": "Thing"}] * 1500)
    assert len(nodes([many])) == 1500
    assert len(nodes([many, many])) == 2000


@pytest.mark.parametrize(("given", "rank"), [
    ("NewsArticle", 0), ("newsarticle", 0), ("http://schema.org/NewsArticle", 0), ("schema:Article", 1),
    (["Thing", "BlogPosting"], 1), (["Article", "NewsArticle"], 0), ("SocialMediaPosting", 2), ("VideoObject", 3),
    ("WebPage", 4), ("ItemPage", 4), ("Person", None), (None, None), ([1, None], None), ("LiveBlogPosting", 0),
    ("ReportageNewsArticle", 0), ("AnalysisNewsArticle", 0), ("OpinionNewsArticle", 0), ("BackgroundNewsArticle", 0),
    ("ReviewNewsArticle", 0), ("AskPublicNewsArticle", 0), ("Report", 1), ("ScholarlyArticle", 1), ("TechArticle", 1),
])  # fmt: skip
def test_types_are_ranked(given: Any, rank: int | None) -> None:
    """News before other texts, texts before posts, posts before videos, videos before pages."""
    assert rank_of({"@type": given}) == rank


def test_no_type_is_left_out_here() -> None:
    """Seventeen have a rank; those up to 2 are texts."""
    assert len(RANKS) == 17
    assert TEXTS == (0, 1, 2)
    assert types({"@type": ["http://schema.org/A", "b:B", "C#D", 1]}) == ["A", "B", "D"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], {}),
        ([{"@type": "Person", "name": "Ann"}], {}),
        ([{"@type": "Article", "a": 1}, {"@type": "NewsArticle", "a": 2}], {"@type": "NewsArticle", "a": 2}),
        ([{"@type": "NewsArticle", "a": ""}, {"@type": "Article", "a": 1}], {"@type": "NewsArticle", "a": 1}),
        ([{"@type": "NewsArticle", "a": []}, {"@type": "NewsArticle", "a": 2}], {"@type": "NewsArticle", "a": 2}),
        ([{"@type": "Article", "a": 1}, {"@type": "WebPage", "b": 2}], {"@type": "Article", "a": 1}),
        ([{"@type": "NewsArticle"}, {"@type": "VideoObject", "b": 2}], {"@type": "NewsArticle"}),
        ([{"@type": "WebPage", "a": 1}, {"@type": "ItemPage", "b": 2}], {"@type": "WebPage", "a": 1, "b": 2}),
    ],
)
def test_the_article_is_the_node_of_the_best_type(found: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    """What it leaves open other articles fill, pages and videos do not; among pages alone the first counts."""
    assert article(found) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Quay let", "Quay let"),
        (" Q &amp; A ", "Q & A"),
        (["", "Quay let"], "Quay let"),
        ({"name": "Quay let"}, "Quay let"),
        ({"@value": "Quay let"}, "Quay let"),
        ({"@id": "http://a/x"}, "http://a/x"),
        ({"url": "u", "@id": "i"}, "i"),
        ([{"name": ["Quay let"]}], "Quay let"),
        ([[[["Quay let"]]]], None),
        (" ", None),
        (7, None),
        (None, None),
    ],
)
def test_texts(value: Any, expected: str | None) -> None:
    """A string, what a node is called, the first of a list; entities are resolved."""
    assert text(value) == expected


@pytest.mark.parametrize(
    ("value", "persons", "firms"),
    [
        ("Ann Holt", ["Ann Holt"], []),
        ([{"name": "Ann Holt"}, {"name": "Ben Vane"}], ["Ann Holt", "Ben Vane"], []),
        ({"@type": "NewsMediaOrganization", "name": "Post"}, [], ["Post"]),
        ({"@type": ["Thing", "Organization"], "name": "Post"}, [], ["Post"]),
        ({"@id": "#ann"}, ["Ann Holt"], []),
        ({"@id": "#nobody"}, [], []),
        ({"@id": "#ann", "name": "A. Holt"}, ["A. Holt"], []),
        ("https://a.example/ann", [], []),
        (None, [], []),
    ],
)
def test_people(value: Any, persons: list[str], firms: list[str]) -> None:
    """Persons and organisations apart; a reference is looked up, an address is no name."""
    assert people(value, [{"@id": "#ann"}, {"@id": "#ann", "name": "Ann Holt"}]) == (persons, firms)

"""URLs in one spelling: what only tracks readers goes, what leads to no single article is none."""

from __future__ import annotations

import pytest

from pipeline.ingest.article_urls import article_url

BASE = "https://post.example/2026/03/quay-lease"


@pytest.mark.parametrize(
    ("url", "article"),
    [
        ("https://a.example/2026/quay", "//a.example/2026/quay"),
        ("http://WWW.a.example:80/2026/quay/", "//a.example/2026/quay"),
        ("https://a.example/2026/quay?utm_source=rss&utm_medium=feed#top", "//a.example/2026/quay"),
        ("https://a.example/2026//quay?fbclid=1&id=7", "//a.example/2026/quay?id=7"),
        ("https://a.example/?p=12", "//a.example?p=12"),
        ("https://user:word@a.example/x-y", "//a.example/x-y"),
        ("https://a.example/news/world/bridge-closed", "//a.example/news/world/bridge-closed"),
        ("https://a.example/news/4711", "//a.example/news/4711"),
        ("https://a.example/Story", ""),
        ("https://a.example", ""),
        ("https://a.example/", ""),
        ("https://a.example/#news", ""),
        ("https://a.example/index.html", ""),
        ("https://a.example/news", ""),
        ("https://a.example/en-gb/world/europe/", ""),
        ("https://a.example/feed.xml", ""),
        ("https://a.example/?utm_source=rss", ""),
        ("http://[broken", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_url_in_one_spelling(url: str | None, article: str) -> None:
    """Scheme, www, port, tracking, fragment and a last slash make no other article; home, section and feed are none."""
    assert article_url(url) == article


@pytest.mark.parametrize(
    "name",
    [
        "utm_source", "utm_campaign", "UTM_Medium", "fbclid", "gclid", "dclid", "twclid", "mc_cid", "mc_eid", "_ga",
        "igshid", "ref", "ref_src", "refsrc", "referrer", "ito", "cmp", "cmpid", "ncid", "ns_mchannel", "at_medium",
        "at_campaign", "smid", "smtyp", "source", "xtor", "partner", "feature", "share", "scid", "s_cid", "icid",
        "campaign", "campaignid", "campaign_id", "via", "fb_action_ids", "__twitter_impression", "amp",
    ],
)  # fmt: skip
def test_parameters_that_only_track_readers_go(name: str) -> None:
    """Alone, first, last and in the middle of a query."""
    assert article_url(f"{BASE}?{name}=1") == article_url(BASE)
    for query in (f"{name}=1&p=7", f"p=7&{name}=1", f"p=7&{name}"):
        assert article_url(f"{BASE}?{query}") == article_url(f"{BASE}?p=7")


@pytest.mark.parametrize("name", ["id", "p", "page", "article", "refer", "utm", "clid", "viaduct", "amphora"])
def test_other_parameters_stay(name: str) -> None:
    """A name that only begins like one of those may say which article it is."""
    assert article_url(f"{BASE}?{name}=1") == f"//post.example/2026/03/quay-lease?{name}=1"


@pytest.mark.parametrize(
    "path",
    ["", "/", "/index.html", "/default.aspx", "/home.php", "/INDEX.HTM", "/news", "/News/", "/en",
     "/en-gb", "/pt_br/news", "/world.html", "/news.php", "/feed.xml", "/sport/index.jsp"],
)  # fmt: skip
def test_home_pages_sections_and_feeds_are_no_article(path: str) -> None:
    """By the words of the path, whatever their case and ending; with a query of its own it may be one."""
    assert article_url(f"https://post.example{path}") == ""
    assert article_url(f"https://post.example{path}?utm_source=rss") == ""
    assert article_url(f"https://post.example{path}?p=12") != ""


@pytest.mark.parametrize(
    "path", ["/news/4711", "/quay", "/eng", "/en-gbr", "/index.html5-explained", "/news/quay.html"]
)
def test_one_word_that_is_no_section_makes_an_article(path: str) -> None:
    """One is enough."""
    assert article_url(f"https://post.example{path}") == f"//post.example{path}"

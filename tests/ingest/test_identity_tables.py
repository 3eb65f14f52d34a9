"""The lists of `pipeline.ingest.identity`: placeholders, tracking parameters, paths that lead to no article."""

from __future__ import annotations

import pytest

from pipeline.ingest.identity import article_url, identify

PLACE = ("a.jsonl", 1)
BASE = "https://post.example/2026/03/quay-lease"


def key(external_id: str) -> int:
    """The key of a record with this id."""
    return identify(("Post", external_id, None), None, "The quay is let.", PLACE).key


@pytest.mark.parametrize(
    "placeholder",
    ["", "-", "--", "?", "0", "-1", "n/a", "#N/A", "na", "NIL", "(none)", "unknown", "TBD", "id", " 0 ", "\tUnknown\n"],
)
def test_what_stands_for_no_id(placeholder: str) -> None:
    """In any case and with white space around it, it names nobody: the place counts."""
    assert key(placeholder) == identify((None, None, None), None, "x", PLACE).key


@pytest.mark.parametrize("real", ["1", "00", "-2", "n", "x", "none of these", "idea", "?!", "unknown-7"])
def test_what_merely_looks_like_it_is_an_id(real: str) -> None:
    """Only the whole id is compared."""
    assert key(real) != identify((None, None, None), None, "x", PLACE).key


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


@pytest.mark.parametrize(("n", "is_same"), [(399, False), (400, True)])
def test_only_the_beginning_of_a_text_without_title_names_it(n: int, is_same: bool) -> None:
    """Of one endless word 400 characters count: what differs from the 401st on does not."""
    one, other = (identify((None, "7", None), None, "x" * n + end, PLACE) for end in ("a", "b"))
    assert (one.article_id == other.article_id) is is_same

"""Laws of article ids."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.identity import article_id

TEXTS = st.text(max_size=8)


def test_an_own_id_goes_before_the_url_and_the_place() -> None:
    """The same id of the same source is the same article wherever it lies; another source's is another one."""
    known = article_id("Courier", "7", "http://a.example", "a.jsonl", 1)
    assert known == article_id("Courier", "7", None, "b.jsonl", 9)
    assert known != article_id("Herald", "7", None, "a.jsonl", 1)
    assert len(known) == 16
    assert int(known, 16) >= 0


def test_then_the_url_then_the_place() -> None:
    """Without an id the URL counts whatever the source; without both, file and line."""
    assert article_id("A", None, "http://a.example", "a", 1) == article_id("B", None, "http://a.example", "b", 2)
    assert article_id("A", None, None, "a", 1) == article_id("B", None, None, "a", 1)
    assert article_id(None, None, None, "a", 1) != article_id(None, None, None, "a", 2)


def test_ids_are_pinned() -> None:
    """Ids of yesterday's tables are still the ids of today."""
    assert article_id(None, "7", None, "a", 1) == "c5d0525e6ed0f622"
    assert article_id(None, None, "http://a.example", "a", 1) == "f081070f1b6670c0"
    assert article_id(None, None, None, "a", 1) == "3f6b0dbc59803cbd"


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_source_and_id_do_not_run_together(a: str, b: str, c: str, d: str) -> None:
    """Different pairs of source and id have different ids: the boundary between the two is part of the key."""
    assert (article_id(a, b, None, "", 0) == article_id(c, d, None, "", 0)) == ((a, b) == (c, d))


def test_lone_surrogates_are_no_trouble() -> None:
    """JSON can hold half of a character."""
    assert len(article_id("\ud800", "\udfff", None, "a", 1)) == 16

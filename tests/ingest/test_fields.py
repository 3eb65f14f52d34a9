"""Laws of the mapping from raw fields to records."""

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.config import FIELDS, IngestConfig
from pipeline.ingest.fields import Record, to_record
from pipeline.ingest.names import Names
from pipeline.ingest.record import Raw, Reason, rejected

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def record(config: IngestConfig | None = None, /, **fields: Any) -> Record:
    """The record of these fields."""
    config = config or IngestConfig()
    return to_record(Raw("2026-03-02/a.jsonl", 3, fields), Names(config.aliases), config)


def test_a_full_record() -> None:
    """Each field arrives as it was given; the day is that of the time; the hash is that of the text."""
    found = record(
        id="n1", url="http://a.example", title=" Bridge ", source="Courier", authors=["A", "B"],
        published_at="2026-03-01T23:00:00-05:00", section="city", language="en", text="Closed.\r\n",
    )  # fmt: skip
    assert found.external_id == "n1"
    assert found.title == " Bridge "
    assert found.authors == ["A", "B"]
    assert (found.published_at, found.published_at_raw) == (1_772_424_000_000_000, None)
    assert found.day == 20_514
    assert found.text == "Closed.\r\n"
    assert found.text_sha256 == sha256(b"Closed.\r\n").hexdigest()
    assert (found.source_file, found.record, found.reason, found.detail) == ("2026-03-02/a.jsonl", 3, None, None)


def test_other_names() -> None:
    """Aliases are found in any case and spelling; the field's own name goes first, then aliases in their order."""
    found = record(Content="b", headline="t", publishedAt="2026-03-01", Publisher="p", BYLINE="A", _id=1, Link="u")
    assert (found.text, found.title, found.source, found.authors, found.url) == ("b", "t", "p", ["A"], "u")
    assert found.external_id == "1"
    assert record(body="second", text="first").text == "first"
    assert record(content="second", body="first").text == "first"
    assert record(text=None, body="instead").text == "instead"


def test_own_aliases() -> None:
    """Aliases of the configuration replace the defaults of their field alone; its own name always counts."""
    config = IngestConfig(aliases={"text": ["story html", "title"]})
    assert record(config, **{"Story-HTML": "x", "body": "y"}).text == "x"
    assert record(config, body="y").reason == Reason.NO_TEXT
    assert record(config, title="t", headline="h").title == "t"


@pytest.mark.parametrize("value", ["", "  ", "null", "None", "NaN", "undefined", None, [], {}, True, float("inf")])
def test_nothing_is_null(value: Any) -> None:
    """What stands for no value is null, so that no two records share an id `nan`."""
    found = record(id=value, url=value, source=value, section=value, authors=value, text="x")
    assert (found.external_id, found.url, found.source, found.section, found.authors) == (None, None, None, None, [])


def test_numbers_are_ids_too() -> None:
    """Numbers as ids become strings."""
    assert record(id=17, text="x").external_id == "17"
    assert record(id=10**30, text="x").external_id == str(10**30)


def test_a_title_may_read_none() -> None:
    """A headline is whatever has a visible character; other types are null."""
    assert record(title="None", text="x").title == "None"
    assert record(title=" ", text="x").title is None
    assert record(title=7, text="x").title is None


@pytest.mark.parametrize(
    ("given_authors", "authors"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("Jane Doe; John Roe ;", ["Jane Doe", "John Roe"]),
        ('["Jane Doe", "John Roe"]', ["Jane Doe", "John Roe"]),
        ("[Staff", ["[Staff"]),
        ('["Staff', ['["Staff']),
        ("[" * 100_000, []),
        ([{"name": "Jane Doe"}, "John Roe", None, 3, ["x"]], ["Jane Doe", "John Roe", "x"]),
        ({"name": "Jane Doe"}, ["Jane Doe"]),
        (7, []),
    ],
)
def test_authors_of_many_shapes(given_authors: Any, authors: list[str]) -> None:
    """Names come as a list, a string with semicolons, a list in JSON, or objects with a name."""
    assert record(authors=given_authors, text="x").authors == authors


def test_a_source_may_be_an_object() -> None:
    """A publisher given as an object counts by its name."""
    assert record(source={"id": None, "name": "Courier"}, text="x").source == "Courier"


@pytest.mark.parametrize(
    ("value", "raw"), [("soon", "soon"), ("", None), (0, "0"), (["2026"], "['2026']"), (True, "True")]
)
def test_times_that_cannot_be_read_are_kept(value: Any, raw: str | None) -> None:
    """A time that is none is kept as it was given, and the day is that of the path."""
    found = record(published_at=value, text="x")
    assert (found.published_at, found.published_at_raw, found.day) == (None, raw, 20_514)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, Reason.NO_TEXT),
        ({"text": None, "title": "t"}, Reason.NO_TEXT),
        ({"text": 17}, Reason.TEXT_NOT_STRING),
        ({"text": [3, {}]}, Reason.TEXT_NOT_STRING),
        ({"text": b"x"}, Reason.TEXT_NOT_STRING),
        ({"text": ""}, Reason.EMPTY_TEXT),
        ({"text": " \n\u00a0\u200b\u200d\ufeff\x00\x07\u202e\u00ad\ud800"}, Reason.EMPTY_TEXT),
        ({"text": "x" * 1001}, Reason.TOO_LONG),
    ],
)
def test_records_without_a_text(fields: dict[str, Any], reason: Reason) -> None:
    """No text, no string, nothing visible or too much of it: rejected in words, with what else is known."""
    found = record(IngestConfig(max_chars=1000), id="n1", **fields)
    assert (found.reason, found.text, found.text_sha256, found.external_id) == (reason, None, None, "n1")
    assert found.detail


@pytest.mark.parametrize("text", ["x", "…", "—\u200b", "😀", "\ufffd", "x" * 1000])
def test_anything_visible_is_a_text(text: str) -> None:
    """One visible character is enough; the longest allowed text is allowed."""
    assert record(IngestConfig(max_chars=1000), text=text).text == text


def test_the_fields_are_named_where_no_text_is() -> None:
    """Who forgot an alias sees what the record has instead."""
    assert "prose, url" in (record(prose="x", url="u").detail or "")


def test_a_rejected_record_stays_rejected() -> None:
    """What a reader could not read keeps its reason."""
    config = IngestConfig()
    found = to_record(rejected("a", 0, Reason.BAD_ARCHIVE, "cut off"), Names(config.aliases), config)
    assert (found.reason, found.detail, found.record) == ("bad_archive", "cut off", 0)


@given(st.dictionaries(st.sampled_from([*FIELDS, "Body", "author", "x"]), JSON))
def test_no_fields_make_it_fail(fields: dict[str, Any]) -> None:
    """Values of any type give a record: with a text, or with a reason."""
    found = record(None, **fields)
    assert (found.text is None) == (found.reason is not None)

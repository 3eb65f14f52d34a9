"""Laws of `.json`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.json_documents import records_of

ONE, TWO = {"id": "1", "text": "The quay is let."}, {"id": "2", "text": "The weir is mended."}
CONFIG = IngestConfig()


def told(text: str) -> list[str | None]:
    """The id of each record of a document, or why it is none."""
    return [raw.reason.value if raw.reason else raw.fields.get("id") for raw in records_of(text, "a.json", CONFIG)]


@pytest.mark.parametrize(
    "document",
    [
        [ONE, TWO],
        {"articles": [ONE, TWO], "status": "ok"},
        {"status": "ok", "results": [ONE, TWO]},
        {"response": {"docs": [ONE, TWO], "status": "ok"}},
        {"response": {"results": [ONE, TWO]}},
        {"articles": {"results": [ONE, TWO], "page": 1}},
        {"version": "1", "title": "A feed", "items": [ONE, TWO]},
        {"data": {"anything": [ONE, TWO]}},
        {"hits": {"hits": [{"_id": "1", "_source": ONE}, {"_id": "2", "_source": TWO}]}},
        {"Post": [ONE], "Courier": [TWO]},
        {"first": ONE, "second": TWO},
    ],
)
def test_each_article_of_a_document_is_a_record(document: object) -> None:
    """Lists at known keys, at any key, by publisher, objects by name: the articles in order."""
    found = [raw.fields for raw in records_of(json.dumps(document), "a.json", CONFIG)]
    assert [one.get("id") or one.get("_id") for one in found] == ["1", "2"]


def test_an_object_of_columns_is_a_table() -> None:
    """As pandas writes one; objects whose keys are no row numbers, or differ, are none."""
    columns = {"id": {"0": "1", "1": "2"}, "text": {"0": ONE["text"], "1": None}}
    assert [raw.fields for raw in records_of(json.dumps(columns), "a.json", CONFIG)] == [ONE, {"id": "2", "text": None}]
    for other in ({"0": "1"}, {"0": "1", "2": "2"}, "1", {}):
        assert len(list(records_of(json.dumps({**columns, "id": other}), "a.json", CONFIG))) == 1
    assert told(json.dumps({"text": {"1": "One.", "2": "Two."}})) == [None]


def test_a_json_feed_is_its_publisher() -> None:
    """An item that names another one keeps it; the title of another document says nothing."""
    items = [ONE, {**TWO, "source": "Courier"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Tarn Mail", "items": items}
    sources = [raw.fields.get("source") for raw in records_of(json.dumps(feed), "a.json", CONFIG)]
    assert sources == ["Tarn Mail", "Courier"]
    other = records_of(json.dumps({**feed, "version": "1.1"}), "a.json", CONFIG)
    assert [raw.fields.get("source") for raw in other] == [None, "Courier"]


def test_objects_one_after_another_and_blanks_around() -> None:
    """Pretty objects, lines of JSON, a byte order mark and empty lines."""
    assert told("\ufeff\n" + json.dumps(ONE, indent=2) + "\n" + json.dumps(TWO, indent=2) + "\n\n") == ["1", "2"]
    assert told(f"{json.dumps(ONE)}\n{json.dumps(TWO)}") == ["1", "2"]
    assert told(json.dumps(ONE)) == ["1"]
    assert told("") == told(" \n ") == told('{"articles": [], "status": "ok"}') == []


def test_an_article_may_hold_lists() -> None:
    """A text in paragraphs or sections, and lists beside a text, make no records of their own."""
    assert told(json.dumps({"id": "1", "text": ["One.", "Two."]})) == ["1"]
    assert told(json.dumps({"id": "1", "body": {"sections": [{"paragraphs": ["One."]}]}})) == ["1"]
    assert told(json.dumps({**ONE, "comments": [{"text": "No!"}, {"text": "Yes!"}]})) == ["1"]


def test_what_is_no_article_is_one_record() -> None:
    """A document without a text is rejected as a whole; of a list each element counts."""
    assert told('{"name": "x", "options": {"a": [1, 2]}}') == [None]
    assert told('["x", 3, null]') == ["not_an_object"] * 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[{"id": "1", "text": "x"}, {"id": "2", "te', ["1", "bad_json"]),
        (
            '{"status": "ok", "articles": [{"id": "1", "text": "x"}, {"id": "2", "text": "y',
            ["bad_json", "1", "bad_json"],
        ),
        ('[{"id": "1", "text": "x"}, {"id": 2x}, {"id": "3", "text": "y"}]', ["1", "bad_json", "3"]),
        ('[{"id": "1", "text": "x"}, {"a": ' + "[" * 101 + "]" * 101 + '}, {"id": "3"}]', ["1", "bad_json", "3"]),
        ("[" * 50_000, []),
        ('{"a": ' * 50_000, ["bad_json"]),
        ("not json", ["bad_json"]),
    ],
)
def test_damage_costs_only_itself(text: str, found: list[str]) -> None:
    """Elements before and after what is broken, cut off or too deep are read."""
    assert told(text) == found


def test_files_of_documents(only: Callable[..., Any]) -> None:
    """Plain, compressed, in UTF-16; and a .jsonl that is one document after all."""
    data = json.dumps([ONE, TWO]).encode()
    for name, content in (
        ("a.json", data),
        ("a.json.gz", gzip.compress(data)),
        ("a.json", data.decode().encode("utf-16")),
        ("a.jsonl", data),
        ("a.jsonl", json.dumps(ONE, indent=2).encode() + b"\n" + json.dumps(TWO, indent=2).encode()),
    ):
        found = only(name, content)
        assert {record: row["external_id"] for (_, record), row in found.items()} == {1: "1", 2: "2"}


def test_a_document_that_is_cut_off_while_packed(only: Callable[..., Any]) -> None:
    """What can be unpacked is read, then the file has its row."""
    many = [{"id": str(n), "text": f"Article {n} of many, {n * 7919}."} for n in range(400)]
    found = only("a.json.gz", gzip.compress(json.dumps(many).encode())[:-400])
    reasons = [row["reason"] for row in found.values()]
    assert reasons.count(None) > 100
    assert found["a.json.gz", 0]["reason"] == "bad_archive"


def test_too_large_a_document(reasons: Callable[..., Any]) -> None:
    """The bound is the document's own."""
    assert reasons("a.json", b" " * 20_000, max_document_mb=0.01) == {0: "too_long"}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "articles", "a"]), inner, max_size=3)
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(VALUES, st.integers(0, 60))
def test_any_document_gives_numbered_records(value: object, cut: int) -> None:
    """Whole or cut off, records are numbered from 1 without a gap."""
    for text in (json.dumps(value), json.dumps(value)[:cut]):
        numbers = [raw.record for raw in records_of(text, "a.json", CONFIG)]
        assert numbers == list(range(1, len(numbers) + 1))

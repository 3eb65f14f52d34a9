"""How far down in a JSON document lists of articles are looked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

LISTED = [{"text": "The quay is let."}, {"text": "The weir is mended."}]


def nested(value: Any, depth: int, key: str = "inner") -> Any:
    """A value below so many objects."""
    return value if not depth else {key: nested(value, depth - 1, key)}


@pytest.mark.parametrize(("depth", "n_read"), [(0, 2), (1, 2), (2, 2), (3, 2), (4, 0)])
@pytest.mark.parametrize("key", ["inner", "response"])
def test_lists_are_found_three_levels_down(only: Callable[..., Any], depth: int, n_read: int, key: str) -> None:
    """Under any key; further down the document is one record, without a text."""
    found = only("a.json", json.dumps(nested(LISTED, depth, key)).encode())
    assert sum(row["reason"] is None for row in found.values()) == n_read


@pytest.mark.parametrize(("depth", "n_read"), [(1, 2), (2, 2), (3, 2), (4, 0)])
def test_so_are_articles_under_keys_of_their_own(only: Callable[..., Any], depth: int, n_read: int) -> None:
    """An object of articles by id: two of them at least, else the object might be the article's own part."""
    by_id = {"a1": LISTED[0], "b2": LISTED[1]}
    found = only("a.json", json.dumps(nested(by_id, depth - 1)).encode())
    assert sum(row["reason"] is None for row in found.values()) == n_read


@pytest.mark.parametrize(
    ("better", "worse"), [("articles", "results"), ("results", "items"), ("items", "data"), ("records", "value")]
)
def test_lists_come_in_the_order_of_their_keys(only: Callable[..., Any], better: str, worse: str) -> None:
    """Those that exports use most come first, whatever their order in the document."""
    found = only("a.json", json.dumps({worse: LISTED[1:], better: LISTED[:1]}).encode())
    assert [row["text"] for _, row in sorted(found.items())] == ["The quay is let.", "The weir is mended."]


def test_an_empty_list_at_a_known_key_is_no_article(only: Callable[..., Any]) -> None:
    """An export of a day without news; under another key it is an object without a text."""
    assert {row["reason"] for row in only("a.json", b'{"articles": []}').values()} <= {"empty_file"}
    assert [row["reason"] for row in only("b.json", b'{"other": []}').values()][-1] == "no_text"

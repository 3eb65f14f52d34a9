"""What raw values say, however an export wraps them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from pipeline.ingest.values import (
    LABEL_KEYS,
    LIST_KEYS,
    MAX_DEPTH,
    NOTHING,
    TEXT_KEYS,
    label,
    scalar,
    source,
    text,
    title,
    url,
)


def nested(value: Any, depth: int) -> Any:
    """A value inside so many lists."""
    return value if not depth else [nested(value, depth - 1)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("One", "One"),
        (" One ", " One "),
        (["One", "Two"], "One\nTwo"),
        (["One", " ", None, 3, "Two "], "One\nTwo"),
        ({"rendered": "One"}, "One"),
        ({"body": "One", "text": "Two"}, "Two"),
        ({"text": "", "body": "One"}, "One"),
        ({"text": ["One", {"content": "Two"}]}, "One\nTwo"),
        ({"paragraphs": ["Two"], "headline": "One", "items": ["Three"]}, "One\nTwo\nThree"),
        ({"other": "One"}, {"other": "One"}),
        ([], []),
        ([3], [3]),
        (3, 3),
        (None, None),
    ],
)
def test_texts(value: Any, expected: Any) -> None:
    """Paragraphs are joined by line ends, in the order of reading; what holds no text stays what it is."""
    assert text(value) == expected


def test_texts_are_looked_for_to_a_depth() -> None:
    """Eight lists around a text are opened, nine are not."""
    assert MAX_DEPTH == 8
    assert text(nested("One", 8)) == "One"
    assert text(nested("One", 9)) == nested("One", 9)
    assert scalar(nested("One", 7)) == scalar(nested("One", 8)) == "One"
    assert scalar(nested("One", 9)) is None


@pytest.mark.parametrize("keys", [TEXT_KEYS, LABEL_KEYS], ids=["text", "label"])
def test_the_best_key_counts(keys: tuple[str, ...]) -> None:
    """Of two keys the one that stands first in the list, whatever their order in the object."""
    read = text if keys is TEXT_KEYS else scalar
    for best, worse in pairwise(keys):
        assert read({worse: "worse", best: "best"}) == "best"


def test_lists_of_paragraphs_come_in_the_order_of_reading() -> None:
    """Summary and headline before the paragraphs."""
    assert text({key: [key] for key in reversed(LIST_KEYS)}) == "\n".join(LIST_KEYS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Post", "Post"),
        (" Post ", " Post "),
        (7, "7"),
        (7.5, "7.5"),
        (0, "0"),
        (True, None),
        (float("nan"), None),
        (float("inf"), None),
        ({"name": "Post", "id": 3}, "Post"),
        ({"name": "", "title": "Post"}, "Post"),
        ({"id": 3}, None),
        (["", None, "Post", "Courier"], "Post"),
        ([], None),
        ([{"name": "Post"}], "Post"),
        (None, None),
        (b"Post", None),
    ],
)
def test_scalars(value: Any, expected: str | None) -> None:
    """A word, a number as a word, what an object is called, the first of a list."""
    assert scalar(value) == expected


@pytest.mark.parametrize("nothing", sorted(NOTHING))
def test_nothing_is_nothing(nothing: str) -> None:
    """In any case and with white space around it; one character more says something."""
    assert label(nothing) is label(f" {nothing.upper()} ") is None
    assert label(f"{nothing}x") == f"{nothing}x"
    assert title(nothing) == (nothing or None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("None", "None"),
        (" ", None),
        ("Q &amp; A", "Q &amp; A"),
        ({"rendered": "Q &amp; A"}, "Q & A"),
        ({"title": "Q &amp; A"}, "Q &amp; A"),
        (["Quay let"], "Quay let"),
        (7, None),
        (None, None),
    ],
)
def test_titles(value: Any, expected: str | None) -> None:
    """A headline may be any word; what WordPress has rendered is HTML."""
    assert title(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Post", "Post"),
        ("https://www.Post.example/news", "post.example"),
        ("http://post.example", "post.example"),
        ("https://", None),
        ("www.post.example", "www.post.example"),
        ({"name": "https://post.example/x"}, "post.example"),
        ("http://[broken", "http://[broken"),
        (None, None),
    ],
)
def test_sources(value: Any, expected: str | None) -> None:
    """The host of a URL, without `www`; any other name as it is."""
    assert source(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ({"href": "h", "canonical": "c"}, "c"),
        ({"url": "u", "href": "h"}, "h"),
        ({"web": "w", "permalink": "p"}, "p"),
        ({"name": "n"}, None),
        (["u"], "u"),
        (None, None),
    ],
)
def test_urls(value: Any, expected: str | None) -> None:
    """Of an object the canonical address before the others."""
    assert url(value) == expected


@pytest.mark.parametrize(("n", "is_found"), [(1, True), (8, True), (9, False)])
@pytest.mark.parametrize("key", ["text", "summary"])
def test_objects_within_objects_are_opened_to_a_depth(n: int, is_found: bool, key: str) -> None:
    """Whether the key holds a text or a list of paragraphs: eight of them, not nine."""
    value: Any = "One"
    for _ in range(n):
        value = {key: value}
    assert (text(value) == "One") is is_found

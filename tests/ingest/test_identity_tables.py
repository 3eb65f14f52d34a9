"""What stands for no id, and how much of a text names it."""

from __future__ import annotations

import pytest

from pipeline.ingest.identity import identify

PLACE = ("a.jsonl", 1)


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


@pytest.mark.parametrize(("n", "is_same"), [(399, False), (400, True)])
def test_only_the_beginning_of_a_text_without_title_names_it(n: int, is_same: bool) -> None:
    """Of one endless word 400 characters count: what differs from the 401st on does not."""
    one, other = (identify((None, "7", None), None, "x" * n + end, PLACE) for end in ("a", "b"))
    assert (one.article_id == other.article_id) is is_same

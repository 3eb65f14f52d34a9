"""Laws of article ids and keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.identity import Identity, identify

TEXTS = st.text(max_size=8)
URL = "https://post.example/2026/03/quay-lease"
PLACE = ("a.jsonl", 1)


def who(
    external_id: str | None = None,
    *,
    source: str | None = None,
    url: str | None = None,
    title: str | None = None,
    text: str | None = "The quay is let.",
    place: tuple[str, int] = PLACE,
) -> Identity:
    """The identity of a record; what is not said is not given."""
    return identify((source, external_id, url), title, text, place)


def test_the_key_is_the_own_id_within_its_source_then_the_url_then_the_place() -> None:
    """An id counts within its publisher wherever the record lies; a URL whatever the publisher."""
    assert who("7", source="Courier").key == who("7", source=" COURIER", url=URL, place=("b", 9)).key
    assert who("7", source="Courier").key != who("7", source="Herald").key
    assert who("7", url="https://www.a.example/x-y").key == who("7", url="http://a.example/z").key
    assert who(url=URL, source="A").key == who(url=URL, source="B", place=("b", 2)).key
    assert who().key == who(source="A", text="Another text.").key
    assert who().key != who(place=("a.jsonl", 2)).key


def test_the_name_of_a_record_with_an_id_holds_its_url_else_its_title_else_its_first_words() -> None:
    """A row counter that starts anew each night names other articles: one key, other names."""
    for one, other in (
        (who("1", url=URL), who("1", url=URL + "-again")),
        (who("1", title="Quay let"), who("1", title="Weir repaired")),
        (who("1", text="The quay is let."), who("1", text="The weir is repaired.")),
    ):
        assert one.key == other.key
        assert one.article_id != other.article_id
    assert who("1", url=URL, title="A").article_id == who("1", url=URL, title="B", text="x").article_id
    assert who("1", title="Quay: let!").article_id == who("1", title="quay let", text="x").article_id
    long = "One two three four five six seven eight"
    assert who("1", text=long + " nine.").article_id == who("1", text=long + " ten.").article_id
    assert who("1", text=long).article_id != who("1", text=long.replace("eight", "nine")).article_id


@pytest.mark.parametrize("placeholder", ["0", "N/A", " na ", "-1", "", "unknown"])
def test_a_placeholder_is_no_id(placeholder: str) -> None:
    """What stands for no id names nobody."""
    assert who(placeholder, source="A") == who(source="A")
    assert who(placeholder, url=URL) == who(url=URL)


def test_hashes_of_url_and_title_are_there_where_they_help() -> None:
    """The URL counts beside an id, the title everywhere; 0 stands for none."""
    assert who("1").url_key == who("1", url="https://post.example/news").url_key == who(url=URL).url_key == 0
    assert who("1", url=URL).url_key == who("2", url=URL + "/?utm_source=x").url_key != 0
    assert who(title=" ").title_key == who().title_key == 0
    assert who(title="A b").title_key == who("1", title="a – B").title_key != 0


def test_ids_are_pinned() -> None:
    """Ids of yesterday's tables are still the ids of today."""
    assert who("7").article_id == "fcd0b3fb84232588"
    assert who("7", url=URL).article_id == "57fbbf5a61f98aa8"
    assert who(url=URL).article_id == "09c1e4dae97594de"
    assert who().article_id == "8feb89c11105dbc2"


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_source_and_id_do_not_run_together(a: str, b: str, c: str, d: str) -> None:
    """The boundary between source and id is part of the key."""
    one, other = who(f"x{b}x", source=f"x{a}"), who(f"x{d}x", source=f"x{c}")
    if b != d:
        assert one.key != other.key
    if (a, b) == (c, d):
        assert one == other


def test_lone_surrogates_are_no_trouble() -> None:
    """JSON can hold half of a character."""
    assert len(who("\udfff", source="\ud800", title="\ud800").article_id) == 16

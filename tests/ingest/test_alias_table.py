"""Names of columns and keys that are read out of the box, and which of two counts."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.names import CONTAINERS, Names

NAMES = Names(IngestConfig().aliases)
KNOWN: dict[str, str] = {
    "id": "id article_id guid uuid doc_id document_id fingerprint stories_id",
    "url": (
        "url link href permalink canonical_url web_url page_url article_url source_url canonical_link "
        "document_identifier uri"
    ),
    "title": "title headline heading article_title web_title name",
    "source": (
        "source publisher publication outlet source_name site_name media_name newspaper source_common_name "
        "source_hostname hostname source_domain domain site provider clean_url media"
    ),
    "authors": "authors author byline creator writers writer dc:creator author_name",
    "published_at": (
        "published_at published date_published publish_date published_date date_publish publication_date "
        "pub_date publishing_date web_publication_date first_publication_date publication_time published_time "
        "published_on date_gmt date_time_pub date_time iso_date seendate date post_date posted posted_at "
        "issued created_at created timestamp"
    ),
    "modified_at": (
        "modified_at modified date_modified date_modify updated updated_at last_modified modified_time "
        "modified_gmt last_updated update_date"
    ),
    "section": "section category desk rubric section_name section_title categories topic",
    "language": "language lang language_code meta_lang",
    "text": (
        "text body content article article_text article_body full_text main_text body_text text_content "
        "content_text story_text plain_text cleaned_text content_html body_html content:encoded raw_text "
        "story doc"
    ),
}
"""Field → its names, best first."""
PAIRS = [(field, name) for field, names in KNOWN.items() for name in names.split()]


@pytest.mark.parametrize(("field", "name"), PAIRS)
def test_a_name_stands_for_its_field(field: str, name: str) -> None:
    """In any capitals, with blanks, hyphens, dots or nothing for the underscores."""
    for written in (name, name.upper(), name.title(), name.replace("_", "-"), name.replace("_", " "), f" {name} "):
        found = NAMES.rank(written)
        assert found is not None
        assert found[0] == field
        assert found == NAMES.rank(name)
    assert NAMES.rank(name.replace("_", "")) == NAMES.rank(name)
    assert NAMES.is_wanted(name)


@pytest.mark.parametrize("field", KNOWN)
def test_the_better_name_has_the_smaller_rank(field: str) -> None:
    """The field's own name is best."""
    ranks = [NAMES.rank(name) for name in KNOWN[field].split()]
    assert ranks[0] == (field, 0)
    assert all(one is not None and other is not None and one[1] < other[1] for one, other in pairwise(ranks))


@pytest.mark.parametrize("field", [field for field, names in KNOWN.items() if " " in names])
def test_of_two_names_the_better_one_counts(field: str) -> None:
    """Whatever their order in the record; a better name without a value counts nothing."""
    for better, worse in pairwise(KNOWN[field].split()):
        for fields in ({better: "one", worse: "two"}, {worse: "two", better: "one"}):
            assert [found.value for found in NAMES.every(fields)[field]] == ["one", "two"]
        assert [found.name for found in NAMES.every({better: None, worse: "two"})[field]] == [worse]


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("summary", 2000),
        ("description", 2001),
        ("abstract", 2002),
        ("excerpt", 2003),
        ("snippet", 2004),
        ("lead", 2005),
    ],
)
def test_teasers_are_texts_of_the_last_resort(name: str, rank: int) -> None:
    """Behind every other name of a text, also one inside an object."""
    assert NAMES.rank(name) == ("text", rank)
    found = NAMES.every({name: "short", "article": {"doc": "whole"}})["text"]
    assert [one.value for one in found if isinstance(one.value, str)] == ["whole", "short"]


@pytest.mark.parametrize(("name", "rank"), [("time", 0), ("pub_time", 1), ("publish_time", 2), ("hour", 3)])
def test_a_time_of_day_is_a_field_of_its_own(name: str, rank: int) -> None:
    """Beside a date."""
    found = NAMES.every({name: "08:00", "date": "2026-03-02"})
    assert [one.value for one in found["published_at"]] == ["2026-03-02"]
    if NAMES.rank(name) is not None:
        assert NAMES.rank(name) == ("clock", rank)


@pytest.mark.parametrize("name", ["", "score", "n_words", "image", "text2", "my text", "ids", "url_hash", "comments"])
def test_other_names_stand_for_nothing(name: str) -> None:
    """Nor does what is no name."""
    assert NAMES.rank(name) is None
    assert NAMES.rank(7) is None
    assert "text" not in NAMES.every({name: "x", 7: "y"})


@pytest.mark.parametrize("name", sorted(CONTAINERS))
def test_an_object_may_hold_the_fields(name: str) -> None:
    """They count after those at the top, a thousand ranks behind."""
    inner: dict[str, Any] = {"language": "inner", "headline": "inside"}
    found = NAMES.every({name: inner, "language": "top"})
    assert [(one.rank, one.value) for one in found["language"]] == [(0, "top"), (1000, "inner")]
    assert [(one.rank, one.value) for one in found["title"]] == [(1001, "inside")]


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ({"title": {"rendered": "Quay"}}, "title", "Quay"),
        ({"dc:creator": "Ana"}, "authors", "Ana"),
        ({"dc": {"creator": "Ana"}}, "authors", None),
        ({"source": {"name": "Post"}}, "source", "Post"),
        ({"source": {"title": "Post"}}, "source", "Post"),
        ({"thread": {"site": "Post"}}, "source", "Post"),
        ({"fields": {"byline": "Ana"}}, "authors", "Ana"),
        ({"fields": {"bodyText": "x"}}, "text", "x"),
        ({"links": {"permalink": "u"}}, "url", "u"),
        ({"source": [{"name": "Post"}]}, "source", None),
        ({"meta": {"url": "u"}}, "url", "u"),
        ({"content:encoded": "x"}, "text", "x"),
    ],
)
def test_names_that_are_paths(fields: dict[str, Any], field: str, value: str | None) -> None:
    """A step down an object for each dot; of a list of one its only item."""
    found = [one.value for one in NAMES.every(fields).get(field, []) if isinstance(one.value, str)]
    assert found[:1] == ([] if value is None else [value])

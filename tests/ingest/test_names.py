"""Laws of names of fields, and of records of many shapes: the exports that are read out of the box."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.fields import Record, order_of, to_record
from pipeline.ingest.names import Names
from pipeline.ingest.record import Raw

CONFIG = IngestConfig()
NAMES = Names(CONFIG.aliases)
TEXT = "The quay is let to a ferry firm."
AT = 1_772_438_400_000_000  # 2026-03-02T08:00:00Z


def record(fields: dict[str, Any], config: IngestConfig = CONFIG) -> Record:
    """The record of these fields."""
    return to_record(Raw("a.jsonl", 1, fields), Names(config.aliases), config)


EXPORTS: dict[str, dict[str, Any]] = {
    "NewsAPI": {
        "source": {"id": None, "name": "Post"}, "author": "Mara Holt", "title": "Quay let", "description": "Let.",
        "url": "https://p.example/quay", "publishedAt": "2026-03-02T08:00:00Z", "content": TEXT,
    },
    "news-please": {
        "authors": ["Mara Holt"], "date_download": "2026-03-03 09:00:00", "date_modify": None, "description": "Let.",
        "date_publish": "2026-03-02 08:00:00", "maintext": TEXT, "source_domain": "Post", "title": "Quay let",
        "title_page": None, "url": "https://p.example/quay",
    },
    "newspaper4k": {
        "text": TEXT, "title": "Quay let", "authors": ["Mara Holt"], "publish_date": "2026-03-02T08:00:00+00:00",
        "canonical_link": "https://p.example/quay", "site_name": "Post", "summary": "", "meta_lang": "en",
    },
    "fundus": {
        "title": "Quay let", "authors": ["Mara Holt"], "publishing_date": "2026-03-02 08:00:00+00:00",
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [TEXT]}]}, "publisher": "Post",
        "url": "https://p.example/quay",
    },
    "trafilatura": {
        "title": "Quay let", "author": "Mara Holt", "hostname": "p.example", "date": "2026-03-02T08:00:00Z",
        "source": "https://p.example/quay", "source-hostname": "Post", "excerpt": "A lease.", "text": TEXT,
    },
    "Guardian": {
        "id": "world/quay", "webPublicationDate": "2026-03-02T08:00:00Z", "webTitle": "Quay let", "publication": "Post",
        "webUrl": "https://p.example/quay", "fields": {"bodyText": TEXT, "byline": "Mara Holt", "trailText": "Let."},
    },
    "GDELT": {
        "DATE": 20260302080000, "SourceCommonName": "Post", "DocumentIdentifier": "https://p.example/quay",
        "title": "Quay let", "text": TEXT, "author": "Mara Holt",
    },
    "Media Cloud": {
        "stories_id": 7, "publish_date": "2026-03-02 08:00:00", "title": "Quay let", "media_name": "Post",
        "url": "https://p.example/quay", "story_text": TEXT, "authors": "Mara Holt",
    },
    "Event Registry": {
        "uri": "771", "lang": "eng", "date": "2026-03-02", "time": "08:00:00", "dateTime": "2026-03-02T08:00:00Z",
        "url": "https://p.example/quay", "title": "Quay let", "body": TEXT, "source": {"uri": "p", "title": "Post"},
        "authors": [{"uri": "mara@p.example", "name": "Mara Holt"}],
    },
    "Webhose": {
        "uuid": "w1", "thread": {"site": "Post", "title": "Thread", "url": "https://p.example/thread"},
        "url": "https://p.example/quay", "author": "Mara Holt", "published": "2026-03-02T10:00:00.000+02:00",
        "title": "Quay let", "text": TEXT,
    },
    "cc_news": {
        "title": "Quay let", "text": TEXT, "domain": "Post", "date": "2026-03-02 08:00:00", "description": "Let.",
        "url": "https://p.example/quay", "author": "Mara Holt",
    },
    "Scrapy": {
        "url": ["https://p.example/quay"], "title": ["Quay let"], "body": [" " + TEXT + "\n"], "source": ["Post"],
        "date": ["2026-03-02T08:00:00Z"], "author": ["Mara Holt"],
    },
    "WordPress": {
        "id": 7, "date": "2026-03-02T10:00:00", "date_gmt": "2026-03-02T08:00:00", "link": "https://p.example/quay",
        "title": {"rendered": "Quay &#108;et"}, "content": {"rendered": TEXT, "protected": False}, "site_name": "Post",
        "author_name": "Mara Holt", "author": 3,
    },
    "one nested object": {
        "article": {"text": TEXT, "title": "Quay let", "published": "2026-03-02T08:00:00Z", "author": "Mara Holt"},
        "meta": {"url": "https://p.example/quay"}, "source": "Post",
    },
    "Elasticsearch": {
        "_index": "n", "_id": "7", "_source": {
            "body": TEXT, "headline": "Quay let", "timestamp": 1772438400, "publisher": "Post", "author": "Mara Holt",
            "url": "https://p.example/quay",
        },
    },
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_exports_are_read_out_of_the_box(name: str) -> None:
    """Text, headline, time, address, publisher and author stand where they belong."""
    found = record(EXPORTS[name])
    assert (found.text, found.title, found.published_at) == (TEXT, "Quay let", AT)
    assert (found.url, found.source, found.authors) == ("https://p.example/quay", "Post", ["Mara Holt"])


def test_paragraphs_are_joined_by_line_ends() -> None:
    """Lists of strings and of objects, headlines of sections in their place; what is empty is left out."""
    assert record({"text": ["One. ", "", "Two."]}).text == "One.\nTwo."
    assert (
        record({"body": [{"text": "One."}, {"paragraphs": ["Two.", {"html": "Three."}]}]}).text == "One.\nTwo.\nThree."
    )
    sections = [{"headline": ["Next"], "paragraphs": ["Two."]}]
    assert record({"body": {"summary": ["One."], "sections": sections}}).text == "One.\nNext\nTwo."


def test_a_record_of_elasticsearch_is_no_publisher() -> None:
    """`_source` holds the record; its title and name are its own."""
    found = record({"_id": "e1", "_source": {"title": "Weir", "body": "The weir is mended.", "publisher": "Tarn Mail"}})
    assert (found.external_id, found.title, found.source) == ("e1", "Weir", "Tarn Mail")
    assert record({"_source": {"title": "Weir", "body": "The weir is mended."}}).source is None
    assert record({"source": {"title": "Tarn Mail"}, "text": "The weir is mended."}).source == "Tarn Mail"


def test_a_teaser_is_the_text_where_there_is_no_other() -> None:
    """A summary goes after every text, inside objects too."""
    assert record({"summary": "Short.", "doc": {"content": TEXT}}).text == TEXT
    assert record({"summary": TEXT, "description": "Short.", "content": None}).text == TEXT


def test_a_path_with_dots_leads_into_objects() -> None:
    """An alias of the configuration may be a path; the same name with dots may be a column."""
    config = IngestConfig(aliases={"text": ["payload.parts.prose"]})
    assert record({"payload": {"parts": [{"prose": TEXT}]}}, config).text == TEXT
    assert record({"payload.parts.prose": TEXT}, config).text == TEXT
    assert record({"payload": "x", "content": "y"}, config).text is None


def test_a_day_takes_its_clock_from_a_field_beside_it() -> None:
    """Date and time in two fields, or a more exact field of the same day; another day's clock is none."""
    assert record({"date": "2026-03-02", "time": "08:00"}).published_at == AT
    assert record({"date": "2026-03-02", "time": "two hours ago"}).published_at == AT - 8 * 3_600_000_000
    assert record({"published": "2026-03-02", "created": "2026-03-02T08:00:00Z"}).published_at == AT
    assert record({"published": "2026-02-02", "created": "2026-03-02T08:00:00Z"}).published_at != AT


def test_the_order_of_day_and_month_is_that_of_the_file() -> None:
    """Rows with one reading settle it where they agree."""
    raws = [Raw("a.csv", n, {"date": text}) for n, text in enumerate(("03/04/2021", "25/04/2021", "30/04/2021", "x"))]
    assert order_of(raws, NAMES) == "day first"
    assert order_of([*raws, Raw("a.csv", 9, {"Date": "04/25/2021"})], NAMES) is None
    assert order_of(raws[:1], NAMES) is None
    assert to_record(raws[0], NAMES, CONFIG).published_at is None
    assert to_record(raws[0], NAMES, CONFIG, "day first").published_at == 1_617_408_000_000_000


def test_a_uri_is_an_address_or_an_id() -> None:
    """What looks like no address is an id."""
    assert record({"uri": "771"}).external_id == "771"
    assert record({"uri": "771"}).url is None
    assert record({"uri": "https://p.example/quay"}).url == "https://p.example/quay"
    assert record({"id": "1", "uri": "771"}).external_id == "1"

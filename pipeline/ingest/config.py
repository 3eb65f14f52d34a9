"""What the readers may be told: `ingest` of configs/params.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.errors import ConfigError
from pipeline.settings import setting

ALIASES: dict[str, list[str]] = {
    "id": ["_id", "article_id", "guid", "uuid", "doc_id", "document_id", "fingerprint", "stories_id"],
    "url": [
        *("link", "href", "permalink", "canonical_url", "web_url", "page_url", "article_url", "source_url"),
        *("canonical_link", "document_identifier", "webUrl", "links.permalink", "meta.url", "uri"),
    ],
    "title": ["headline", "heading", "article_title", "web_title", "title.rendered", "name"],
    "source": [
        *("publisher", "publication", "outlet", "source_name", "site_name", "sitename", "media_name", "newspaper"),
        *(
            "source_common_name",
            "source.name",
            "source.title",
            "source_hostname",
            "hostname",
            "source_domain",
            "domain",
        ),
        *("site", "thread.site", "provider", "clean_url", "media"),
    ],
    "authors": ["author", "byline", "creator", "writers", "writer", "dc:creator", "fields.byline", "author_name"],
    "published_at": [
        *("published", "date_published", "publish_date", "published_date", "date_publish", "publication_date"),
        *("pub_date", "publishing_date", "web_publication_date", "first_publication_date", "publication_time"),
        *("published_time", "published_on", "date_gmt", "date_time_pub", "date_time", "iso_date", "seendate", "date"),
        *("post_date", "posted", "posted_at", "issued", "created_at", "created", "timestamp"),
    ],
    "modified_at": [
        *("modified", "date_modified", "date_modify", "updated", "updated_at", "last_modified", "modified_time"),
        *("modified_gmt", "last_updated", "update_date"),
    ],
    "section": ["category", "desk", "rubric", "section_name", "section_title", "categories", "topic"],
    "language": ["lang", "language_code", "meta_lang"],
    "text": [
        *(
            "body",
            "content",
            "article",
            "article_text",
            "article_body",
            "full_text",
            "main_text",
            "maintext",
            "body_text",
        ),
        *(
            "text_content",
            "content_text",
            "story_text",
            "plain_text",
            "cleaned_text",
            "fields.body_text",
            "fields.body",
        ),
        *("content_html", "body_html", "content:encoded", "raw_text", "story", "doc", "paragraphs"),
        "lead_paragraph",
    ],
}
FIELDS = tuple(ALIASES)


@dataclass(frozen=True)
class IngestConfig:
    """Sizes and names that the readers go by."""

    batch_articles: int = setting(500, "records of a part at most", unit="records", low=1, high=100_000)
    batch_mb: float = setting(4.0, "text of a part at most", unit="MB", low=0.01, high=512)
    max_chars: int = setting(
        1_000_000, "longest text; longer ones are rejected", unit="characters", low=100, high=100_000_000
    )
    max_expansion: float = setting(
        100.0, "a compressed file may grow this much (16 MB are always allowed)", unit="times", low=1, high=100_000
    )
    max_expanded_mb: float = setting(
        20_000.0, "a compressed file may grow to this size", unit="MB", low=1, high=10_000_000
    )
    max_document_mb: float = setting(
        256.0,
        "a .json or .xml file may be this large; other forms have no bound",
        unit="MB",
        low=0.01,
        high=4_000,
    )
    aliases: dict[str, list[str]] = setting(
        ALIASES,
        "other names of each field, best first; case, _ and - do not matter, dots lead into objects; "
        "a field left out keeps its list",
    )
    path_pattern: str = setting(
        "",
        "regular expression over the path of a .txt file; its named groups are fields: (?P<source>[^/]+)/(?P<date>.*)",
    )

    def __post_init__(self) -> None:
        """Refuse aliases that name no field or are no lists of names, and a pattern that is none."""
        try:
            re.compile(self.path_pattern)
        except re.error as error:
            raise ConfigError(f"no regular expression: {error}", where="ingest.path_pattern") from None
        where = "ingest.aliases"
        for name, others in self.aliases.items():
            if name not in FIELDS:
                raise ConfigError(f"unknown field '{name}'", where=where, hint="known: " + ", ".join(FIELDS))
            if not isinstance(others, list | tuple) or not all(isinstance(o, str) for o in others):
                raise ConfigError(f"{name} must be a list of names, got {others!r}", where=where)

    @property
    def max_line(self) -> int:
        """Longest line that is read, bytes: a text of `max_chars` with every character escaped, and room beside it."""
        return 12 * self.max_chars + (1 << 16)

    @property
    def max_document_bytes(self) -> int:
        """Largest document that is parsed as a whole, bytes."""
        return int(self.max_document_mb * 1_000_000)

    @property
    def batch_bytes(self) -> int:
        """Text of a part at most, bytes."""
        return int(self.batch_mb * 1_000_000)

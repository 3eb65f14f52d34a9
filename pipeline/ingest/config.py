"""What the readers may be told: `ingest` of configs/params.yaml."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import ConfigError
from pipeline.settings import setting

ALIASES: dict[str, list[str]] = {
    "id": ["_id", "article_id", "guid", "uuid", "doc_id", "document_id"],
    "url": ["link", "href", "uri", "permalink", "canonical_url", "web_url"],
    "title": ["headline", "heading"],
    "source": ["publisher", "publication", "outlet", "source_name", "source_domain", "site", "site_name", "newspaper"],
    "authors": ["author", "byline", "creator", "writers"],
    "published_at": [
        *("published", "date", "publish_date", "date_published", "published_date", "date_publish"),
        *("publication_date", "pub_date", "datetime", "timestamp"),
    ],
    "modified_at": [
        *("modified", "date_modified", "date_modify", "updated", "updated_at", "last_modified", "modified_time"),
        *("modified_gmt", "last_updated", "update_date"),
    ],
    "section": ["category", "desk", "rubric"],
    "language": ["lang"],
    "text": ["body", "content", "article", "article_text", "article_body", "full_text", "main_text", "maintext"],
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
    aliases: dict[str, list[str]] = setting(
        ALIASES, "other names of each field, best first; case, _ and - do not matter; a field left out keeps its list"
    )

    def __post_init__(self) -> None:
        """Refuse aliases that name no field or are no lists of names."""
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
    def batch_bytes(self) -> int:
        """Text of a part at most, bytes."""
        return int(self.batch_mb * 1_000_000)

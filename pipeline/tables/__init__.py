"""The contracts: one `Table` for every table that the pipeline writes."""

from pipeline.tables.articles import ARTICLES, TEXTS
from pipeline.tables.cleaning import (
    FLAGGED,
    LINE_COUNTS,
    REJECTED,
    REJECTED_PARTS,
    REMOVED,
    REPEATS,
    SUPERSEDED,
    SUPERSEDED_PARTS,
    VERSIONS,
)
from pipeline.tables.deliveries import DELIVERIES, OUTCOMES
from pipeline.tables.duplicates import NEAR_DUPLICATES, SHINGLES
from pipeline.tables.keywords import KEYWORDS
from pipeline.tables.names import ENTITIES, MENTIONS, NAME_LINKS, NAMES
from pipeline.tables.quotes import QUOTATIONS, QUOTES
from pipeline.tables.records import INVENTORY, RECORDS
from pipeline.tables.schema import Column, Table
from pipeline.tables.sentiment import ENTITY_SENTIMENT, MENTION_TONES, SENTENCES, SENTIMENT
from pipeline.tables.stories import ARTICLE_STORIES, EVENT_TERMS, STORIES
from pipeline.tables.topic_model import MODEL
from pipeline.tables.topics import ARTICLE_TOPICS, ASSIGNED, TERMS, TOPIC_EVENTS, TOPICS, VOCABULARY
from pipeline.tables.trends import KEYWORD_TRENDS, TRENDS

PUBLIC = (
    *(DELIVERIES, ARTICLES, SUPERSEDED, REMOVED, FLAGGED, REJECTED),
    *(SENTENCES, SENTIMENT, QUOTES, ENTITIES, NAMES, ENTITY_SENTIMENT, KEYWORDS),
    *(TOPICS, ARTICLE_TOPICS, STORIES, ARTICLE_STORIES, TRENDS, KEYWORD_TRENDS, TOPIC_EVENTS),
)
INTERIM = (
    *(
        INVENTORY,
        RECORDS,
        VERSIONS,
        LINE_COUNTS,
        REPEATS,
        TEXTS,
        SUPERSEDED_PARTS,
        REJECTED_PARTS,
        OUTCOMES,
        SHINGLES,
        NEAR_DUPLICATES,
    ),
    *(MENTIONS, NAME_LINKS, QUOTATIONS, MENTION_TONES, VOCABULARY, TERMS, ASSIGNED, EVENT_TERMS, *MODEL),
)
TABLES: dict[str, Table] = {t.name: t for t in (*PUBLIC, *INTERIM)}

__all__ = ["INTERIM", "PUBLIC", "TABLES", "Column", "Table"]

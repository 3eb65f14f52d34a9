"""Tables of stories, and the interim terms that articles are compared by."""

import pyarrow as pa

from pipeline.tables.schema import article_id, column, table

EVENT_TERMS = table(
    "event_terms",
    "what an article says of its event",
    article_id(),
    column("keys", pa.list_(pa.int32()), "CRC-32 of each distinct name, then of each other word"),
    column("weights", pa.list_(pa.float32()), "1 + log of its count; without a day title and lead count thrice"),
    column("n_names", pa.int32(), "how many of them are names; without a day, names or figures", low=0),
    interim=True,
)

ARTICLE_STORIES = table(
    "article_stories",
    "an article",
    article_id(),
    column(
        "story_id",
        pa.string(),
        "articles on one event share it: article_id of the first of them, or a hash of its text",
    ),
)

STORIES = table(
    "stories",
    "a story: articles on one event",
    column("story_id", pa.string(), "16 hex digits, as in article_stories"),
    column("headline", pa.string(), "title of its first article that has one, else the opening of its first article"),
    column("n_articles", pa.int32(), "articles, copies included", low=1),
    column("n_sources", pa.int32(), "publishers", low=0),
    column("first_day", pa.date32(), "day of its first article; null for articles without a day", nullable=True),
    column("last_day", pa.date32(), "day of its last article; null for articles without a day", nullable=True),
    column("first_article_id", pa.string(), "the article that was published first"),
    column("first_source", pa.string(), "its publisher; null when not given", nullable=True),
    column("topic_id", pa.int32(), "topic of most of its articles; -1 where they have none", low=-1),
    column(
        "compound_mean",
        pa.float32(),
        "mean compound of its articles, -1..1; null without scores",
        nullable=True,
        low=-1,
        high=1,
    ),
    column("keywords", pa.list_(pa.string()), "keywords of most of its articles, at most five, most frequent first"),
    column("entity_ids", pa.list_(pa.string()), "entities of most of its articles, at most five, most frequent first"),
    sort=("story_id",),
)

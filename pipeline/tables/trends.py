"""Tables `trends` and `keyword_trends`: topics and keywords by day."""

import pyarrow as pa

from pipeline.tables.schema import column, table

_DAY_SHARE = column("share", pa.float32(), "of all dated articles of the day, 0..1", low=0, high=1)

_BURST = (
    column(
        "burst",
        pa.float32(),
        "how surprising the one to three days that end here are by its own past, 0..10; 0 without a past",
        low=0,
        high=10,
    ),
    column("is_burst", pa.bool_(), "whether burst is at least trends.burst_threshold"),
)

TRENDS = table(
    "trends",
    "a topic on a day that has articles of it",
    column("topic_id", pa.int32(), "the topic", low=-1),
    column("day", pa.date32(), "UTC day"),
    column("n_articles", pa.int32(), "articles of the topic on the day, duplicates included", low=1),
    _DAY_SHARE,
    column(
        "compound_mean",
        pa.float32(),
        "mean compound of these articles, -1..1; null without scores",
        nullable=True,
        low=-1,
        high=1,
    ),
    *_BURST,
    sort=("topic_id", "day"),
)

KEYWORD_TRENDS = table(
    "keyword_trends",
    "a keyword on a day that has articles with it; copies left out, rare keywords too",
    column("keyword_key", pa.string(), "key of keywords: one for all forms of a keyword"),
    column("keyword", pa.string(), "in its most frequent form and spelling"),
    column("day", pa.date32(), "UTC day"),
    column("n_articles", pa.int32(), "articles of the day that have it among their keywords", low=1),
    _DAY_SHARE,
    *_BURST,
    sort=("keyword_key", "day"),
)

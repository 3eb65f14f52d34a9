"""Tables of topics, and the interim term counts that they start from."""

import pyarrow as pa

from pipeline.tables.schema import article_id, column, table

EVENTS = ("born", "continued", "merged", "split", "died")

TERM = pa.struct([pa.field("term", pa.string()), pa.field("weight", pa.float32())])

VOCABULARY = table(
    "vocabulary",
    "a distinct term of one part",
    column("term", pa.string(), "lower case; its row number is its id in `terms` of the same part"),
    column("df", pa.int32(), "articles of the part that hold it", low=1),
    sort=("term",),
    interim=True,
)

TERMS = table(
    "terms",
    "the term counts of an article: a row of a sparse matrix",
    article_id(),
    column("ids", pa.list_(pa.int32()), "rows of `vocabulary` of the same part, ascending"),
    column("counts", pa.list_(pa.int32()), "occurrences of each"),
    interim=True,
)

ASSIGNED = table(
    "assigned",
    "where the accepted topics put an article by its own words; without them nowhere",
    article_id(),
    column("topic", pa.int32(), "its number, in the order of the ids; -1: none fits", low=-1),
    column("strength", pa.float32(), "how sure it is, 0..1", low=0, high=1),
    column("second", pa.int32(), "number of the next best; -1 for none", low=-1),
    column("second_strength", pa.float32(), "how sure that would be, 0..1", low=0, high=1),
    column("closeness", pa.float32(), "cosine to the centre of the topic, -1..1"),
    column("x", pa.float32(), "map position, about -1..1"),
    column("y", pa.float32(), "the same, upwards"),
    interim=True,
)

TOPICS = table(
    "topics",
    "a topic",
    column("topic_id", pa.int32(), "stable from night to night, never reused; 0 and more", low=0),
    column("label", pa.string(), "readable, unique"),
    column("n_articles", pa.int32(), "articles of the topic, duplicates included", low=0),
    column("parent_id", pa.int32(), "topic_id of the wider topic; null at the top", nullable=True),
    column("coherence", pa.float32(), "mean NPMI of the pairs of the ten first terms, -1..1", low=-1, high=1),
    column("representative_ids", pa.list_(pa.string()), "article_ids nearest to the centre, nearest first"),
    column("since", pa.date32(), "first day with an article of the topic; null when none has a day", nullable=True),
    column(
        "terms", pa.list_(TERM), "terms that stand out, with weights, best first"
    ),  # last: fastparquet stumbles over what follows
    sort=("topic_id",),
)

ARTICLE_TOPICS = table(
    "article_topics",
    "an article",
    article_id(),
    column("topic_id", pa.int32(), "the topic; -1: none fits", low=-1),
    column(
        "strength",
        pa.float32(),
        "how sure the topic is, 0..1: of articles at .9 nine in ten are right; 0 for -1",
        low=0,
        high=1,
    ),
    column("second_topic_id", pa.int32(), "the next best; null without one", nullable=True, low=-1),
    column("second_strength", pa.float32(), "how sure that would be, 0..1; null without", nullable=True, low=0, high=1),
    column("x", pa.float32(), "map position, about -1..1; near articles are alike"),
    column("y", pa.float32(), "map position, about -1..1"),
)

TOPIC_EVENTS = table(
    "topic_events",
    "a change since the last accepted model",
    column("topic_id", pa.int32(), "the topic that changed", low=0),
    column("label", pa.string(), "of the topic, also where it is no longer there"),
    column("event", pa.string(), "born, continued, merged, split or died", choices=EVENTS),
    column("other_id", pa.int32(), "the topic it merged into or split from; null otherwise", nullable=True),
    column(
        "overlap",
        pa.float32(),
        "share of articles in common, 0..1: of either (continued), of its own (merged, split); null for born and died",
        nullable=True,
        low=0,
        high=1,
    ),
    sort=("topic_id", "event"),
)

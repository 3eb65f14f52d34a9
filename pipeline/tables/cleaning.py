"""Tables `removed`, `flagged`, `rejected`, `superseded` and `deliveries`, and the interim tables of cleaning."""

import pyarrow as pa

from pipeline.tables.schema import article_id, column, table

RELATIONS = ("repeated", "updated")

REMOVED = table(
    "removed",
    "a span that cleaning took away",
    article_id("article that the span was taken from; 16 hex digits"),
    column("start", pa.int32(), "first character, offset into the decoded and repaired text", low=0),
    column("end", pa.int32(), "one past the last character", low=1),
    column("text", pa.string(), "the span itself"),
    column("rule", pa.string(), "name of the rule, see docs/noise.md"),
    sort=("article_id", "start"),
)

FLAGGED = table(
    "flagged",
    "a span of the clean text that cleaning suspects and leaves in",
    article_id(),
    column("start", pa.int32(), "first character, offset into articles.text", low=0),
    column("end", pa.int32(), "one past the last character", low=1),
    column("text", pa.string(), "the span itself"),
    column("rule", pa.string(), "what suspects it: line_model, or in clean.mode safe a rule of the standard mode"),
    column("probability", pa.float32(), "how likely it is noise, 0..1", low=0, high=1),
    sort=("article_id", "start"),
)

REJECTED = table(
    "rejected",
    "a raw file or record that gave no article",
    column("source_file", pa.string(), "path below the raw folder, with / between folders"),
    column("record", pa.int32(), "line or row number in the file, from 1; 0 for the file as a whole", low=0),
    column("reason", pa.string(), "short name, see docs/errors.md"),
    column("detail", pa.string(), "the same in words, with what was found"),
    column(
        "n_unread",
        pa.int32(),
        "raw records that the row stands for: 1, or more where they could not be told apart",
        low=1,
    ),
    sort=("source_file", "record"),
)

SUPERSEDED = table(
    "superseded",
    "a record that a newer one of the same article replaced",
    article_id("article that the newer record became; 16 hex digits"),
    column("source_file", pa.string(), "path below the raw folder, with / between folders"),
    column("record", pa.int32(), "line or row number in the file, from 1", low=0),
    column(
        "relation",
        pa.string(),
        "repeated (the same text as the newer record) or updated (another version of it)",
        choices=RELATIONS,
    ),
    sort=("article_id", "source_file", "record"),
)

VERSIONS = table(
    "versions",
    "a record that a newer one of the same article replaced, or whose article_id its neighbours changed",
    article_id("of the record, as in records"),
    column("source_file", pa.string(), "path below the raw folder"),
    column("record", pa.int32(), "line or row number in the file", low=0),
    column("final_article_id", pa.string(), "of the article that the record belongs to"),
    column(
        "relation", pa.string(), "as in superseded; null for the record that counts", nullable=True, choices=RELATIONS
    ),
    sort=("article_id", "source_file", "record"),
    interim=True,
)

NO_FAULTS = ("not_a_page", "no_page_record")
"""Reasons in `rejected` that are nobody's fault: what a WARC holds beside pages. They count in no rejected share."""

_COUNTS = (
    column("source_file", pa.string(), "path below the raw folder, with / between folders"),
    column(
        "delivery_day",
        pa.date32(),
        "day that the path names, else the newest publication day; null without",
        nullable=True,
    ),
    column("source", pa.string(), "publisher as given; null when not given", nullable=True),
    column("n_records", pa.int32(), "raw records, those that could not be read included", low=0),
    column("n_articles", pa.int32(), "of these, articles", low=0),
    column("n_repeated", pa.int32(), "of these, replaced by a record with the same text", low=0),
    column("n_updated", pa.int32(), "of these, replaced by a newer version", low=0),
    column("n_rejected", pa.int32(), "of these, rejected", low=0),
    column("n_faulty", pa.int32(), "of the rejected, those that should have been articles", low=0),
)
_COPIES = column("n_copies", pa.int32(), "of the articles, near-duplicates of another", low=0)

OUTCOMES = table(
    "outcomes",
    "what became of the records of a file and publisher, within one part",
    *_COUNTS,
    sort=("source_file", "source"),
    interim=True,
)

DELIVERY_COUNTS = table(
    "delivery_counts",
    "a file and publisher, within one part",
    *_COUNTS,
    _COPIES,
    sort=("source_file", "source"),
    interim=True,
)

DELIVERIES = table("deliveries", "a raw file and publisher", *_COUNTS, _COPIES, sort=("source_file", "source"))

LINE_COUNTS = table(
    "line_counts",
    "a short line of an article",
    article_id("of the record, as in records"),
    column("source_key", pa.uint64(), "hash of the publisher"),
    column("line_key", pa.uint64(), "hash of the normalised line"),
    column("version_key", pa.uint64(), "hash that the versions of one article share"),
    sort=("article_id", "line_key", "source_key", "version_key"),
    interim=True,
)

REPEATS = table(
    "repeats",
    "a line of an article that repeats within its source or anywhere",
    article_id("of the record, as in records"),
    column("line_key", pa.uint64(), "hash of the normalised line"),
    column("n_articles", pa.int32(), "articles of the source with it, rounded down to a bound of a rule", low=0),
    column("n_anywhere", pa.int32(), "articles of any source with the line, rounded down likewise", low=0),
    sort=("article_id", "line_key"),
    interim=True,
)

SHINGLES = table(
    "shingles",
    "the sampled word shingles of an article",
    article_id(),
    column("hashes", pa.list_(pa.uint64()), "hashes of the sampled shingles, sorted, distinct"),
    column("n_shingles", pa.int32(), "shingles before sampling, repeated ones included", low=0),
    interim=True,
)

NEAR_DUPLICATES = table(
    "near_duplicates",
    "an article that is similar to a kept one",
    article_id(),
    column("duplicate_of", pa.string(), "article_id of the kept article; null for a `part`", nullable=True),
    column(
        "similarity", pa.float32(), "containment of word shingles in the shorter text, 0..1; 1 for exact", low=0, high=1
    ),
    column("relation", pa.string(), "exact, near or part", choices=("exact", "near", "part")),
    column("other_article_id", pa.string(), "article_id of the article it resembles"),
    interim=True,
)

"""Tables `removed`, `flagged`, `rejected` and `superseded`, and the interim tables of versions and repeated lines."""

from dataclasses import replace

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

SUPERSEDED_PARTS = replace(SUPERSEDED, name="superseded_parts", interim=True)
REJECTED_PARTS = replace(REJECTED, name="rejected_parts", interim=True)

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

LINE_COUNTS = table(
    "line_counts",
    "a short line of an article",
    article_id("of the record, as in records"),
    column("source_key", pa.uint64(), "hash of the publisher"),
    column("line_key", pa.uint64(), "hash of the normalised line"),
    column("version_key", pa.uint64(), "hash that the versions of one article share"),
    column("n_letters", pa.int16(), "letters and digits of the line, in bytes", low=2, high=300),
    column("factor", pa.float32(), "how many times the copies of an ordinary line it needs, at most", low=1, high=3),
    sort=("article_id", "line_key", "source_key", "version_key"),
    interim=True,
)

REPEATS = table(
    "repeats",
    "a line of an article that repeats within its source or anywhere",
    article_id("of the record, as in records"),
    column("line_key", pa.uint64(), "hash of the normalised line"),
    column("n_articles", pa.int32(), "articles of the source with it, as far as they decide", low=0),
    column("n_anywhere", pa.int32(), "articles of any source with the line, likewise", low=0),
    sort=("article_id", "line_key"),
    interim=True,
)

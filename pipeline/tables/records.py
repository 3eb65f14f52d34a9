"""Interim tables `inventory` (every raw file) and `records`: each ends in `articles`, `superseded` or `rejected`."""

import pyarrow as pa

from pipeline.tables.schema import STAMP, article_id, column, table

INVENTORY = table(
    "inventory",
    "a raw file as the night found it",
    column("path", pa.binary(), "path below the raw folder, with / between folders; the file system's own bytes"),
    column("size", pa.int64(), "bytes; 0 where it cannot be read", low=0),
    column("sha256", pa.string(), "SHA-256 of the file, hex; null where it cannot be read", nullable=True),
    column("fault", pa.string(), "why it cannot be read; null where it can", nullable=True),
    sort=("path",),
    interim=True,
)

RECORDS = table(
    "records",
    "a record of a raw file, whether it could be read or not",
    article_id("16 hex digits, from the record alone; table `versions` names another where its neighbours do"),
    column("key", pa.uint64(), "hash that the records share which may be versions of one article"),
    column("url_key", pa.uint64(), "hash of the URL beside an own id; 0 without one"),
    column("title_key", pa.uint64(), "hash of the folded title; 0 without one"),
    column("external_id", pa.string(), "the record's own id; null when it has none", nullable=True),
    column("source_file", pa.string(), "path below the raw folder, with / between folders"),
    column("record", pa.int32(), "line or row number in the file, from 1; 0 for the file as a whole", low=0),
    column("url", pa.string(), "address of the page; null when not given", nullable=True),
    column("title", pa.string(), "headline as given; null when not given", nullable=True),
    column("source", pa.string(), "publisher as given; null when not given", nullable=True),
    column("authors", pa.list_(pa.string()), "author names as given; empty when not given"),
    column("published_at", STAMP, "publication time, UTC; null when not given or not a date", nullable=True),
    column("published_at_raw", pa.string(), "the given time where it could not be parsed; else null", nullable=True),
    column(
        "day", pa.date32(), "day of published_at, else the date in the file's path; null without either", nullable=True
    ),
    column("modified_at", STAMP, "time of the last change, UTC; null when not given", nullable=True),
    column("delivery_day", pa.date32(), "day that the file's path names; null without one", nullable=True),
    column("section", pa.string(), "desk or rubric as given; null when not given", nullable=True),
    column("language", pa.string(), "language code as given; null when not given", nullable=True),
    column("text", pa.string(), "the decoded text, nothing repaired yet; null when there is none", nullable=True),
    column(
        "text_sha256", pa.string(), "SHA-256 of the decoded text in UTF-8, hex; null when there is none", nullable=True
    ),
    column("reason", pa.string(), "why the record gave no article; null when it did", nullable=True),
    column("detail", pa.string(), "the same in words; null when it did", nullable=True),
    column(
        "n_unread",
        pa.int32(),
        "raw records that the row stands for: 1, or more where they could not be told apart",
        low=1,
    ),
    sort=("article_id", "source_file", "record"),
    interim=True,
)

"""Table `deliveries`, and the counts of outcomes that it is added up from."""

import pyarrow as pa

from pipeline.tables.schema import column, table

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

"""Table `quotes`."""

import pyarrow as pa

from pipeline.tables.schema import article_id, column, table

QUOTES = table(
    "quotes",
    "a quotation, the outer one of nested ones",
    article_id(),
    column("start", pa.int32(), "first character, the mark included, offset into articles.text", low=0),
    column("end", pa.int32(), "one past the last character; paragraphs of one quotation are one row", low=1),
    column("sentence", pa.int32(), "number of the sentence that it begins in; null outside any", nullable=True, low=0),
    column(
        "speaker",
        pa.string(),
        "name as it stands beside it, without titles; null unless a plain rule is sure, and as compound",
        nullable=True,
    ),
    column(
        "compound",
        pa.float32(),
        "mean score of the quoted sentences or parts of them, -1..1; null without words, and outside clean.languages",
        nullable=True,
        low=-1,
        high=1,
    ),
    sort=("article_id", "start"),
)

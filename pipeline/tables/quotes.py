"""Table `quotes`, and the interim table `quotations` that it is made from."""

import pyarrow as pa

from pipeline.tables.schema import article_id, column, table

QUOTE_KINDS = ("direct", "mixed", "indirect")
SPEAKER_KINDS = ("named", "pronoun", "nominal")

_QUOTATION = (
    article_id(),
    column("start", pa.int32(), "first character, the mark included, offset into articles.text", low=0),
    column("end", pa.int32(), "one past the last character; paragraphs of one quotation are one row", low=1),
    column("sentence", pa.int32(), "number of the sentence that it begins in; null outside any", nullable=True, low=0),
    column(
        "kind",
        pa.string(),
        "direct (a sentence or more in quotation marks), mixed (marks inside a reported clause), indirect (no marks)",
        choices=QUOTE_KINDS,
    ),
    column(
        "speaker",
        pa.string(),
        "full name where known, the person for he and she, the words of a source without a name; null where unsure",
        nullable=True,
    ),
    column("speaker_id", pa.string(), "entity_id of the speaker; null for a nominal source", nullable=True),
    column(
        "speaker_kind",
        pa.string(),
        "how the article names the speaker here; null where speaker is",
        nullable=True,
        choices=SPEAKER_KINDS,
    ),
    column("text", pa.string(), "text[start : end] of the article"),
)

QUOTATIONS = table(
    "quotations", "a quotation or a reported clause", *_QUOTATION, sort=("article_id", "start"), interim=True
)

QUOTES = table(
    "quotes",
    "a quotation (the outer one of nested ones) or a reported clause",
    *_QUOTATION,
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

"""Table `articles`, and the interim table `texts` that it is made from."""

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, strings
from pipeline.tables.schema import STAMP, article_id, column, table

_ABOUT = (
    article_id("16 hex digits, from the record's source, own id and URL or title, else its URL, else its place"),
    column("external_id", pa.string(), "the record's own id; null when it has none", nullable=True),
    column("source_file", pa.string(), "path below the raw folder, with / between folders"),
    column("record", pa.int32(), "line or row number in the file, from 1", low=1),
    column("url", pa.string(), "address of the page; null when not given", nullable=True),
    column("title", pa.string(), "headline, repaired; null when not given", nullable=True),
    column("source", pa.string(), "publisher as given; null when not given", nullable=True),
    column("authors", pa.list_(pa.string()), "author names as given; empty when not given"),
    column("published_at", STAMP, "publication time, UTC; null when not given or not a date", nullable=True),
    column("published_at_raw", pa.string(), "the given time where it could not be parsed; else null", nullable=True),
    column(
        "day", pa.date32(), "day of published_at, else the date in the file's path; null without either", nullable=True
    ),
    column("section", pa.string(), "desk or rubric as given; null when not given", nullable=True),
    column("language", pa.string(), "ISO 639-1 code, given or detected; null when unsure", nullable=True),
    column(
        "language_score", pa.float32(), "how sure, 0..1; 1 when given; null when unsure", nullable=True, low=0, high=1
    ),
    column(
        "is_read",
        pa.bool_(),
        "whether it is analysed: in one of clean.languages, or too few words to speak against English",
    ),
    column("text", pa.string(), "clean text: decoded, repaired, noise taken away"),
    column("n_chars_raw", pa.int32(), "characters of the decoded text before repair", low=1),
    column("n_chars", pa.int32(), "characters of the clean text", low=1),
    column("n_words", pa.int32(), "words of the clean text (well-known counts two)", low=0),
    column("n_sentences", pa.int32(), "sentences of the clean text", low=0),
    column("content_sha256", pa.string(), "SHA-256 of the clean text in UTF-8, 64 hex digits"),
)

TEXTS = table(
    "texts",
    "an article after cleaning, before its near-duplicates are known",
    *_ABOUT,
    column("sentence_starts", pa.list_(pa.int32()), "first character of each sentence, offsets into text"),
    column("sentence_ends", pa.list_(pa.int32()), "one past the last character of each sentence"),
    interim=True,
)

ARTICLES = table(
    "articles",
    "a kept article; duplicates stay, marked",
    *_ABOUT,
    column("duplicate_of", pa.string(), "article_id of the kept article; null where it is the kept one", nullable=True),
    column(
        "similarity",
        pa.float32(),
        "share of the shorter text found in the other, 0..1; null without one",
        nullable=True,
        low=0,
        high=1,
    ),
    column(
        "relation",
        pa.string(),
        "exact or near (copies: duplicate_of is set), or part (has whole spans of other_article_id); else null",
        nullable=True,
        choices=("exact", "near", "part"),
    ),
    column(
        "other_article_id",
        pa.string(),
        "article that this one is a copy or a part of; else null",
        nullable=True,
    ),
)


def texts_to_read(texts: pa.Table) -> pa.Array:
    """The texts of some rows of `texts`, a string array; empty where the language is none that is read."""
    is_read, found = flat(texts["is_read"]), flat(texts["text"])
    return found if is_read.true_count == len(found) else pc.if_else(is_read, found, strings([""])[0])

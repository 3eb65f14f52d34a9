"""Interim tables that near-duplicates are found from and told in."""

import pyarrow as pa

from pipeline.tables.schema import article_id, column, table

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

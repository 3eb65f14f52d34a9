"""Table `near_duplicates`: what is compared of the articles, and the rows that come of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import fixed_bytes, flat, is_valid, numbers, offsets, strings, to_numpy, values
from pipeline.arrays.types import Int64, UInt64
from pipeline.cleaning.config import CleanConfig
from pipeline.duplicates.find import MISSING, RELATIONS, ArticleSamples, NearDuplicates, find_near_duplicates
from pipeline.duplicates.shingles import running_shingles
from pipeline.tables.duplicates import NEAR_DUPLICATES
from pipeline.tables.exchange import n_shards
from pipeline.tables.parts import Parts, take


def copies(config: CleanConfig, texts: Parts, shingles: Parts) -> tuple[pa.Table, Int64]:
    """Compare all articles.

    Args:
        config: what makes two articles near-duplicates.
        texts: table `texts`.
        shingles: table `shingles`, of the same parts and rows.

    Returns:
        Table `near_duplicates` in the order of `texts`, and the part number of each row.
    """
    about, part = texts.all(["article_id", "content_sha256", "published_at", "n_chars"])
    n_shingles, _ = shingles.all(["n_shingles"])
    published = np.where(is_valid(about["published_at"]), to_numpy(about["published_at"]), MISSING)
    corpus = ArticleSamples(
        article_id=fixed_bytes(about["article_id"], 16),
        content_sha256=fixed_bytes(about["content_sha256"], 64),
        published_at=published,
        n_chars=to_numpy(about["n_chars"]).astype(np.int64),
        n_shingles=to_numpy(n_shingles["n_shingles"]).astype(np.int64),
        samples=_samples(shingles),
    )
    shingles_of = partial(_shingles, texts, part, config.shingle_words)
    found = find_near_duplicates(corpus, config.thresholds(), shingles_of, texts, n_shards(about.num_rows))
    return _rows(flat(about["article_id"]), found), part[found.index]


def _samples(shingles: Parts) -> Iterator[tuple[Int64, UInt64]]:
    """Sampled hashes of the articles of each part: how many, and all of them."""
    for name in shingles.names:
        hashes = flat(shingles.read(name, ["hashes"])["hashes"])
        yield np.diff(offsets(hashes)), to_numpy(values(hashes))


def _shingles(texts: Parts, part: Int64, size: int, index: Int64) -> tuple[Int64, UInt64]:
    """All shingles of some articles, read part by part.

    Args:
        texts: table `texts`.
        part: number of the part of each article.
        size: words in a shingle.
        index: the articles, ascending.
    """
    first = np.searchsorted(part, np.arange(len(texts.names)))
    parts = [(number, index[part[index] == number] - first[number]) for number in np.unique(part[index])]
    wanted = [take(texts.read(texts.names[number], ["text"]), rows) for number, rows in parts]
    return running_shingles(pa.concat_tables(wanted)["text"].combine_chunks(), size)


def _rows(ids: pa.Array, found: NearDuplicates) -> pa.Table:
    """Rows of `near_duplicates`; a part of another article is no copy of it."""
    other = ids.take(numbers(found.other))
    copy = found.relation < RELATIONS.index("part")
    return NEAR_DUPLICATES.build(
        article_id=ids.take(numbers(found.index)),
        duplicate_of=pc.if_else(numbers(copy), other, pa.nulls(len(other), pa.string())),
        similarity=numbers(found.similarity.astype(np.float32)),
        relation=strings([RELATIONS[relation] for relation in found.relation.tolist()]),
        other_article_id=other,
    )

"""Stage `stories`: articles on one event belong together; their number is not given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, to_numpy
from pipeline.arrays.types import Int64
from pipeline.settings import setting
from pipeline.tables.corpus import NO_DAY, Corpus, gather
from pipeline.tables.parts import Parts, scatter
from pipeline.tables.topics import STORIES


@dataclass(frozen=True)
class StoriesConfig:
    """How near articles on one event are."""

    window_days: int = setting(3, "largest distance in time of two linked articles", unit="days", low=0, high=3650)
    min_similarity: float = setting(
        0.07, "smallest mean similarity of two groups that become one", unit="cosine", low=0.01, high=1
    )


def stories(
    config: StoriesConfig, *, terms: Parts, vocabulary: Parts, articles: Parts
) -> dict[str, dict[str, pa.Table]]:
    """Give every article its story.

    Args:
        config: how near articles must be in time and wording.
        terms: table `terms`; the result has its part layout.
        vocabulary: table `vocabulary` of the same parts.
        articles: table `articles`; a duplicate joins its kept article's story.
            An article without a day is compared with all.

    Returns:
        Table `stories`, by part.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 -- only this function pays for scipy

    from pipeline.stories.linking import events  # noqa: PLC0415 -- the same

    corpus = gather(terms, vocabulary, articles)
    shape = (len(corpus.first), len(corpus.vocabulary))
    counts = csr_matrix((corpus.counts, corpus.ids, corpus.bounds), shape=shape)
    day = corpus.day[corpus.first]
    group = events(counts, np.where(day == NO_DAY, np.nan, day), config.window_days, config.min_similarity)
    return {"stories": scatter(_table(corpus, group[corpus.text]), corpus.part, corpus.parts)}


def _table(corpus: Corpus, group: Int64) -> pa.Table:
    """Table `stories` in the order of the corpus' articles."""
    order = _canonical(corpus)
    order = order[np.lexsort((corpus.day[order], group[order]))]
    _, start = np.unique(group[order], return_index=True)
    names = _names(corpus, order[start])
    size = np.bincount(group)
    return STORIES.build(
        article_id=corpus.article_id,
        story_id=names.take(numbers(group)),
        n_articles=numbers(size[group].astype(np.int32)),
    )


def _canonical(corpus: Corpus) -> Int64:
    """Rows of the articles by (content_sha256, article_id)."""
    keys = pa.Table.from_arrays([corpus.sha, corpus.article_id], names=["sha", "id"])
    order = pc.sort_indices(keys, sort_keys=[("sha", "ascending"), ("id", "ascending")])
    return to_numpy(order).astype(np.int64)


def _names(corpus: Corpus, rows: Int64) -> pa.Array:
    """A story's name: the first 16 digits of its first article's content_sha256."""
    return pc.utf8_slice_codeunits(corpus.sha.take(numbers(rows)), 0, 16)

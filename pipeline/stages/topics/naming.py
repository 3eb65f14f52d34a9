"""Terms, labels and representatives of topics and desks, as rows of a model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.columns import lists, numbers, string_lists, strings, to_numpy
from pipeline.tables.parts import Parts
from pipeline.tables.topics import TERM
from pipeline.text.labels import labels_of
from pipeline.text.surfaces import spelled
from pipeline.vector.describe import Description

Ints = npt.NDArray[np.int64]


def named(
    about: Description, nearest: Sequence[list[str]], vocabulary: pa.Array, articles: Parts, kept: Sequence[str | None]
) -> dict[str, pa.Array]:
    """Columns label, terms, coherence and representative_ids.

    Args:
        about: of n topics or desks.
        nearest: article_ids that stand for each.
        vocabulary: the terms by number.
        articles: table `articles`: where to look how terms are written.
        kept: labels that topics have already, None where they have none.
    """
    terms = [vocabulary.take(numbers(np.array(row, np.int64))).to_pylist() for row in about.terms]
    texts = _texts_of([name for row in nearest for name in row], articles)
    names = [spelled(row, [texts[name] for name in near]) for row, near in zip(terms, nearest, strict=True)]
    return {
        "label": strings(labels_of(names, kept=kept)),
        "terms": _weighted(names, about.weights),
        "coherence": numbers(np.round(np.array(about.coherence, np.float64), 4).astype(np.float32)),
        "representative_ids": string_lists(nearest),
    }


def publishers(articles: Parts, vocabulary: pa.Array) -> Ints:
    """Rows of the vocabulary that are the name of a publisher: no topic is called by them."""
    source = articles.all(("source",))[0]["source"]
    names = pc.utf8_lower(pc.drop_null(pc.unique(source)))
    return np.flatnonzero(to_numpy(pc.is_in(vocabulary, value_set=names)))


def _texts_of(names: list[str], articles: Parts) -> dict[str, str]:
    """The texts of some articles, read part by part."""
    wanted = strings(names)
    found: dict[str, str] = {}
    for part in articles.names:
        rows = articles.read(part, ("article_id", "text"))
        rows = rows.filter(pc.is_in(rows["article_id"], value_set=wanted))
        found.update(zip(rows["article_id"].to_pylist(), rows["text"].to_pylist(), strict=True))
    return found


def _weighted(names: list[list[str]], weights: list[list[float]]) -> pa.Array:
    """A column of lists of (term, weight)."""
    flat = np.round(np.array([w for row in weights for w in row], np.float64), 4).astype(np.float32)
    pairs = pa.StructArray.from_arrays([strings([n for row in names for n in row]), numbers(flat)], fields=list(TERM))
    return lists(np.array([len(row) for row in names], np.int64), pairs)

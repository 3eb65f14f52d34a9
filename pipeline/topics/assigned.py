"""Table `assigned`: where the accepted topics put each article, part by part, and back to places of texts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix

from pipeline.arrays.arrow import flat, numbers, offsets, to_numpy, values
from pipeline.arrays.types import Int64
from pipeline.tables.topics import ASSIGNED
from pipeline.topics.assign import Memberships, assign, nowhere
from pipeline.topics.stored_model import Stored, model_of


def assigned_rows(terms: pa.Table, vocabulary: pa.Table, accepted: Stored | None) -> pa.Table:
    """Assign the articles of a part.

    Args:
        terms: rows of table `terms`.
        vocabulary: table `vocabulary` of the part.
        accepted: the model; None puts them nowhere.
    """
    found = nowhere(terms.num_rows)
    if accepted is not None:
        ids, counts, words = flat(terms["ids"]), flat(terms["counts"]), flat(vocabulary["term"])
        columns = to_numpy(values(counts)), to_numpy(values(ids)), offsets(ids)
        found = assign(csr_matrix(columns, shape=(terms.num_rows, len(words))), model_of(accepted, words))
    return ASSIGNED.build(
        article_id=terms["article_id"],
        topic=numbers(found.topic.astype(np.int32)),
        strength=numbers(found.strength),
        second=numbers(found.second.astype(np.int32)),
        second_strength=numbers(found.second_strength),
        closeness=numbers(found.closeness),
        x=numbers(found.place[:, 0].copy()),
        y=numbers(found.place[:, 1].copy()),
    )


def memberships(rows: pa.Table, at: Int64) -> Memberships:
    """Places of texts.

    Args:
        rows: table `assigned`.
        at: shape (n_texts,): row of the article that stands for each text.
    """
    place = np.stack([to_numpy(rows[axis])[at] for axis in "xy"], axis=1)
    topic, second = (to_numpy(rows[name])[at].astype(np.int64) for name in ("topic", "second"))
    strength, second_strength, closeness = (
        to_numpy(rows[name])[at] for name in ("strength", "second_strength", "closeness")
    )
    return Memberships(topic, strength, second, second_strength, closeness, place)

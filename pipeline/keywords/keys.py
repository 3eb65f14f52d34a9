"""The key of a keyword: one for all of its forms over the corpus."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, offsets, to_numpy, values
from pipeline.arrays.types import Int64
from pipeline.text.tokens import Tokens
from pipeline.text.word_facts import fold

_DOC_AT = 32  # a document and an offset in it as one number


def normal_forms(tokens: Tokens, first: Int64, last: Int64) -> list[str]:
    """Words in small letters, without plural and possessive: `Presidential elections` → `presidential election`.

    Args:
        tokens: the tokens of a batch.
        first: int64, shape (k,): first token of each phrase.
        last: int64, shape (k,): its last token.
    """
    size = last - first + 1
    begin = np.cumsum(size) - size
    token = np.repeat(first - begin, size) + np.arange(int(size.sum()))
    used, which = np.unique(tokens.word[token], return_inverse=True)
    folded = [fold(word) or word for word in (tokens.vocabulary[number] for number in used.tolist())]
    words = [folded[number] for number in which.tolist()]
    return [" ".join(words[a:b]) for a, b in zip(begin.tolist(), (begin + size).tolist(), strict=True)]


def entity_ids(mentions: pa.Table, entities: pa.Table, article_id: pa.Array) -> list[str | None]:
    """The id of the entity of each mention row; None where `entities` has no mention at its first place.

    Args:
        mentions: rows of table `mentions`: article_id, starts.
        entities: rows of table `entities`: article_id, entity_id, starts.
        article_id: ids of the articles of the part.
    """
    place, row = _places(entities, article_id)
    order = np.argsort(place, kind="stable")
    wanted, owner = _places(mentions, article_id)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    at = np.searchsorted(place[order], wanted[first])
    is_known = np.append(place[order], -1)[at] == wanted[first]
    ids: list[str | None] = [None] * mentions.num_rows
    known = flat(entities["entity_id"]).take(numbers(row[order][at[is_known]])).to_pylist()
    for mention, entity_id in zip(owner[first][is_known].tolist(), known, strict=True):
        ids[mention] = entity_id
    return ids


def _places(table: pa.Table, article_id: pa.Array) -> tuple[Int64, Int64]:
    """Article and offset of each mention as one number, and its row."""
    starts = flat(table["starts"])
    row = np.repeat(np.arange(len(starts)), np.diff(offsets(starts)))
    doc = to_numpy(pc.index_in(table["article_id"], value_set=article_id)).astype(np.int64)
    return doc[row] << _DOC_AT | to_numpy(values(starts)).astype(np.int64), row

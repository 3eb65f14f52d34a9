"""The key of a keyword: one for all of its forms over the corpus."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, lists, numbers, offsets, strings, to_numpy, values
from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import ordered, place_among
from pipeline.arrays.types import Int64
from pipeline.text.tokens import Tokens
from pipeline.text.word_facts import Lexis

_DOC_AT = 32  # a document and an offset in it as one number


def normal_forms(tokens: Tokens, lexis: Lexis, first: Int64, last: Int64) -> pa.Array:
    """Words in small letters, without plural and possessive: `Presidential elections` → `presidential election`.

    Args:
        tokens: the tokens of a batch.
        lexis: facts about their words.
        first: int64, shape (k,): first token of each phrase.
        last: int64, shape (k,): its last token.

    Returns:
        String array, shape (k,).
    """
    size = last - first + 1
    word = numbers(tokens.word[ranges(first, last + 1)[1]])
    return pc.binary_join(lists(size, lexis.stems.take(word)), strings([" "])[0])


def entity_rows(mentions: pa.Table, entities: pa.Table, article_id: pa.Array) -> Int64:
    """The row of `entities` that each row of `mentions` became; -1 where none has a mention at its first place.

    Args:
        mentions: rows of table `mentions`: article_id, starts.
        entities: rows of table `entities`: article_id, entity_id, starts.
        article_id: ids of the articles of the part.
    """
    place, row = _places(entities, article_id)
    order = ordered([place])
    wanted, owner = _places(mentions, article_id)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    at = place_among(wanted[first], place[order])
    found = np.full(mentions.num_rows, -1, np.int64)
    found[owner[first[at >= 0]]] = row[order[at[at >= 0]]]
    return found


def keys(found: pa.Array, entity: Int64, rows: Int64, entities: pa.Table) -> pa.Array:
    """The key of each keyword: the id of its entity where that is known, else its normal form.

    Args:
        found: normal forms, a string array of shape (n,).
        entity: int64, shape (n,): row of `mentions` of each, -1 for what is no name.
        rows: see `entity_rows`.
        entities: rows of table `entities`.

    Returns:
        String array, shape (n,).
    """
    row = np.append(rows, -1)[entity]
    named = np.flatnonzero(row >= 0)
    place = np.arange(len(found))
    place[named] = len(found) + np.arange(len(named))
    ids = flat(entities["entity_id"].take(numbers(row[named])))
    return pa.concat_arrays([found, ids]).take(numbers(place))


def _places(table: pa.Table, article_id: pa.Array) -> tuple[Int64, Int64]:
    """Article and offset of each mention as one number, and its row."""
    starts = flat(table["starts"])
    row = np.repeat(np.arange(len(starts)), np.diff(offsets(starts)))
    doc = to_numpy(pc.index_in(table["article_id"], value_set=article_id)).astype(np.int64)
    return doc[row] << _DOC_AT | to_numpy(values(starts)).astype(np.int64), row

"""Mentions: the names of a batch of texts as they stand there, with their kinds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int64
from pipeline.names import candidates as cd
from pipeline.names.candidates import Candidates, candidates
from pipeline.names.features import features
from pipeline.names.tagger import best_labels, scores, weights
from pipeline.text.tokens import Tokens, tokenise

KINDS = ("person", "organisation", "place")
_KIND_OF = np.array([-1, 0, 0, 1, 1, 2, 2])
_LONGEST = 12  # words


@dataclass(frozen=True)
class Mentions:
    """Mentions in the order of the text.

    Attributes:
        doc: int64, shape (n,): number of the text.
        start: int64, shape (n,): first character within it.
        end: int64, shape (n,): one past the last, without a possessive.
        kind: int64, shape (n,): index into `KINDS`.
    """

    doc: Int64
    start: Int64
    end: Int64
    kind: Int64


def find_mentions(texts: pa.Array) -> Mentions:
    """Tag the names of some texts; those of one text do not depend on the others.

    Args:
        texts: Arrow string array; nulls count as empty.
    """
    tokens = tokenise(texts)
    found = candidates(tokens)
    if not len(found.token):
        return Mentions(*(np.zeros(0, np.int64) for _ in range(4)))
    model = weights()
    labels = best_labels(scores(features(tokens, found), tokens.forms, model), found.first, model)
    return _spans(tokens, found, labels)


def _spans(tokens: Tokens, found: Candidates, labels: Int64) -> Mentions:
    """Runs of labels as spans of characters."""
    begins = np.flatnonzero((labels > 0) & (labels % 2 == 1))
    outside = np.append((labels == 0) | (labels % 2 == 1) | found.first, True)
    closers = np.flatnonzero(outside)
    last = closers[np.searchsorted(closers, begins, side="right")] - 1
    kept = last - begins < _LONGEST
    begins, last = begins[kept], last[kept]
    first_token, last_token = found.token[begins], found.token[last]
    owner = found.flags[last_token] & cd.POSSESSIVE > 0
    curly = tokens.raw[np.maximum(tokens.end[last_token] - 2, 0)] != ord("'")
    ends = tokens.end[last_token] - np.where(owner, np.where(curly, 4, 2), 0)
    doc = tokens.doc[first_token].astype(np.int64)
    start, end = tokens.char_offset(tokens.start[first_token], doc), tokens.char_offset(ends, doc)
    return Mentions(doc, start, end, _KIND_OF[labels[begins]])

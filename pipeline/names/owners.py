"""A place that owns another place or a body ends its name: Moscow's Domodedovo Airport."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Int64, UInt8
from pipeline.names.batch import Batch
from pipeline.names.candidates import Candidates
from pipeline.names.kept_lists import holds
from pipeline.names.spellings import POSSESSIVE
from pipeline.names.tagger_weights import LABELS

_BODY, _PLACE = (LABELS.index(f"I-{kind}") for kind in ("organisation", "place"))
_GOES_ON = 2  # of the feature `pair`: a place of the lists goes on with this word
_LISTED = "CSRLM"  # kinds of places, see `word_kinds`; smaller towns are often surnames


def part_owned(spelt: Batch, found: Candidates, labels: UInt8, codes: dict[str, Int64]) -> None:
    """Let a place or body begin behind the place that owns it, in place: Moscow's Domodedovo Airport.

    Not behind other owners: Lord's Cricket Ground.

    Args:
        spelt: the spellings of the batch.
        found: n candidates.
        labels: uint8, shape (n,): index into `LABELS`.
        codes: see `Features`.
    """
    at = np.flatnonzero((found.flag & POSSESSIVE > 0) & np.append(~found.first[1:], False))
    at = at[np.isin(labels[at], (_BODY - 1, _BODY, _PLACE - 1, _PLACE)) & np.isin(labels.take(at + 1), (_BODY, _PLACE))]
    opens = labels[at] % 2 == 1
    one = at[opens & holds(_LISTED)[spelt.kinds[found.form[at]]]]
    two = at[~opens & (labels[at - 1] % 2 == 1) & (codes["after"][at] & _GOES_ON > 0)]
    labels[one], labels[two - 1], labels[two] = _PLACE - 1, _PLACE - 1, _PLACE
    for owner in (one, two):
        labels[owner + 1] -= 1

"""Phrases: every span of 1 to N words inside a run, grouped by document and stems; and names, grouped by entity.

Grouping is exact and needs no hash: occurrences are put in order by their stems, one stable sort a word, and stay in
the order of the text where these agree.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Bool, Float32, Int32, Int64, UInt8
from pipeline.keywords.candidate_spans import Borders, Runs
from pipeline.keywords.name_spans import NameSpans


@dataclass(frozen=True)
class Groups:
    """G groups of occurrences that agree in document and stems, or name one entity.

    Attributes:
        first: int64, shape (G,): token of the first word of the first occurrence (of a name: in the form shown).
        last: int64, shape (G,): token of the last word of the first occurrence.
        tf: int64, shape (G,): occurrences; of a name, in any form.
        n_delimited: int64, shape (G,): occurrences that fill a run.
        n_at: int64, shape (G,): occurrences listed in `at`; of a name, those in the form shown.
        at: int64, shape (sum(n_at),): first tokens of occurrences, group after group, ascending within a group.
        n_cut: int64, shape (G,): occurrences behind which capitalised words go on (Robert of Robert Mueller); of a
            name, of those in the form shown.
        n_whole: int64, shape (G,): of a name, those in the form shown before which no capitalised word stands.
        opens: int64, shape (G,): first token of the first occurrence in any form.
        closes: int64, shape (G,): first token of the last occurrence in any form.
        name: uint8, shape (G,): kind of the entity (see `name_spans`), 0 for what is no name.
        entity: int64, shape (G,): its number, -1 for what is no name.
    """

    first: Int64
    last: Int64
    tf: Int64
    n_delimited: Int64
    n_at: Int64
    at: Int64
    n_cut: Int64
    n_whole: Int64
    opens: Int64
    closes: Int64
    name: UInt8
    entity: Int64


@dataclass(frozen=True)
class Phrases(Groups):
    """The phrases of a batch.

    Attributes:
        n_alike: int64, shape (n,): how often the stem of each token stands in runs of its document; 0 outside runs.
        capital_share: float32, shape (n,): share of these with a capital where one means something, smoothed; 0..1.
    """

    n_alike: Int64
    capital_share: Float32

    @cached_property
    def size(self) -> Int64:
        """Words of each phrase, int64, shape (G,)."""
        return self.last - self.first + 1


def phrases(doc: Int32, stem: Int32, runs: Runs, borders: Borders, max_words: int) -> Phrases:
    """All phrases of up to `max_words` words, and all names.

    Args:
        doc: int32, shape (n,): document of each token, ascending.
        stem: int32, shape (n,): stem of each token.
        runs: where phrases may stand.
        borders: where names stand; a phrase that is the mention of a name is none.
        max_words: longest phrase, words; names are longer where they must be.
    """
    beyond = np.zeros(max_words + 1, bool)  # so that i + k stays inside
    linked, capital = np.append(runs.is_linked, beyond), np.append(runs.is_capital, beyond)
    goes_on = linked[1:] & capital[:-1] & capital[1:]
    names, followed = borders.names, linked[1:] & capital[1:]
    mention_end = names.ends(len(doc))
    at = np.flatnonzero(runs.is_content)
    found = []
    for size in range(1, max_words + 1):
        last = at + size - 1
        allowed = runs.is_alone[at] if size == 1 else runs.begins[at] & runs.ends[last]
        allowed &= mention_end[at] != last
        if borders.keeps_names:
            allowed &= ~(capital[at] & followed[last])
        found.append(_grouped(at[allowed], size, [doc, stem], linked, goes_on))
        at = at[linked[last + 1]]
    return _stacked([*found, _named(names, runs.is_behind_capital, goes_on)], *_words(doc, stem, runs))


def _grouped(at: Int64, size: int, keys: list[Int32], linked: Bool, goes_on: Bool) -> Groups:
    """Bring together the phrases of `size` words that begin at these tokens; keys are document and stem of tokens."""
    doc, stem = keys
    at = at[ordered([stem[at + k] for k in range(size)])]
    bounds = bounds_of([doc[at], *(stem[at + k] for k in range(size))])
    tf = np.diff(bounds, append=len(at))
    delimited = _totals(~(linked[at] | linked[at + size]), bounds)
    first, is_cut = at[bounds], goes_on[at + size - 1]
    latest = at[bounds + tf - 1]
    return Groups(
        first,
        first + size - 1,
        tf,
        delimited,
        tf,
        at,
        _totals(is_cut, bounds),
        tf,
        first,
        latest,
        np.zeros(len(tf), np.uint8),
        np.full(len(tf), -1, np.int64),
    )


def _named(names: NameSpans, is_behind: Bool, goes_on: Bool) -> Groups:
    """A group an entity."""
    order = np.argsort(names.entity, kind="stable")
    first, last, entity, is_shown = names.bare[order], names.last[order], names.entity[order], names.is_shown[order]
    bounds = bounds_of([entity])
    tf, n_at = np.diff(bounds, append=len(order)), _totals(is_shown, bounds)
    at, shown = first[is_shown], np.cumsum(n_at) - n_at
    n_whole = _totals(is_shown & ~is_behind[names.first[order]], bounds)
    n_cut = _totals(is_shown & goes_on[last], bounds)
    return Groups(
        at[shown],
        last[is_shown][shown],
        tf,
        tf,
        n_at,
        at,
        n_cut,
        n_whole,
        first[bounds],
        first[bounds + tf - 1],
        names.kind[entity[bounds]],
        entity[bounds],
    )


def _words(doc: Int32, stem: Int32, runs: Runs) -> tuple[Int64, Float32]:
    """`n_alike` and `capital_share` of `Phrases`."""
    at = np.flatnonzero(runs.is_content)
    at = at[ordered([stem[at]])]
    bounds = bounds_of([doc[at], stem[at]])
    count = np.diff(bounds, append=len(at))
    inner = runs.is_inner[at]
    share = (_totals(inner & runs.is_capital[at], bounds) + 0.5) / (_totals(inner, bounds) + 1)
    n_alike, capital_share = np.zeros(len(doc), np.int64), np.zeros(len(doc), np.float32)
    n_alike[at], capital_share[at] = np.repeat(count, count), np.repeat(share, count)
    return n_alike, capital_share


def _totals(marks: Bool, bounds: Int64) -> Int64:
    """How many of each group are marked."""
    return np.add.reduceat(marks, bounds, dtype=np.int64) if len(bounds) else bounds


def _stacked(found: list[Groups], n_alike: Int64, capital_share: Float32) -> Phrases:
    """One table of the phrases of all lengths and of the names."""

    def joined(column: str) -> npt.NDArray[Any]:
        return np.concatenate([getattr(groups, column) for groups in found])

    columns = {field.name: joined(field.name) for field in fields(Groups)}
    return Phrases(n_alike=n_alike, capital_share=capital_share, **columns)

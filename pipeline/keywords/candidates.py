"""Phrases: every span of 1 to N words inside a run, grouped by document and stems; and names, grouped by entity.

Grouping is exact and needs no hash: occurrences are put in order by their stems, one stable sort a word, and stay in
the order of the text where these agree. Words by themselves are most of them; those that no reader would choose leave
before anything else is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import Any

import numpy as np

from pipeline.arrays.counting import counted, two_marks
from pipeline.arrays.ranges import numbers_of
from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Bool, Int32, Int64, UInt8
from pipeline.keywords.alike import Alike, tokens_alike
from pipeline.keywords.candidate_spans import Borders, Runs

_LINKED, _CAPITAL, _CUT, _ENDS = (np.uint8(1 << bit) for bit in range(4))
"""Bits of the first word of a span: it goes on a run; it has a capital. Of the last word: the run goes on behind it; it
does so with a capital; that cuts a row of capitals; the word may end a span."""
IsWeak = Callable[[Int64, Int64], Bool]
"""First tokens and occurrences of single words → which of these are no phrases."""


@dataclass(frozen=True)
class Groups:
    """G groups of occurrences that agree in document and stems, or name one entity.

    Attributes:
        first: int64, shape (G,): token of the first word of the first occurrence (of a name: in the form shown).
        last: int64, shape (G,): token of the last word of the first occurrence.
        tf: int64, shape (G,): occurrences; of a name, in any form.
        n_delimited: int64, shape (G,): occurrences that fill a run.
        begin: int64, shape (G,): place of the first occurrence in `at`.
        n_at: int64, shape (G,): occurrences listed in `at`; of a name, those in the form shown.
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
    begin: Int64
    n_at: Int64
    n_cut: Int64
    n_whole: Int64
    opens: Int64
    closes: Int64
    name: UInt8
    entity: Int64

    @cached_property
    def size(self) -> Int64:
        """Words of each phrase, int64, shape (G,)."""
        return self.last - self.first + 1

    def by_size(self) -> list[Groups]:
        """Those of one word, those of two, and so on."""
        order = ordered([self.size])
        ends = np.cumsum(np.bincount(self.size, minlength=1)).tolist()
        return [Groups(**self._columns(order[begin:end])) for begin, end in pairwise(ends)]

    def _columns(self, rows: Int64) -> dict[str, Any]:
        return {field.name: getattr(self, field.name)[rows] for field in fields(Groups)}


@dataclass(frozen=True)
class Phrases(Groups):
    """The phrases of a batch, by their number of words and place; of as many words, names come behind all others.

    Attributes:
        at: int64: first tokens of occurrences, ascending within a group; of group g those from `begin[g]` on.
        alike: how often the words of phrases stand in runs of their document.
    """

    at: Int64
    alike: Alike

    def some(self, rows: Int64) -> Phrases:
        """The phrases of these numbers, in this order."""
        return Phrases(at=self.at, alike=self.alike, **self._columns(rows))


def phrases(
    doc: Int32, stem: Int32, runs: Runs, borders: Borders, max_words: int, is_weak: IsWeak | None = None
) -> Phrases:
    """All phrases of up to `max_words` words, and all names.

    Args:
        doc: int32, shape (n,): document of each token, ascending.
        stem: int32, shape (n,): stem of each token.
        runs: where phrases may stand.
        borders: where names stand; a phrase that is the mention of a name is none.
        max_words: longest phrase, words; names are longer where they must be.
        is_weak: tells single words that are left out; default: none.
    """
    alike = tokens_alike(doc, stem, runs)
    spans = _Spans(stem, runs, borders, alike)
    found = [spans.singles(is_weak), *spans.longer(max_words), spans.named()]
    n_listed = np.cumsum([0, *(len(at) for _, at in found)])
    *plain, named = (replace(groups, begin=groups.begin + n) for (groups, _), n in zip(found, n_listed, strict=False))
    each = [groups for pair in zip_longest(plain, named.by_size()) for groups in pair if groups is not None]
    columns = {field.name: np.concatenate([getattr(groups, field.name) for groups in each]) for field in fields(Groups)}
    return Phrases(at=np.concatenate([at for _, at in found]), alike=alike, **columns)


Listed = tuple[Groups, Int64]
"""Groups and their occurrences."""


class _Spans:
    """The spans of a batch, by number of words.

    What is asked of the first and of the last word of a span stands in bits, one look-up for each.
    """

    def __init__(self, stem: Int32, runs: Runs, borders: Borders, alike: Alike) -> None:
        self._stem, self._runs, self._borders, self._alike = stem, runs, borders, alike
        followed, before_capital = np.zeros((2, len(stem)), bool)
        followed[:-1] = runs.is_linked[1:]
        before_capital[:-1] = runs.is_linked[1:] & runs.is_capital[1:]
        self._goes_on = before_capital & runs.is_capital
        self._as_first = runs.is_linked * _LINKED
        self._as_last = followed * _LINKED | self._goes_on * _CUT | runs.ends * _ENDS
        if borders.keeps_names:
            self._as_first |= runs.is_capital * _CAPITAL
            self._as_last |= before_capital * _CAPITAL

    def singles(self, is_weak: IsWeak | None) -> Listed:
        """Words by themselves."""
        alone, ends = self._runs.is_alone.copy(), self._borders.names.ends
        alone &= ends != np.arange(len(ends), dtype=np.int32)
        if self._borders.keeps_names:
            alone &= ~self._goes_on
        some = np.flatnonzero(alone[self._alike.order])
        at = self._alike.order[some]
        return self._grouped(at, 1, bounds_of([self._alike.number[some]]), is_weak)

    def longer(self, max_words: int) -> Iterator[Listed]:
        """Spans of two words and more."""
        name_ends = self._borders.names.ends
        at = np.flatnonzero(self._runs.begins & (self._as_last & _LINKED > 0))
        for size in range(2, max_words + 1):
            last = at + size - 1
            bits = self._as_last[last]
            is_span = (bits & _ENDS > 0) & (self._as_first[at] & bits & _CAPITAL == 0) & (name_ends[at] != last)
            some = at[np.flatnonzero(is_span)]
            some = some[ordered([self._stem[some + k] for k in range(size)])]
            begin = bounds_of([self._alike.group[some], *(self._stem[some + k] for k in range(1, size))])
            yield self._grouped(some, size, begin, None)
            at = at[np.flatnonzero(bits & _LINKED)]

    def _grouped(self, at: Int64, size: int, begin: Int64, is_weak: IsWeak | None) -> Listed:
        """Phrases of `size` words that begin at these tokens, by place: a group from each `begin` on.

        So what one phrase asks of its words lies near what the next one does, in the processor's cache.
        """
        first, n = at[begin], np.diff(begin, append=len(at))
        kept = np.arange(len(first)) if is_weak is None else np.flatnonzero(~is_weak(first, n))
        kept = kept[ordered([first[kept]])]
        begin, first, n = begin[kept], first[kept], n[kept]
        at, begin = at[numbers_of(begin, np.append(0, np.cumsum(n)))], np.cumsum(n) - n
        bits = self._as_last[at + size - 1]
        fills = (self._as_first[at] | bits) & _LINKED == 0
        n_delimited, n_cut = counted(two_marks(fills, bits & _CUT > 0), begin)
        return Groups(
            first=first,
            last=first + size - 1,
            tf=n,
            n_delimited=n_delimited,
            begin=begin,
            n_at=n,
            n_cut=n_cut,
            n_whole=n,
            opens=first,
            closes=at[begin + n - 1],
            name=np.zeros(len(n), np.uint8),
            entity=np.full(len(n), -1, np.int64),
        ), at

    def named(self) -> Listed:
        """A group an entity."""
        names = self._borders.names
        order = ordered([names.entity])
        first, last, entity, is_shown = names.bare[order], names.last[order], names.entity[order], names.is_shown[order]
        bounds = bounds_of([entity])
        tf = np.diff(bounds, append=len(order))
        n_at, at = _totals(is_shown, bounds, tf), first[is_shown]
        shown = np.cumsum(n_at) - n_at
        return Groups(
            first=at[shown],
            last=last[is_shown][shown],
            tf=tf,
            n_delimited=tf,
            begin=shown,
            n_at=n_at,
            n_cut=_totals(is_shown & self._goes_on[last], bounds, tf),
            n_whole=_totals(is_shown & ~self._runs.is_behind_capital[names.first[order]], bounds, tf),
            opens=first[bounds],
            closes=first[bounds + tf - 1],
            name=names.kind[entity[bounds]],
            entity=entity[bounds],
        ), at


def _totals(marks: Bool, begin: Int64, n: Int64) -> Int64:
    """How many of the `n` places from each `begin` on are marked."""
    held = np.zeros(len(marks) + 1, np.int32)
    np.cumsum(marks, dtype=np.int32, out=held[1:])
    return np.asarray(held[begin + n] - held[begin], np.int64)

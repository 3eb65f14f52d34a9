"""Quotations: stretches between quotation marks, and the sentences that stand mostly inside them.

Rules, line by line (a line is a paragraph):

- Curly, straight, low and angle marks open and close; marks inside an open quotation are nested and belong to it.
- A quotation left open runs to the end of its line when the next line opens anew (a quotation of several paragraphs) or
  when it began the line; otherwise the closing mark was forgotten, and it runs to the end of its first sentence.
- A closing mark without an opening one counts from the start of its line if the line before was left open; else not.
- Single marks count only where they pair up within a line, outside other marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import bounds_of
from pipeline.arrays.types import Bool, Int64
from pipeline.quotes.marks import CLOSE, EITHER, OPEN, SINGLE_CLOSE, SINGLE_OPEN, Marks, quote_marks
from pipeline.quotes.signs import Signs
from pipeline.text.cutting import CutTexts

_SENTENCE_END = re.compile(r"[.!?\u2026][)\]]*(?=\s|\Z)")
_NONE = -1


@dataclass(frozen=True)
class Quotations:
    """The quotations of a batch; places are counted through it, in bytes or in characters.

    Attributes:
        starts: int64, shape (n,): first place of each quotation, its mark included; ascending, none overlaps.
        ends: int64, shape (n,): one past the last, which may stand some paragraphs further down.
        spans: starts and ends, int64, shape (m,) each: the same stretches, a quotation of k paragraphs as k of them.
        edges: int64, shape (n_lines + 1,): where each line starts, and where the last one ends.
    """

    starts: Int64
    ends: Int64
    spans: tuple[Int64, Int64]
    edges: Int64

    def __len__(self) -> int:
        """Number of quotations."""
        return len(self.starts)

    def hold(self, starts: Int64, ends: Int64) -> Bool:
        """Whether more than half of each of these stretches stands inside; bool, shape (k,)."""
        inside = _covered(self.spans, ends) - _covered(self.spans, starts)
        return np.asarray(2 * inside > ends - starts)

    def parts(self, starts: Int64, ends: Int64) -> tuple[Int64, Int64, Int64]:
        """What the quotations hold of these stretches (sentences, ascending, none overlaps).

        Returns:
            (quotation, first place, one past the last) of each part, int64, shape (k,) each, in order.
        """
        first = np.searchsorted(ends, self.starts, side="right")
        homes, held = ranges(first, np.searchsorted(starts, self.ends))
        return homes, np.maximum(starts[held], self.starts[homes]), np.minimum(ends[held], self.ends[homes])


def quotations(texts: CutTexts, signs: Signs) -> Quotations:
    """Find the quotations of a batch, the outermost of nested ones, in bytes of its text."""
    marks = quote_marks(texts, signs)
    paired = _paired(marks)
    reader = _Reader(texts.text, marks.edges.tolist(), marks.fresh.tolist())
    columns = (column[~paired].tolist() for column in (marks.lines, marks.starts, marks.ends, marks.roles))
    for line, start, end, role in zip(*columns, strict=True):
        if line != reader.line:
            reader.next_line(line, opens=role in (OPEN, EITHER) and reader.leads(line, start))
        reader.read(start, end, role)
    reader.next_line(_NONE, opens=False)
    starts, ends = np.array(reader.spans, np.int64).reshape(-1, 2).T
    goes_on = np.zeros(len(starts), bool)  # whether the span before is of the same quotation
    goes_on[np.array(reader.followed, np.int64)] = True
    starts = np.concatenate([starts, marks.starts[paired][0::2]])
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.concatenate([ends, marks.ends[paired][1::2]])[order]
    goes_on = np.append(goes_on, np.zeros(len(starts) - len(goes_on) + 1, bool))[np.append(order, len(order))]
    return Quotations(starts[~goes_on[:-1]], ends[~goes_on[1:]], (starts, ends), marks.edges)


def _paired(marks: Marks) -> Bool:
    """Which marks pair up, one that opens and one that closes, and all others in their line do; bool, shape (n,).

    Not behind a line of which that is not so: there the first one may tell that a quotation goes on.
    """
    first = bounds_of([marks.lines])
    counts = np.diff(first, append=len(marks.lines))
    wanted = np.where((np.arange(len(marks.lines)) - np.repeat(first, counts)) % 2 == 0, OPEN, CLOSE)
    paired = np.append(0, np.cumsum(marks.roles == wanted))
    plain = (paired[first + counts] - paired[first] == counts) & (counts % 2 == 0)
    lines = marks.lines[first]
    behind = np.flatnonzero((lines[1:] == lines[:-1] + 1) & ~plain[:-1]) + 1
    plain[behind] = False
    return np.repeat(plain, counts)


def _covered(spans: tuple[Int64, Int64], places: Int64) -> Int64:
    """How much of what is before each place stands inside the spans."""
    starts, ends = spans
    before = np.searchsorted(starts, places, side="right")
    total = np.concatenate([[0], np.cumsum(ends - starts)])
    over = np.concatenate([[0], ends])[before] - places
    return np.asarray(total[before] - np.maximum(over, 0))


@dataclass
class _Reader:
    """Pairs marks, one after the other.

    Attributes:
        text: UTF-8 of the batch.
        edges: where each line starts.
        fresh: whether each line is the first of its text.
        spans: quotations found so far, those of several paragraphs as several.
        followed: numbers of the spans that go on from the one before.
        line: number of the current line.
        start: place of the open double mark, or -1.
        single: place of the open single mark, or -1.
        nested: opening marks inside the open quotation.
        left_open: whether a quotation of the line before was left open.
        first: number of spans found before the current line.
    """

    text: bytes
    edges: list[int]
    fresh: list[bool]
    spans: list[tuple[int, int]] = field(default_factory=list)
    followed: list[int] = field(default_factory=list)
    line: int = _NONE
    start: int = _NONE
    single: int = _NONE
    nested: int = 0
    left_open: bool = False
    first: int = 0

    def leads(self, line: int, place: int) -> bool:
        """Whether nothing but white space stands before the place in its line."""
        start = self.edges[line]
        return place == start or self.text[start:place].decode().isspace()

    def read(self, start: int, end: int, role: int) -> None:
        """Take the next mark of the line."""
        if role == EITHER:
            role = OPEN if self.start == _NONE else CLOSE
        if role == OPEN:
            self._open(start)
        elif role == CLOSE:
            self._close(end)
        elif self.start == _NONE:
            self._read_single(start, end, role)

    def next_line(self, line: int, *, opens: bool) -> None:
        """Settle what is open at the end of the current line, and go on to another.

        Args:
            line: number of the next line with a mark; -1 at the end.
            opens: whether that line begins with an opening mark.
        """
        follows = line == self.line + 1 and not self.fresh[line]
        self.left_open = self.start != _NONE and follows
        if self.start != _NONE:
            self._end_open(whole=(follows and opens) or self.leads(self.line, self.start))
            if follows and opens:
                self.followed.append(len(self.spans))
        self.line, self.start, self.single, self.nested = line, _NONE, _NONE, 0
        self.first = len(self.spans)

    def _end_open(self, *, whole: bool) -> None:
        """End a quotation without closing mark: with its line, or (not whole) with its first sentence."""
        line = self.text[self.start : self.edges[self.line + 1]].decode()
        stop = None if whole else _SENTENCE_END.search(line)
        said = line[: stop.end()] if stop else line
        self.spans.append((self.start, self.start + len(said.rstrip().encode())))

    def _open(self, place: int) -> None:
        if self.start == _NONE:
            self.start, self.single = place, _NONE
        else:
            self.nested += 1

    def _close(self, end: int) -> None:
        if self.start != _NONE:
            self.spans.append((self.start, end))
            self.start = _NONE
        elif self.nested:
            self.nested -= 1
            self.spans[-1] = (self.spans[-1][0], end)
        elif self.left_open and len(self.spans) == self.first:
            self.spans.append((self.edges[self.line], end))

    def _read_single(self, start: int, end: int, role: int) -> None:
        if role == SINGLE_OPEN:
            self.single = start
        elif role == SINGLE_CLOSE and self.single != _NONE:
            self.spans.append((self.single, end))
            self.single = _NONE

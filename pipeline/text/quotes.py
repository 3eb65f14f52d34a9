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
import numpy.typing as npt
import pyarrow as pa

from pipeline.tables.columns import strings
from pipeline.text.characters import Characters, Places, characters
from pipeline.text.quote_marks import CLOSE, EITHER, OPEN, SINGLE_CLOSE, SINGLE_OPEN, quote_marks

_SENTENCE_END = re.compile(r"[.!?\u2026][)\]]*(?=\s|\Z)")
_NONE = -1


def quote_spans(text: str) -> list[tuple[int, int]]:
    """The quotations of a text, outermost only.

    Returns:
        (first character, one past the last), marks included, in order, without overlap.
    """
    starts, ends = _spans(characters(strings([text])))
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def quoted_sentences(texts: pa.Array, counts: Places, starts: Places, ends: Places) -> npt.NDArray[np.bool_]:
    """Whether each sentence stands mostly inside quotation marks.

    Args:
        texts: Arrow string array; nulls count as empty.
        counts: integers, shape (n_texts,): sentences of each text.
        starts: integers, shape (n_sentences,): first character of each sentence within its text.
        ends: integers, shape (n_sentences,): one past the last character.

    Returns:
        bool, shape (n_sentences,): whether more than half of its characters stand inside.
    """
    batch = characters(texts)
    spans = _spans(batch)
    shift = np.repeat(batch.bounds[:-1], counts)
    inside = _covered(spans, ends + shift) - _covered(spans, starts + shift)
    return np.asarray(2 * inside > ends - starts)


def _covered(spans: tuple[Places, Places], places: Places) -> Places:
    """How many characters before each place stand inside the spans."""
    starts, ends = spans
    before = np.searchsorted(starts, places, side="right")
    total = np.concatenate([[0], np.cumsum(ends - starts)])
    over = np.concatenate([[0], ends])[before] - places
    return np.asarray(total[before] - np.maximum(over, 0))


def _spans(batch: Characters) -> tuple[Places, Places]:
    """Starts and ends of all quotations of a batch, ascending."""
    marks = quote_marks(batch)
    reader = _Reader(batch.text, marks.edges.tolist(), marks.fresh.tolist())
    for line, place, role in zip(marks.lines.tolist(), marks.places.tolist(), marks.roles.tolist(), strict=True):
        if line != reader.line:
            reader.next_line(line, opens=role in (OPEN, EITHER) and reader.leads(line, place))
        reader.read(place, role)
    reader.next_line(_NONE, opens=False)
    found = np.array(reader.spans, np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


@dataclass
class _Reader:
    """Pairs marks, one after the other.

    Attributes:
        text: the texts of the batch, end to end.
        edges: where each line starts.
        fresh: whether each line is the first of its text.
        spans: quotations found so far.
        line: number of the current line.
        start: place of the open double mark, or -1.
        single: place of the open single mark, or -1.
        nested: opening marks inside the open quotation.
        left_open: whether a quotation of the line before was left open.
        first: number of spans found before the current line.
    """

    text: str
    edges: list[int]
    fresh: list[bool]
    spans: list[tuple[int, int]] = field(default_factory=list)
    line: int = _NONE
    start: int = _NONE
    single: int = _NONE
    nested: int = 0
    left_open: bool = False
    first: int = 0

    def leads(self, line: int, place: int) -> bool:
        """Whether nothing but white space stands before the place in its line."""
        start = self.edges[line]
        return place == start or not self.text[start:place].strip()

    def read(self, place: int, role: int) -> None:
        """Take the next mark of the line."""
        if role == EITHER:
            role = OPEN if self.start == _NONE else CLOSE
        if role == OPEN:
            self._open(place)
        elif role == CLOSE:
            self._close(place)
        elif self.start == _NONE:
            self._read_single(place, role)

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
        self.line, self.start, self.single, self.nested = line, _NONE, _NONE, 0
        self.first = len(self.spans)

    def _end_open(self, *, whole: bool) -> None:
        """End a quotation without closing mark: with its line, or (not whole) with its first sentence."""
        end = self.edges[self.line + 1]
        if not whole:
            stop = _SENTENCE_END.search(self.text, self.start, end)
            end = stop.end() if stop else end
        self.spans.append((self.start, self.start + len(self.text[self.start : end].rstrip())))

    def _open(self, place: int) -> None:
        if self.start == _NONE:
            self.start, self.single = place, _NONE
        else:
            self.nested += 1

    def _close(self, place: int) -> None:
        if self.start != _NONE:
            self.spans.append((self.start, place + 1))
            self.start = _NONE
        elif self.nested:
            self.nested -= 1
            self.spans[-1] = (self.spans[-1][0], place + 1)
        elif self.left_open and len(self.spans) == self.first:
            self.spans.append((self.edges[self.line], place + 1))

    def _read_single(self, place: int, role: int) -> None:
        if role == SINGLE_OPEN:
            self.single = place
        elif role == SINGLE_CLOSE and self.single != _NONE:
            self.spans.append((self.single, place + 1))
            self.single = _NONE

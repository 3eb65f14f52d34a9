"""The words of some texts that are items: those outside quotations and names."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import to_numpy
from pipeline.arrays.types import Bool, Int32, Int64, UInt8
from pipeline.quotes.form_letters import form_letters, is_one_of
from pipeline.text.tokens import PAD, CutTexts


class Words(NamedTuple):
    """Some words, in order.

    Attributes:
        starts: int32, shape (n,): first character of each, counted through the batch.
        ends: int32, shape (n,): one past the last.
        letters: uint8, shape (n,).
        genders: uint8, shape (n,).
    """

    starts: Int32
    ends: Int32
    letters: UInt8
    genders: UInt8


def words_outside(texts: CutTexts, *hidden: tuple[Int64, Int64]) -> Words:
    """The words outside some spans, with the letter and the gender of each.

    Args:
        texts: with all their words.
        hidden: starts, ascending, and ends of the spans of each sort, of which none overlaps another of its sort;
            counted through the batch.
    """
    starts = _first_characters(texts)
    depth = np.zeros(len(starts) + 1, np.int8)
    for spans in hidden:
        first, end = (np.searchsorted(starts, places.astype(np.int32)) for places in spans)
        held = first < end  # so that no two begin or end at the same word
        depth[first[held]] += 1
        depth[end[held]] -= 1
    chosen = np.flatnonzero(np.cumsum(depth[:-1], dtype=np.int8) == 0)
    form, (letters, genders) = texts.cut.form[chosen].astype(np.int64), form_letters(texts.cut)
    size = to_numpy(pc.utf8_length(texts.cut.forms))
    codes = letters[form]
    verbal = np.flatnonzero(is_one_of(codes, "gv"))
    codes[verbal[_behind_hyphen(texts, chosen[verbal])]] = ord("w")
    return Words(starts[chosen], starts[chosen] + size[form], codes, genders[form])


def _first_characters(texts: CutTexts) -> Int32:
    """First character of each word, counted through the batch; int32, shape (n,)."""
    first = texts.cut.edges[0::2]
    pads = (texts.doc_start[:, None] + np.arange(-len(PAD), 0)).ravel()
    skipped = np.sort(np.concatenate([texts.wide, pads]), kind="stable")  # bytes that begin no character of a text
    behind = np.searchsorted(first, skipped, side="right")  # the first word behind each of them
    counts = np.bincount(behind, minlength=len(first))[: len(first)]
    return np.asarray(first - np.cumsum(counts), np.int32)


def _behind_hyphen(texts: CutTexts, at: Int64) -> Bool:
    """Which of some words are the second part of a compound: well-connected, fast-growing."""
    edges, raw = texts.cut.edges, np.frombuffer(texts.text, np.uint8)
    start = edges[2 * at]
    return np.asarray((edges[2 * at - 1] == start - 1) & (raw[start - 1] == ord("-")))

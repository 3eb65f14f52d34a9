"""Which names stand in a headline as whole words."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, text_bytes
from pipeline.arrays.types import Bool, Int64, UInt8

_BITS = 6  # of each of two bytes


def in_titles(forms: pa.Array, heads: pa.Array, form: Int64, title: Int64) -> Bool:
    """Whether each of some headlines has a form as whole words.

    Args:
        forms: distinct forms, a string array.
        heads: the headlines, a string array.
        form: int64, shape (n,): index into `forms`.
        title: int64, shape (n,): index into `heads`.
    """
    heads = pc.fill_null(heads, strings([""])[0])
    found = _may_have(forms, heads, form, title)
    at = np.flatnonzero(found)
    spelt, headed = (column.take(numbers(number[at])).to_pylist() for column, number in ((forms, form), (heads, title)))
    found[at] = [in_title(own, head) for own, head in zip(spelt, headed, strict=True)]
    return found


def in_title(form: str, title: str) -> bool:
    """Whether a headline has a form as whole words."""
    at = title.find(form)
    while at >= 0:
        before, after = title[at - 1 : at], title[at + len(form) : at + len(form) + 1]
        if not any(c.isalnum() or c == "_" for c in before + after):
            return True
        at = title.find(form, at + 1)
    return False


def _may_have(forms: pa.Array, heads: pa.Array, form: Int64, title: Int64) -> Bool:
    """Whether each headline has the first two bytes of a form and its last two, or others that look like them."""
    raw, bounds = text_bytes(heads)
    there = np.zeros((len(heads), 1 << 2 * _BITS), bool)
    there[np.repeat(np.arange(len(heads)), np.diff(bounds))[:-1], _codes(raw[:-1], raw[1:])] = True
    letters, bounds = text_bytes(forms)
    start, last, is_one = bounds[:-1], bounds[1:] - 1, np.diff(bounds) == 1
    first = _codes(letters[start], letters[np.minimum(start + 1, last)])
    second = _codes(letters[np.maximum(last - 1, start)], letters[last])
    return np.asarray(there[title, first[form]] & there[title, second[form]] | is_one[form])


def _codes(first: UInt8, second: UInt8) -> Int64:
    """A number of few bits for two bytes."""
    low = (1 << _BITS) - 1
    return (first & low).astype(np.int64) << _BITS | (second & low)

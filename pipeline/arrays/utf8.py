"""Characters beyond ASCII in UTF-8, all of a batch at once."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Int64, UInt8

_PAYLOAD = np.array([0, 0, 0x1F, 0x0F, 0x07])  # bits of the code point in the first byte, by length of the character


def decoded(data: UInt8, leads: Int64) -> tuple[Int64, Int64]:
    """Characters that begin at some bytes.

    Args:
        data: valid UTF-8.
        leads: shape (n,): first bytes of characters of two bytes and more.

    Returns:
        Code points and lengths in bytes, int64, shape (n,) each.
    """
    first = data[leads].astype(np.int64)
    sizes = 2 + (first >= 0xE0) + (first >= 0xF0).astype(np.int64)
    codes = first & _PAYLOAD[sizes]
    for step in (1, 2, 3):
        more = np.flatnonzero(sizes > step)
        codes[more] = codes[more] << 6 | (data[leads[more] + step] & 0x3F)
    return codes, sizes

"""UTF-16 and UTF-32, told by their byte order mark or by where their zero bytes stand."""

from __future__ import annotations

import codecs

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

SAMPLE = 1 << 16  # bytes that a guess looks at
MIN_ZEROS, MOSTLY = 0.3, 0.9  # of the bytes at one parity (of four places) that are 0 in UTF-16 (UTF-32)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, told by zero bytes at the same places; None for others."""
    head = data[: SAMPLE - SAMPLE % 4]
    if len(head) < 8 or b"\0" not in head:
        return None
    shares = [head[place::4].count(0) / len(head[place::4]) for place in range(4)]
    if min(shares[2:]) > MOSTLY and shares[0] < MIN_ZEROS:
        return "utf-32-le"
    if min(shares[:2]) > MOSTLY and shares[3] < MIN_ZEROS:
        return "utf-32-be"
    even, odd = (shares[0] + shares[2]) / 2, (shares[1] + shares[3]) / 2
    if odd > MIN_ZEROS and even < 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > MIN_ZEROS and odd < 0.02 else None


def split_bom(data: bytes) -> tuple[str | None, bytes]:
    """The encoding that a byte order mark says, None without one; and the data, ready for that encoding."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding, data[len(mark) :] if encoding == "utf-8" else data
    return None, data

"""Bytes to characters: UTF-8 nearly always, else the encoding that fits, the same one every time."""

from __future__ import annotations

import codecs
import re

from pipeline.ingest.encoding_scores import best_encoding

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAX_UNDEFINED_SHARE = 0.01  # of characters that the chosen encoding does not know; one is always forgiven
MAX_CONTROL_SHARE = 0.05  # of bytes; random bytes have 0.105
SAMPLE = 1 << 16  # bytes that a guess looks at
MAGIC = (
    *(b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"PAR1"),
)
DECLARABLE = re.compile(r"(?:windows|cp|x-cp|iso[-_]?8859|koi8|shift|x-sjis|euc|gb|big5|tis|mac)[a-z0-9_-]*")
"""Charsets that a web page may declare and be believed; Latin-1 and ASCII mean cp1252, as for browsers."""

_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
MIN_ZEROS, MOSTLY = 0.3, 0.9  # of the bytes at one parity (of four places) that are 0 in UTF-16 (UTF-32)


def decode(data: bytes, declared: str = "") -> str | None:
    """The characters of a text in an unknown encoding.

    Tried in this order: what a byte order mark says; UTF-16 and UTF-32 without one, by their zero bytes; UTF-8; the
    declared one; UTF-8 with stray bytes of cp1252 in between; the encoding whose letters are those of a language.

    Args:
        data: the whole text, of any length.
        declared: charset that somebody says it has, in any case; often wrong, so UTF-8 is tried before.

    Returns:
        The text, nothing stripped but the byte order mark; None where more than 1 % of it is undefined in all of these.
    """
    encoding, body = split_bom(data)
    encoding = encoding or wide_encoding(body)
    try:
        return body.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding not in (None, "utf-8"):
            return decode_as(body, encoding)
    return _declared(body, declared) or _mixed(body) or decode_as(body, encoding_of(body))


def decode_as(data: bytes, encoding: str) -> str | None:
    """The characters of a text in a known encoding; None where more than 1 % of it is undefined."""
    text = _mixed(data) if encoding == "utf-8" else None
    text = data.decode(encoding, "replace") if text is None else text
    is_sound = text.count("\ufffd") <= max(1, MAX_UNDEFINED_SHARE * len(text)) and text.strip("\ufffd\0")
    return text if is_sound else None


def encoding_of(sample: bytes) -> str:
    """The encoding of a sample that is not UTF-8 throughout: utf-8 where it is so but for strays."""
    sample = sample[:SAMPLE]
    return "utf-8" if _mixed(sample) is not None else best_encoding(sample)


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


def looks_binary(data: bytes) -> bool:
    """Whether the first 64 KB are no text: a signature of another format, or over 5 % control characters."""
    head = data[:SAMPLE]
    if not head or head.startswith(MAGIC):
        return bool(head)
    if split_bom(head[:4])[0] not in (None, "utf-8") or wide_encoding(head):
        return False
    head = head.rstrip(b"\0")  # a crash leaves such ends
    return not head or len(head) - len(head.translate(None, _CONTROL)) > MAX_CONTROL_SHARE * len(head)


def _declared(data: bytes, charset: str) -> str | None:
    """Text in a charset that is worth believing; None where it does not fit."""
    if not DECLARABLE.fullmatch(charset.strip().lower()) or re.search(r"8859[-_]?1$", charset.strip()):
        return None
    try:
        return data.decode(charset.strip())
    except (LookupError, UnicodeDecodeError):
        return None


def _mixed(data: bytes) -> str | None:
    """UTF-8 with stray bytes read as cp1252; None where these outnumber the characters of several bytes."""
    view = memoryview(data)
    pieces: list[str] = []
    at = strays = 0
    while at < len(data):
        try:
            pieces.append(codecs.utf_8_decode(view[at:], "strict", True)[0])
            break
        except UnicodeDecodeError as error:
            pieces.append(codecs.utf_8_decode(view[at : at + error.start], "strict", True)[0])
            cut_off = error.reason == "unexpected end of data"
            stray = bytes(view[at + error.start : at + error.end])
            pieces.append("\ufffd" if cut_off else stray.decode("cp1252", "replace"))
            strays += 1
            at += error.end
    text = "".join(pieces)
    several = sum(len(piece) - len(piece.encode("ascii", "ignore")) for piece in pieces[::2])
    return text if several >= strays else None

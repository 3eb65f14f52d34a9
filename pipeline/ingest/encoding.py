"""Bytes to characters: UTF-8 nearly always, else the encoding that fits, the same one every time."""

from __future__ import annotations

import codecs
import re

from pipeline.ingest.encoding_scores import best_encoding
from pipeline.ingest.wide_encodings import SAMPLE, split_bom, wide_encoding

MAX_UNDEFINED_SHARE = 0.01  # of characters that the chosen encoding does not know; one is always forgiven
DECLARABLE = re.compile(r"(?:windows|cp|x-cp|iso[-_]?8859|koi8|shift|x-sjis|euc|gb|big5|tis|mac)[a-z0-9_-]*")
"""Charsets that a web page may declare and be believed; Latin-1 and ASCII mean cp1252, as for browsers."""


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

"""Repair of damaged text: `ftfy.fix_text` without its straightening of quotation marks, behind a cheap gate.

ftfy reads 4 MB/s, and in clean news it changes one article in five hundred. The gate says which texts it cannot change:
it looks at bytes and at the distinct characters of the whole batch, and errs on the side of calling ftfy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, text_bytes
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.arrays.utf8 import decoded
from pipeline.cleaning.known_words import known_words
from pipeline.cleaning.markup import TAG_OR_COMMENT, lay_out
from pipeline.cleaning.prefilter import find_lines
from pipeline.cleaning.whitespace import tidy
from pipeline.cleaning.wrapped import may_be_wrapped, unwrap

_ENTITY = re.compile(rb"&#?[0-9A-Za-z]{1,24};")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WIDE_BLANK = re.compile(r"[^\S\x00-\x7f]")

_SPACE, _AMPERSAND, _DELETE, _LEAD = 32, 38, 127, 0xC0
_SPACING = np.frombuffer(b"\t\n\f", np.uint8)  # control characters that are right in a text
_TURNED = str.maketrans("\u201f\u201b\u02bc", "\u201c\u2018\u2019")
_RAISED = str.maketrans("\u201e\u201a", "\u201c\u2018")  # in damaged lines, as ftfy does; elsewhere they are right
_LOST_BYTE = re.compile(
    "(?<=[0-9A-Za-z.,;:!?%)])\u00e2\u20ac(?=[\\s.,;:!)\\]]|$)"
)  # a right quotation mark without its byte 9D
_CJK = re.compile("[\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_REPLACED = "\ufffd"
_BEFORE_CAPITAL = re.compile(rf"(?<=\b[OD]){_REPLACED}(?=[A-Z][a-z])")  # O'Brien, D'Amato
_ENDING = re.compile(rf"\b([A-Za-z]+){_REPLACED}(s|t|m|d|ll|re|ve)\b", re.IGNORECASE)
_PRONOUNS = frozenset(["i", "you", "we", "they", "who", "there", "he", "she", "it", "that", "this", "what"])
_SHORTEST_NAME = 4  # letters of a word with a capital that may have a possessive without being known

_QUIET, _TOUCHY, _LOUD = 0, 1, 2  # see `_temper`
_CALM = ("common", "start_punctuation", "end_punctuation")  # classes of ftfy's that mean nothing among themselves


def repair(texts: pa.Array) -> pa.Array:
    """Undo mojibake, entities, control characters, odd forms of characters and of white space.

    Args:
        texts: n strings, decoded, none null.

    Returns:
        n strings: `fix(text)`, then blanks beyond ASCII as spaces, then `blanks.tidy`; the last two only where ftfy
        sees no new mojibake in the result. Where quotation marks are made straight on both sides, that is
        `ftfy.fix_text(text)`, white space aside.
    """
    broken, wide = needs_repair(texts)
    mended = _replaced(texts, broken, fix)
    mended = _replaced(mended, find_lines(mended, TAG_OR_COMMENT), lay_out)
    mended = _replaced(mended, may_be_wrapped(mended), unwrap)
    tidied = tidy(_replaced(mended, broken | wide, lambda text: _WIDE_BLANK.sub(" ", text)))
    if not broken.any():
        return tidied
    pairs = zip(tidied.filter(numbers(broken)).to_pylist(), mended.filter(numbers(broken)).to_pylist(), strict=True)
    calm = [plain if plain == whole or fix(plain) == plain else whole for plain, whole in pairs]
    return pc.replace_with_mask(tidied, numbers(broken), strings(calm))


def _replaced(texts: pa.Array, where: Bool, change: Callable[[str], str]) -> pa.Array:
    """The texts, some of them changed."""
    if not where.any():
        return texts
    return pc.replace_with_mask(
        texts, numbers(where), strings([change(text) for text in texts.filter(numbers(where)).to_pylist()])
    )


def fix(text: str) -> str:
    """What ftfy makes of one text; quotation marks stay typographic, and the marks of CJK text as wide as they are.

    ftfy mends line by line and leaves entities alone from the first line with a "<" on; so only the lines that do not
    pass the gate are given to it.
    """
    import ftfy

    lines = _LINE.findall(text)
    first_tag = next((at for at, line in enumerate(lines) if "<" in line), len(lines))
    for at in np.flatnonzero(needs_repair(strings(lines))[0]).tolist():
        unescape = "auto" if at < first_tag else False
        is_cjk = bool(_CJK.search(lines[at]))
        config = ftfy.TextFixerConfig(
            uncurl_quotes=False, explain=False, unescape_html=unescape, fix_character_width=not is_cjk
        )
        line = ftfy.fix_text(_LOST_BYTE.sub("\u00e2\u20ac\u009d", lines[at]), config)
        line = line if line == lines[at] else line.translate(_RAISED)
        lines[at] = _with_apostrophes(line.translate(_letter_widths()) if is_cjk else line).translate(_TURNED)
    return "".join(lines)


def _with_apostrophes(line: str) -> str:
    """The line with an apostrophe for each U+FFFD that can have been nothing else, as in don't, we've or O'Brien."""
    if _REPLACED not in line:
        return line
    line = _BEFORE_CAPITAL.sub("\u2019", line)
    return _ENDING.sub(lambda word: f"{word[1]}\u2019{word[2]}" if _takes(word[1], word[2].lower()) else word[0], line)


def _takes(stem: str, ending: str) -> bool:
    """Whether a word takes an ending behind an apostrophe."""
    small = stem.lower()
    if ending == "t":
        return small.endswith("n")
    if ending == "s":
        is_name = stem[0].isupper() and len(stem) >= _SHORTEST_NAME
        return small in _PRONOUNS or small in known_words() or is_name
    return small in _PRONOUNS


@cache
def _letter_widths() -> dict[int, str]:
    """Letters and digits of another width → the plain ones; the wide marks of CJK text are its own."""
    from ftfy import chardata

    widths = {code: char if isinstance(char, str) else chr(char) for code, char in chardata.WIDTH_MAP.items()}
    return {code: char for code, char in widths.items() if char.isalnum()}


def needs_repair(texts: pa.Array) -> tuple[Bool, Bool]:
    """The gate: which texts ftfy may change, and which hold blanks beyond ASCII.

    Args:
        texts: n strings, none null.

    Returns:
        Two bool arrays of shape (n,). False is certain; True is a reason to look.
    """
    data, bounds = text_bytes(texts)
    low, high = np.flatnonzero(data < _SPACE), np.flatnonzero(data >= _DELETE)
    controls = [low[~np.isin(data[low], _SPACING)], high[data[high] == _DELETE]]
    loud, paired, blanks = _odd_characters(data, high[data[high] >= _LEAD])
    entities = _entities(data, np.flatnonzero(data == _AMPERSAND))
    broken, wide = _holds(np.concatenate([*controls, entities, loud]), bounds), _holds(blanks, bounds)
    doubtful = _holds(paired, bounds) & ~broken
    if doubtful.any():
        broken[doubtful] = _is_bad(texts.filter(numbers(doubtful))) | wide[doubtful]
    return broken, wide


def _is_bad(texts: pa.Array) -> Bool:
    """What ftfy asks before it looks for mojibake: all that it would do where nothing is loud."""
    from ftfy import badness

    return np.array([badness.is_bad(text) or bool(_LOST_BYTE.search(text)) for text in texts.to_pylist()], bool)


def _holds(places: Int64, bounds: Int64) -> Bool:
    """Which texts hold one of these byte positions."""
    found = np.zeros(len(bounds) - 1, bool)
    found[np.searchsorted(bounds, places, side="right") - 1] = True
    return found


def _entities(data: UInt8, ampersands: Int64) -> Int64:
    """Those that begin something like an HTML entity."""
    found = [at for at in ampersands.tolist() if _ENTITY.match(data[at : at + 28].tobytes())]
    return np.array(found, np.int64)


def _odd_characters(data: UInt8, leads: Int64) -> tuple[Int64, Int64, Int64]:
    """Characters beyond ASCII by their first byte: loud ones, touchy ones beside another (as in French), blanks."""
    codes, sizes = decoded(data, leads)
    distinct, inverse = np.unique(codes, return_inverse=True)
    chars = [chr(code) for code in distinct.tolist()]
    temper = np.array([_temper(char) for char in chars], np.uint8)[inverse]
    wide = np.array([char.isspace() for char in chars], bool)[inverse]
    joined = leads[1:] == leads[:-1] + sizes[:-1]
    beside = np.zeros(len(leads), bool)
    beside[1:] |= joined
    beside[:-1] |= joined
    return leads[temper == _LOUD], leads[(temper == _TOUCHY) & beside], leads[wide]


@cache
def _temper(char: str) -> int:
    """How a character beyond ASCII counts for ftfy.

    Returns:
        quiet: ftfy neither changes it nor takes it for a sign of mojibake unless a louder one stands beside it;
        touchy: it may do so where the character touches another one beyond ASCII;
        loud: it may change it, compose it with what stands before, or take it for mojibake beside plain ASCII.
    """
    from ftfy import badness, chardata

    code = ord(char)
    mapped = code in chardata.CONTROL_CHARS or code in chardata.LIGATURES or code in chardata.WIDTH_MAP
    if (
        mapped
        or code in _TURNED
        or char == _REPLACED
        or char in "ÂÃŒœ\u2028\u2029"
        or "\x80" <= char <= "\x9f"
        or _composes(char)
    ):
        return _LOUD
    classes = "".join(text for name, text in badness.MOJIBAKE_CATEGORIES.items() if name not in _CALM)
    return _TOUCHY if re.match(f"[{classes}]", char) else _QUIET


def _composes(char: str) -> bool:
    """Whether NFC may change it, alone or behind another character."""
    mark = unicodedata.category(char).startswith("M") or "\u1100" <= char <= "\u11ff"
    return mark or unicodedata.normalize("NFC", char) != char

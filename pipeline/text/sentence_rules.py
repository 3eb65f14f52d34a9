"""Whether a stop after a given word ends the sentence: everything here looks at words, not at texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pipeline.arrays.look_ups import once
from pipeline.resources import resource, words
from pipeline.text.characters import CLOSERS, OPENERS, STOPS

PLAIN, TITLE, NUMBER, TIME, OPEN, INITIAL, ACRONYM, ITEM = range(8)
_CLASSES = {"title": TITLE, "number": NUMBER, "time": TIME, "open": OPEN}
_ADDRESS = re.compile(r"[/@#_=]|www|\w\.\w")
_DOMAINS = frozenset(("Com", "Org", "Net", "Gov", "Edu"))
_WRAPPING = OPENERS + CLOSERS
_LONGEST_NUMERAL = 2  # digits of a number that counts things, as in `12. First`; years end sentences


@cache
def abbreviations() -> dict[str, int]:
    """Abbreviation without its last stop -> its class."""
    rows = (line.split("\t") for line in resource("en/abbreviations.tsv").splitlines() if not line.startswith("#"))
    return {word: _CLASSES[name] for word, name in rows}


@once
def word_class(chunk: str) -> int:
    """The class of a word that ends in a stop, as it stands between white space.

    Returns:
        PLAIN for a word whose stop can only end a sentence, else the kind of abbreviation.
    """
    bare = chunk.strip(_WRAPPING)
    if not bare.endswith("."):
        return abbreviations().get(bare, PLAIN)
    word = bare.rstrip(STOPS)
    if len(bare) - len(word) > 1:
        return PLAIN
    word = _last_part(word.lstrip(_WRAPPING))
    known = abbreviations().get(word) or abbreviations().get(word.capitalize() if word.isupper() else word)
    return known or _by_form(word)


def _last_part(word: str) -> str:
    """What stands behind the last dash or slash: `Lt.-Gov` is judged as `Gov`."""
    for mark in "\u2014\u2013-/":
        word = word.rsplit(mark, 1)[-1]
    return word.lstrip(_WRAPPING)


def _by_form(word: str) -> int:
    """The class that letters and stops alone tell."""
    if len(word) == 1 and word.isalpha():
        return INITIAL
    parts = word.split(".")
    if len(parts) > 1 and all(len(part) <= 2 and part.isalpha() for part in parts):
        return ACRONYM
    if word.isdecimal() and len(word) <= _LONGEST_NUMERAL:
        return ITEM
    return PLAIN


def parts_sentences(before: str, after: str) -> bool:
    """Whether a stop between two words without white space parts sentences, not the parts of an address or a name.

    Args:
        before: what stands before and up to the stop, from the last white space on.
        after: the first four characters behind it; begins with a capital letter, opening marks aside.
    """
    return not _ADDRESS.search(before) and after[:3] not in _DOMAINS and word_class(before) == PLAIN


def ends_sentence(kind: int, before: str, after: str, *, leads: bool) -> bool:
    """Whether the stop of an abbreviation also ends the sentence.

    Args:
        kind: class of the abbreviation, not PLAIN.
        before: the word before it, as it stands between white space, or the end of a long one; empty at the start of a
            line.
        after: the word after it; does not begin with a small letter.
        leads: whether the abbreviation opens its sentence.
    """
    return _RULES[kind](before, after.lstrip(_WRAPPING), leads)


def _starts(after: str) -> bool:
    """Whether the word is one that opens sentences rather than names (`A` does, the initial `A.` does not)."""
    word = after.rstrip(",:;" + STOPS + CLOSERS).replace("\u2019", "'")
    return word in words("en/sentence_starters.txt") and not (len(word) == 1 and "." in after)


def _never(_before: str, _after: str, _leads: bool) -> bool:  # noqa: FBT001 -- one signature for all rules
    return False


def _not_before_digits(_before: str, after: str, _leads: bool) -> bool:  # noqa: FBT001
    return not after[:1].isdecimal()


def _not_before_days(_before: str, after: str, _leads: bool) -> bool:  # noqa: FBT001
    return after.rstrip(",;" + STOPS + CLOSERS) not in words("en/after_times.txt")


def _only_starters(_before: str, after: str, _leads: bool) -> bool:  # noqa: FBT001
    return _starts(after)


def _starters_inside(_before: str, after: str, leads: bool) -> bool:  # noqa: FBT001
    """`World War I. The` ends, `George W. Bush` does not, nor `Q. What` at the start."""
    return not leads and _starts(after)


def _item(before: str, _after: str, leads: bool) -> bool:  # noqa: FBT001
    """`1. First` at the start, or behind a colon, is a numbered thing; `in 7. First` ends a sentence."""
    return not leads and not before.endswith((":", ";"))


_RULES: dict[int, Callable[[str, str, bool], bool]] = {
    TITLE: _never,
    NUMBER: _not_before_digits,
    TIME: _not_before_days,
    OPEN: _only_starters,
    INITIAL: _starters_inside,
    ACRONYM: _only_starters,
    ITEM: _item,
}

"""What languages look like in the encodings that they are found in."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.resources import resource

EAST_ASIA, EAST_ASIAN_COVERAGE = "\u3000", 0.45  # scripts of thousands of characters; the list has the frequent ones


class Language(NamedTuple):
    """What a language looks like.

    Attributes:
        encodings: that it is found in, best first.
        letters: outside ASCII, small and capital.
        words: frequent ones.
        is_latin: whether most of its letters are ASCII.
        coverage: share of its characters outside ASCII that `letters` has, about.
    """

    encodings: tuple[str, ...]
    letters: frozenset[str]
    words: frozenset[str]
    is_latin: bool
    coverage: float


@cache
def known_languages() -> tuple[Language, ...]:
    """The languages, Western Europe first."""
    rows = [line.split("\t") for line in resource("encodings.tsv").splitlines() if line and not line.startswith("#")]
    return tuple(_language(*columns) for _, *columns in rows)


def _language(encodings: str, letters: str, words: str) -> Language:
    ranges = re.sub(r"(.)-(.)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), letters)
    both = frozenset({*ranges, *ranges.upper()})
    is_latin = any("\u00c0" <= char < "\u0180" for char in ranges)
    coverage = 1.0 if max(ranges) < EAST_ASIA else EAST_ASIAN_COVERAGE
    return Language(tuple(encodings.split()), both, frozenset(words.split()), is_latin, coverage)


@cache
def known_encodings() -> tuple[str, ...]:
    """The encodings of all languages, each once."""
    return tuple(dict.fromkeys(name for language in known_languages() for name in language.encodings))

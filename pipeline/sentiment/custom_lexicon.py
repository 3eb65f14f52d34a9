"""A user's own words with their valence: `word,valence` lines of a CSV file, or a mapping."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from pipeline.errors import ConfigError
from pipeline.text.word_lookup import LONGEST, fits

STRONGEST = 4.0
_HEAD = ("word", "valence")
_HINT = f"write a line as word,valence with a valence of -{STRONGEST:g} to {STRONGEST:g}, for instance: landslide,-2.5"


def own_lexicon(given: str | Mapping[Any, Any], where: str) -> dict[str, float]:
    """Check a user's own words.

    Args:
        given: the text of a CSV file, a line a word: `word,valence`; a head line, blank lines and lines with # are
            skipped. Or a mapping, word -> valence.
        where: name of the file, or where the mapping stands, for errors.

    Returns:
        Word in small letters -> valence, -4..4, by word: the same words give the same, in whatever order they stand.

    Raises:
        ConfigError: a line has no word and number, the number is outside -4..4, a word cannot be looked up or stands
            there twice; the error names the line.
    """
    rows = _lines(given, where) if isinstance(given, str) else [(where, [*map(str, pair)]) for pair in given.items()]
    found: dict[str, tuple[float, str]] = {}
    for place, cells in rows:
        word, value = _entry(cells, place)
        if word in found:
            raise ConfigError(
                f"'{word}' stands there twice, first at {found[word][1]}", where=place, hint="keep one of the two"
            )
        found[word] = value, place
    return {word: value for word, (value, _) in sorted(found.items())}


def _lines(text: str, where: str) -> list[tuple[str, list[str]]]:
    """The lines that hold a word, each with its place."""
    found: list[tuple[str, list[str]]] = []
    reader = csv.reader(StringIO(text), strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            is_head = not found and tuple(cell.lower() for cell in cells) == _HEAD
            if any(cells) and not cells[0].startswith("#") and not is_head:
                found.append((f"{where}:{reader.line_num}", cells))
    except csv.Error as error:
        raise ConfigError(f"not CSV: {error}", where=f"{where}:{reader.line_num}", hint=_HINT) from None
    return found


def _entry(cells: list[str], place: str) -> tuple[str, float]:
    """The word and its valence of one line."""
    if len(cells) != len(_HEAD):
        raise ConfigError(f"expected two values, got {len(cells)}: {','.join(cells)}", where=place, hint=_HINT)
    word = cells[0].lower().replace("\u2019", "'")
    if not fits(word):
        limits = f"one word of 1 to {LONGEST} letters of Western Europe, without spaces"
        raise ConfigError(f"'{cells[0]}' cannot be looked up", where=place, hint=limits)
    try:
        value = float(cells[1])
    except ValueError:
        raise ConfigError(f"'{cells[1]}' is not a number", where=place, hint=_HINT) from None
    if not -STRONGEST <= value <= STRONGEST:
        raise ConfigError(f"{value:g} is outside -{STRONGEST:g} to {STRONGEST:g}", where=place, hint=_HINT)
    return word, value

"""A user's own words with their valence: `word, valence` lines of a CSV file."""

from __future__ import annotations

import csv
from io import StringIO

from pipeline.errors import ConfigError
from pipeline.text.word_table import LONGEST, fits

STRONGEST = 4.0
_HEAD = ("word", "valence")


def read_lexicon(text: str, where: str) -> dict[str, float]:
    """Read the lines of a lexicon file.

    Args:
        text: the file's text: a line a word, `word,valence`; a head line, blank lines and lines with # are skipped.
        where: name of the file, for errors.

    Returns:
        Word in small letters -> valence, -4..4.

    Raises:
        ConfigError: a line has no word and number, the number is outside -4..4, a word cannot be looked up or stands
            there twice; the error names the line.
    """
    found: dict[str, float] = {}
    reader = csv.reader(StringIO(text))
    for row in reader:
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#") or tuple(cells) == _HEAD:
            continue
        place = f"{where}:{reader.line_num}"
        word, value = _entry(cells, place)
        if word in found:
            raise ConfigError(f"'{word}' stands there twice", where=place, hint="keep one of the lines")
        found[word] = value
    return found


def _entry(cells: list[str], place: str) -> tuple[str, float]:
    """The word and its valence of one line."""
    hint = f"write a line as: word,valence with a valence of -{STRONGEST:g} to {STRONGEST:g}"
    if len(cells) != len(_HEAD):
        raise ConfigError(f"expected two values, got {len(cells)}", where=place, hint=hint)
    word = cells[0].lower()
    if not fits(word):
        limits = f"one word of at most {LONGEST} letters of Western Europe, without spaces"
        raise ConfigError(f"'{cells[0]}' cannot be looked up", where=place, hint=limits)
    try:
        value = float(cells[1])
    except ValueError:
        raise ConfigError(f"'{cells[1]}' is not a number", where=place, hint=hint) from None
    if not -STRONGEST <= value <= STRONGEST:
        raise ConfigError(f"{value:g} is outside -{STRONGEST:g} to {STRONGEST:g}", where=place, hint=hint)
    return word, value

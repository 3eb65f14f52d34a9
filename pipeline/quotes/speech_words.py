"""Words that stand between a quotation and its speaker, by kind: one letter each, see `speech_words.tsv`."""

from __future__ import annotations

from functools import cache

from pipeline.arrays.look_ups import once
from pipeline.names.genders import gendered
from pipeline.resources import resource

SMALL_ONLY = "VULKJvp"
"""Kinds that count in small letters only: `Edward Said` is a name."""
_STEM = 3  # letters before -ing and -ed, at least
_GENDERED = "THDP"  # kinds of words that may tell a gender
_CONTRACTED = {"P": "P", "H": "P"}  # he's, they'll


@cache
def speech_words() -> dict[str, str]:
    """Word in small letters → letter of its kind."""
    lines = (line.split("\t") for line in resource("en/speech_words.tsv").splitlines() if not line.startswith("#"))
    return {word: kind for kind, word in lines}


@once
def form_facts(form: str) -> int:
    """The code of the letter of a spelling, and 256 times the gender that it tells."""
    letter = form_letter(form)
    return ord(letter) + 256 * (gendered().get(form.lower(), 0) if letter in _GENDERED else 0)


def form_letter(form: str) -> str:
    """The letter of a spelling."""
    low, known = form.lower().replace("\u2019", "'"), speech_words()
    capital = form[:1].isupper()
    kind = known.get(low) or ("'" in low and _CONTRACTED.get(known.get(low.split("'")[0], "")))
    if kind and not (capital and kind in SMALL_ONLY):
        return kind
    return _by_ending(low) or ("X" if capital else _small(low))


def _small(word: str) -> str:
    return "z" if word[-1] == "s" and word[-2:] not in ("ss", "us", "is") else "w"


def _by_ending(low: str) -> str:
    """The letter of a possessive, a number, a word in -ing or -ed; empty for others."""
    if low.endswith("'s"):
        return "S"
    if low[0].isdecimal():
        return "d"
    if low.endswith("ing") and len(low) >= _STEM + len("ing"):
        return "g"
    return "v" if low.endswith("ed") and len(low) >= _STEM + len("ed") else ""

"""Words that stand between a quotation and its speaker, by kind: one letter each, see `speech_words.tsv`."""

from __future__ import annotations

from functools import cache

from pipeline.resources import resource

SMALL_ONLY = "VULKJvpw"
"""Kinds that count in small letters only: `Edward Said` and `Daily News` are names."""


@cache
def speech_words() -> dict[str, str]:
    """Word in small letters → letter of its kind."""
    lines = (line.split("\t") for line in resource("en/speech_words.tsv").splitlines() if not line.startswith("#"))
    return {word: kind for kind, word in lines}

"""Which encoding of one language a sample is in: the one whose letters and words are those of a language.

Every candidate decodes most samples; what tells them apart is what comes of it. Polish in cp1250 read as cp1252 is full
of `³` within words, Hungarian in latin-2 has letters that no Western language has together.
"""

from __future__ import annotations

import re

from pipeline.ingest.encoding_languages import Language, known_encodings, known_languages

PUNCTUATION = frozenset(
    map(
        chr,
        (*range(0x2010, 0x2040), 0xA0, 0xA1, 0xA3, 0xA7, 0xA9, 0xAB, 0xAD, 0xAE, 0xB0, 0xB4, 0xB7, 0xBB, 0xBF, 0xD7),
    )
) | frozenset("\u20ac\u2116\u2122")
"""Signs that stand in texts of any language."""

RUN_PENALTY = 2.0  # of the share of letters outside ASCII that stand between two others; none in Latin scripts
CASE_PENALTY = 1.0  # of the share of capitals that follow small letters
STRAY_PENALTY = 1.0  # of the share of signs and controls that no language explains
MIX_PENALTY = 2.0  # of the share of letters of another script that touch an ASCII letter
MIN_SCORE = 0.3  # of an encoding other than cp1252; random bytes stay below
OLD = {"mac_roman": 0.8, "cp850": 0.8}
"""Least scores of encodings that know nearly every byte and are rare: nearly all letters must be of a language."""
WORD_WEIGHT = 0.5  # of the share of words that are frequent in the language
SAMPLE_CHARS = 8_000  # of the lines that hold something outside ASCII
_WORD = re.compile(r"[^\W\d_]+")
_HIGH_RUN = re.compile(r"(?<=[^\x00-\x7f])[^\x00-\x7f](?=[^\x00-\x7f])")
_MIXED = re.compile(r"(?<=[A-Za-z])[^\W\d_\x00-\x7f]|[^\W\d_\x00-\x7f](?=[A-Za-z])")
_INNER_CAPITAL = re.compile(r"(?<=[a-zß-öø-ÿа-яёα-ω])[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω]")


def best_encoding(sample: bytes) -> str:
    """The encoding of one byte or of East Asia that a sample is in; cp1252 where nothing else is better."""
    texts = {name: sample.decode(name, "replace") for name in known_encodings()}
    scores = [
        (score, -rank, name)
        for language in known_languages()
        for rank, name in enumerate(language.encodings)
        if (score := _score(_cut(texts[name]), language)) >= OLD.get(name, -1e9)
    ]
    best = max(scores)[0]
    return next(name for score, _, name in scores if score >= best - 1e-9) if best >= MIN_SCORE else "cp1252"


def _cut(text: str) -> str:
    """The lines of a text that hold something outside ASCII, up to a bound."""
    if len(text) <= SAMPLE_CHARS:
        return text
    return "\n".join(line for line in text.splitlines() if not line.isascii())[:SAMPLE_CHARS] or text[:SAMPLE_CHARS]


def _score(text: str, language: Language) -> float:
    """How well a text fits a language: at most 1 and the weight of its words."""
    high = [char for char in text if char > "\x7f"]
    if not high:
        return 0.0
    known = sum(char in language.letters for char in high)
    stray = sum(char not in language.letters and char not in PUNCTUATION and not char.isalpha() for char in high)
    punctuation = sum(char in PUNCTUATION and char not in language.letters for char in high)
    explained = (known + punctuation) / (len(high) * language.coverage)
    score = min(1.0, explained) - STRAY_PENALTY * stray / len(high)
    score -= CASE_PENALTY * len(_INNER_CAPITAL.findall(text)) / len(high)
    if language.is_latin:
        score -= RUN_PENALTY * len(_HIGH_RUN.findall(text)) / len(high)
    else:
        score -= MIX_PENALTY * len(_MIXED.findall(text)) / len(high)
    words = _WORD.findall(text.lower())
    return score + WORD_WEIGHT * sum(word in language.words for word in words) / max(1, len(words))

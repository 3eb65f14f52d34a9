"""English words that stand in news: to tell a word cut in two, a lost apostrophe, and English itself."""

from __future__ import annotations

from functools import cache

from pipeline.resources import resource


@cache
def known_words() -> frozenset[str]:
    """29,000 words in small letters, of two letters and more, and "a" and "i"."""
    rows = (line.split("\t", 1)[0] for line in resource("en/word_classes.tsv.gz").splitlines())
    return frozenset(word for word in rows if len(word) > 1 and word.isalpha()) | {"a", "i"}

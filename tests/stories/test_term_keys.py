"""Keys of terms are those of a first look, whatever was known before."""

from __future__ import annotations

from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.stories import term_keys as module
from pipeline.stories.term_keys import term_keys

STOP = {"the", "of"}
WORDS = st.sampled_from(["the", "of", "fire", "é", "éa", "a", "7", "12", "x" * 40, "x" * 41, "kalmor", "depot"])


def key(word: str) -> int:
    """What a word is as a term."""
    return crc32(word.encode()) if 2 <= len(word) <= 40 and word not in STOP else -1


@given(st.lists(st.lists(WORDS, max_size=8), max_size=4))
def test_keys_are_sums_of_words(batches: list[list[str]]) -> None:
    """Stop words, single characters and long ones have none, known or not, once or several times in a batch."""
    module._memory.cache_clear()
    for batch in batches:
        assert term_keys(strings(batch), STOP).tolist() == [key(word) for word in batch]


def test_each_word_is_summed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the stop words change, or more are known than a process keeps."""
    module._memory.cache_clear()
    seen: list[bytes] = []
    monkeypatch.setattr(module, "crc32", lambda word: seen.append(word) or 1)
    term_keys(strings(["fire", "depot", "fire"]), STOP)
    assert term_keys(strings(["depot", "kalmor"]), STOP).tolist() == [1, 1]
    assert seen == [b"fire", b"depot", b"kalmor"]
    assert term_keys(strings(["fire", "depot"]), {"fire"}).tolist() == [-1, 1]
    monkeypatch.setattr(module, "MOST", 1)
    term_keys(strings(["depot"]), {"fire"})
    assert seen[3:] == [b"depot", b"depot"]

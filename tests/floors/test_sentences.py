"""Sentence ends of twenty-nine invented lines of news, cut by a reader at "|"."""

from __future__ import annotations

from pathlib import Path

from pipeline.arrays.arrow import strings
from pipeline.text.sentences import split_sentences

F1 = 1.0
"""Today's F1 over the ends inside lines."""


def test_sentences_end_where_a_reader_ends_them() -> None:
    """Ends that are right as a share of those found and of those there are, their harmonic mean."""
    lines = Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()
    cut = [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
    texts = [" ".join(parts) for parts in cut]
    counts, _, ends = split_sentences(strings(texts))
    found, start = set(), 0
    for number, n in enumerate(counts.tolist()):
        found |= {(number, end) for end in ends[start : start + n - 1].tolist()}
        start += n
    gold = {(at, len(" ".join(parts[:n]))) for at, parts in enumerate(cut) for n in range(1, len(parts))}
    assert 2 * len(found & gold) / (len(found) + len(gold)) >= F1, found ^ gold

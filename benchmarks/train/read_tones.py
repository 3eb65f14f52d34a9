"""Sentences and articles of news that were read for their tone: marks by key, the texts being found where they are.

`read_tones.tsv.gz` holds 12,300 sentences, at most two of an article, and 1,000 articles of the corpora that
`samples.news_without_labels` gives, drawn by hash; marks are those of `SOURCES.d/sentiment.md`. No text is stored.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from samples import BATCH, Sample, sample_of

from benchmarks.train.text_keys import key_of
from pipeline.arrays.arrow import strings
from pipeline.sentiment.news_words import NewsWords
from pipeline.text.sentences import split_sentences

MARKS = Path(__file__).with_name("read_tones.tsv.gz")


def read_samples(texts: list[str], words: NewsWords) -> dict[str, Sample]:
    """What was read and is among some texts: samples `sentence` and `article`, marks halved to -1..1."""
    marks: dict[str, dict[str, float]] = {"sentence": {}, "article": {}}
    for line in gzip.decompress(MARKS.read_bytes()).decode().splitlines():
        kind, key, mark, *_ = line.split("\t")
        marks[kind][key] = int(mark) / 2
    pieces = {"sentence": _sentences(texts), "article": iter(texts)}
    found = {kind: {key_of(piece): piece for piece in pieces[kind]} for kind in marks}
    samples = {}
    for kind, of in marks.items():
        keys = [key for key in of if key in found[kind]]
        samples[kind] = sample_of([found[kind][key] for key in keys], np.array([of[key] for key in keys]), words)
    return samples


def _sentences(texts: list[str]) -> Iterator[str]:
    """The sentences of all texts."""
    for at in range(0, len(texts), BATCH):
        part = texts[at : at + BATCH]
        counts, starts, ends = split_sentences(strings(part))
        doc = np.repeat(np.arange(len(part)), counts)
        for text, start, end in zip(doc.tolist(), starts.tolist(), ends.tolist(), strict=True):
            yield part[text][start:end]

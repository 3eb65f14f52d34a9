"""Beginnings of news that were read for the names in them: marks by key, the texts being found where they are.

`read_names.tsv.gz` holds the marks of texts of the corpora that `texts_of` gives, drawn by hash, each up to the last
sentence that ends within its first 1,500 characters; marks are those of `SOURCES.d/names.md`. No text is stored.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.train.text_keys import key_of, news
from pipeline.arrays.arrow import strings
from pipeline.text.sentences import split_sentences

MARKS = Path(__file__).with_name("read_names.tsv.gz")
LONGEST = 1500  # characters of a beginning
KIND_OF = {"p": "person", "o": "organisation", "l": "place"}  # u: the reader was unsure
SETS = {
    "topics": ("bbc", "agnews", "reuters_r8"),
    "keywords": ("duc2001_dev", "kpcrowd_dev"),
    "pages": ("fundus", "benchmark", "trafilatura"),
}
BATCH = 2000

Marks = list[tuple[int, int, str]]
"""First character, end and letter of each mark."""


def read_names(data: Path) -> list[tuple[str, str, Marks]]:
    """What was read, by key: key, beginning and marks of each text; texts that are not there are left out.

    Args:
        data: folder of the development data.
    """
    marks: dict[str, Marks] = {}
    for line in gzip.decompress(MARKS.read_bytes()).decode().splitlines():
        key, *spans = line.split("\t")
        marks[key] = [(int(a), int(b), kind) for a, b, kind in (span.split() for span in spans)]
    texts = texts_of(data)
    found = {}
    for at in range(0, len(texts), BATCH):
        for text in beginnings(texts[at : at + BATCH]):
            key = key_of(text)
            if key in marks:
                found[key] = text
    return [(key, found[key], marks[key]) for key in sorted(found)]


def texts_of(data: Path) -> list[str]:
    """Texts of news, of the topic and keyword sets and of the pages."""
    texts = [row["text"] for row in news(data)]
    for folder, names in SETS.items():
        for name in names:
            texts += [t for t in pq.read_table(data / folder / f"{name}.parquet")["text"].to_pylist() if t]
    return texts


def beginnings(texts: list[str]) -> list[str]:
    """Each text up to the last sentence that ends within LONGEST characters; empty where the first one is longer."""
    bare = [text.strip() for text in texts]
    heads = [text[: 4 * LONGEST] for text in bare]
    counts, _, ends = split_sentences(strings(heads))
    cut, at = [], 0
    for text, count in zip(bare, counts.tolist(), strict=True):
        within = [end for end in ends[at : at + count].tolist() if end <= LONGEST]
        cut.append(text if len(text) <= LONGEST else text[: within[-1]] if within else "")
        at += count
    return cut

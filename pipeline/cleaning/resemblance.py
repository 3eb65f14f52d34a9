"""Which records of one key have texts that resemble each other, by shared word shingles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from pipeline.arrays.arrow import flat
from pipeline.arrays.types import Int64, UInt64
from pipeline.cleaning import thresholds as t
from pipeline.duplicates.shingles import sampled_shingles
from pipeline.tables.parts import Parts, take

WORDS, MODULUS = 3, 16  # of a shingle; one shingle in so many is compared, and 32 or more of each text

Pairs = list[tuple[int, int]]


class Place(Protocol):
    """Where a text lies, and what orders the versions."""

    @property
    def part(self) -> int:
        """Index into the parts of `records`."""
        ...

    @property
    def row(self) -> int:
        """Row within the part."""
        ...

    @property
    def text_sha256(self) -> str:
        """Hash of the text."""
        ...

    @property
    def newness(self) -> tuple[int, int, str, int]:
        """Largest for the newest."""
        ...


def alike(groups: Sequence[Sequence[Place]], records: Parts) -> list[Pairs]:
    """Pairs of places within each group whose texts resemble each other.

    A text is compared with the next newer one that shares a shingle with it, shingle by shingle: versions follow one
    another, and the cost grows with the texts, not with their pairs.

    Args:
        groups: records with one key.
        records: table `records`, for the texts.

    Returns:
        For each group, pairs of indexes into it.
    """
    members = [(number, place) for number, group in enumerate(groups) for place in _distinct(group)]
    doc, hashes, totals = _shingles([groups[number][place] for number, place in members], records)
    group = np.array([number for number, _ in members], np.int64)
    found: list[Pairs] = [[] for _ in groups]
    for one, other in _resembling(group, doc, hashes, totals).tolist():
        number = members[one][0]
        found[number].append((members[one][1], members[other][1]))
    return found


def _distinct(group: Sequence[Place]) -> list[int]:
    """A place for each distinct text, oldest first."""
    by_text = {group[at].text_sha256: at for at in range(len(group))}
    return sorted(by_text.values(), key=lambda at: group[at].newness)


def _shingles(texts: Sequence[Place], records: Parts) -> tuple[Int64, UInt64, Int64]:
    """Index of the text and hash of each sampled shingle, and the number of shingles of each text before sampling."""
    by_part: dict[int, list[int]] = defaultdict(list)
    for at, place in enumerate(texts):
        by_part[place.part].append(at)
    doc, hashes, totals = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)], np.zeros(len(texts), np.int64)
    for part, members in by_part.items():
        rows = take(records.read(records.names[part], ["text"]), np.array([texts[i].row for i in members], np.int64))
        counts, sampled, n_shingles = sampled_shingles(flat(rows["text"]), WORDS, MODULUS)
        doc.append(np.repeat(np.array(members, np.int64), counts))
        hashes.append(sampled)
        totals[members] = n_shingles
    return np.concatenate(doc), np.concatenate(hashes), totals


def _resembling(group: Int64, doc: Int64, hashes: UInt64, totals: Int64) -> Int64:
    """Pairs of texts, shape (n_pairs, 2), of one group that share enough shingles."""
    order = np.lexsort((doc, hashes, group[doc]))
    doc, hashes = doc[order], hashes[order]
    same = (hashes[1:] == hashes[:-1]) & (group[doc[1:]] == group[doc[:-1]])
    pairs, shared = np.unique(np.stack([doc[:-1][same], doc[1:][same]], axis=1), axis=0, return_counts=True)
    sampled = np.bincount(doc, minlength=len(totals))
    every = np.maximum(1, totals / np.maximum(1, sampled))  # shingles that one in the sample stands for
    coarser = np.maximum(every[pairs[:, 0]], every[pairs[:, 1]])
    shorter = np.minimum(totals[pairs[:, 0]], totals[pairs[:, 1]])
    kept: Int64 = pairs[shared * coarser >= t.RESEMBLANCE * np.maximum(1, shorter)]
    return kept

"""Sentences that stand alone, for what a capital letter says where no article tells more of the word.

The sentences of the marked articles, and those of NewsMTSC (training part): there only the last word of each target is
known to be within a name, of some kind; every other word may be anything.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyarrow.parquet as pq

from benchmarks.train.name_articles import DATA, Articles, Sets, built, places, read_sets
from pipeline.arrays.arrow import strings
from pipeline.names.spellings import CAPITAL
from pipeline.text.sentences import split_sentences

PRONOUNS = {"i", "me", "my", "he", "him", "his", "himself", "she", "her", "herself", "they", "them", "their", "it"}


def sentences_of_articles() -> Articles:
    """Each sentence of the marked articles as a text of its own."""
    whole = read_sets()
    counts, starts, ends = split_sentences(strings(whole.texts))
    home = np.repeat(np.arange(len(counts)), counts)
    first = np.concatenate([[0], np.cumsum(counts)])

    def moved(spans: list[tuple]) -> list[tuple]:
        found = []
        for article, start, end, *kind in spans:
            rows = slice(first[article], first[article + 1])
            n = first[article] + np.searchsorted(starts[rows], start, "right") - 1
            if n >= first[article] and end <= ends[n]:
                found.append((int(n), int(start - starts[n]), int(end - starts[n]), *kind))
        return found

    texts = [whole.texts[n][a:b] for n, a, b in zip(home, starts, ends, strict=True)]
    groups, kinds = ([column[n] for n in home] for column in (whole.groups, whole.kinds))
    return built(Sets(texts, groups, kinds, set(moved([*whole.gold])), moved(whole.free)))


def sentences_with_targets() -> Articles:
    """The sentences of NewsMTSC with what their targets tell."""
    rows = pq.read_table(DATA.parent / "sentiment" / "newsmtsc_train.parquet").to_pylist()
    targets: dict[str, set[str]] = {}
    for row in rows:
        targets.setdefault(row["text"], set()).add(row["mention"])
    found = built(Sets([*targets], [""] * len(targets), [()] * len(targets), set(), []))
    doc, first, _ = places(found)
    found.allowed[:] = True
    large = found.found.flags[found.found.token] & CAPITAL > 0
    bounds = np.searchsorted(doc, np.arange(len(targets) + 1))
    for (a, b), (text, names) in zip(pairwise(bounds.tolist()), targets.items(), strict=True):
        for name in filter(_is_name, names):
            at = text.find(name)
            inside = a + np.flatnonzero((first[a:b] >= at) & (first[a:b] < at + len(name)) & large[a:b])
            found.allowed[inside[-1:], 0] = False
    return found


def _is_name(target: str) -> bool:
    """Whether a target ends with a capitalised word that is no pronoun."""
    return target.lower() not in PRONOUNS and target.rsplit(maxsplit=1)[-1][0].isupper()

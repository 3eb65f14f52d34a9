"""The articles that the tagger of names is trained on, with what is known of the label of each candidate."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from benchmarks.train.read_names import KIND_OF, read_names
from pipeline.arrays.arrow import strings
from pipeline.names.batch import Batch
from pipeline.names.candidates import Candidates, candidates
from pipeline.names.features import TABLES, Features, features
from pipeline.names.known_spellings import batch_of
from pipeline.names.tagger_weights import LABELS, N_LABELS
from pipeline.text.tokens import tokenise

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", ".")) / "names"
READ = "read "  # what the groups of texts that were read for this project begin with
KINDS = ("person", "organisation", "place")


@dataclass
class Articles:
    """Articles with what is known of their labels.

    Attributes:
        batch: the tokens of all articles and what their spellings tell.
        found: their candidates.
        features: of the candidates.
        allowed: bool, shape (n, 7): labels that the gold allows at each candidate.
        groups: the paper of each article; texts that were read stand in sixteen groups, by hash.
        gold: (article, first character, end, kind) of the mentions that count.
        free: (article, first character, end) of stretches that count neither way.
        kinds: per article, the kinds that its set marks.
    """

    batch: Batch
    found: Candidates
    features: Features
    allowed: np.ndarray
    groups: list[str]
    gold: set[tuple[int, int, int, str]]
    free: list[tuple[int, int, int]]
    kinds: list[tuple[str, ...]]


@dataclass
class Sets:
    """Texts with what is marked in them, see `Articles`."""

    texts: list[str]
    groups: list[str]
    kinds: list[tuple[str, ...]]
    gold: set[tuple[int, int, int, str]]
    free: list[tuple[int, int, int]]


def read_sets() -> Sets:
    """The three sets, and the texts that were read."""
    whole = Sets([], [], [], set(), [])
    sets = {name: DATA / f"{name}_dev.parquet" for name in ("worldwide", "places", "hand")}
    for name, path in sets.items():
        for row in pq.read_table(path).to_pylist() if path.exists() else []:
            article = len(whole.texts)
            whole.texts.append(row["text"])
            whole.groups.append(row["source"])
            whole.kinds.append(("place",) if name == "places" else KINDS)
            for m in by_hand(row) if name == "hand" else row["mentions"]:
                if m["counts"]:
                    whole.gold.add((article, m["start"], m["end"], m["kind"]))
                else:
                    whole.free.append((article, m["start"], m["end"]))
    for article, (key, text, marks) in enumerate(read_names(DATA.parent), len(whole.texts)):
        whole.texts.append(text)
        whole.groups.append(READ + key[0])
        whole.kinds.append(KINDS)
        whole.gold |= {(article, start, end, KIND_OF[kind]) for start, end, kind in marks if kind in KIND_OF}
        whole.free += [(article, start, end) for start, end, kind in marks if kind not in KIND_OF]
    return whole


def read() -> Articles:
    """All of `read_sets`, tokenised; the few short articles count as long ones."""
    articles = built(read_sets())
    articles.features.codes["start"] %= TABLES["start"] // 2
    return articles


def built(sets: Sets) -> Articles:
    """Texts with their candidates."""
    batch = batch_of(tokenise(strings(sets.texts)))
    found = candidates(batch)
    marks = sets.groups, sets.gold, sets.free, sets.kinds
    articles = Articles(batch, found, features(batch, found), np.zeros(0), *marks)
    articles.allowed = _allowed(articles)
    return articles


def by_hand(row: dict) -> list[dict]:
    """Mentions of the names of a hand-read article, longer names first."""
    kind = {n: e["kind"] for e in row["entities"] for n in [e["name"], *e["forms"]]}
    taken = bytearray(len(row["text"]))
    found = []
    for name in sorted(kind, key=len, reverse=True):
        for m in re.finditer(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)", row["text"]):
            if not any(taken[m.start() : m.end()]):
                taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
                found.append({"start": m.start(), "end": m.end(), "kind": kind[name], "counts": kind[name] in KINDS})
    return found


def places(articles: Articles) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Document, first character and end of each candidate."""
    at = articles.found.token
    doc = articles.batch.tokens.doc[at]
    return (
        doc,
        articles.batch.tokens.char_offset(articles.batch.tokens.start[at], doc),
        articles.batch.tokens.char_offset(articles.batch.tokens.end[at], doc),
    )


def _allowed(articles: Articles) -> np.ndarray:
    """Labels that the gold allows."""
    doc, first, _ = places(articles)
    allowed = np.zeros((len(doc), N_LABELS), bool)
    only_places = np.array([k == ("place",) for k in articles.kinds])[doc]
    allowed[:, 0] = True
    allowed[only_places] = [label[2:] != "place" for label in LABELS]
    bounds = np.searchsorted(doc, np.arange(len(articles.groups) + 1))

    def inside(article: int, start: int, end: int) -> np.ndarray:
        rows = slice(bounds[article], bounds[article + 1])
        return bounds[article] + np.flatnonzero((first[rows] >= start) & (first[rows] < end))

    for article, start, end in articles.free:
        allowed[inside(article, start, end)] = True
    for article, start, end, kind in sorted(articles.gold):
        at = inside(article, start, end)
        allowed[at] = False
        allowed[at[:1], LABELS.index(f"B-{kind}")] = True
        allowed[at[1:], LABELS.index(f"I-{kind}")] = True
        anew = at[1:][articles.found.first[at[1:]]]  # `Kenya` of a name over a comma: no run may go on
        allowed[anew] = allowed[at[:1]]
    return allowed

"""What the weights of keywords are learnt from: the candidates of articles, and which of them people want."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks.train.read_keywords import Subject, read_keywords, stems_of
from pipeline.arrays.arrow import lists, numbers, strings
from pipeline.arrays.types import Bool, Float32, Float64, Int64
from pipeline.keywords.stage import Found, KeywordsConfig, find_phrases
from pipeline.names.article_rows import mention_rows
from pipeline.text.porter import stem
from pipeline.text.sentences import split_sentences
from pipeline.text.word_facts import bare

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", "."))
MUST, FINE = 60.0, 0.7  # weight of a subject that must be there, and of one that a reader lets pass
SHORT_WEIGHT = 0.5  # of a set of articles cut short


class Wanted(NamedTuple):
    """What a key of an article is worth, and which subject of the article it names."""

    worth: float
    subject: int


@dataclass(frozen=True)
class Gold:
    """What people want to see of an article.

    Attributes:
        keys: by stems.
        is_exact: whether a candidate has to be equal to a key; else it may hold one with a word more.
    """

    keys: dict[str, Wanted]
    is_exact: bool

    def wanted(self, key: str) -> Wanted | None:
        """What a candidate names; of several the one that is worth most."""
        if key in self.keys or self.is_exact:
            return self.keys.get(key)
        words = key.split()
        parts = [" ".join(part) for part in (words[1:], words[:-1]) if len(part) > 1]
        return max((self.keys[part] for part in parts if part in self.keys), default=None)


Set = tuple[pd.DataFrame, list[Gold]]
"""Articles (text, title and source where known) and what is wanted of each."""


@dataclass
class Examples:
    """The candidates of a set of articles.

    Attributes:
        found: the candidates, with what they were cut from.
        preset: the preset that they were found for.
        is_out: bool, shape (n_phrases,): ruled out whatever the score.
        names: features.
        x: float32, shape (n_phrases, n_features).
        worth: float64, shape (n_phrases,): of the subject that a candidate names; 0 for those that nobody wants.
        subject: int64, shape (n_phrases,): its number among those of the article; -1 for none.
        gold: what is wanted of each article.
        keys: stems of each candidate.
        weight: of the set.
    """

    found: Found
    preset: str
    is_out: Bool
    names: list[str]
    x: Float32
    worth: Float64
    subject: Int64
    gold: list[Gold]
    keys: list[str]
    weight: float = 1.0

    @property
    def doc(self) -> Int64:
        """Article of each candidate."""
        return self.found.tokens.doc[self.found.phrases.first].astype(np.int64)

    @property
    def chosen(self) -> Float64:
        """Weight of each candidate, float64, shape (n_phrases,): those that name one subject share its worth."""
        if all(gold.is_exact for gold in self.gold):
            return self.worth
        number = np.unique(np.stack([self.doc, self.subject]), axis=1, return_inverse=True)[1].ravel()
        return self.worth / np.bincount(number)[number]


def examples(frame: pd.DataFrame, gold: list[Gold], preset: str, weight: float = 1.0) -> Examples:
    """Candidates of these articles, and which of them are wanted."""
    texts = articles(frame)
    found = find_phrases(KeywordsConfig(preset=preset), texts, mention_rows(texts))
    named = dict(found.features())
    tokens, phrases = found.tokens, found.phrases
    stems = [stem(bare(w)) for w in tokens.vocabulary]
    spans = zip(phrases.first.tolist(), phrases.last.tolist(), strict=True)
    keys = [" ".join(stems[w] for w in tokens.word[a : b + 1]) for a, b in spans]
    rows = np.arange(len(keys))
    is_out = found.out(texts["source"])(rows) if preset == "balanced" else np.zeros(len(keys), bool)
    docs = tokens.doc[phrases.first].tolist()
    wanted = [gold[doc].wanted(key) or Wanted(0.0, -1) for key, doc in zip(keys, docs, strict=True)]
    worth, subject = np.array([w.worth for w in wanted], np.float64), np.array([w.subject for w in wanted], np.int64)
    x = np.stack(list(named.values()), axis=1)
    return Examples(found, preset, is_out, list(named), x, worth, subject, gold, keys, weight)


def articles(frame: pd.DataFrame) -> pa.Table:
    """Rows of table `texts`, as far as keywords and names read them."""
    texts = strings(list(frame["text"]))
    counts, starts, _ = split_sentences(texts)
    about = {c: list(frame[c]) if c in frame else [None] * len(frame) for c in ("title", "source")}
    return pa.table(
        {
            "article_id": strings([f"{i:016x}" for i in range(len(frame))]),
            "text": texts,
            **{c: strings([v if isinstance(v, str) else None for v in column]) for c, column in about.items()},
            "is_read": numbers(np.ones(len(frame), bool)),
            "sentence_starts": lists(counts, numbers(starts.astype(np.int32))),
        }
    )


def annotated(name: str) -> Set:
    """Texts and keys of a set; only the very keys count."""
    frame = pd.read_parquet(DATA / "keywords" / f"{name}.parquet")
    keys = [dict.fromkeys(n for k in listed if (n := normal(k))) for listed in frame["keyphrases"]]
    return frame, [Gold({k: Wanted(1.0, i) for i, k in enumerate(named)}, is_exact=True) for named in keys]


def labelled() -> Set:
    """The articles with a reader's labels, and every form of their subjects."""
    frame = pd.read_parquet(DATA / "reader" / "labelled.parquet")
    frame = frame[[isinstance(must, Iterable) and len(must) > 0 for must in frame["must"]]]
    both = zip(frame["must"], frame["fine"], strict=True)
    return frame, [gold_of([*_subjects(must, is_must=True), *_subjects(fine, is_must=False)]) for must, fine in both]


def read() -> Set:
    """The further articles that were read, see `read_keywords`."""
    found = read_keywords(DATA)
    frame = pd.DataFrame({"title": a.title, "source": a.source, "text": a.text} for a in found)
    return frame, [gold_of(article.subjects) for article in found]


def _subjects(texts: Iterable[str], *, is_must: bool) -> list[Subject]:
    """`Chris Christie|~Christie` → the stems of both."""
    each = ([normal(form.strip().removeprefix("~")) for form in text.split("|")] for text in texts)
    return [Subject(is_must, tuple(filter(None, forms))) for forms in each]


def gold_of(subjects: Iterable[Subject]) -> Gold:
    """What a reader's subjects are worth; a form of several counts for the one that is worth most."""
    keys: dict[str, Wanted] = {}
    for number, subject in enumerate(subjects):
        worth = MUST if subject.is_must else FINE
        for form in subject.forms:
            keys[form] = max(Wanted(worth, number), keys.get(form, Wanted(0.0, -1)))
    return Gold(keys, is_exact=False)


def normal(phrase: str) -> str:
    """The stems of a phrase, in a row."""
    return " ".join(stems_of(phrase))


def shortened(frame: pd.DataFrame, gold: list[Gold], size: int) -> Examples:
    """The same articles, cut off; only the keys that are still there."""
    cut = frame.assign(text=[text[:size].rsplit(" ", 1)[0] for text in frame["text"]])
    whole = [f" {normal(text)} " for text in cut["text"]]
    left = [
        Gold({k: v for k, v in one.keys.items() if f" {k} " in text}, is_exact=True)
        for text, one in zip(whole, gold, strict=True)
    ]
    return examples(cut, left, "phrases", SHORT_WEIGHT)

"""Labelled and unlabelled sentences for training and judging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import scipy.sparse as sp
from scipy.stats import pearsonr
from sklearn.metrics import f1_score, roc_auc_score

from benchmarks.train.text_keys import news
from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Float64, Int64
from pipeline.sentiment.news_model import Sums, evidence, shares, weighed
from pipeline.sentiment.news_words import NewsWords
from pipeline.text.characters import characters
from pipeline.text.passages import Passages
from pipeline.text.sentences import split_sentences

BATCH = 1500
TOPICS = ("bbc", "agnews", "reuters_r8")
OPINION = {"movie_snippets": 0.2, "nyt_snippets": 0.125, "semeval2007_trial": 0.5}  # score that makes a label
LABELS = {"negative": -1, "neutral": 0, "positive": 1}


@dataclass(frozen=True)
class Sample:
    """The sentences of some records.

    Attributes:
        score: -1..1, one a record.
        label: -1, 0, 1, one a record.
        homes: record of each sentence.
        sums: what the rules found, one a sentence.
    """

    score: Float64
    label: Int64
    homes: Int64
    sums: Sums

    def compound(self, words: NewsWords) -> Float64:
        """The score of each sentence."""
        negative, _, positive = shares(evidence(self.sums, words))
        return positive - negative

    def mean_rows(self) -> sp.csr_matrix:
        """What takes the mean over the sentences of each record, shape (n_records, n_sentences)."""
        count = np.bincount(self.homes, minlength=len(self.score))
        weights = 1.0 / np.maximum(count, 1)[self.homes]
        return sp.csr_matrix((weights, (self.homes, np.arange(len(self.homes)))), shape=(len(count), len(weights)))

    def means(self, values: Float64) -> Float64:
        """The mean over the sentences of each record."""
        count = np.bincount(self.homes, minlength=len(self.score))
        return np.bincount(self.homes, weights=values, minlength=len(self.score)) / np.maximum(count, 1)


def news_without_labels(data: Path) -> list[str]:
    """All articles of the news corpus and of the topic sets."""
    texts = [article["text"] for article in news(data)]
    for name in TOPICS:
        texts += pq.read_table(data / "topics" / f"{name}.parquet")["text"].to_pylist()
    return texts


def read_texts(data: Path, name: str) -> list[str]:
    """The texts of a labelled set."""
    return pq.read_table(data / "sentiment" / f"{name}.parquet")["text"].to_pylist()


def read_set(data: Path, name: str, words: NewsWords) -> Sample:
    """A labelled set; where it has no label, the score makes one."""
    table = pq.read_table(data / "sentiment" / f"{name}.parquet")
    score = np.array(table["score"].to_pylist(), float)
    cut = OPINION.get(name, 0.125)
    by_score = (score >= cut).astype(int) - (score <= -cut)
    label = [LABELS.get(x, y) for x, y in zip(table["label"].to_pylist(), by_score.tolist(), strict=True)]
    homes, sums = _sentences(table["text"].to_pylist(), words)
    return Sample(score, np.array(label), homes, sums)


def sample_of(texts: list[str], score: Float64, words: NewsWords) -> Sample:
    """Texts with scores, whose signs are the labels."""
    homes, sums = _sentences(texts, words)
    return Sample(score, np.sign(score).astype(np.int64), homes, sums)


def plain_sample(texts: list[str], words: NewsWords) -> Sample:
    """Texts without labels."""
    return sample_of(texts, np.zeros(len(texts)), words)


def batches(texts: list[str], words: NewsWords) -> Iterator[Sums]:
    """What the rules find in the sentences of texts, some texts at a time; what is given twice counts once."""
    distinct = list(dict.fromkeys(texts))
    return (_sentences(distinct[at : at + BATCH], words)[1] for at in range(0, len(distinct), BATCH))


def _sentences(texts: list[str], words: NewsWords) -> tuple[Int64, Sums]:
    """The record of each sentence, and what the rules found in it."""
    column = strings(texts)
    counts, starts, ends = split_sentences(column)
    letters = characters(column)
    shift = np.repeat(letters.bounds[:-1], counts)
    return np.repeat(np.arange(len(texts)), counts), weighed(Passages(letters, starts + shift, ends + shift), words)


def show(samples: dict[str, Sample], plain: Sample, words: NewsWords) -> None:
    """Print the figures of every set, and the spread of sentences and articles of news."""
    print(f"{'set':22} pearson  auc    macro-F1 at neutral bands .15 .2 .25 .3")
    for name, sample in samples.items():
        found = sample.means(sample.compound(words))
        opinion = sample.label != 0
        area = roc_auc_score(sample.label[opinion] > 0, found[opinion])
        labels = [(found > band).astype(int) - (found < -band) for band in (0.15, 0.2, 0.25, 0.3)]
        marks = " ".join(f"{f1_score(sample.label, x, average='macro', zero_division=0):.3f}" for x in labels)
        print(f"{name:22} {pearsonr(found, sample.score).statistic:.3f}   {area:.3f}  {marks}")
    compound = plain.compound(words)
    within = (compound - plain.means(compound)[plain.homes]).std()
    print(f"news: mean of sentences {compound.mean():.4f}, sd {compound.std():.4f}, within articles {within:.4f}")
    print(f"news: sd of articles {plain.means(compound).std():.4f}")

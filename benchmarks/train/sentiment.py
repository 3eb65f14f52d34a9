"""Train the model `news` and write its tables.

    NIGHTDESK_EVAL_DATA=... PYTHONPATH=. python benchmarks/train/sentiment.py pipeline/resources

Labels come from NewsMTSC (train part), film review sentences, and sentences and articles of news that were read for the
purpose (`read_tones`). All other sets are kept for judging, and are printed at the end. What words mean is learned from
news without labels (`company`, `valences`, `context`). The weights that are written are the mean of two fits: one of
the first two sets, and one of all with `context`. Takes about five minutes and 4 GB.
"""

from __future__ import annotations

import gzip
import os
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
import softmax
from company import Company, company
from context import context_column
from read_tones import read_samples
from samples import Sample, batches, news_without_labels, plain_sample, read_set, read_texts, show
from softmax import Rows
from valences import valence_columns

from pipeline.arrays.types import Bool, Float64
from pipeline.sentiment import news_model
from pipeline.sentiment.news_model import STRENGTHS, TONES, features, lengths
from pipeline.sentiment.news_words import NewsWords, given_valences, named_things, news_words, rows

LABELLED = {"newsmtsc_train": 1.0, "movie_snippets": 0.4}  # set -> weight of a row
READ = {"sentence": 3.0, "article": 2.0}  # what was read for the purpose -> weight of a row
JUDGED_ON = (
    "nyt_snippets",
    "newsmtsc_devtest_mt",
    "fin_phrasebank_50",
    "persent_doc_dev",
    "persent_para_dev",
    "semeval2007_trial",
)
NAME = 0.5  # share of small first letters below which a word counts as a name and gets no weight
RARE = 1e-3  # frequent words count less in the mean vector: RARE / (RARE + relative frequency)
VALENCE_SCALE, WORD_SCALE, LOOSENESS = 2.0, 0.8, 0.25
SEEN = 3  # training sentences that a word must stand in to get a weight of its own
KNOWN = 30  # occurrences in unlabelled news from which a word gets a weight
NEUTRAL, FAINT = 0.15, 0.16  # weights of a fit are brought nearer to 0 by this; mean tones below that are dropped
EVERYDAY = 5000  # occurrences of an everyday word
RULED = 0.6  # evidence of what rules decided, set by hand: politics and films teach little about profits
TONE = -0.06  # score of the average sentence of news: it leans to the negative, as raters of sentences find, too
MODEL: dict[str, float] = {"ruled": RULED}
FIGURES = (*TONES, *STRENGTHS, "negative", "positive")


class Trust(NamedTuple):
    """How far a fit relies on vectors, and on everyday words.

    Attributes:
        vector_scale: of a word's vector, beside one for a word of its own.
        agreement: errors by which every set must agree on an everyday word.
    """

    vector_scale: float
    agreement: float


OF_LABELLED, OF_ALL = Trust(0.3, 0.5), Trust(0.6, 1.5)


class Columns:
    """Turns sentences into rows: features of lexicon and rules, mean vector, words."""

    def __init__(self, words: NewsWords, known: Company, hints: Float64, train: list[Sample], trust: Trust) -> None:
        self.words = list(words.row)
        place = {word: n for n, word in enumerate(known.words)}
        row = np.array([-1, *(place.get(name, -1) for name in self.words)])
        named = np.append(known.small < NAME, True)[row]
        share = known.counts / known.counts.sum()
        vectors = known.vectors * (RARE / (RARE + share))[:, None] * trust.vector_scale
        dense = np.hstack([vectors, hints])
        dense[known.small < NAME] = 0.0
        self.vectors = np.vstack([dense, np.zeros(dense.shape[1])])[row].astype(np.float32)
        everyday = np.append(known.counts >= EVERYDAY, False)[row] & (np.append(0.0, words.tone[1:]) == 0)
        self.is_kept = (~everyday | self._agreed(train, trust.agreement))[1:]
        n_seen = sum(np.asarray((self.bag(s, np.ones(len(s.sums.tokens.ids))) > 0).sum(0)).ravel() for s in train)
        self.own = np.flatnonzero((n_seen >= SEEN) & ~named & (np.arange(len(row)) > 0))

    def _agreed(self, train: list[Sample], least: float) -> Bool:
        """The words that go with good records in every set, or with bad ones in every set, by so many errors."""
        found = []
        for sample in train:
            bag = self.bag(sample, np.ones(len(sample.sums.tokens.ids))) > 0
            label = (sample.label - sample.label.mean()) / sample.label.std()
            n_seen = np.asarray(bag.sum(0)).ravel()
            found.append(np.asarray(bag.T @ label[sample.homes]).ravel() / np.sqrt(np.maximum(n_seen, 1)))
        errors = np.array(found)
        return np.asarray((errors >= least).all(0) | (errors <= -least).all(0))

    def bag(self, sample: Sample, factor: Float64) -> sp.csr_matrix:
        """Counts of words, each token times its factor, shape (n_sentences, n_rows)."""
        bounds, ids = sample.sums.tokens.tokens.bounds, sample.sums.tokens.ids
        bag = sp.csr_matrix((factor.copy(), ids.copy(), bounds), shape=(len(bounds) - 1, len(self.words) + 1))
        bag.sum_duplicates()
        return bag

    def rows(self, sample: Sample, weight: float) -> Rows:
        """Rows of a set: the mean over the sentences of each record; the classes weigh the same."""
        table, factor = features(sample.sums), sample.sums.composition.factor
        tone = self._matrix(sample, [table[name] for name in TONES], factor)
        strength = self._matrix(sample, [table[name] for name in STRENGTHS], np.abs(factor))
        share = np.array([np.mean(sample.label == side) for side in (-1, 0, 1)])
        given = RULED * sample.means(table["ruled"])
        return Rows(tone, strength, given, sample.label, weight / 3 / share[sample.label + 1])

    def _matrix(self, sample: Sample, columns: list[Float64], factor: Float64) -> sp.csr_matrix:
        scaled = sp.diags(1 / lengths(sample.sums)) @ self.bag(sample, factor)
        parts = [np.array(columns).T, scaled @ self.vectors, scaled[:, self.own] * WORD_SCALE]
        return sample.mean_rows() @ sp.hstack([sp.csr_matrix(p) for p in parts]).tocsr()

    def folded(self, weights: Float64, n_features: int) -> Float64:
        """The weight of every word, shape (n_words,), from those of a matrix; small ones are 0."""
        vectors, own = np.split(weights[n_features:], [self.vectors.shape[1]])
        total = self.vectors @ vectors
        total[self.own] += own * WORD_SCALE
        return np.sign(total[1:]) * np.maximum(np.abs(total[1:]) - NEUTRAL, 0.0)


def centre(found: Sample, words: NewsWords) -> None:
    """Set the constants so that the average sentence of news scores `TONE`, by bisection."""
    negative, positive = MODEL["negative"], MODEL["positive"]
    low, high = -2.0, 2.0
    for _ in range(30):
        middle = (low + high) / 2
        MODEL.update(negative=negative - middle, positive=positive + middle)
        low, high = (middle, high) if found.compound(words).mean() < TONE else (low, middle)


def learned(columns: Columns, train: dict[str, Sample]) -> tuple[Float64, Float64]:
    """Fit: the coefficients of lexicon and rules with the constants, and the weights of words, shape (2, n_words)."""
    weight = LABELLED | READ
    labelled = softmax.stacked([columns.rows(sample, weight[name]) for name, sample in train.items()])
    tone, strength, constants = softmax.fit(labelled, LOOSENESS)
    figures = np.concatenate([tone[: len(TONES)], strength[: len(STRENGTHS)], constants])
    folded = (columns.folded(tone, len(TONES)), columns.folded(strength, len(STRENGTHS)))
    return figures, np.array(folded) * columns.is_kept


def main() -> None:
    """Learn twice, take the mean, judge, write."""
    data, out = Path(os.environ["NIGHTDESK_EVAL_DATA"]), Path(sys.argv[1])
    texts = news_without_labels(data)
    known = company(texts + list(dict.fromkeys(read_texts(data, "newsmtsc_train"))))
    valences, agreement = valence_columns(known, given_valences(), named_things())
    print(f"{len(known.words)} words; valences predicted without the word itself: r = {agreement:.3f}")
    frequent = [word for word, n in zip(known.words, known.counts, strict=True) if n >= KNOWN]
    words = rows(dict.fromkeys([*frequent, *news_words().row], (0.0, 0.0)))
    labelled = {name: read_set(data, name, words) for name in LABELLED}
    every = labelled | read_samples(texts, words)
    hints = valences * VALENCE_SCALE
    in_context = np.hstack([hints, context_column(known, batches(texts, words), words)])
    fits = [
        learned(Columns(words, known, columns, list(train.values()), trust), train)
        for train, columns, trust in ((labelled, hints, OF_LABELLED), (every, in_context, OF_ALL))
    ]
    figures, folded = ((one + other) / 2 for one, other in zip(*fits, strict=True))
    folded[0, np.abs(folded[0]) < FAINT] = 0.0
    MODEL.update(zip(FIGURES, figures.tolist(), strict=True))
    news_model.coefficients = lambda: MODEL  # what is being trained takes the place of what was stored
    evidence = dict(zip(words.row, map(tuple, folded.T.round(3).tolist()), strict=True))
    trained = rows(evidence)
    plain = plain_sample(texts[::10], trained)
    centre(plain, trained)
    show({name: read_set(data, name, trained) for name in (*LABELLED, *JUDGED_ON)}, plain, trained)
    write(out, evidence)


def write(out: Path, evidence: dict[str, tuple[float, float]]) -> None:
    """Write the tables of weights and of coefficients."""
    lines = ["# word\tlearned tone\tstrength, thousandths; see SOURCES.d/sentiment.md"]
    lines += [f"{w}\t{1000 * a:.0f}\t{1000 * b:.0f}" for w, (a, b) in sorted(evidence.items()) if a or b]
    packed = gzip.compress("\n".join([*lines, ""]).encode(), 9, mtime=0)
    (out / "en/news_weights.tsv.gz").write_bytes(packed)
    rows_ = [f"{name}\t{value:.4f}" for name, value in sorted(MODEL.items())]
    head = "# feature\tcoefficient; see SOURCES.d/sentiment.md"
    (out / "en/news_model.tsv").write_text("\n".join([head, *rows_, ""]), "utf-8")


if __name__ == "__main__":
    main()

"""Train the model `news` and write its tables.

    NIGHTDESK_EVAL_DATA=... PYTHONPATH=. python benchmarks/train/sentiment.py pipeline/resources

Labels come from two sets only: NewsMTSC (train part) and film review sentences. All other sets are kept for judging,
and are printed at the end. What words mean is learned from news without labels (`company`, `valences`). Takes about
three minutes and 4 GB.
"""

from __future__ import annotations

import gzip
import os
import sys
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from company import Company, company
from samples import Sample, news_without_labels, plain_sample, read_set, read_texts, show
from sklearn.linear_model import LogisticRegression
from valences import valence_columns

from pipeline.arrays.types import Float64
from pipeline.sentiment import news_model
from pipeline.sentiment.news_model import FEATURES, lengths, lexicon_features
from pipeline.sentiment.news_words import NewsWords, given_valences, named_things, rows

TRAINED_ON = {"newsmtsc_train": 1.0, "movie_snippets": 0.4}  # set -> weight of a row
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
VECTOR_SCALE, VALENCE_SCALE, WORD_SCALE, STRENGTH = 0.3, 2.0, 0.8, 0.25
SEEN = 3  # training sentences that a word must stand in to get a weight of its own
KNOWN = 30  # occurrences in unlabelled news from which a word gets a weight
DIRECTION = 1.25  # evidence of what rises and falls, set by hand: politics and films teach little about profits

TONE = -0.025  # score of the average sentence of news: it leans to the negative, as raters of sentences find, too


class Features:
    """Turns sentences into the rows of a matrix: features of the rules, mean vector, words."""

    def __init__(self, words: NewsWords, known: Company, valences: Float64, train: list[Sample]) -> None:
        self.words = words
        place = {word: n for n, word in enumerate(known.words)}
        self.row = np.array([-1, *(place.get(name, -1) for name in words.rules.table.words)])
        named = np.append(known.small < NAME, True)[self.row]
        share = known.counts / known.counts.sum()
        vectors = known.vectors * (RARE / (RARE + share))[:, None] * VECTOR_SCALE
        dense = np.hstack([vectors, valences * VALENCE_SCALE])
        dense[known.small < NAME] = 0.0
        self.vectors = np.vstack([dense, np.zeros(dense.shape[1])])[self.row].astype(np.float32)
        seen = sum((np.asarray((self.bag(s) > 0).sum(0)).ravel() for s in train), np.zeros(len(self.row)))
        self.own = np.flatnonzero((seen >= SEEN) & ~named)

    def bag(self, sample: Sample) -> sp.csr_matrix:
        """Counts of words, shape (n_sentences, n_rows)."""
        bounds, ids = sample.sums.tokens.tokens.bounds, sample.sums.tokens.ids
        bag = sp.csr_matrix((np.ones(len(ids)), ids.copy(), bounds), shape=(len(bounds) - 1, len(self.row)))
        bag.sum_duplicates()
        return bag

    def matrix(self, sample: Sample) -> sp.csr_matrix:
        """Rows of a record: the mean over its sentences."""
        scaled = sp.diags(1 / lengths(sample.sums)) @ self.bag(sample)
        features = np.array([lexicon_features(sample.sums)[name] for name in FEATURES]).T
        parts = [features, scaled @ self.vectors, scaled[:, self.own] * WORD_SCALE]
        rows = sp.hstack([sp.csr_matrix(p) for p in parts]).tocsr()
        count = np.bincount(sample.homes, minlength=len(sample.score))
        weights = 1.0 / np.maximum(count, 1)[sample.homes]
        mean = sp.csr_matrix((weights, (sample.homes, np.arange(len(sample.homes)))), shape=(len(count), len(weights)))
        return mean @ rows

    def folded(self, coefficients: Float64) -> dict[str, tuple[float, float]]:
        """Word -> its evidence for negative and positive, from coefficients of shape (2, n_columns)."""
        vectors, own = np.split(coefficients[:, len(FEATURES) :], [self.vectors.shape[1]], axis=1)
        total = vectors @ self.vectors.T
        total[:, self.own] += own * WORD_SCALE
        return dict(zip(self.words.rules.table.words, map(tuple, total.T[1:].round(3).tolist()), strict=True))


def fit(features: Features, train: dict[str, Sample]) -> tuple[Float64, Float64]:
    """Coefficients, shape (2, n_columns), and constants, shape (2,), of negative and positive against neutral."""
    rows, labels, weights = [], [], []
    for name, sample in train.items():
        share = np.array([np.mean(sample.label == c) for c in (-1, 0, 1)])
        rows.append(features.matrix(sample))
        labels.append(sample.label)
        weights.append(TRAINED_ON[name] / 3 / share[sample.label + 1])
    model = LogisticRegression(C=STRENGTH, max_iter=300, tol=3e-4)
    model.fit(sp.vstack(rows).tocsr(), np.concatenate(labels), sample_weight=np.concatenate(weights))
    return model.coef_[[0, 2]] - model.coef_[1], model.intercept_[[0, 2]] - model.intercept_[1]


def centre(constant: Float64, found: Sample, words: NewsWords) -> None:
    """Set the constant with which the average sentence of news scores `TONE`, by bisection."""
    low, high = -2.0, 2.0
    for _ in range(30):
        middle = (low + high) / 2
        MODEL["constant"] = constant + np.array([-middle, middle])
        low, high = (middle, high) if found.compound(words).mean() < TONE else (low, middle)


MODEL: dict[str, Float64] = {"direction": np.array([DIRECTION, DIRECTION])}


def main() -> None:
    """Learn, judge, write."""
    data, out = Path(os.environ["NIGHTDESK_EVAL_DATA"]), Path(sys.argv[1])
    texts = news_without_labels(data)
    known = company(texts + [t for name in TRAINED_ON for t in dict.fromkeys(read_texts(data, name))])
    valences, agreement = valence_columns(known, given_valences(), named_things())
    print(f"{len(known.words)} words; valences predicted without the word itself: r = {agreement:.3f}")
    frequent = {w: (0.0, 0.0) for w, n in zip(known.words, known.counts, strict=True) if n >= KNOWN}
    words = rows(frequent)
    train = {name: read_set(data, name, words) for name in TRAINED_ON}
    features = Features(words, known, valences, list(train.values()))
    coefficients, constant = fit(features, train)
    news_model.coefficients = lambda: MODEL  # what is being trained takes the place of what was stored
    MODEL.update(dict(zip(FEATURES, coefficients[:, : len(FEATURES)].T, strict=True)))
    trained = rows(features.folded(coefficients))
    plain = plain_sample(texts[::10], trained)
    centre(constant, plain, trained)
    show({name: read_set(data, name, trained) for name in (*TRAINED_ON, *JUDGED_ON)}, plain, trained)
    write(out, features.folded(coefficients))


def write(out: Path, evidence: dict[str, tuple[float, float]]) -> None:
    """Write the tables of weights and of coefficients."""
    lines = ["# word\tevidence for negative\tfor positive, thousandths; see SOURCES.d/sentiment.md"]
    lines += [f"{w}\t{1000 * a:.0f}\t{1000 * b:.0f}" for w, (a, b) in sorted(evidence.items()) if a or b]
    packed = gzip.compress("\n".join([*lines, ""]).encode(), 9, mtime=0)
    (out / "en/news_weights.tsv.gz").write_bytes(packed)
    rows_ = [f"{name}\t{a:.4f}\t{b:.4f}" for name, (a, b) in sorted(MODEL.items())]
    head = "# feature\tcoefficient for negative\tfor positive; see SOURCES.d/sentiment.md"
    (out / "en/news_model.tsv").write_text("\n".join([head, *rows_, ""]), "utf-8")


if __name__ == "__main__":
    main()

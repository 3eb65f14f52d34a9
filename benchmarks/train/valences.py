"""Valences for words that no lexicon gives, from the company they keep and from how they are spelled.

A Gaussian process over the words whose valence is given: two words are alike as far as their vectors are near (radial
kernel) and as far as they share strings of letters (`corrupt`, `corruption`).
"""

from __future__ import annotations

import numpy as np
from company import Company
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import KFold

from pipeline.arrays.types import Float64, Int64

NOISE = 0.3
FREQUENT_TEACHER, FREQUENT_NEUTRAL, FREQUENT_PUPIL = 20, 300, 30  # occurrences
NEUTRALS, NEUTRAL_WEIGHT = 3000, 0.4  # frequent words outside the lexicons, taken to be without feeling
SPELLING = 0.5
SMALL = 0.6  # share of small first letters: below it the word is mostly a name
LARGE = 1.0


class Teacher:
    """The process, fitted to given valences."""

    def __init__(self, company: Company, given: dict[str, float], things: frozenset[str]) -> None:
        self.company = company
        known = [
            n
            for n, w in enumerate(company.words)
            if (w in given or w in things) and company.counts[n] >= FREQUENT_TEACHER
        ]
        unknown = [n for n, w in enumerate(company.words) if w not in given and w not in things and w.isalpha()]
        frequent = [n for n in unknown if company.counts[n] >= FREQUENT_NEUTRAL]
        neutral = np.random.default_rng(0).choice(frequent, min(NEUTRALS, len(frequent)), replace=False)
        self.known = len(known)
        self.numbers = np.concatenate([known, neutral]).astype(np.int64)
        self.values = np.concatenate([[given.get(company.words[n], 0.0) for n in known], np.zeros(len(neutral))])
        self.noise = np.concatenate([np.full(len(known), NOISE), np.full(len(neutral), NOISE / NEUTRAL_WEIGHT)])
        spelled = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 6), min_df=4, sublinear_tf=True)
        spelled.fit([company.words[n] for n in self.numbers])
        self.spelling = spelled.transform(company.words)

    def kernel(self, some: Int64, others: Int64) -> Float64:
        """How alike words are, shape (len(some), len(others))."""
        near = np.exp(2.0 * (self.company.vectors[some] @ self.company.vectors[others].T) - 2.0)
        return near + SPELLING * (self.spelling[some] @ self.spelling[others].T).toarray()

    def predict(self) -> tuple[Float64, float]:
        """Predicted valences of all words of the corpus; those of taught words come from folds without them.

        Returns:
            The valences, shape (n_words,), and the correlation of given valences with those predicted without them.
        """
        kernel = self.kernel(self.numbers, self.numbers)
        weights = np.linalg.solve(kernel + np.diag(self.noise), self.values)
        parts = np.array_split(np.arange(len(self.company.words)), 40)
        found = np.concatenate([self.kernel(part, self.numbers) @ weights for part in parts])
        apart = np.zeros(len(self.values))
        for train, test in KFold(5, shuffle=True, random_state=0).split(apart):
            solved = np.linalg.solve(kernel[np.ix_(train, train)] + np.diag(self.noise[train]), self.values[train])
            apart[test] = kernel[np.ix_(test, train)] @ solved
        found[self.numbers] = apart
        return found, float(np.corrcoef(apart[: self.known], self.values[: self.known])[0, 1])


def valence_columns(company: Company, given: dict[str, float], things: frozenset[str]) -> tuple[Float64, float]:
    """Predicted valences as columns: of given words; of others, positive, negative, and large either way.

    Returns:
        float64, shape (n_words, 4), 0 for rare words and names; and the correlation that `predict` gives.
    """
    predicted, agreement = Teacher(company, given, things).predict()
    taught = np.array([word in given or word in things for word in company.words])
    pupil = ~taught & (company.counts >= FREQUENT_PUPIL) & (company.small > SMALL)
    kinds = (taught, pupil & (predicted > 0), pupil & (predicted < 0), pupil & (np.abs(predicted) > LARGE))
    return np.array([np.where(kind, predicted, 0.0) for kind in kinds]).T, agreement

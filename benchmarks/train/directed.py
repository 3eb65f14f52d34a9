"""What words say of whoever does a thing and of whomever it is done to: given by hand, or learned from company."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.arrays.types import Float32, Float64
from pipeline.sentiment.inflections import noun_forms, verb_forms

if TYPE_CHECKING:
    from company import Company

FILE = Path(__file__).with_name("directed_words.toml")
FREQUENT, NEUTRALS = 300, 2000  # occurrences of the words taken to say nothing, and how many of them
STIFFNESS = 3.0
SMALL = 0.5  # share of small first letters below which a word is mostly a name
SCALE = 1.5


def groups() -> list[dict[str, Any]]:
    """The groups of the file."""
    found: list[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))["group"]
    return found


def directed_words() -> dict[str, tuple[float, float]]:
    """Word in each of its forms -> what it says of agent and patient; where two groups have it, the first counts."""
    found: dict[str, tuple[float, float]] = {}
    for group in groups():
        forms = verb_forms if group["kind"] == "verb" else noun_forms
        for word in group["words"].split():
            for form in forms(word):
                found.setdefault(form, (group["agent"], group["patient"]))
    return found


def directed_columns(company: Company) -> Float64:
    """Given and predicted values of the words of a corpus as columns, shape (n_words, 4); names have 0 predicted."""
    given = directed_words()
    known = [n for n, word in enumerate(company.words) if word in given]
    frequent = [n for n in np.flatnonzero(company.counts >= FREQUENT).tolist() if company.words[n] not in given]
    neutral = np.random.default_rng(0).choice(frequent, min(NEUTRALS, len(frequent)), replace=False)
    own = np.array([given.get(word, (0.0, 0.0)) for word in company.words])
    taught = np.concatenate([known, neutral]).astype(np.int64)
    predicted = _ridge(company.vectors[taught].astype(float), own[taught], company.vectors)
    predicted[company.small < SMALL] = 0.0
    return SCALE * np.hstack([own, predicted])


def _ridge(known: Float64, values: Float64, asked: Float32) -> Float64:
    """Values of other vectors by a linear map, fitted to the known ones with a penalty on its size."""
    centre, middle = known.mean(0), values.mean(0)
    apart = known - centre
    inner = apart.T @ apart + STIFFNESS * np.eye(known.shape[1])
    return np.asarray((asked - centre) @ np.linalg.solve(inner, apart.T @ (values - middle)) + middle)

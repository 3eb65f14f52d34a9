"""Tone of sixty invented sentences: the sign that a reader gives them, and what the models make of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Float64, Int64
from pipeline.sentiment.aggregate import Scores
from pipeline.sentiment.news_model import news
from pipeline.sentiment.news_words import news_words
from pipeline.sentiment.stage import NEUTRAL_BANDS
from pipeline.sentiment.vader import vader
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages

SIGNS = {"-": -1, "0": 0, "+": 1}
FLOORS = {"news": (0.81, 0.92), "vader": (0.59, 0.58)}
"""Today's share of right labels (negative, neutral, positive), and of right signs among the polar sentences."""


def _sentences() -> tuple[Int64, list[str]]:
    """The gold signs and the sentences."""
    lines = Path(__file__).with_suffix("").with_name("sentiment.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return np.array([SIGNS[sign] for sign, _ in rows]), [text for _, text in rows]


def _model(name: str) -> Callable[[Passages], Scores]:
    if name == "vader":
        return lambda passages: vader(passages, vader_words())
    return lambda passages: news(passages, news_words())


def _compound(name: str, texts: list[str]) -> Float64:
    batch = characters(strings(texts))
    return _model(name)(Passages(batch, batch.bounds[:-1], batch.bounds[1:])).compound


@pytest.mark.parametrize("name", FLOORS)
def test_sentences_have_the_tone_that_a_reader_feels(name: str) -> None:
    """Labels and signs agree with the reader at least as often as they do today."""
    gold, texts = _sentences()
    found = _compound(name, texts)
    label = np.sign(np.where(np.abs(found) > NEUTRAL_BANDS[name], found, 0.0))
    polar = gold != 0
    figures = float(np.mean(label == gold)), float(np.mean(np.sign(found[polar]) == gold[polar]))
    assert figures >= FLOORS[name], figures
    assert figures[1] >= FLOORS[name][1], figures

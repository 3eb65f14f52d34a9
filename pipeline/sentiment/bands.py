"""Between which scores a text, or the tone towards a name, counts as neutral."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Float64, Int64
from pipeline.sentiment.aggregate import surer
from pipeline.sentiment.config import SentimentConfig

NEUTRAL_BANDS = {"news": 0.2, "vader": 0.05}
"""The neutral band of each model that `auto` stands for, fitted on labelled sentences; see docs/decisions/003."""
BETWEEN, WITHIN = 0.2, 0.34
"""Standard deviations of the mean compound in news: of articles, and of sentences within an article (.32 as measured;
.34 fits labels better, see docs/decisions/003)."""
LEAN = 0.05
"""How far below 0 the middle of the neutral band of long articles lies: reports lean to the negative."""


def edges(config: SentimentConfig, counts: Int64, news_band: float, lean: float) -> tuple[Float64, Float64]:
    """Between which compounds something is neutral of which some sentences tell.

    Args:
        config: see there.
        counts: the sentences, at least one each.
        news_band: what `auto` stands for in model news, for a single sentence.
        lean: see `band`.
    """
    auto = news_band if config.model == "news" else NEUTRAL_BANDS[config.model]
    low, high = band(auto if config.neutral_band == "auto" else float(config.neutral_band), counts, lean)
    return (surer(low, counts), surer(high, counts)) if config.model == "news" else (low, high)


def band(neutral_band: float, counts: Int64, lean: float) -> tuple[Float64, Float64]:
    """Between which mean compounds an article counts as neutral: the closer, the more sentences it is taken over.

    Args:
        neutral_band: for a text of one sentence, 0..1.
        counts: integers, shape (n_articles,): sentences of each article.
        lean: how far below 0 the middle lies where there are many sentences.

    Returns:
        (lowest, highest) neutral compound, float64, shape (n_articles,) each: as far apart as the spread that articles
        of that length have in news, around a middle that moves from 0 to `-lean` with length.
    """
    n = np.maximum(counts, 1)
    width = neutral_band * np.sqrt((BETWEEN**2 + WITHIN**2 / n) / (BETWEEN**2 + WITHIN**2))
    middle = -min(lean, neutral_band) * (1 - 1 / n)
    return middle - width, middle + width

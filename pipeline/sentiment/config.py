"""The settings of the stage `sentiment`."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.sentiment.custom_lexicon import own_lexicon
from pipeline.settings import setting
from pipeline.tables.sentiment import MODELS


@dataclass(frozen=True)
class SentimentConfig:
    """By which words tone is judged, and what counts as neutral."""

    model: str = setting("news", "how sentences are scored: for news, or as nltk's VADER does", choices=MODELS)
    neutral_band: float | str = setting(
        "auto", "largest compound, either way, of a neutral sentence; narrower for articles", low=0, high=1, also="auto"
    )
    title_share: float = setting(
        0.157,
        "share of the headline in the score of its article, model news only",
        low=0,
        high=1,
        formerly="title_weight",
    )
    lexicon_extra: dict[str, float] = setting(
        {}, "own words with their valence, -4 to 4: a CSV file (word,valence), or a mapping", reader=own_lexicon
    )

"""Every setting of `sentiment` changes scores or labels, in the direction that its description says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pipeline.sentiment.bands import NEUTRAL_BANDS, edges
from pipeline.sentiment.config import SentimentConfig
from pipeline.sentiment.entity_tone import BAND
from tests.sentiment.test_stage import scored, table

GLAD = "The council praised the brave rescuers."
PLAIN = "The council meets on Tuesday."


def article(text: str, title: str | None = None, **config: Any) -> dict[str, Any]:
    """The row of an article."""
    row: dict[str, Any] = scored(table([text], [title]), **config)[1][0]
    return row


def test_model() -> None:
    """The two models score alike in sign, not in value, and say who scored."""
    rows = [article(GLAD, model=model) for model in ("news", "vader")]
    assert [row["model"] for row in rows] == ["news", "vader"]
    assert rows[0]["compound"] != rows[1]["compound"]
    assert min(row["compound"] for row in rows) > 0


@pytest.mark.parametrize("model", ["news", "vader"])
def test_neutral_band(model: str) -> None:
    """A sentence is neutral up to the bound, and has a label beyond it."""
    compound = article(GLAD, model=model)["compound"]
    assert article(GLAD, model=model, neutral_band=0.0)["label"] == "positive"
    assert article(GLAD, model=model, neutral_band=compound - 0.001)["label"] == "positive"
    assert article(GLAD, model=model, neutral_band=compound + 0.001)["label"] == "neutral"


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (SentimentConfig(), (0.2, BAND)),
        (SentimentConfig(model="vader"), (0.05, 0.05)),
        (SentimentConfig(neutral_band=0.3), (0.3, 0.3)),
        (SentimentConfig(neutral_band=0.0, model="vader"), (0.0, 0.0)),
    ],
)
def test_auto_is_the_band_of_the_model(config: SentimentConfig, expected: tuple[float, float]) -> None:
    """Of sentences, and of the tone towards a name; a number holds for both."""
    assert NEUTRAL_BANDS == {"news": 0.2, "vader": 0.05}
    for news_band, half in zip((NEUTRAL_BANDS["news"], BAND), expected, strict=True):
        low, high = edges(config, np.array([1]), news_band, 0.0)
        assert (-float(low[0]), float(high[0])) == (pytest.approx(half), pytest.approx(half))


def test_title_share() -> None:
    """The headline's score by its share, the text's by the rest: of model news alone."""
    title, text = (article(one, title_share=0.0)["compound"] for one in ("A wonderful success.", PLAIN))
    for share in (0.0, 0.2, 0.5, 1.0):
        found = article(PLAIN, "A wonderful success.", title_share=share)
        assert found["compound"] == pytest.approx(share * found["title_compound"] + (1 - share) * text, abs=1e-4)
    assert title > text
    assert article(PLAIN, "A wonderful success.", model="vader", title_share=1.0)["compound"] == 0.0


@pytest.mark.parametrize("model", ["news", "vader"])
def test_lexicon_extra(model: str) -> None:
    """An own word has its valence, and goes before the word of the model."""
    plain = article("The evening was pierish.", model=model)
    for valence in (3.0, -3.0):
        found = article("The evening was pierish.", model=model, lexicon_extra={"pierish": valence})
        assert found["compound"] * valence > plain["compound"] * valence
        assert found["model"] == f"{model} with own words"
    assert plain["model"] == model
    own = article(GLAD, model=model, lexicon_extra={"brave": -4.0, "praised": -4.0})
    assert own["compound"] < article(GLAD, model=model)["compound"] / 2

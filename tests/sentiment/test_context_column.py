"""How good or bad the news is in which a word stands."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from benchmarks.train.context import FREQUENT, HALF, SHRINK, context_column
from pipeline.arrays.arrow import strings
from pipeline.sentiment.news_model import Sums, weighed
from pipeline.sentiment.news_words import NewsWords, given_valences, rows
from pipeline.text.characters import characters
from pipeline.text.passages import Passages

KNOWN = ("harbour", "garden", "table", "murder", "medal", "rarely")


def sums(sentences: list[str], words: NewsWords) -> Sums:
    """What the rules find in some sentences."""
    letters = characters(strings(sentences))
    return weighed(Passages(letters, letters.bounds[:-1], letters.bounds[1:]), words)


def column(*batches: list[str], **changed: Any) -> dict[str, float]:
    """The context of each known word."""
    words = rows(dict.fromkeys(KNOWN[:-1], (0.0, 0.0)))
    company: Any = SimpleNamespace(**{"words": [*KNOWN, "unheard"], "small": np.ones(len(KNOWN) + 1), **changed})
    found = context_column(company, (sums(batch, words) for batch in batches), words)
    assert found.shape == (len(company.words), 1)
    return dict(zip(company.words, found[:, 0].tolist(), strict=True))


GOOD, BAD, PLAIN = ["the harbour medal"] * 30, ["the garden murder"] * 30, ["the table"] * 30


def test_a_word_has_the_tone_of_the_others_in_its_sentences() -> None:
    """A word beside good ones is above the average, one beside bad ones below; one that stands alone between them."""
    found = column(GOOD, BAD, PLAIN)
    assert found["harbour"] > found["table"] > found["garden"]
    assert found["harbour"] > 0 > found["garden"]


def test_the_tone_of_a_word_is_no_context_of_its_own() -> None:
    """`murder` and `medal` stand with words that say nothing."""
    found = column(GOOD, BAD, PLAIN)
    assert found["murder"] == pytest.approx(found["medal"])
    assert found["murder"] == pytest.approx(found["table"])


def test_the_figures() -> None:
    """Sums of others squashed, less the mean, shrunk by sentences without tone, in standard deviations."""
    tones = {word: given_valences()[word] for word in ("murder", "medal")}
    squashed = {word: tone / np.sqrt(tone**2 + HALF) for word, tone in tones.items()}
    total = {"harbour": 30 * squashed["medal"], "garden": 30 * squashed["murder"]}
    total |= {"table": 0.0, "murder": 0.0, "medal": 0.0}
    mean = 2 * sum(total.values()) / (8 * 30)  # the article has the tones of both, too; eight words in three sentences
    apart = np.array([(value - mean * 30) / (30 + SHRINK) for value in total.values()])
    found = column(GOOD, BAD, PLAIN)
    assert [found[word] for word in total] == pytest.approx((apart / apart.std()).tolist())


def test_rare_words_and_names_have_no_context() -> None:
    """Nor has a word that the model does not know."""
    found = column(GOOD, BAD[: FREQUENT - 1], PLAIN)
    assert found["garden"] == found["unheard"] == found["rarely"] == 0.0
    named = column(GOOD, BAD, PLAIN, small=np.array([0.5, 1, 1, 1, 1, 1, 1]))
    assert named["harbour"] == 0.0
    assert named["garden"] != 0.0


def test_batches_add_up() -> None:
    """The same sentences in one batch or in several."""
    assert column(GOOD, BAD, PLAIN) == pytest.approx(column([*GOOD, *BAD, *PLAIN]))

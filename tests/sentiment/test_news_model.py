"""Laws of the model `news`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.sentiment.aggregate import Scores
from pipeline.sentiment.news_model import coefficients, constants, features, lengths, news, shares, squash, weighed
from pipeline.sentiment.news_words import news_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages

WORDS = st.sampled_from(
    [
        "council",
        "praised",
        "condemned",
        "not",
        "the",
        "brave",
        "corrupt",
        "profits",
        "rose",
        "fell",
        "losses",
        "!",
        "pier",
        "“good”",
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=5)


def scored(texts: Sequence[str]) -> Scores:
    """Each text as one passage."""
    batch = characters(strings(list(texts)))
    return news(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), news_words())


def compound(text: str) -> float:
    """The score of one sentence."""
    return float(scored([text]).compound[0])


def test_praise_is_positive_and_scandal_negative() -> None:
    """Plain cases fall on the right side, and plain reports near 0."""
    assert compound("The council praised the brave rescuers.") > 0.5
    assert compound("The corrupt minister was condemned for the brutal attack.") < -0.5
    assert abs(compound("The council meets on Tuesday.")) < 0.2


def test_negation_turns_the_tone() -> None:
    """A denied virtue is worse than a virtue."""
    assert compound("The plan is not good.") < compound("The plan is good.")


@pytest.mark.parametrize(("better", "worse"), [("Profits rose.", "Profits fell."), ("Losses fell.", "Losses rose.")])
def test_directions_count_by_what_moves(better: str, worse: str) -> None:
    """Good things that rise are good, bad things that rise are bad."""
    assert compound(better) > compound(worse) + 0.1


def test_typography_does_not_matter() -> None:
    """Curly marks, dashes and possessives give the score of their plain spelling."""
    assert compound("\u201cGood\u201d\u2014the council\u2019s plan") == compound('"Good" - the council\'s plan')


def test_names_do_not_matter() -> None:
    """The tone of a sentence does not depend on whom it is about."""
    assert compound("Obama met the council.") == compound("Trump met the council.")


@given(TEXTS)
def test_shares_are_probabilities(texts: list[str]) -> None:
    """The three shares sum to 1, or are all 0 without words; the compound is positive less negative."""
    found = scored(texts)
    total = found.positive + found.negative + found.neutral
    assert np.all(np.isclose(total, 1.0) | (total == 0.0))
    assert np.allclose(found.compound, found.positive - found.negative)


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """A passage has the same score in a batch and alone, to the last bit."""
    together = scored(texts)
    assert together.compound.tolist() == [float(scored([text]).compound[0]) for text in texts]


def test_shares_of_extreme_evidence_stay_finite() -> None:
    """However much evidence there is, the shares are numbers from 0 to 1."""
    found = np.array(shares(np.array([[900.0, -900.0, 0.0], [-900.0, 900.0, 0.0]])))
    assert np.allclose(found.sum(axis=0), 1.0)
    assert np.allclose(found[:, 2], 1 / 3)


def test_the_average_sentence_is_set_near_zero() -> None:
    """Without any words the model leans neither way."""
    negative, neutral, positive = shares(constants())
    assert abs(float(positive[0] - negative[0])) < 0.05
    assert neutral[0] > 0.5


def test_a_passage_is_four_words_longer_than_it_is() -> None:
    """Sums are divided by the root of the number of words and four: 2 without words, 3 for five, 5 for twenty-one."""
    batch = characters(strings(["", "The council met on Monday.", "pier " * 21]))
    found = weighed(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), news_words())
    assert lengths(found).tolist() == [2.0, 3.0, 5.0]


def test_a_sum_of_tones_is_half_of_the_most_at_its_half() -> None:
    """A sum whose square is `half` gives the root of one half; its sign stays."""
    assert np.allclose(squash(np.array([0.0, 2.0, -2.0, 1e9]), 4.0), [0.0, 0.5**0.5, -(0.5**0.5), 1.0])


def test_features_are_sums_over_the_tones_of_the_words() -> None:
    """Compound and ruled are squashed sums, the others sums over the length of the passage."""
    batch = characters(strings(["The brave council praised the pier.", "Losses fell."]))
    found = weighed(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), news_words())
    value, home = found.composition.value, found.tokens.homes
    total = np.array([value[home == 0].sum(), value[home == 1].sum()])
    feeling = np.array([np.abs(value[home == 0]).sum(), np.abs(value[home == 1]).sum()])
    ruled = np.where(found.composition.spread(found.composition.is_ruled), value, 0.0)
    ruled = np.array([ruled[home == 0].sum(), ruled[home == 1].sum()])
    table, length = features(found), np.sqrt(np.array([6, 2]) + 4)
    assert total.tolist() != [0.0, 0.0]
    assert ruled[1] != 0
    assert np.allclose(table["compound"], total / np.sqrt(total**2 + 15))
    assert np.allclose(table["ruled"], ruled / np.sqrt(ruled**2 + 4))
    assert np.allclose(table["strength"], np.abs(table["compound"]))
    assert np.allclose([table["total"], table["size"]], [total / length, np.abs(total) / length])
    assert np.allclose(table["feeling"], feeling / length)
    assert set(table) <= set(coefficients())


FLOORS = {"nyt_snippets": 0.545, "newsmtsc_devtest_mt": 0.45, "fin_phrasebank_50": 0.5, "semeval2007_trial": 0.63}


@pytest.mark.shared
@pytest.mark.skipif("NIGHTDESK_EVAL_DATA" not in os.environ, reason="needs the evaluation data")
@pytest.mark.parametrize("name", FLOORS)
def test_quality_does_not_fall(name: str) -> None:
    """Correlation with human ratings stays above its floor on sets that the model was not trained on."""
    import pyarrow.parquet as pq

    table = pq.read_table(Path(os.environ["NIGHTDESK_EVAL_DATA"]) / "sentiment" / f"{name}.parquet")
    score = np.array(table["score"].to_pylist(), float)
    assert np.corrcoef(scored(table["text"].to_pylist()).compound, score)[0, 1] > FLOORS[name]

"""Stored scores beside nltk's, and reasons of scores."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.sentiment.reasons import Reason, named
from pipeline.sentiment.reference import TOLERANCE, differences, nltk_vader

TEXT = "It was a wonderful day. Nobody came. A horrible storm!"
SPANS = ((0, 23), (24, 36), (37, 54))


def told(*off: float) -> list[str]:
    """What is said of sentences whose stored scores are so far from nltk's."""
    scores = [
        nltk_vader().polarity_scores(TEXT[a:b])["compound"] + more for (a, b), more in zip(SPANS, off, strict=True)
    ]
    articles = pa.table({"article_id": ["a1"], "text": [TEXT]})
    rows = [
        {"article_id": "a1", "sentence": n, "start": a, "end": b, "compound": stored}
        for n, ((a, b), stored) in enumerate(zip(SPANS, scores, strict=True))
    ]
    return list(differences(articles, pa.Table.from_pylist(rows)))


@pytest.mark.parametrize(("off", "n"), [(0.0, 0), (0.0001, 0), (-0.0001, 0), (0.00011, 1), (-0.00011, 1), (0.5, 1)])
def test_scores_within_four_decimals_are_the_same(off: float, n: int) -> None:
    """Both are rounded to four; one more in the last of them is rounding."""
    assert 1e-4 < TOLERANCE < 1.1e-4
    assert len(told(0.0, off, 0.0)) == n


def test_differences_name_the_sentence_and_both_scores() -> None:
    """In the order of the text."""
    first, second = told(0.1, 0.0, -0.1)
    assert first.startswith("a1 sentence 0: 0.67")
    assert first.endswith(", nltk 0.5719")
    assert second.startswith("a1 sentence 2: ")


def test_a_score_that_is_no_number_is_a_difference() -> None:
    """NaN is within no tolerance."""
    assert len(told(float("nan"), 0.0, 0.0)) == 1


def test_a_reason_that_adds_nothing_is_none() -> None:
    """Others stand without a place."""
    assert named("any sentence", 0.0) == []
    assert named("any sentence", -0.1) == [Reason("any sentence", -0.1, -1, -1)]

"""Every setting of `topics` decides at its value."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from pipeline.topics.config import TopicsConfig
from pipeline.topics.run import Age, n_fitted, reason
from pipeline.topics.stored_model import Stored
from tests.topics.test_stage import Found, found, invented


@cache
def six(**config: Any) -> Found:
    """Topics of articles on six subjects."""
    return found({"a": invented()}, **{"n_topics": 6} | config)


def accepted() -> Stored:
    """The model of six topics, as many as were asked for."""
    return Stored(six()["model_topics"], six()["model_terms"], six()["model_facts"])


@pytest.mark.parametrize(
    ("config", "age", "why"),
    [
        ({}, Age(0.05, 27), "none"),
        ({}, Age(0.0501, 27), "drift"),
        ({}, Age(0.05, 28), "days"),
        ({}, Age(0.9, None), "drift"),
        ({}, Age(0.0, None), "none"),
        ({"max_drift": 0.3}, Age(0.3, 1), "none"),
        ({"max_drift": 0.0}, Age(0.0001, 1), "drift"),
        ({"refit_days": 3}, Age(0.0, 2), "none"),
        ({"refit_days": 3}, Age(0.0, 3), "days"),
        ({"refit_days": 0}, Age(0.0, 9999), "none"),
        ({"refit": "never", "refit_days": 1, "max_drift": 0.0}, Age(0.9, 99), "none"),
        ({"refit": "always"}, Age(0.0, 0), "asked"),
        ({"refit": "always", "n_topics": 5}, Age(0.0, 0), "asked"),
        ({"n_topics": 5}, Age(0.0, 0), "number"),
        ({"n_topics": 6}, Age(0.0, 0), "none"),
        ({"n_topics": 7}, Age(0.0, 0), "number"),
        ({"n_topics": 5, "refit": "never"}, Age(0.0, 0), "none"),
    ],
)
def test_when_topics_are_found_anew(config: dict[str, Any], age: Age, why: str) -> None:
    """Six topics are accepted: age from its bound on, drift above it, another number."""
    assert reason(TopicsConfig(**config), accepted(), age) == why


def test_the_number_that_was_asked_for_is_not_asked_again() -> None:
    """Where fewer topics than wanted came of the articles, the same wish finds them anew no second time."""
    rows = [row | {"asked": 7} for row in accepted().facts.to_pylist()]
    facts = pa.Table.from_pylist(rows, accepted().facts.schema)
    assert reason(TopicsConfig(n_topics=7), accepted()._replace(facts=facts), Age(0.0, 0)) == "none"


def test_without_a_model_topics_are_found() -> None:
    """Whatever the settings say."""
    assert reason(TopicsConfig(refit="never"), None, Age(0.0, 0)) == "first"


@pytest.mark.parametrize("n", [1, 4, 10])
def test_n_terms(n: int) -> None:
    """So many terms, in the order and with the weights that they have among more."""
    more, fewer = (six(n_terms=one)["topics"]["terms"].to_pylist() for one in (12, n))
    assert {len(terms) for terms in fewer} == {n}
    assert [[term for term in row if term in some] for row, some in zip(more, fewer, strict=True)] == fewer


@pytest.mark.parametrize(("fit_size", "n_texts"), [(100, 100), (120, 120), (20_000, 180)])
def test_fit_size(fit_size: int, n_texts: int) -> None:
    """As many texts are fitted as wanted and as there are; all are assigned."""
    made = six(fit_size=fit_size)
    facts = made["model_facts"].to_pylist()[0]
    assert (facts["n_texts"], made["article_topics"].num_rows) == (n_texts, 180)


@pytest.mark.parametrize(
    ("n_topics", "fit_size", "expected"),
    [("auto", 20_000, 8_000), ("auto", 8_001, 8_000), ("auto", 500, 500), (6, 20_000, 20_000), (6, 500, 500)],
)
def test_a_free_number_is_fitted_on_fewer(n_topics: int | str, fit_size: int, expected: int) -> None:
    """No more than 8,000 texts teach topics whose number is free; one that was asked for has them all."""
    assert n_fitted(TopicsConfig(n_topics=n_topics, fit_size=fit_size)) == expected

"""Texts that no topic was fitted on."""

from __future__ import annotations

import pytest

from tests.topics.invented import inputs
from tests.topics.test_stable_topics import about, accepted, night, places

NEW = about((0, 1, 2, 3, 4, 5), 300, 20_000, 7)


@pytest.mark.parametrize("size", [7, 150, 300])
def test_parts_make_no_difference(size: int) -> None:
    """Topics, their words and the place of each article, however the articles lie in parts; to the bit."""
    cut = {f"{i:03}": NEW[i : i + size] for i in range(0, len(NEW), size)}
    whole, parts = (night(given, n_topics=6, fit_size=120) for given in ({"a": NEW}, cut))
    for name in ("topics", "article_topics", "model_topics", "model_terms", "model_facts"):
        assert parts[name].equals(whole[name]), name


def test_they_are_assigned_as_on_later_nights() -> None:
    """The model that is kept gives them, and those of the sample, the places that they have tonight."""
    first = night({"a": NEW}, n_topics=6, fit_size=120)
    assert places(night({"a": NEW}, first)) == places(first)
    own = inputs({"a": NEW}, **accepted(first))["assigned"].all()[0].to_pylist()
    assert sum(row["topic"] >= 0 for row in own) > 290


def test_words_and_sizes() -> None:
    """The ten terms are those of the sample; articles are counted all."""
    few, more = (night({"a": NEW}, n_topics=6, fit_size=n) for n in (120, 300))
    assert sum(few["topics"]["n_articles"].to_pylist()) == sum(more["topics"]["n_articles"].to_pylist()) == 300
    assert few["model_facts"]["n_texts"].to_pylist() == [120]


def test_ids_and_desks_go_by_the_sample() -> None:
    """A refit on a sample hands all ids on, as one on all articles does."""
    first = night({"a": NEW}, n_topics=6, fit_size=120)
    again = night({"a": NEW}, first, n_topics=6, fit_size=120, refit="always")
    assert again["topics"]["topic_id"].to_pylist() == first["topics"]["topic_id"].to_pylist()
    assert set(again["topic_events"]["event"].to_pylist()) == {"continued"}

"""The law of this room: the scores are nltk's."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.sentiment.aggregate import Scores
from pipeline.sentiment.vader import vader
from pipeline.sentiment.vader_words import lexicon_path, vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages
from pipeline.text.sentences import split_sentences

WORDS = st.sampled_from(
    json.loads(Path(__file__).parent.parent.joinpath("cases", "vader_words.json").read_text("utf-8"))
)
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=6)


@cache
def analyser() -> Any:
    """The analyser of nltk with the same lexicon file; built without `__init__`, which looks for a download."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    made = object.__new__(SentimentIntensityAnalyzer)
    made.lexicon_file = lexicon_path().read_text("utf-8")
    made.lexicon = made.make_lex_dict()
    made.constants = VaderConstants()
    return made


def scored(texts: Sequence[str]) -> Scores:
    """Each text as one passage."""
    batch = characters(strings(list(texts)))
    return vader(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), vader_words())


def assert_parity(texts: Sequence[str]) -> None:
    """Compound within 1e-4 and shares within 1e-3 of nltk's."""
    found = scored(texts)
    for n, text in enumerate(texts):
        wanted = analyser().polarity_scores(text)
        assert abs(found.compound[n] - wanted["compound"]) <= 1.01e-4, text
        for name, column in (("pos", found.positive), ("neg", found.negative), ("neu", found.neutral)):
            assert abs(column[n] - wanted[name]) <= 1.01e-3, text


@given(TEXTS)
def test_scores_are_those_of_nltk(texts: list[str]) -> None:
    """Whatever the order of boosters, negations, idioms, marks and capitals, nltk's rules give the same."""
    assert_parity(texts)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), min_size=1, max_size=4))
def test_any_text_is_scored_as_by_nltk(texts: list[str]) -> None:
    """Odd scripts, marks and white space change nothing."""
    assert_parity(texts)


def test_texts_of_one_kind_each() -> None:
    """The rules one by one: booster, negation, capitals, least, never so, but, idiom, emphasis, repetition."""
    assert_parity(
        [
            "The pier is very good, and the ferry is extremely bad.",
            "It is not good, never so good, without doubt no good.",
            "The GREAT bridge is great but the terrible toll is AWFUL!!!",
            "The least good of all; at least good; very least happy.",
            "She would kiss of death the bad ass crew; yeah right, they cut the mustard.",
            "He lived from hand to mouth and it was the bomb and the shit today.",
            "It was kind of good, sort of bad, just enough fun, kind of.",
            "Good good GOOD good, not good but good.",
            "Why??? Why?? Why? Good???? Bad!!!!!",
            "",
            "x",
            "\u201cHappy\u201d and \u2018sad\u2019 are lost in curly marks.",
            "A" * 80 + " " + "good" * 20 + " good",
        ]
    )


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """A passage has the same score in a batch and alone, to the last bit."""
    together = scored(texts)
    for n, text in enumerate(texts):
        alone = scored([text])
        assert together.compound[n] == alone.compound[0]
        assert together.neutral[n] == alone.neutral[0]


@pytest.mark.shared
@pytest.mark.skipif("NIGHTDESK_EVAL_DATA" not in os.environ, reason="needs the evaluation data")
def test_no_sentence_of_the_development_sets_differs() -> None:
    """Parity over real sentences: none differs by more than 1e-4."""
    import pyarrow.parquet as pq

    for path in sorted(Path(os.environ["NIGHTDESK_EVAL_DATA"]).glob("sentiment/*.parquet")):
        texts = pq.read_table(path)["text"].to_pylist()[:400]
        column = strings(texts)
        counts, starts, ends = split_sentences(column)
        homes = np.repeat(np.arange(len(counts)), counts).tolist()
        assert_parity([texts[n][a:b] for n, a, b in zip(homes, starts.tolist(), ends.tolist(), strict=True)])

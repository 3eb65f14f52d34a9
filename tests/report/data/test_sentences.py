"""Tone of the sentences."""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.report.data.frame import frame
from pipeline.report.data.sentences import (
    N_BINS,
    SentenceTone,
    bins,
    extreme_sentences,
    sentence_counts,
    sentence_tone,
)
from tests.report.invented import SENTENCES, Rows, rows_of_a_night, tables


def tone_of(rows: Rows, n_parts: int = 1) -> SentenceTone:
    """The tone of these rows, two sentences at either end."""
    parts = tables(rows, n_parts)
    return sentence_tone(frame(parts), parts["articles"], parts["sentences"], 2)


@given(st.lists(st.floats(-1, 1) | st.just(float("nan")), max_size=50))
def test_bins_count_every_score_once(values: list[float]) -> None:
    """Scores fall into N_BINS steps, both ends included; NaN falls into none."""
    counts = bins(np.array(values))
    assert len(counts) == N_BINS
    assert counts.sum() == sum(not math.isnan(v) for v in values)


def test_scores_at_the_ends_fall_into_the_outer_bins() -> None:
    """-1 is in the first bin, 1 in the last, 0 in the first of the upper half."""
    assert np.flatnonzero(bins(np.array([-1.0, 0.0, 1.0]))).tolist() == [0, N_BINS // 2, N_BINS - 1]


def test_reporters_and_quotes_are_counted_apart() -> None:
    """Four reporter's sentences and two quotes an article, by sign."""
    found = tone_of(rows_of_a_night(10), 3)
    assert (found.n, found.n_quotes) == (60, 20)
    assert found.signs.tolist() == [[10, 20, 10], [10, 0, 10]]
    assert found.bins.sum(axis=1).tolist() == [40, 20]


def test_the_extremes_do_not_depend_on_parts() -> None:
    """Ties at either end are broken by the text of the article, not by where it lies."""
    rows = rows_of_a_night(60)
    for i, row in enumerate(rows["sentences"]):
        row["compound"] = round(((i * 37) % 9 - 4) / 4, 2)
    one, five = tone_of(rows, 1), tone_of(rows, 5)
    assert (one.lowest, one.highest) == (five.lowest, five.highest)
    assert [s.compound for s in one.lowest] == [-1.0, -1.0]


def test_a_text_that_comes_twice_is_shown_once() -> None:
    """The same sentence in every article stands once, at the right end, as it reads."""
    found = tone_of(rows_of_a_night(20))
    assert found.lowest[0].text == SENTENCES[4][0]
    assert len({s.text for s in found.lowest}) == len(found.lowest)
    assert found.highest[0].is_quote


def test_copies_give_no_extremes() -> None:
    """A sentence that only a copy holds is not shown."""
    rows = rows_of_a_night(6)
    kept, copy = rows["articles"][0], rows["articles"][1]
    copy.update(duplicate_of=kept["article_id"], other_article_id=kept["article_id"], relation="exact", similarity=1.0)
    for row in rows["sentences"]:
        row["compound"] = -0.9 if row["article_id"] == copy["article_id"] else 0.0
    assert tone_of(rows).lowest == []


def test_unscored_sentences_are_counted_but_not_binned() -> None:
    """Null scores, as of a language that is not scored, stay out of the charts."""
    rows = rows_of_a_night(4)
    for row in rows["sentences"]:
        row.update(compound=None, positive=None, negative=None, neutral=None)
    found = tone_of(rows)
    assert found.n == 24
    assert found.bins.sum() == 0
    assert found.highest == []


def test_ties_beyond_the_spare_ones_all_take_part() -> None:
    """A part with many equal scores hands over all of them, so that the choice is made over all parts."""
    rows = rows_of_a_night(50)
    for row in rows["sentences"]:
        row["compound"] = 0.5 if row["compound"] > 0 else 0.0
    assert tone_of(rows, 1).highest == tone_of(rows, 7).highest


@pytest.mark.parametrize(
    ("compound", "bin_"),
    [(-1.0, 0), (-0.91, 0), (-0.89, 1), (-0.05, 9), (0.0, 10), (0.05, 10), (0.1, 11), (0.95, 19), (1.0, 19)],
)
def test_a_score_falls_into_its_step(compound: float, bin_: int) -> None:
    """Twenty steps of a tenth from -1 on; the last holds 1 itself."""
    assert np.flatnonzero(bins(np.array([compound, np.nan]))).tolist() == [bin_]


def rows_of(scores: list[tuple[str, int, int, bool, float | None]]) -> pa.Table:
    """Sentences as (article, start, end, whether quoted, compound)."""
    ids, starts, ends, quoted, compound = zip(*scores, strict=True)
    tone = pa.array(compound, pa.float32())
    sides = [pa.array(side, pa.int32()) for side in (starts, ends)]
    columns = [strings(list(ids)), *sides, pa.array(quoted), tone]
    return pa.table(columns, names=["article_id", "start", "end", "is_quote", "compound"])


def test_the_counts_of_a_part() -> None:
    """Sentences and quotes, then steps and signs of reporter and quotes; a sentence without a score has neither."""
    data = rows_of(
        [("a", 0, 9, False, -0.5), ("a", 9, 20, True, 0.5), ("b", 0, 9, False, 0.0), ("b", 9, 20, False, None)]
    )
    found = sentence_counts(data).tolist()
    reporter, quotes = [0] * 20, [0] * 20
    reporter[5] = reporter[10] = quotes[15] = 1
    assert found == [4, 1, *reporter, *quotes, 1, 1, 0, 0, 0, 1]


ARTICLES = pa.table([strings(["a", "b", "c"]), strings([None, None, "a"])], names=["article_id", "duplicate_of"])


@pytest.mark.parametrize(("size", "expected"), [(49, []), (50, ["a"]), (260, ["a"]), (261, [])])
def test_a_sentence_that_can_stand_alone_has_50_to_260_characters(size: int, expected: list[str]) -> None:
    """Shorter ones say too little, longer ones are cut."""
    data = rows_of([("a", 7, 7 + size, False, 0.5)])
    assert extreme_sentences(data, ARTICLES, n=3)["article_id"].to_pylist() == expected


def test_the_extremes_of_a_part() -> None:
    """The lower end, then the upper; ties with the last are all there; copies, zeros and missing scores are not."""
    scores = [
        ("a", -0.9),
        ("b", -0.5),
        ("a", -0.5),
        ("b", -0.1),
        ("c", -1.0),
        ("a", 0.0),
        ("b", None),
        ("b", 0.4),
        ("a", 0.2),
    ]
    data = rows_of([(one, 100 * n, 100 * n + 60, False, tone) for n, (one, tone) in enumerate(scores)])
    found = extreme_sentences(data, ARTICLES, n=2)
    assert found["start"].to_pylist() == [0, 100, 200, 700, 800]
    assert extreme_sentences(data, ARTICLES, n=1)["start"].to_pylist() == [0, 700]

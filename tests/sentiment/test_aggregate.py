"""Laws of the way from sentences to articles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sentiment.aggregate import SURER, Scores, joined, mean_by_sentence, surer, voices

ROW = st.tuples(st.floats(-1, 1), st.booleans())
ARTICLES = st.lists(st.lists(ROW, max_size=5), max_size=4)


def made(compound: list[float]) -> Scores:
    """Scores whose shares follow from the compound."""
    values = np.array(compound, float)
    positive, negative = np.maximum(values, 0), np.maximum(-values, 0)
    return Scores(values, positive, negative, 1 - positive - negative)


NONE = Scores(*(np.zeros(1) for _ in range(4)))


@given(ARTICLES)
def test_an_article_is_the_mean_of_its_sentences(articles: list[list[tuple[float, bool]]]) -> None:
    """Compound, quotes, reporter and spread are the plain means and deviation of the article's own sentences."""
    flat = [row for rows in articles for row in rows]
    quoted = np.array([row[1] for row in flat], bool)
    blank = Scores(*(np.zeros(len(articles)) for _ in range(4)))
    found = voices(made([row[0] for row in flat]), np.array([len(r) for r in articles], int), quoted, blank)
    for n, rows in enumerate(articles):
        values = [row[0] for row in rows]
        assert found.scores.compound[n] == pytest.approx(np.mean(values) if values else 0)
        assert found.spread[n] == pytest.approx(np.std(values) if values else 0)
        for voice, mine in ((found.quotes[n], True), (found.reporter[n], False)):
            own = [row[0] for row in rows if row[1] == mine]
            assert voice == pytest.approx(np.mean(own)) if own else np.isnan(voice)
        total = found.scores.positive[n] + found.scores.negative[n] + found.scores.neutral[n]
        assert total == pytest.approx(1.0)


def test_the_headline_has_its_share() -> None:
    """The headline has its share of the compound, however many sentences follow; one without words does not count."""
    counts, quoted = np.array([2]), np.array([False, False])
    found = voices(made([0.0, 0.3]), counts, quoted, made([0.9]), title_share=0.2)
    assert found.scores.compound[0] == pytest.approx(0.8 * 0.15 + 0.2 * 0.9)
    assert found.reporter[0] == pytest.approx(0.15)
    many = voices(made([0.0, 0.3] * 20), np.array([40]), np.zeros(40, bool), made([0.9]), title_share=0.2)
    assert many.scores.compound[0] == pytest.approx(found.scores.compound[0])
    without = voices(made([0.0, 0.3]), counts, quoted, NONE, title_share=0.2)
    assert without.scores.compound[0] == pytest.approx(0.15)


def test_the_tone_towards_names_has_its_share() -> None:
    """None in a single sentence, .3 in a long text; without names it is the mean of the sentences; all made surer."""
    scores, counts = made([0.4, *[0.2] * 4, *[0.2] * 1000]), np.array([1, 4, 1000])
    quoted, blank = np.zeros(1005, bool), Scores(*(np.zeros(3) for _ in range(4)))
    found = voices(scores, counts, quoted, blank, names=np.array([-0.4, -0.4, -0.4])).scores.compound
    means = np.array([0.4, 0.2 * 0.775 - 0.4 * 0.225, 0.2 * 0.7003 - 0.4 * 0.2997])
    assert found.tolist() == pytest.approx(surer(means, counts).tolist())
    without = voices(scores, counts, quoted, blank, names=np.full(3, np.nan)).scores.compound
    assert without.tolist() == pytest.approx(surer(np.array([0.4, 0.2, 0.2]), counts).tolist())
    titled = voices(made([0.2] * 4), counts[1:2], quoted[:4], made([0.9]), 0.2, np.array([-0.4])).scores.compound
    assert titled.tolist() == pytest.approx(surer(0.8 * means[1:2] + 0.2 * 0.9, counts[1:2]).tolist())


@pytest.mark.parametrize(
    ("mean", "n", "expected"),
    [
        (0.3, 1, 0.3),
        (0.3, 0, 0.3),
        (0.2, 4, 0.4 / 1.12**0.5),
        (-0.2, 4, -0.4 / 1.12**0.5),
        (0.2, 6, 0.2 * 6**0.5 / 1.2**0.5),
        (0.2, 7, 0.5 / 1.21**0.5),
        (0.2, 900, 0.5 / 1.21**0.5),
        (1.0, 900, 1.0),
        (0.0, 900, 0.0),
    ],
)
def test_many_sentences_are_surer_than_one(mean: float, n: int, expected: float) -> None:
    """By the root of their number, two and a half times at most, and never beyond 1."""
    assert surer(np.array([mean]), np.array([n])).tolist() == pytest.approx([expected])


@given(st.floats(-1, 1), st.floats(-1, 1), st.integers(0, 50), st.integers(0, 50))
def test_surer_keeps_order_sign_and_range(one: float, other: float, n: int, more: int) -> None:
    """The higher of two means stays higher, opposite ones stay opposite, and more sentences bring none nearer to 0."""
    found = surer(np.array([one, other, -one]), np.array([n, n, n]))
    assert (np.abs(found) <= 1).all()
    assert (found[0] >= found[1]) == (one >= other) or found[0] == pytest.approx(found[1])
    assert found[2] == -found[0]
    assert abs(surer(np.array([one]), np.array([n + more]))[0]) >= abs(found[0]) - 1e-12
    assert abs(found[0]) <= SURER * abs(one) + 1e-12


def test_the_first_sentence_counts_more_and_quotations_less() -> None:
    """One and a half times and half, where names are told; without names, and in other figures, means are plain."""
    scores, counts = made([0.8, 0.2, -0.4, 0.6, -0.2]), np.array([3, 0, 2])
    quoted, blank = np.array([False, True, False, True, True]), Scores(*(np.zeros(3) for _ in range(4)))
    found = voices(scores, counts, quoted, blank, names=np.full(3, np.nan))
    expected = [(1.5 * 0.8 + 0.5 * 0.2 - 0.4) / 3, 0.0, (0.75 * 0.6 - 0.5 * 0.2) / 1.25]
    assert found.scores.compound.tolist() == pytest.approx(surer(np.array(expected), counts).tolist())
    plain = voices(scores, counts, quoted, blank)
    assert plain.scores.compound.tolist() == pytest.approx([0.2, 0.0, 0.2])
    assert found.spread.tolist() == plain.spread.tolist()
    assert found.quotes.tolist() == pytest.approx([0.2, np.nan, 0.2], nan_ok=True)
    assert found.reporter.tolist() == pytest.approx([0.2, np.nan, np.nan], nan_ok=True)


def test_a_sentence_with_many_names_counts_once() -> None:
    """Three names in one sentence and one in the next: each sentence half; names outside of sentences count nowhere."""
    tones, sentence = np.array([0.1, 0.2, 0.6, -0.5, 0.9, 0.4]), np.array([0, 0, 0, 2, -1, 3])
    found = mean_by_sentence(tones, sentence, np.array([3, 1, 0, 2]))
    assert found.tolist() == pytest.approx([(0.3 - 0.5) / 2, 0.4, np.nan, np.nan], nan_ok=True)
    assert np.isnan(mean_by_sentence(tones[:0], sentence[:0], np.array([1]))).all()


def test_a_headline_without_a_text_is_the_article() -> None:
    """Without a sentence the headline alone makes the score."""
    found = voices(made([]), np.array([0]), np.zeros(0, bool), made([0.9]), title_share=0.2)
    assert found.scores.compound[0] == pytest.approx(0.9)


def test_sentences_without_words_do_not_count_in_the_shares() -> None:
    """Shares are means over sentences that have words; without any the article is neutral."""
    empty = Scores(*(np.zeros(2) for _ in range(4)))
    found = voices(empty, np.array([2]), np.array([False, True]), NONE)
    assert (found.scores.neutral[0], found.scores.positive[0]) == (1.0, 0.0)


def test_parts_join_and_split() -> None:
    """Scores of batches are put together in order, and taken apart again."""
    whole = joined([made([0.1]), made([0.2, -0.3])])
    assert whole.compound.tolist() == [0.1, 0.2, -0.3]
    assert whole.part(slice(1, 3)).compound.tolist() == [0.2, -0.3]
    assert len(joined([]).compound) == 0


def test_passages_with_any_share_hold_words() -> None:
    """Shares that would cancel each other out count all the same."""
    shares = np.array([0.5, 0.0, 0.3, 0.0]), np.array([0.5, 0.0, 0.2, 0.0]), np.array([0.0, 0.0, 0.5, 1.0])
    assert Scores(np.zeros(4), *shares).worded().tolist() == [True, False, True, True]
    assert Scores(np.zeros(4), *shares).part(slice(2, 3)).neutral.tolist() == [0.5]

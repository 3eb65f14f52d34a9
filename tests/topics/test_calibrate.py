"""Strengths that mean what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Bool, Int64
from pipeline.topics.bayes import damped, learn, likelihood
from pipeline.topics.calibrate import FOLDS, GENERAL, Judge, Views, _judge, calibrated, signs, solidity
from pipeline.topics.membership import EVIDENCE, chances

ALONE = np.arange(3)


def texts(n: int, clear: float) -> tuple[csr_matrix, Int64]:
    """Texts of three kinds; a share `clear` of each one's words belongs to its kind."""
    random = np.random.default_rng(3)
    kind = random.integers(0, 3, n)
    words = np.where(random.random((n, 15)) < clear, 20 * kind[:, None] + random.integers(0, 20, (n, 15)), -1)
    words = np.where(words < 0, random.integers(0, 60, (n, 15)), words)
    counts = np.zeros((n, 60), np.int64)
    np.add.at(counts, (np.arange(n)[:, None], words), 1)
    return csr_matrix(counts), kind


def views(amounts: csr_matrix, known: csr_matrix, kind: Int64) -> Views:
    """How texts look to a model of texts whose kind is known; cosines are those to the mean of each kind."""
    model = learn(known, kind, 3)
    means = np.stack([np.asarray(known[kind == k].mean(axis=0)).ravel() for k in range(3)])
    dense = np.asarray(amounts.todense())
    lengths = np.linalg.norm(dense, axis=1)[:, None] * np.linalg.norm(means, axis=1)
    amount = np.asarray(amounts.sum(axis=1), np.float64).ravel()
    return Views(likelihood(amounts, model) + model.shares, amount, dense @ means.T / lengths)


def back_home(amounts: csr_matrix, seen: Views) -> Bool:
    """Which texts get the topic that they have from a model of the other four fifths."""
    topic, back = seen.topic, np.zeros(len(seen.amount), bool)
    for fold in (np.arange(len(back)) % FOLDS == i for i in range(FOLDS)):
        model = learn(amounts[~fold], topic[~fold], 3)
        found = chances(likelihood(amounts[fold], model) + model.shares, seen.amount[fold]).argmax(axis=1)
        back[fold] = found == topic[fold]
    return back


@pytest.mark.parametrize("clear", [0.1, 0.2, 0.3])
def test_of_texts_at_nine_tenths_nine_in_ten_are_right(clear: float) -> None:
    """In each third of the texts by strength, about as many find back to their topic as the strengths say."""
    counts, kind = texts(1500, clear)
    amounts = damped(counts)
    seen = views(amounts, amounts, kind)
    judge = calibrated(amounts, seen, ALONE, 1.0).judge
    assert judge is not None
    strength, back = judge(signs(seen, seen.topic, ALONE, judge.clarity)), back_home(amounts, seen)
    for third in np.array_split(np.argsort(strength), 3):
        assert strength[third].mean() == pytest.approx(back[third].mean(), abs=0.04)


def test_strength_rises_with_what_is_right() -> None:
    """Among unseen texts, those that get their kind have larger strengths, in the mean by a twentieth."""
    counts, kind = texts(2400, 0.3)
    amounts = damped(counts)
    seen = views(amounts[:1200], amounts[:1200], kind[:1200])
    judge = calibrated(amounts[:1200], seen, ALONE, 1.0).judge
    unseen = views(amounts[1200:], amounts[:1200], kind[:1200])
    assert judge is not None
    strength = judge(signs(unseen, unseen.topic, ALONE, judge.clarity))
    is_right = unseen.topic == kind[1200:]
    assert strength[is_right].mean() > strength[~is_right].mean() + 0.05


def test_another_topic_of_the_desk_is_partly_right() -> None:
    """A held-out text that goes to another topic of the same desk counts .35, so strengths are larger with desks."""
    counts, kind = texts(1500, 0.2)
    amounts = damped(counts)
    seen, back = views(amounts, amounts, kind), 0.0
    means = []
    for desks in (ALONE, np.array([0, 0, 1])):
        judge = calibrated(amounts, seen, desks, 1.0).judge
        assert judge is not None
        means.append(judge(signs(seen, seen.topic, desks, judge.clarity)).mean())
    back = back_home(amounts, seen).mean()
    assert means[0] == pytest.approx(back, abs=0.01)
    assert back + 0.002 < means[1] < back + 0.35 * (1 - back)


def test_one_unseen_text_in_ten_is_weak() -> None:
    """The mark of weakness holds for texts that neither the model nor the mark has seen."""
    counts, kind = texts(2400, 0.4)
    amounts = damped(counts)
    found = calibrated(amounts[:1200], views(amounts[:1200], amounts[:1200], kind[:1200]), ALONE, 1.0)
    unseen = views(amounts[1200:], amounts[:1200], kind[:1200])
    assert found.judge is not None
    strength = found.judge(signs(unseen, unseen.topic, ALONE, found.judge.clarity))
    assert 0.05 <= (strength < found.weak).mean() <= 0.15


def test_what_the_judge_knows() -> None:
    """No sign speaks against a topic; clarity is how many held-out texts of a topic find back to it."""
    counts, kind = texts(600, 0.3)
    amounts = damped(counts)
    seen = views(amounts, amounts, kind)
    judge = calibrated(amounts, seen, ALONE, 1.0).judge
    assert judge is not None
    assert judge.weights.shape == (4,)
    assert judge.weights.min() >= 0
    assert judge.weights.max() > 0
    topic, back = seen.topic, back_home(amounts, seen)
    assert judge.clarity == pytest.approx([back[topic == k].mean() for k in range(3)], abs=1e-4)


def test_too_little_to_learn_from() -> None:
    """Without ten texts, or with one kind only, there is no judge, and nothing is weak."""
    counts, kind = texts(30, 0.6)
    amounts = damped(counts)
    seen = views(amounts, amounts, kind)
    few = Views(seen.given[:9], seen.amount[:9], seen.cosines[:9])
    assert calibrated(amounts[:9], few, ALONE, 1.0) == (None, 0.0)
    assert calibrated(amounts, seen, np.zeros(3, np.int64), 1.0) == (None, 0.0)
    assert calibrated(amounts, seen, ALONE, 1.0).judge is not None


@pytest.mark.parametrize(("n", "is_learnt"), [(99, False), (100, True)])
def test_few_texts_have_a_general_judge(n: int, is_learnt: bool) -> None:
    """From a hundred texts on the weights are their own; clarity and worth of the topics always are."""
    counts, kind = texts(n, 0.3)
    amounts = damped(counts)
    judge = calibrated(amounts, views(amounts, amounts, kind), ALONE, 0.5).judge
    assert judge is not None
    assert (judge.base != GENERAL.base) is is_learnt
    assert (judge.weights.tolist() != GENERAL.weights.tolist()) is is_learnt
    assert judge.solid == 0.5
    assert (judge.clarity > 0.4).all()


def test_signs() -> None:
    """Lead over the best topic of another kind, a word and as cosine; the cosine to the own topic; its clarity."""
    seen = Views(
        np.array([[-4.0, -6.0, -10.0], [-9.0, -5.0, -5.5]]),
        np.array([2.0, 4.0]),
        np.array([[0.5, 0.7, 0.1], [0.2, 0.3, 0.4]]),
    )
    clarity = np.array([0.9, 0.8, 0.25], np.float32)
    found = signs(seen, np.array([0, 2]), np.array([7, 7, 1]), clarity)
    assert found == pytest.approx(np.array([[3.0, 0.6, 0.5, 0.9], [-0.125, 0.1, 0.4, 0.25]]))
    alone = signs(seen, np.array([0, 2]), ALONE, clarity)
    assert alone == pytest.approx(np.array([[1.0, -0.2, 0.5, 0.9], [-0.125, 0.1, 0.4, 0.25]]))


def test_the_probability_of_signs() -> None:
    """Log odds add up; what the topics as a whole are worth limits all."""
    judge = Judge(np.array([1, 0, 2, 0.5], np.float32), -1.0, np.zeros(0, np.float32), 1.0)
    rows = np.array([[1.0, 9.0, 0.0, 0.0], [0.5, 0.0, 0.5, 2.0], [-4.0, 0.0, 0.0, 0.0]])
    assert judge(rows).tolist() == [0.5, 0.8176, 0.0067]
    assert judge._replace(solid=0.5)(rows).tolist() == [0.25, 0.4088, 0.0033]


@pytest.mark.parametrize(("agreement", "worth"), [(-0.2, 0.0), (0.0, 0.0), (0.05, 0.25), (0.2, 1.0), (0.6, 1.0)])
def test_topics_that_halves_do_not_find_again_are_worth_less(agreement: float, worth: float) -> None:
    """From an agreement of .2 on topics are worth all, below in proportion, never less than nothing."""
    assert solidity(agreement) == worth


@settings(max_examples=50)
@given(st.floats(EVIDENCE, 400), st.integers(0, 1000))
def test_no_text_speaks_with_more_than_four_words(amount: float, seed: int) -> None:
    """A text of more words counts as one of four with the same mean; every probability is a multiple of .0001."""
    given_logs = np.random.default_rng(seed).normal(0, 5, (1, 4))
    found = chances(given_logs * amount / EVIDENCE, np.array([amount]))
    assert found == pytest.approx(chances(given_logs, np.array([EVIDENCE])), abs=1e-4)
    assert np.abs(found * 10_000 - np.round(found * 10_000)).max() < 1e-6


def test_a_sign_that_speaks_against_a_topic_is_left_out() -> None:
    """One sign is for the right, one against, one tells nothing, one is the same for all: only the first counts."""
    random = np.random.default_rng(4)
    right = (random.random(2000) < 0.6).astype(np.float64)
    seen = np.stack(
        [right + random.normal(0, 0.5, 2000), -right, random.normal(0, 1, 2000), np.full(2000, 3.0)], axis=1
    )
    judge = _judge(seen, right)
    assert judge.weights[0] > 1
    assert judge.weights[1] == 0
    assert abs(judge.weights[2]) < 0.3
    assert judge.weights[3] == 0
    assert judge.solid == 1.0
    assert judge(seen).mean() == pytest.approx(0.6, abs=0.02)
    assert (np.round(judge.weights, 4) == judge.weights).all()


@pytest.mark.parametrize(("right", "base"), [([1.0] * 7, np.log(8)), ([0.0] * 3, np.log(1 / 4))])
def test_where_all_are_right_or_none_is(right: list[float], base: float) -> None:
    """There is nothing to learn: the share alone counts, one text of either kind added."""
    judge = _judge(np.arange(4.0 * len(right)).reshape(-1, 4), np.array(right))
    assert judge.weights.tolist() == [0, 0, 0, 0]
    assert judge.base == pytest.approx(base, abs=1e-4)


def test_where_no_sign_tells_texts_apart() -> None:
    """Signs that are the same for all count nothing, and a share of three in four gives log 3, one added to either."""
    judge = _judge(np.full((8, 4), 2.0), np.array([1.0, 1, 1, 0, 1, 1, 1, 0]))
    assert judge.weights.tolist() == [0, 0, 0, 0]
    assert judge.base == pytest.approx(np.log(7 / 3), abs=1e-4)

"""Constants of the calibration, each by what it does to the figures."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float64, Int64
from pipeline.topics.bayes import damped, learn, likelihood
from pipeline.topics.calibrate import GENERAL, Calibration, Views, _judge, calibrated, signs
from tests.topics.test_calibrate import ALONE, texts, views

DESKS = np.array([0, 0, 1])


def held_out(amounts: csr_matrix, topic: Int64) -> Float64:
    """Log likelihood and log share of each text by a model of the texts of the other four fifths."""
    fold, given = np.arange(len(topic)) % 5, np.zeros((len(topic), 3))
    for i in range(5):
        model = learn(amounts[fold != i], topic[fold != i], 3)
        given[fold == i] = likelihood(amounts[fold == i], model) + model.shares
    return given


def learnt(kind: Int64, n: int = 1500, clear: float = 0.2) -> tuple[Views, Views, Calibration]:
    """How texts look, how they look to a model without them, and what is learnt of both."""
    amounts = damped(texts(n, clear)[0])
    seen = views(amounts, amounts, texts(n, clear)[1])
    return seen, seen._replace(given=held_out(amounts, seen.topic)), calibrated(amounts, seen, kind, 1.0)


@pytest.mark.parametrize(
    ("row", "probability"),
    [
        ([0.0, 0.0, 0.0, 0.0], 0.0021),
        ([5.0, 0.0, 0.0, 0.0], 0.515),  # log likelihood a word ahead of others: 1.24
        ([0.0, 5.0, 0.0, 0.0], 0.4526),  # cosine ahead: 1.19
        ([0.0, 0.0, 3.0, 0.0], 0.4725),  # cosine to its own centre: 2.01
        ([0.0, 0.0, 0.0, 1.0], 0.2497),  # clarity of the topic: 5.04
        ([1.0, 0.3, 0.5, 0.9], 0.7307),
        ([1.0, 0.3, 0.5, 0.5], 0.2654),
        ([0.2, 0.0, 0.2, 0.9], 0.2781),
        ([2.0, 0.5, 0.8, 1.0], 0.973),
        ([-1.0, 0.0, 0.0, 0.0], 0.0006),
    ],
)
def test_the_general_judge(row: list[float], probability: float) -> None:
    """What it makes of a text that is like those of no corpus: log odds by hand, -6.14 where nothing speaks for it."""
    assert GENERAL(np.array([row])).tolist() == [pytest.approx(probability, abs=1.1e-4)]


def test_another_topic_of_the_desk_is_right_for_thirty_five_in_a_hundred() -> None:
    """Logistic regression has the mean of what it learns: of texts held out, 1 at home, .35 beside, 0 elsewhere."""
    seen, unseen, found = learnt(DESKS)
    home = unseen.topic == seen.topic
    beside = ~home & (DESKS[unseen.topic] == DESKS[seen.topic])
    assert beside.sum() > 20
    assert found.judge is not None
    strength = found.judge(signs(seen, seen.topic, DESKS, found.judge.clarity))
    assert strength.mean() == pytest.approx((home + 0.35 * beside).mean(), abs=5e-4)


def test_one_held_out_text_in_ten_is_below_the_mark() -> None:
    """The mark is the strength that a tenth of the texts has not, seen by a model of the other four fifths."""
    _, unseen, found = learnt(ALONE)
    assert found.judge is not None
    strength = found.judge(signs(unseen, unseen.topic, ALONE, found.judge.clarity))
    assert (strength < found.weak).mean() == pytest.approx(0.1, abs=2e-3)


def test_clarity_is_of_a_fifth_at_a_time() -> None:
    """Four decimals of the share of the texts of a topic that find back to it from the other four fifths."""
    seen, unseen, found = learnt(ALONE, n=600, clear=0.3)
    home = unseen.topic == seen.topic
    assert found.judge is not None
    shares = [round(float(home[seen.topic == k].mean()), 4) for k in range(3)]
    assert found.judge.clarity.tolist() == pytest.approx(shares, abs=1e-7)
    assert min(shares) < 1


@pytest.mark.parametrize(("step", "is_used"), [(0.0012, False), (0.0018, False), (0.0022, True), (0.003, True)])
def test_a_sign_that_hardly_varies_tells_nothing(step: float, is_used: bool) -> None:
    """Its standard deviation, here half of the step between right and wrong, is above a thousandth."""
    right = np.tile([1.0, 0.0], 100)
    seen = np.stack([1 + step * right, *np.zeros((3, 200))], axis=1)
    assert bool(_judge(seen, right).weights[0] > 0) is is_used


def test_nine_texts_are_too_few_for_a_judge_and_ten_are_not() -> None:
    """Whatever the number of parts."""
    amounts = damped(texts(30, 0.6)[0])
    seen = views(amounts, amounts, texts(30, 0.6)[1])
    for n, has_judge in ((9, False), (10, True)):
        some = Views(seen.given[:n], seen.amount[:n], seen.cosines[:n])
        assert (calibrated(amounts[:n], some, ALONE, 1.0).judge is not None) is has_judge


@pytest.mark.parametrize(
    ("kind", "has_judge"), [([0, 1, 2], True), ([0, 0, 1], True), ([5, 5, 5], False), ([0, 1, 1], True)]
)
def test_topics_of_one_kind_cannot_be_ahead_of_others(kind: list[int], has_judge: bool) -> None:
    """A judge needs two kinds."""
    amounts = damped(texts(60, 0.6)[0])
    seen = views(amounts, amounts, texts(60, 0.6)[1])
    assert (calibrated(amounts, seen, np.array(kind), 1.0).judge is not None) is has_judge

"""Which terms a topic shows and how well they go together, by figures."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics.choose_n_topics import agreement
from pipeline.topics.coherence import coherence, npmi
from pipeline.topics.information import information
from pipeline.topics.phrasing import phrased
from pipeline.topics.surface_forms import spelled
from pipeline.topics.top_terms import best_terms, standing_out


def held(rows: list[list[int]]) -> csr_matrix:
    """Texts by term, 0s and 1s."""
    return csr_matrix(np.array(rows, np.float32))


@pytest.mark.parametrize(
    ("own", "other", "both", "expected"),
    [
        (0.5, 0.5, 0.25, 0.0),  # as by chance
        (0.5, 0.5, 0.5, 1.0),  # always
        (0.5, 0.5, 0.0, -1.0),  # never
        (0.25, 0.25, 0.125, 1 / 3),  # log 2 over log 8
        (0.25, 0.5, 0.25, 0.5),  # log 2 over log 4
        (0.5, 0.5, 0.125, -1 / 3),
        (0.1, 0.1, 0.1, 1.0),
        (1.0, 1.0, 1.0, 0.0),
        (1.0, 0.5, 0.5, 0.0),
    ],
)
def test_the_mutual_information_of_two_terms(own: float, other: float, both: float, expected: float) -> None:
    """Log of the share over what chance gives, over the log of the share; -1..1."""
    found = npmi(np.array([[own, both], [both, other]]))
    assert [found[0, 1], found[1, 0]] == pytest.approx([expected, expected])


@pytest.mark.parametrize(
    ("terms", "expected"),
    [([0, 1], 1.0), ([0, 2], -1.0), ([0, 3], 0.0), ([0, 1, 2], -1 / 3), ([0, 1, 3], 1 / 3), ([3], 0.0), ([], 0.0)],
)
def test_coherence_is_the_mean_over_the_pairs(terms: list[int], expected: float) -> None:
    """Of four terms: two always together, one never with them, one as chance has it."""
    rows = [[1, 1, 0, 1], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 0]]
    assert coherence(held(rows), [terms]) == pytest.approx([expected])


@pytest.mark.parametrize(("n_good", "expected"), [(8, 1.0), (9, 1.0), (10, 1.0)])
def test_the_eleventh_term_is_not_asked(n_good: int, expected: float) -> None:
    """Ten terms always together and one that is never there; among the first ten it would count."""
    rows = [[1] * 10 + [0], [1] * 10 + [0], [0] * 10 + [1], [0] * 10 + [1]]
    assert coherence(held(rows), [list(range(11))]) == pytest.approx([1.0])
    good = list(range(n_good))
    assert coherence(held(rows), [good]) == pytest.approx([expected])
    if n_good < 10:
        assert coherence(held(rows), [[*good, 10]])[0] < 0.9


@pytest.mark.parametrize(
    ("rows", "labels", "expected"),
    [
        ([[1, 0], [0, 1]], [0, 1], [[np.log(2), 0], [0, np.log(2)]]),
        ([[1, 1], [0, 1]], [0, 1], [[np.log(2), 0.01], [0, 0.01]]),
        ([[1, 1], [1, 0]], [0, 0], [[0.01, 0.005]]),
        ([[1], [0], [1], [0]], [0, 0, 1, 1], [[0.005], [0.005]]),
        ([[1], [1], [1], [0], [0], [0]], [0, 0, 0, 0, 1, 1], [[0.75 * np.log(1.5)], [0]]),
    ],
)
def test_how_much_a_term_stands_out(rows: list[list[int]], labels: list[int], expected: list[list[float]]) -> None:
    """Share within the topic times the log of that over the share everywhere, which counts .01 at least."""
    found = standing_out(held(rows), np.array(labels), max(labels) + 1)
    assert found.tolist() == [pytest.approx(row, abs=1e-6) for row in expected]


@pytest.mark.parametrize(
    ("score", "wanted", "expected"),
    [
        ([[3.0, 2.0, 1.0]], 2, [[0, 1]]),
        ([[1.0, 2.0, 3.0]], 5, [[2, 1, 0]]),
        ([[3.0, 1.0], [2.0, 2.0]], 2, [[0], [1]]),
        ([[3.0, 3.0], [2.0, 2.0]], 2, [[0, 1], [0, 1]]),  # the second has no term of its own
        ([[0.0, 0.0]], 2, [[]]),
        ([[1.0, 1.0, 1.0]], 2, [[0, 1]]),
        ([[1.0, 1.0000001]], 1, [[0]]),  # the same to six decimals
        ([[1.0, 1.00001]], 1, [[1]]),
    ],
)
def test_a_term_belongs_to_the_topic_where_it_stands_out_most(
    score: list[list[float]], wanted: int, expected: list[list[int]]
) -> None:
    """Best first; of equals the earlier column, and the earlier topic."""
    assert best_terms(np.array(score, np.float32), wanted) == expected


@pytest.mark.parametrize(
    ("phrases", "least", "said"),
    [
        ({"oil prices": 2}, 2, "oil prices"),
        ({"oil prices": 1}, 2, "oil"),
        ({"oil prices": 10, **{f"{c} oil": 9 for c in "abcdefghij"}}, 2, "oil prices"),  # 10 of 100
        ({"oil prices": 9, **{f"{c} oil": 9 for c in "abcdefghi"}, "j oil": 10}, 11, "oil"),
        ({"oil prices": 11, **{f"{c} oil": 10 for c in "abcdefghij"}}, 2, "oil"),  # 11 of 111
        ({"oil prices": 3, "oil spill": 3}, 2, "oil spill"),
        ({"oil price": 3, "oil spill": 3}, 2, "oil price"),
        ({"oil prices": 3, "crude oil": 4}, 2, "crude oil"),
        ({"gas prices": 9}, 2, "oil"),
    ],
)
def test_a_phrase_stands_for_a_term(phrases: dict[str, int], least: int, said: str) -> None:
    """With so many articles, a tenth of those of all phrases of the word; of equals the shortest, then by alphabet."""
    assert phrased(["oil"], phrases, least) == [said]


@pytest.mark.parametrize(
    ("text", "term", "spelling"),
    [
        ("Bank bank", "bank", "bank"),  # one of each: capitals must be twice as common
        ("Bank Bank bank", "bank", "Bank"),  # exactly twice: the capital is first in order
        ("Bank Bank bank bank", "bank", "bank"),
        ("Bank Bank Bank bank bank", "bank", "bank"),
        ("BANK BANK BANK bank", "bank", "bank"),  # four letters shout
        ("BAN BAN BAN ban", "ban", "BAN"),  # three do not
        ("BANK", "bank", "BANK"),
        ("BANKS", "banks", "BANKS"),  # five letters may be initials
        ("BANKER", "banker", "Banker"),  # six are not
        ("U.S.A.F.", "u.s.a.f.", "U.S.A.F."),
        ("BANK's bank's", "bank", "bank"),
        ("O\u2019Brien", "o'brien", "O'Brien"),
    ],
)
def test_how_readers_write_a_term(text: str, term: str, spelling: str) -> None:
    """Small letters count twice; capitals throughout are shouted from four letters on, and no initials from six."""
    assert spelled([[term]], [[text]]) == [[spelling]]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([0, 0, 1, 1], [0, 0, 1, 1], 1.0),
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
        ([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2], 0.24242),
        ([0, 0, 1, 1], [0, 0, 0, 1], 0.0),
        ([0, 0, 0], [0, 0, 0], 1.0),
        ([0, 1, 2], [0, 1, 2], 1.0),
        ([0], [0], 1.0),
    ],
)
def test_agreement_of_two_clusterings(first: list[int], second: list[int], expected: float) -> None:
    """Adjusted Rand index: pairs together in both, over what chance gives."""
    assert agreement(np.array(first), np.array(second)) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("rows", "labels", "expected"),
    [
        ([[1, 0], [0, 1]], [0, 1], np.log(2)),
        ([[1, 1], [1, 1]], [0, 1], 0.0),
        ([[1, 0], [1, 0]], [0, 1], 0.0),
        ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 1, 2], np.log(3)),
        ([[1, 0], [0, 1]], [0, 0], 0.0),
    ],
)
def test_what_labels_say_about_words(rows: list[list[int]], labels: list[int], expected: float) -> None:
    """Nats: log k where each of k clusters has words of its own, nothing where all have the same."""
    assert information(held(rows), np.array(labels), max(labels) + 1) == pytest.approx(expected, abs=1e-5)

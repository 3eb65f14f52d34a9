"""What topics and desks are about."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics.assign import Memberships, nowhere
from pipeline.topics.describe import REPRESENTATIVES, describe, representatives

TERMS = ["goal", "keeper", "referee", "ballot", "senator", "mayor", "match", "game", "vote", "law", "the"]
TEXTS = (
    "goal keeper match game the",
    "goal keeper match the",
    "referee match game the",
    "referee match the",
    "ballot senator vote law the",
    "ballot vote law the",
    "mayor vote law the",
    "mayor vote the",
    "the",
)
TOPIC = np.array([0, 0, 1, 1, 2, 2, 3, 3, -1])
"""Keepers and referees, ballots and mayors; the last text has none."""
COUNTS = csr_matrix(np.array([[3 * (term in text.split()) for term in TERMS] for text in TEXTS], np.float32))


def words(columns: list[int]) -> list[str]:
    """The terms of some columns."""
    return [TERMS[column] for column in columns]


def test_topics_and_desks_have_terms_of_their_own() -> None:
    """A topic has what it alone has, its desk what its topics share, no word both."""
    topics, desks = describe(COUNTS, np.zeros(0, np.int64), TOPIC, np.array([0, 0, 1, 1]), 2)
    assert [words(row)[:1] for row in topics.terms] == [["goal"], ["referee"], ["ballot"], ["mayor"]]
    shown = {column for row in topics.terms for column in row}
    assert not shown & {column for row in desks.terms for column in row}
    assert all(weight > 0 for row in topics.weights for weight in row)
    assert [len(row) for row in topics.terms] == [len(row) for row in topics.weights]


def test_as_many_terms_as_wanted() -> None:
    """Fewer where fewer stand out."""
    for n in (1, 2, 3):
        topics, _ = describe(COUNTS, np.zeros(0, np.int64), TOPIC, np.full(4, -1), n)
        assert max(map(len, topics.terms)) == n


def test_hushed_terms_are_shown_by_none() -> None:
    """Neither by a topic nor by a desk."""
    hushed = np.array([TERMS.index("goal"), TERMS.index("vote")])
    topics, desks = describe(COUNTS, hushed, TOPIC, np.array([0, 0, 1, 1]), 9)
    assert not {"goal", "vote"} & {word for row in (*topics.terms, *desks.terms) for word in words(row)}


def test_topics_without_a_desk_make_none() -> None:
    """No desk, no description of one."""
    assert describe(COUNTS, np.zeros(0, np.int64), TOPIC, np.full(4, -1), 3)[1].terms == []


def found(topic: list[int], closeness: list[float]) -> Memberships:
    """Where some texts belong."""
    return nowhere(len(topic))._replace(topic=np.array(topic), closeness=np.array(closeness, np.float32))


@pytest.mark.parametrize(
    ("topic", "closeness", "expected"),
    [
        ([0, 0, 1], [0.1, 0.9, 0.5], [[1, 0], [2]]),
        ([1, 1, 1], [0.5, 0.5, 0.5], [[], [0, 1, 2]]),
        ([-1, 0, -1], [0.9, 0.1, 0.9], [[1], []]),
        ([0] * 7, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], [[6, 5, 4, 3, 2], []]),
        ([], [], [[], []]),
    ],
)
def test_representatives_are_nearest_to_the_centre(
    topic: list[int], closeness: list[float], expected: list[list[int]]
) -> None:
    """Five at most, nearest first, the earlier text of equals; texts without a topic stand for none."""
    assert REPRESENTATIVES == 5
    assert representatives(found(topic, closeness), 2) == expected


@pytest.mark.parametrize(("n", "shown"), [(1499, True), (1500, False)])
def test_rare_terms_of_many_texts_are_not_shown(n: int, shown: bool) -> None:
    """From 1,500 texts on a term of two texts stands for no topic, and columns are still those of all terms."""
    counts = np.zeros((n, 4), np.int32)
    counts[:, 1], counts[:2, 0], counts[: n // 2, 2], counts[n // 2 :, 3] = 1, 1, 1, 1
    topic = np.repeat([0, 1], [n // 2, n - n // 2])
    own = describe(csr_matrix(counts), np.zeros(0, np.int64), topic, np.full(2, -1), 9)[0]
    assert (0 in own.terms[0], own.salient[0][0], own.salient[1][0]) == (shown, 2, 3)

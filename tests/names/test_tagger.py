"""Laws of the best labels, and what the shipped weights find."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names.mentions import KINDS, find_mentions
from pipeline.names.tagger import N_LABELS, Weights, allowed_steps, best_labels, weights

PIECES = st.sampled_from(
    [
        "Ann Holt",
        "Holt",
        " said ",
        ". ",
        "The ",
        "Bank of ",
        "Ostrand",
        "U.S.",
        "\u2019s ",
        ", ",
        "\n",
        "von ",
        "de ",
        "é",
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=4)


def mentions(*texts: str) -> list[list[tuple[str, str]]]:
    """(form, kind) of the mentions of each text."""
    found = find_mentions(strings(list(texts)))
    out: list[list[tuple[str, str]]] = [[] for _ in texts]
    for doc, start, end, kind in zip(found.doc, found.start, found.end, found.kind, strict=True):
        out[doc].append((texts[doc][start:end], KINDS[kind]))
    return out


def toy(seed: int) -> tuple[Weights, np.ndarray]:
    """Random weights of steps, and scores of nine words."""
    rng = np.random.default_rng(seed)
    allowed = allowed_steps()
    step = np.where(allowed[:-1], rng.normal(size=(N_LABELS, N_LABELS)), -1e4).astype(np.float32)
    start = np.where(allowed[-1], rng.normal(size=N_LABELS), -1e4).astype(np.float32)
    return Weights({}, np.zeros((0, N_LABELS), np.float32), {}, start, step), rng.normal(size=(9, N_LABELS)).astype(
        np.float32
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_best_sequence_of_each_run(seed: int) -> None:
    """No sequence of labels of a run has a higher score than the one found."""
    model, score = toy(seed)
    first = np.array([1, 0, 0, 1, 1, 0, 1, 0, 0], bool)
    labels = best_labels(score, first, model).tolist()
    for begin, end in ((0, 3), (3, 4), (4, 6), (6, 9)):

        def total(path: tuple[int, ...], begin: int = begin) -> float:
            steps = sum(model.step[a, b] for a, b in pairwise(path))
            return float(model.start[path[0]] + steps + sum(score[begin + n, label] for n, label in enumerate(path)))

        best = max(product(range(N_LABELS), repeat=end - begin), key=total)
        assert total(tuple(labels[begin:end])) == pytest.approx(total(best))


def test_an_inner_label_follows_its_own_kind() -> None:
    """No name begins inside, and none goes on as another kind."""
    allowed = allowed_steps()
    assert allowed.sum() == 8 * 4 + 3 * 2
    assert not allowed[-1, [2, 4, 6]].any()
    assert allowed[1, 2]
    assert not allowed[1, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Angela Merkel met Boris Johnson in Berlin on Monday.",
            [("Angela Merkel", "person"), ("Boris Johnson", "person"), ("Berlin", "place")],
        ),
        (
            "The Bank of England raised rates, said John F. Smith.",
            [("Bank of England", "organisation"), ("John F. Smith", "person")],
        ),
        ("France\u2019s president spoke.", [("France", "place")]),
        ("It fell six points and Texas Sen. Ted Cruz gained six.", [("Texas", "place"), ("Ted Cruz", "person")]),
        ("It rained on Monday.", []),
        ("", []),
    ],
)
def test_plain_names(text: str, expected: list[tuple[str, str]]) -> None:
    """Names of news as an editor reads them: no titles, no possessives, no weekdays."""
    assert mentions(text) == [expected]


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """What a text names depends on its own words alone."""
    assert mentions(*texts) == [found for text in texts for found in mentions(text)]


def test_the_shipped_weights_fit_together() -> None:
    """As many rows as keys, one for each label."""
    model = weights()
    assert model.rows.shape == (len(model.keys), N_LABELS)

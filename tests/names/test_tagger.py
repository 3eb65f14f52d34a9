"""Laws of the best labels, and what the shipped weights find."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.train.name_keys import context_keys, own_keys
from pipeline.arrays.arrow import strings
from pipeline.names.features import POSITIONS
from pipeline.names.known_spellings import batch_of, spellings_of, sums
from pipeline.names.mentions import find_mentions
from pipeline.names.tagger import best_labels
from pipeline.names.tagger_weights import N_LABELS, Family, Weights, allowed_steps, weights
from pipeline.names.trimming import KINDS
from pipeline.names.word_lists import word_kinds
from pipeline.resources import resource
from pipeline.text.tokens import tokenise

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
    step = np.where(allowed[:-1], rng.integers(-99, 99, (N_LABELS, N_LABELS)), -1_000_000).astype(np.int32)
    start = np.where(allowed[-1], rng.integers(-99, 99, N_LABELS), -1_000_000).astype(np.int32)
    model = replace(weights(), start=start, step=step)
    return model, rng.integers(-99, 99, (9, N_LABELS)).astype(np.int32)


@pytest.mark.parametrize("seed", range(8))
def test_the_best_sequence_of_each_run(seed: int) -> None:
    """No sequence of labels of a run has a higher score than the one found."""
    model, score = toy(seed)
    first = np.array([1, 0, 0, 1, 1, 0, 1, 0, 0], bool)
    labels = best_labels(score, first, model).tolist()
    for begin, end in ((0, 3), (3, 4), (4, 6), (6, 9)):

        def total(path: tuple[int, ...], begin: int = begin) -> int:
            steps = sum(model.step[a, b] for a, b in pairwise(path))
            return int(model.start[path[0]] + steps + sum(score[begin + n, label] for n, label in enumerate(path)))

        best = max(product(range(N_LABELS), repeat=end - begin), key=total)
        assert total(tuple(labels[begin:end])) == total(best)


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
        ("Holtsen blasted Ostrander for the order.", [("Holtsen", "person"), ("Ostrander", "person")]),
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


FORMS = ["Angela", "NATO", "Özil’s", "of", "said", "3rd", "McDonald's", "U.S.", "x", "42", "BANK", "Bank", "Qwxzv"]


def test_scores_add_up_the_weights_of_keys() -> None:
    """What a spelling adds is the sum of the weights of its keys, as they stand in the resource."""
    data = json.loads(resource("en/name_weights.json.gz"))
    row = dict(zip(data["keys"], np.array(data["rows"]).reshape(-1, N_LABELS), strict=True))
    batch = batch_of(tokenise(strings([" ".join(FORMS)])))
    assert [batch.tokens.forms[n] for n in range(len(FORMS))] == FORMS
    own, context = sums(batch, np.arange(len(FORMS)))
    near = context.reshape(len(FORMS) + 1, len(POSITIONS) - 1, -1)
    spelt = spellings_of(batch.tokens, np.arange(len(FORMS)))

    def total(keys: list[str], position: int) -> list[int]:
        known = [row[f"{position}{key}"] for key in keys if f"{position}{key}" in row]
        return [*sum(known, np.zeros(N_LABELS, int)).tolist(), 0]

    for n, form in enumerate(FORMS):
        assert own[n].tolist() == total(own_keys(spelt, n), 0), form
        for at, position in enumerate(POSITIONS[1:]):
            assert near[n, at].tolist() == total(context_keys(spelt, n), position), (form, position)
    for at, position in enumerate(POSITIONS[1:]):
        assert near[-1, at].tolist() == total(context_keys(spelt, -1), position)


def test_keys_of_a_word() -> None:
    """Word, endings, beginning, shape, kinds together and one by one, length and class."""
    spelt = spellings_of(tokenise(strings(["Angela's Qwxzv"])), np.arange(2))
    assert own_keys(spelt, 1) == ["wqwxzv", "3xzv", "2zv", "pqwx", "xXxx", "K", "l5", "c"]
    keys = own_keys(spelt, 0)
    assert keys[:5] == ["wangela", "3ela", "2la", "pang", "xXxx"]
    assert keys[5:8] == ["K" + word_kinds()["angela"], "l6", "b" + word_kinds()["angela"][0]]
    assert context_keys(spelt, -1) == ["w", "c", "K"]


def test_the_first_of_equal_labels() -> None:
    """Where two sequences score the same, the label that stands first counts: sums are whole numbers on any machine."""
    flat = replace(weights(), start=np.zeros(N_LABELS, np.int32), step=np.zeros((N_LABELS, N_LABELS), np.int32))
    score = np.zeros((2, N_LABELS), np.int32)
    assert best_labels(score, np.array([True, False]), flat).tolist() == [0, 0]
    assert best_labels(score[:0], np.zeros(0, bool), flat).tolist() == []
    score[1, 5] = 1
    assert best_labels(score, np.array([True, True]), flat).tolist() == [0, 5]


def test_unknown_values_weigh_nothing() -> None:
    """A family gives each value its row, and zeros to others."""
    family = Family(strings(["b", "a"]), np.array([[1, 2], [3, 4], [0, 0]], np.int16))
    assert family.of(strings(["a", "x", "b"])).tolist() == [[3, 4], [0, 0], [1, 2]]


def test_no_sum_is_too_large_for_its_column() -> None:
    """The largest weights of all that adds to one score stay within 16 bits, and so does the sum of two words."""
    model = weights()
    largest = sum(int(np.abs(table).max()) for table in model.joint.values())
    for told, times in ((model.own, 1), (model.context, len(POSITIONS) - 1)):
        weighed = [family.weights for family in told.families.values()]
        columns = [*weighed, told.kinds, told.classes, told.lengths]
        largest += times * sum(int(np.abs(column).max()) for column in columns)
    assert 1_000 < 2 * largest < np.iinfo(np.int16).max

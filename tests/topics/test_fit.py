"""The laws of `pipeline.topics.fit`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.topics.assign import assign
from pipeline.topics.bayes import damped, learn
from pipeline.topics.fit import _axes, document_frequencies, fit, n_axes, n_neighbours, ones, usable_terms


def corpus(k: int, each: int, seed: int = 0) -> tuple[csr_matrix, np.ndarray]:
    """Counts of texts in random order, with six words of their kind and ten of all; and their kinds."""
    random = np.random.default_rng(seed)
    topic = random.permutation(np.repeat(np.arange(k), each))
    counts = (random.random((len(topic), 12 * k + 60)) < 0.08).astype(np.int32)
    for word in range(12):
        counts[np.arange(len(topic)), 12 * topic + word] += random.random(len(topic)) < 0.6
    return csr_matrix(counts), topic


def purity(kind: np.ndarray, found: np.ndarray) -> float:
    """Share of the texts that are of their topic's commonest kind."""
    return float(sum(np.bincount(kind[found == topic]).max() for topic in np.unique(found)) / len(found))


@pytest.mark.parametrize("n_topics", [4, None])
def test_kinds_become_topics(n_topics: int | None) -> None:
    """Texts of four kinds give four topics, also where their number follows from that of the texts."""
    counts, kind = corpus(4, 16)
    model = fit(counts, n_topics, 0)
    assert model is not None
    found = assign(counts, model).topic
    assert purity(kind, found) > 0.95
    assert len(np.unique(found)) == (n_topics or 5)  # .62 of the root: the texts of a kind are near each other
    assert (model.tried == ()) == (n_topics is not None)


@settings(max_examples=6, deadline=None)
@given(st.integers(2, 5), st.integers(6, 15), st.integers(2, 12), st.integers(0, 20))
def test_who_asks_for_k_topics_gets_k(kinds: int, each: int, k: int, seed: int) -> None:
    """However many kinds there are: k topics, each with a text, by falling size."""
    counts, _ = corpus(kinds, each, seed)
    model = fit(counts, k, seed)
    assert model is not None
    assert len(model.topics.shares) == k
    assert len(np.unique(assign(counts, model).topic)) == k


def test_another_seed_gives_the_same_topics() -> None:
    """The seed adds starts; where they find nothing clearly better, every model is the same to the bit."""
    counts, _ = corpus(5, 30)
    models = [fit(counts, 5, seed) for seed in range(3)]
    assert len({model.topics.words.tobytes() for model in models if model}) == 1


def test_more_topics_than_texts() -> None:
    """No more topics than texts."""
    model = fit(csr_matrix(np.eye(3, dtype=np.int32)), 9, 0)
    assert model is not None
    assert len(model.topics.shares) <= 3


@pytest.mark.parametrize("shape", [(0, 0), (0, 4), (3, 0), (3, 4)])
def test_no_words_no_model(shape: tuple[int, int]) -> None:
    """Texts without a term have no topics."""
    assert fit(csr_matrix(shape, dtype=np.int32), 2, 0) is None


def test_words_of_a_single_text_or_of_most_do_not_count() -> None:
    """A term that stands in one text, or in more than two fifths, is left out; where too little is left, none is."""
    counts = np.zeros((10, 4), np.int32)
    counts[:, 0], counts[0, 1], counts[:4, 2], counts[4:8, 3] = 1, 1, 1, 1
    assert usable_terms(csr_matrix(counts)).tolist() == [0, 1, 2, 3]
    counts[8:, 2:] = 1
    counts[:2, 3] = 1
    counts[2:4, 2] = 0
    counts[2:4, 3] = 0
    rows = np.delete(counts, [2, 3], axis=0)
    assert usable_terms(csr_matrix(np.concatenate([rows, rows[:, [0, 1, 3, 2]]]))).tolist() == [0, 1, 2, 3]


def test_small_topics_have_fewer_neighbours() -> None:
    """Half as many neighbours as the mean topic has texts, 5 to 15."""
    assert [n_neighbours(1000, k) for k in (2, 50, 1000)] == [15, 10, 5]


def test_ones_stand_where_counts_stood() -> None:
    """Every stored count becomes a 1."""
    assert ones(csr_matrix(np.array([[0, 3], [1, 0]]))).toarray().tolist() == [[0, 1], [1, 0]]


def test_topics_of_a_sample_are_learnt_from_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody asks for a number the first texts give the topics: the shares and words are those of all texts."""
    counts, kind = corpus(4, 40)
    monkeypatch.setattr("pipeline.topics.fit.SAMPLE", 80)
    model = fit(counts, None, 0)
    assert model is not None
    found = assign(counts, model).topic
    assert purity(kind, found) > 0.95
    assert np.exp(model.topics.shares).tolist() == pytest.approx((np.bincount(found) / len(found)).tolist(), abs=0.01)
    again = learn(damped(counts[:, model.columns].tocsr()), found, len(model.topics.shares))
    assert np.abs(model.topics.words - again.words).mean() < 0.02


@pytest.mark.parametrize(("n", "k"), [(0, 32), (659, 32), (660, 33), (1000, 50), (1999, 99), (2000, 100), (9000, 100)])
def test_few_texts_support_few_axes(n: int, k: int) -> None:
    """One for twenty texts, 32 to 100."""
    assert n_axes(n) == k


@pytest.mark.parametrize(("n", "wanted"), [(1500, 2), (1499, 3)])
def test_axes_of_many_texts_leave_rare_terms_out(n: int, wanted: int) -> None:
    """From 1,500 texts on a term of two texts has no part in any axis."""
    held = np.zeros((n, 3), np.float32)
    held[: n // 2, 0], held[n // 2 :, 1], held[:2, 2] = 1, 1, 1
    turn = _axes(csr_matrix(held), 9)
    assert turn.shape == (3, wanted)
    assert (np.abs(turn[2]).max() > 0) == (wanted == 3)


def test_how_many_texts_hold_a_term() -> None:
    """Whatever its counts."""
    assert document_frequencies(csr_matrix(np.array([[2, 0, 1], [1, 0, 0]]))).tolist() == [2, 0, 1]

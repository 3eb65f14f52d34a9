"""The laws of `pipeline.topics.compact_model`: what is stored assigns as what was fitted."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics import compact_model
from pipeline.topics.assign import Memberships, assign
from pipeline.topics.bayes import TopicWords
from pipeline.topics.compact_model import pack, telling, unpack
from pipeline.topics.fit import Model, fit


@cache
def counts(n: int = 300) -> csr_matrix:
    """Texts of forty words from three vocabularies that share some."""
    random = np.random.default_rng(5)
    rows = np.zeros((n, 200), np.int32)
    for i, row in enumerate(rows):
        own = random.integers(50 * (i % 3), 50 * (i % 3) + 50, 30)
        np.add.at(row, np.concatenate([own, random.integers(150, 200, 10)]), 1)
    return csr_matrix(rows)


@cache
def model() -> Model:
    """Three topics of these texts."""
    found = fit(counts(), 3, 0)
    assert found is not None
    return found


def same(one: Memberships, other: Memberships) -> bool:
    """Whether both are equal to the last bit."""
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_a_packed_model_assigns_as_the_fitted_one() -> None:
    """Nearly every text has its topic, and a strength and place that differ by rounding alone."""
    packed = pack(model())
    before, after = assign(counts(), model()), assign(counts(), unpack(packed, packed.columns))
    assert (before.topic == after.topic).mean() > 0.99
    assert np.abs(before.strength - after.strength).max() < 0.05
    assert np.abs(before.place - after.place).max() < 0.1


def test_packing_again_changes_nothing() -> None:
    """A packed model that is unpacked and packed again assigns to the last bit as before."""
    packed = pack(model())
    again = pack(unpack(packed, packed.columns))
    assert same(*(assign(counts(), unpack(p, p.columns)) for p in (packed, again)))


@pytest.mark.parametrize("size", [1, 7, 128])
def test_rows_do_not_depend_on_their_batch(size: int) -> None:
    """A text has the same memberships alone, in any batch and in any order."""
    packed = pack(model())
    stored = unpack(packed, packed.columns)
    order = np.random.default_rng(size).permutation(counts().shape[0])
    pieces = [assign(counts()[order[s : s + size]], stored) for s in range(0, len(order), size)]
    whole = assign(counts()[order], stored)
    joined = Memberships(*(np.concatenate(columns) for columns in zip(*pieces, strict=True)))
    assert same(whole, joined)
    assert same(Memberships(*(column[order] for column in assign(counts(), stored))), whole)


def test_a_corpus_of_other_terms_changes_no_row() -> None:
    """The same texts in a corpus with further terms, and without those that nobody has, have the same memberships."""
    packed = pack(model())
    few = counts()[:5]
    wider = csr_matrix(np.hstack([np.zeros((5, 3), np.int32), few.toarray(), np.ones((5, 2), np.int32)]))
    used = np.flatnonzero(np.bincount(few.indices, minlength=200))
    place = np.full(200, -1)
    place[used] = np.arange(len(used))
    before = assign(few, unpack(packed, packed.columns))
    assert same(before, assign(wider, unpack(packed, packed.columns + 3)))
    assert same(before, assign(few[:, used], unpack(packed, place[packed.columns])))


def test_the_most_telling_terms_are_kept() -> None:
    """Of fewer terms than there are, those of single topics stay and those of all go."""
    kept = pack(model(), n_terms=100).columns
    assert len(kept) == 100
    assert (np.diff(kept) > 0).all()
    assert (kept < 150).mean() > 0.9


def test_telling_is_information() -> None:
    """A term that is as likely in every topic tells nothing; one of a single topic tells most."""
    words = np.log(np.array([[0.5, 0.5], [0.4, 0.01], [0.1, 0.49]], np.float32))
    found = telling(TopicWords(words, np.log(np.array([0.5, 0.5], np.float32))))
    assert found[0] == pytest.approx(0, abs=1e-9)
    assert found[2] > found[0]
    assert (found >= -1e-9).all()


def test_terms_tell_the_same_in_any_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the bit, however many are weighed at a time; of no terms nothing."""
    random = np.random.default_rng(5)
    topics = TopicWords(np.log(random.random((23, 7))).astype(np.float32), np.log(random.random(7)).astype(np.float32))
    whole = telling(topics)
    monkeypatch.setattr(compact_model, "_BLOCK", 4)
    assert telling(topics).tolist() == whole.tolist()
    assert telling(TopicWords(topics.words[:0], topics.shares)).tolist() == []

"""What a process knows of spellings does not depend on what it has seen before."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.names import known_spellings
from pipeline.names.batch import Batch
from pipeline.names.known_spellings import END, batch_of, spellings_of, sums
from pipeline.names.spelling_kinds import coarse_kinds, shares
from pipeline.names.spellings import CAPITAL
from pipeline.names.tagger import context_sums, own_sums
from pipeline.names.tagger_weights import weights
from pipeline.text.tokens import tokenise

FIRST, SECOND = "Angela Merkel of NATO said", "NATO and Angela's Qwxzv said it"


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Each test begins without known spellings."""
    known_spellings._memory.cache_clear()
    yield
    known_spellings._memory.cache_clear()


def batch(text: str) -> Batch:
    """The batch of one text."""
    return batch_of(tokenise(strings([text])))


@pytest.mark.parametrize("before", ["", FIRST, f"{SECOND} {FIRST}"])
def test_facts_whatever_was_seen_before(before: str) -> None:
    """Each column of a batch is what its spellings tell by themselves."""
    batch(before)
    found = batch(SECOND)
    spelt = spellings_of(found.tokens, np.arange(len(found.tokens.forms)))
    for name in ("letters", "length", "flags", "facts", "kinds"):
        assert getattr(found, name).tolist() == getattr(spelt, name).tolist(), name
    assert found.share.tolist() == shares(spelt).tolist()
    assert found.coarse.tolist() == coarse_kinds(spelt).tolist()
    assert (found.flags & CAPITAL > 0).tolist() == [True, False, True, True, False, False]


def test_sums_whatever_was_seen_before() -> None:
    """That of a candidate is made when it is one, and stands in the next batch."""
    one = batch(FIRST)
    spelt = spellings_of(one.tokens, np.arange(5))
    expected = own_sums(spelt, weights().own)
    assert expected.any(1).all()
    own, context = sums(one, np.array([0, 0, 3]))
    assert own[[0, 3]].tolist() == expected[[0, 3]].tolist()
    assert not own[[1, 2, 4]].any()
    assert context.tolist() == [row for part in (spelt, END) for row in context_sums(part, weights().context).tolist()]
    other = batch(SECOND)
    found = sums(other, np.array([2]))[0]
    assert found[0].tolist() == expected[3].tolist()
    assert found[2].tolist() == own_sums(spellings_of(other.tokens, np.array([2])), weights().own)[0].tolist()
    assert not found[4].any()
    assert sums(other, np.array([4]))[0][4].tolist() == expected[4].tolist()
    assert sums(one, np.array([1, 2]))[0].tolist() == expected.tolist()


def test_all_is_dropped_where_it_has_grown_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are numbered anew, the end of a text first."""
    assert batch(FIRST).row.tolist() == [1, 2, 3, 4, 5]
    assert batch(SECOND).row.tolist() == [4, 6, 7, 8, 5, 9]
    monkeypatch.setattr(known_spellings, "_MOST", 9)
    assert batch(SECOND).row.tolist() == [1, 2, 3, 4, 5, 6]


def test_columns_with_room() -> None:
    """Values are put behind those that count, in place where they fit."""
    column = known_spellings._put(np.array([1, 2, 9]), 2, np.array([3, 4]))
    assert (column[:4].tolist(), len(column)) == ([1, 2, 3, 4], 8)
    same = known_spellings._put(column, 4, np.array([5]))
    assert same is column
    assert same[:5].tolist() == [1, 2, 3, 4, 5]


def test_words_of_tokens() -> None:
    """In small letters, without possessive, in the order that is asked for."""
    assert batch(SECOND).words(np.array([2, 0])) == ["angela", "nato"]

"""Strings keep the numbers that they got when they were first seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text import string_table
from pipeline.text.string_table import StringTable

WORDS = st.text("ab\u00e9", min_size=0, max_size=20)


def table(*batches: list[str]) -> StringTable:
    """A table that has seen some batches."""
    made = StringTable()
    for batch in batches:
        made.add(strings(batch))
    return made


@given(st.lists(WORDS, unique=True, max_size=30), st.integers(0, 30), st.lists(WORDS, max_size=10))
def test_numbers_are_places_among_all_that_were_added(known: list[str], cut: int, wanted: list[str]) -> None:
    """Of one, two and no numbers of eight bytes, in one batch or two; -1 for what was not added."""
    made = table(known[:cut], known[cut:])
    assert len(made) == len(known)
    asked = [*known, *wanted]
    assert made.find(strings(asked)).tolist() == [known.index(one) if one in known else -1 for one in asked]


@given(st.lists(WORDS, unique=True, min_size=2, max_size=30))
def test_strings_for_one_place(known: list[str]) -> None:
    """All of them stand there one behind the other, the first place behind the last."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(string_table, "_ODD", (string_table._ODD[0] * 0, string_table._ODD[1] * 0))
        made = table(known[1:])
        assert made.find(strings(known)).tolist() == [*range(-1, len(known) - 1)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StringTable, "_places", lambda self, low, _: (low * 0).astype("int64") + len(self._at) - 1)
        made = table(known[1:])
        assert made.find(strings(known)).tolist() == [*range(-1, len(known) - 1)]


def test_a_table_that_grows() -> None:
    """No number changes, and there are two places for each string."""
    words = [f"word {n}" for n in range(3000)]
    made = table(words[:100])
    assert len(made._at) == string_table._FEWEST
    made.add(strings(words[100:]))
    assert made.find(strings(words)).tolist() == list(range(3000))
    assert len(made._at) >= 2 * 3000


@given(st.lists(WORDS, unique=True, max_size=30), st.lists(WORDS, max_size=10))
def test_a_table_made_of_its_arrays(known: list[str], wanted: list[str]) -> None:
    """It finds what the table found that had them, strings of any length."""
    made = table(known)
    found = StringTable.of(made.arrays(), strings(known)).find(strings([*known, *wanted]))
    assert found.tolist() == made.find(strings([*known, *wanted])).tolist()


def test_nothing() -> None:
    """An empty table knows nothing, and empty batches change nothing."""
    made = table([])
    assert (len(made), made.find(strings(["a", "a string of 24 characters"])).tolist()) == (0, [-1, -1])
    assert made.find(strings([])).tolist() == []


@given(st.lists(st.lists(WORDS, max_size=12), max_size=4))
def test_unknown_strings_are_learnt_once(batches: list[list[str]]) -> None:
    """A batch may hold them several times; the new ones come back in the order of their places."""
    made, known = StringTable(), list[str]()
    for batch in batches:
        places, new = made.learn(strings(batch))
        assert new.to_pylist() == [one for one in dict.fromkeys(batch) if one not in known]
        known += new.to_pylist()
        assert places.tolist() == [known.index(one) for one in batch]
        assert len(made) == len(known)

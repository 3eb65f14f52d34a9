"""Which names stand in a headline as whole words."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names.headline_names import in_title, in_titles

TEXTS = st.text("ab\u00e9_ .'", max_size=8)


@pytest.mark.parametrize(
    ("form", "title", "expected"),
    [
        ("Merkel", "Merkel in Paris", True),
        ("Merkel", "Merkels in Town", False),
        ("Merkel", "Merkels, Merkel\u2019s", True),
        ("Holt", "Holt_1", False),
        ("Holt", "", False),
        ("X", "X", True),
    ],
)
def test_whole_words(form: str, title: str, expected: bool) -> None:
    """A form within a longer word does not count, another place may."""
    assert in_title(form, title) is expected
    first = np.zeros(1, np.int64)
    assert in_titles(strings([form]), strings([title]), first, first).tolist() == [expected]


@given(
    st.lists(TEXTS.filter(bool), min_size=1, max_size=4, unique=True),
    st.lists(st.none() | TEXTS, min_size=1, max_size=3),
)
def test_all_pairs(forms: list[str], titles: list[str | None]) -> None:
    """Each form in each headline; one of one letter too."""
    form, title = (side.ravel() for side in np.indices((len(forms), len(titles))))
    expected = [
        bool(re.search(rf"(?<!\w){re.escape(own)}(?!\w)", titles[head] or ""))
        for own, head in zip([forms[n] for n in form.tolist()], title.tolist(), strict=True)
    ]
    assert in_titles(strings(forms), strings(titles), form, title).tolist() == expected


def test_no_pairs() -> None:
    """Of no forms, and in no headlines."""
    none = np.zeros(0, np.int64)
    assert in_titles(strings([]), strings([]), none, none).tolist() == []
    assert in_titles(strings(["Holt"]), strings([None]), none, none).tolist() == []

"""What the article says elsewhere of a word that may be a name."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names import features
from pipeline.names.candidates import Candidates, candidates
from pipeline.names.known_spellings import batch_of
from pipeline.names.spellings import CAPITAL
from pipeline.text.tokens import tokenise

WORDS = st.sampled_from(["Holt", "holt", "HOLT", "The", "the", "Ferry", "ferry", "of", "Holt's", "Leeds"])
TEXTS = st.lists(st.lists(WORDS, max_size=9).map(" ".join), min_size=1, max_size=3)


def uses(texts: list[str]) -> tuple[list[str], list[int], list[bool], list[int]]:
    """Word and text of each candidate, whether its word is small in the text, how many others have a capital."""
    batch = batch_of(tokenise(strings(texts)))
    found: Candidates = candidates(batch)
    large = found.flag & CAPITAL > 0
    small, times = features._uses(batch, found, large)
    doc = batch.tokens.doc[found.token]
    return batch.words(found.token), doc.tolist(), small.tolist(), (times + large).tolist()


@given(TEXTS)
def test_uses_are_counted_by_article(texts: list[str]) -> None:
    """A word counts in its own text alone, whatever its possessive and its capitals are."""
    words, docs, small, times = uses(texts)
    for word, doc, is_small, n in zip(words, docs, small, times, strict=True):
        written = [form for form in texts[doc].split() if form.lower().removesuffix("'s") == word]
        assert is_small == any(form[0].islower() for form in written)
        assert n == sum(form[0].isupper() for form in written)


def test_a_use_in_small_letters() -> None:
    """Of two texts only the first has `ferry`."""
    words, docs, small, times = uses(["Ferry and ferry, Ferry", "Ferry"])
    assert words == ["ferry"] * 3
    assert (docs, small, times) == ([0, 0, 1], [True, True, False], [2, 2, 1])


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=20))
def test_times(rows: list[tuple[int, bool]]) -> None:
    """How many others of the pair are inside."""
    pair, inside = np.array([n for n, _ in rows], np.int64), np.array([own for _, own in rows], bool)
    expected = [sum(own for other, own in rows if other == n) - is_inside for n, is_inside in rows]
    assert features._times(pair, inside).tolist() == expected

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


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans()), max_size=20).map(sorted))
def test_times(rows: list[tuple[int, int, bool]]) -> None:
    """How many others of the same article and word are inside."""
    doc, word, inside = (
        np.array([row[n] for row in rows], kind) for n, kind in ((0, np.int32), (1, np.int64), (2, bool))
    )
    expected = [sum(own for *other, own in rows if other == [*pair]) - is_inside for *pair, is_inside in rows]
    assert features._times(doc, word, inside).tolist() == expected


def test_tables_that_are_looked_up_together() -> None:
    """Each table has a code below its size for each code of the joint table, and no table is left out."""
    together = features.joint()
    assert {table for tables in together.values() for table in tables} == {*features.TABLES}
    for tables in together.values():
        assert len({len(codes) for codes in tables.values()}) == 1
        for table, codes in tables.items():
            assert (codes.min(), codes.max()) == (0, features.TABLES[table] - 1)


def test_codes_of_a_word() -> None:
    """What stands before and behind it, its kind and those of its neighbours."""
    batch = batch_of(tokenise(strings(["It is in New York, said Ann's friend."])))
    found = candidates(batch)
    told = features.features(batch, found)
    codes = {table: column.tolist() for table, column in features.table_codes(told).items()}
    kind = dict(zip(batch.tokens.forms, batch.coarse.tolist(), strict=True))
    words, gaps = batch.words(found.token), features.GAPS
    assert words == ["it", "new", "york", "ann"]
    assert codes["before"] == [2 * gaps.index("n") + 1, 2 * gaps.index("s") + 1, 2 * gaps.index("s"), 1]
    assert codes["after"] == [0, 0, 2 * gaps.index(","), 1]
    assert codes["pair"] == [0, 1, 2, 0]
    size = features.COARSE
    assert codes["left"][1:] == [
        kind["in"] * size + kind["New"],
        kind["New"] * size + kind["York"],
        kind["said"] * size + kind["Ann's"],
    ]
    assert codes["right"][1] == kind["New"] * size + kind["York"]
    assert codes["sides"][1] == kind["in"] * size + kind["York"]
    assert codes["gapkind"] == [gaps.index("n") * size + kind["It"], *(kind[form] for form in ("New", "York", "Ann's"))]

"""Laws of the corpus: which articles share a text, and one vocabulary for all parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import lists, numbers, strings
from pipeline.tables.corpus import NO_DAY, Corpus, terms_of, text_order, with_terms
from pipeline.tables.parts import MemoryParts

Terms = Mapping[str, Sequence[Mapping[str, int]]]
About = tuple[str, str, date | None, str | None]
TERMS_OF, AT = ["article_id", "ids", "counts"], np.array([1, 0])
DAY = date(2026, 3, 2)
DAYS = (DAY - date(1970, 1, 1)).days


def corpus(
    parts: Mapping[str, Sequence[About]], terms: Mapping[str, Sequence[Mapping[str, int]]], n: int = 9
) -> Corpus:
    """The corpus of articles (id, hash, day, duplicate_of) and their counted terms, by part; articles in one part.

    Terms are read of the first n texts.
    """
    rows = [row for part in parts.values() for row in part][::-1]
    articles = pa.table(
        [
            strings([row[0] for row in rows]),
            strings([row[1] for row in rows]),
            pa.array([row[2] for row in rows], pa.date32()),
            strings([row[3] for row in rows]),
        ],
        names=["article_id", "content_sha256", "day", "duplicate_of"],
    )
    counted, words = {}, {}
    for name, part in parts.items():
        vocabulary = list(dict.fromkeys(term for article in terms[name] for term in article))
        ids = [sorted(vocabulary.index(term) for term in article) for article in terms[name]]
        counts = [[article[vocabulary[i]] for i in row] for article, row in zip(terms[name], ids, strict=True)]
        lengths = np.array([len(row) for row in ids], np.int64)
        columns = [
            strings([row[0] for row in part]),
            lists(lengths, numbers(np.array([i for row in ids for i in row], np.int32))),
            lists(lengths, numbers(np.array([n for row in counts for n in row], np.int32))),
        ]
        counted[name] = pa.Table.from_arrays(columns, names=["article_id", "ids", "counts"])
        words[name] = pa.table([strings(vocabulary)], names=["term"])
    order = text_order(MemoryParts(counted), MemoryParts({"all": articles}))
    return with_terms(order, MemoryParts(counted), MemoryParts(words), n)


def bags(found: Corpus) -> list[dict[str, int]]:
    """The terms of each text."""
    words, bounds = found.vocabulary.to_pylist(), found.bounds.tolist()
    ids, counts = found.ids.tolist(), found.counts.tolist()
    return [{words[i]: n for i, n in zip(ids[a:b], counts[a:b], strict=True)} for a, b in pairwise(bounds)]


PARTS: dict[str, list[About]] = {
    "x": [("a1", "s3", DAY, None), ("a4", "s1", None, None)],
    "y": [("a2", "s2", DAY, "a1"), ("a3", "s1", DAY, None), ("a5", "s0", None, "a2")],
}
TERMS: dict[str, list[dict[str, int]]] = {
    "x": [{"pier": 2, "ferry": 1}, {"vote": 3}],
    "y": [{"pier": 1}, {"vote": 3}, {"apple": 1, "ferry": 9}],
}


def test_articles_come_as_in_the_parts_of_the_terms() -> None:
    """Part after part, row after row, whatever the order of `articles`; an article without a day is later than any."""
    found = corpus(PARTS, TERMS)
    assert found.article_id.to_pylist() == ["a1", "a4", "a2", "a3", "a5"]
    assert found.sha.to_pylist() == ["s3", "s1", "s2", "s1", "s0"]
    assert found.day.tolist() == [DAYS, NO_DAY, DAYS, DAYS, NO_DAY]
    assert found.part.tolist() == [0, 0, 1, 1, 1]
    assert found.parts == ("x", "y")


def test_a_text_stands_for_its_copies_and_equals() -> None:
    """Equal hashes share a text, copies (of copies, too) take that of the kept article; order is that of the hashes."""
    found = corpus(PARTS, TERMS)
    assert found.text.tolist() == [1, 0, 1, 0, 1]
    assert found.first.tolist() == [3, 0]  # of the equal a3 and a4 the smaller id; then a1
    assert bags(found) == [{"vote": 3}, {"pier": 2, "ferry": 1}]


def test_the_vocabulary_is_sorted_and_ids_ascend() -> None:
    """One vocabulary for all parts, every term once, and the ids of a text in its order."""
    found = corpus(PARTS, TERMS)
    assert found.vocabulary.to_pylist() == ["ferry", "pier", "vote"]  # a copy alone has the apple
    assert sorted(found.ids.tolist()) == [0, 1, 2]
    assert found.bounds.tolist() == [0, 1, 3]


@pytest.mark.parametrize(("n", "expected"), [(0, []), (1, ["vote"]), (2, ["ferry", "pier", "vote"])])
def test_terms_are_read_of_the_first_texts_alone(n: int, expected: list[str]) -> None:
    """Memory grows with the sample; all articles have their text."""
    found = corpus(PARTS, TERMS, n)
    assert found.vocabulary.to_pylist() == expected
    assert (len(found.bounds), len(found.text), len(found.first)) == (n + 1, 5, 2)


def test_terms_of_some_texts_come_by_part() -> None:
    """With the part, which of the texts they are, and the rows as the part has them."""
    table = {"x": [("a1", [7]), ("a4", [8, 9])], "y": [("a2", []), ("a3", [5]), ("a5", [6])]}
    held = pa.list_(pa.int32())
    made = {
        name: pa.table(
            [strings([one for one, _ in rows]), *[pa.array([ids for _, ids in rows], held)] * 2], names=TERMS_OF
        )
        for name, rows in table.items()
    }
    found = corpus(PARTS, TERMS)
    given = [
        (part, own.tolist(), rows["ids"].to_pylist()) for part, own, rows in terms_of(found, AT, MemoryParts(made))
    ]
    assert given == [(0, [0], [[7]]), (1, [1], [[5]])]


@pytest.mark.parametrize("names", [("x", "y"), ("y", "x"), ("m", "a")])
def test_names_of_parts_change_no_text(names: tuple[str, str]) -> None:
    """Texts are numbered by hash and id: the same in every layout."""
    first, second = names
    found = corpus({first: PARTS["x"], second: PARTS["y"]}, {first: TERMS["x"], second: TERMS["y"]})
    text_of = dict(zip(found.article_id.to_pylist(), found.text.tolist(), strict=True))
    assert text_of == {"a1": 1, "a2": 1, "a3": 0, "a4": 0, "a5": 1}
    assert bags(found) == [{"vote": 3}, {"pier": 2, "ferry": 1}]


def test_articles_without_terms_have_empty_texts() -> None:
    """A text may have no term at all."""
    found = corpus({"x": [("a1", "s1", DAY, None), ("a2", "s2", DAY, None)]}, {"x": [{}, {"pier": 1}]})
    assert bags(found) == [{}, {"pier": 1}]
    assert found.bounds.tolist() == [0, 0, 1]


def test_no_day_is_later_than_any() -> None:
    """It stands behind every day that a date can have, so that it never is the newest or the oldest by accident."""
    assert (date.max - date(1970, 1, 1)).days < NO_DAY
    assert np.iinfo(np.int32).max == NO_DAY

"""Laws of the keys of keywords."""

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, strings
from pipeline.keywords.keys import entity_rows, keys, normal_forms
from pipeline.text.tokens import tokenise
from pipeline.text.word_facts import lexis
from tests.keywords.batches import entities_of, ids, mentions


def test_forms_of_one_phrase_have_one_key() -> None:
    """Capitals, plural and possessive aside."""
    tokens = tokenise(strings(["Presidential Elections, presidential election's, N.Y. ferries, s"]))
    words = lexis(tokens.word_strings)
    first, last = np.array([0, 2, 4, 6]), np.array([1, 3, 5, 6])
    expected = ["presidential election", "presidential election", "ny ferry", "s"]
    assert normal_forms(tokens, words, first, last).to_pylist() == expected
    assert normal_forms(tokens, words, first[:0], last[:0]).to_pylist() == []


def test_a_mention_became_the_entity_at_its_place() -> None:
    """Rows are matched by article and first place, in any order; without a match there is none."""
    texts = ["Ada Moss met NATO", "NATO met Ada Moss"]
    rows = mentions(texts, [(1, "person", "Ada Moss"), (0, "person", "Ada Moss"), (0, "organisation", "NATO")])
    known = entities_of(rows)
    found = entity_rows(rows, known.slice(1), ids(2))
    assert found.tolist()[0] == -1
    assert [known.slice(1)["entity_id"][row].as_py() for row in found[1:].tolist()] == ["Ada Moss", "NATO"]
    assert entity_rows(rows.slice(0, 0), known, ids(2)).tolist() == []


def test_names_have_the_id_of_their_entity_for_a_key() -> None:
    """Other phrases, and names whose entity is not known, keep their normal form."""
    known = pa.table({"entity_id": strings(["e0", "e1"])})
    found = keys(strings(["a", "b", "c", "d"]), np.array([2, -1, 0, 1]), np.array([1, -1, 0]), known)
    assert found.to_pylist() == ["e0", "b", "e1", "d"]
    assert keys(strings([]), np.zeros(0, np.int64), np.zeros(0, np.int64), known).to_pylist() == []
    none = keys(strings(["a"]), np.array([0]), np.array([-1]), known.slice(0, 0))
    assert none.to_pylist() == ["a"]


def test_articles_are_told_apart() -> None:
    """Two names at one offset of two articles are two entities, whatever the order of the rows."""
    texts = ["NATO met", "Ada Moss met", "Karsk met"]
    rows = mentions(texts, [(2, "place", "Karsk"), (0, "organisation", "NATO"), (1, "person", "Ada Moss")])
    known = entities_of(rows)
    found = entity_rows(rows, known.take([1, 2, 0]), ids(3))
    assert known.take([1, 2, 0])["entity_id"].take(numbers(found)).to_pylist() == ["Karsk", "NATO", "Ada Moss"]

"""Laws of the keys of keywords."""

import numpy as np

from pipeline.arrays.arrow import strings
from pipeline.keywords.keys import entity_ids, normal_forms
from pipeline.text.tokens import tokenise
from tests.keywords.batches import entities_of, ids, mentions


def test_forms_of_one_phrase_have_one_key() -> None:
    """Capitals, plural and possessive aside; an empty fold keeps its word."""
    tokens = tokenise(strings(["Presidential Elections, presidential election's, N.Y. ferries, s"]))
    first, last = np.array([0, 2, 4, 6]), np.array([1, 3, 5, 6])
    assert normal_forms(tokens, first, last) == ["presidential election", "presidential election", "ny ferry", "s"]
    assert normal_forms(tokens, first[:0], last[:0]) == []


def test_a_mention_has_the_id_of_the_entity_at_its_place() -> None:
    """Rows are matched by article and first place, in any order; without a match there is none."""
    texts = ["Ada Moss met NATO", "NATO met Ada Moss"]
    rows = mentions(texts, [(1, "person", "Ada Moss"), (0, "person", "Ada Moss"), (0, "organisation", "NATO")])
    found = entity_ids(rows, entities_of(rows).slice(1), ids(2))
    assert found == [None, "Ada Moss", "NATO"]
    assert entity_ids(rows.slice(0, 0), entities_of(rows), ids(2)) == []

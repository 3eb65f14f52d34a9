"""Laws of what no reader would choose: each rule with an example and a counter-example."""

from functools import partial

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.keywords.candidate_spans import Borders, runs
from pipeline.keywords.candidates import Phrases, phrases
from pipeline.keywords.reader_rules import ReaderRules, is_weak_word
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import lexis
from tests.keywords.batches import Entity, borders, headline_marks

MOSS: list[Entity] = [(0, "person", "Ada Moss|Moss")]
CASES: list[tuple[str, str | None, list[Entity], str, bool]] = [
    ("the people came", None, [], "people", True),
    ("the people came, people and people", None, [], "people", False),
    ("the people came", "People rise", [], "people", False),
    ("the ferry came", None, [], "ferry", False),
    ("it was deadly there", None, [], "deadly", True),
    ("two weeks, one night and a ferry night", None, [], "night", True),
    ("two weeks, one night and a ferry night", None, [], "ferry night", False),
    ("the mayor Ada Moss and the Moss plan", None, MOSS, "Moss plan", False),
    ("with Captain Ada Moss", None, MOSS, "Ada Moss", False),
    ("with Ada Moss and Moss", None, [(0, "person", "Ada Moss")], "Moss", True),
    ("with Ada Moss and Moss", None, [(0, "person", "Ada Moss"), (0, "person", "Moss")], "Moss", True),
    ("near Moss Hill and Hill", None, [(0, "place", "Moss Hill"), (0, "place", "Hill")], "Hill", False),
    ("the Arms Services Committee met", None, [(0, "organisation", "Services Committee")], "Services Committee", True),
    ("the Services Committee met", None, [(0, "organisation", "Services Committee")], "Services Committee", False),
    ("it is Tuesday now", None, [(0, "place", "Tuesday")], "Tuesday", True),
    ("the US said no", None, [(0, "place", "US")], "US", False),
    ("with Ada Moss Ada now", None, [(0, "person", "Ada Moss Ada")], "Ada Moss Ada", True),
    ("they read USA Today here", None, [(0, "place", "USA")], "USA", True),
    ("in the USA Tuesday they met", None, [(0, "place", "USA")], "USA", False),
    ("they read USA Today in the USA", None, [(0, "place", "USA")], "USA", False),
    ("the pier. Ada Moss/Getty Images", None, [(0, "person", "Ada Moss")], "Ada Moss", True),
    ("the pier. Ada Moss / AP", None, [(0, "person", "Ada Moss")], "Ada Moss", True),
    ("the pier (AP Photo/Ada Moss)", None, [(0, "person", "Ada Moss")], "Ada Moss", True),
    ("Photo: Ada Moss", None, [(0, "person", "Ada Moss")], "Ada Moss", True),
    ("Photo by Ada Moss", None, [(0, "person", "Ada Moss")], "Ada Moss", True),
    ("a song by Ada Moss", None, [(0, "person", "Ada Moss")], "Ada Moss", False),
    ("Photo by Ada Moss. Then Ada Moss left", None, [(0, "person", "Ada Moss")], "Ada Moss", False),
    ("either Ada Moss/Ben Ash", None, [(0, "person", "Ada Moss")], "Ada Moss", False),
    ("it said: Ada Moss", None, [(0, "person", "Ada Moss")], "Ada Moss", False),
    ("the Getty Images pier", None, [], "Getty Images", True),
    ("the harbour images", None, [], "harbour images", False),
    ("with Ada GrantFederal now", None, [(0, "person", "Ada GrantFederal")], "Ada GrantFederal", True),
    ("with Ada FitzGerald now", None, [(0, "person", "Ada FitzGerald")], "Ada FitzGerald", False),
    ("they joined BoardGame Guild", None, [(0, "organisation", "BoardGame Guild")], "BoardGame Guild", False),
    ("it had 2,000 members", None, [], "2,000 members", True),
    ("a fever kills 2,000", None, [], "fever kills 2,000", True),
    ("it had 200 members", None, [], "200 members", False),
    ("at Air Force Base now", None, [(0, "place", "Air Force")], "Air Force", True),
]


def written(tokens: Tokens, found: Phrases) -> list[str]:
    """The phrases as the text has them, without possessive."""
    spans = zip(tokens.start[found.first], tokens.bare_end[found.last], strict=True)
    return [tokens.text[first:end].decode() for first, end in spans]


@pytest.mark.parametrize(("text", "title", "entities", "phrase", "is_out"), CASES)
def test_each_rule_has_its_case(
    text: str, title: str | None, entities: list[Entity], phrase: str, is_out: bool
) -> None:
    """The phrase is ruled out, or stays a candidate."""
    tokens = tokenise(strings([text]))
    words = lexis(tokens.word_strings)
    edge: Borders = borders(tokens, [text], entities, keeps=True)
    where = runs(tokens, words, edge)
    is_weak = partial(is_weak_word, where, headline_marks(tokens, [title]))
    found = phrases(tokens.doc, words.stem[tokens.word], where, edge, 4, is_weak)
    out = ReaderRules(tokens, where, edge.names).unwanted(found, np.arange(len(found.first)))
    every = phrases(tokens.doc, words.stem[tokens.word], where, edge, 4)
    assert phrase in written(tokens, every)
    assert all(is_bad for s, is_bad in zip(written(tokens, found), out, strict=True) if s == phrase) is is_out

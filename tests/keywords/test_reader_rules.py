"""Laws of what no reader would choose: each rule with an example and a counter-example."""

import pytest

from pipeline.arrays.arrow import strings
from pipeline.keywords.candidate_spans import Borders, runs
from pipeline.keywords.candidates import phrases
from pipeline.keywords.headlines import in_headline
from pipeline.keywords.reader_rules import unwanted
from pipeline.text.tokens import tokenise
from pipeline.text.word_facts import lexis
from tests.keywords.batches import Entity, borders

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
    ("at Air Force Base now", None, [(0, "place", "Air Force")], "Air Force", True),
]


@pytest.mark.parametrize(("text", "title", "entities", "phrase", "is_out"), CASES)
def test_each_rule_has_its_case(
    text: str, title: str | None, entities: list[Entity], phrase: str, is_out: bool
) -> None:
    """The phrase is ruled out, or stays a candidate."""
    tokens = tokenise(strings([text]))
    words = lexis(tokens.vocabulary)
    edge: Borders = borders(tokens, [text], entities, keeps=True)
    where = runs(tokens, words, edge)
    found = phrases(tokens.doc, words.stem[tokens.word], where, edge, 4)
    out = unwanted(tokens, words, where, found, edge.names, in_headline(tokens, words, strings([title])))
    spelt = [
        tokens.text[tokens.start[a] : tokens.bare_end[b]].decode() for a, b in zip(found.first, found.last, strict=True)
    ]
    assert [bool(o) for s, o in zip(spelt, out, strict=True) if s == phrase] == [is_out]

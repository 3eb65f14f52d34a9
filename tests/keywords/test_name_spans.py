"""Laws of where names stand among the tokens."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.keywords.name_spans import ORGANISATION, PERSON, PLACE, name_spans
from pipeline.text.tokens import tokenise
from tests.keywords.batches import Entity, ids, mentions, names_in

WORDS = st.sampled_from(["Ada", "Moss", "Sen.", "met", "the", "NATO", "é", "Ada Moss", "Moss's", ". "])
TEXTS = st.lists(st.lists(WORDS, max_size=10).map(" ".join), min_size=1, max_size=4)


def shown(texts: list[str], entities: list[Entity]) -> list[str]:
    """What stands at the mentions in the form that is shown."""
    tokens = tokenise(strings(texts))
    found = names_in(tokens, texts, entities)
    at = np.flatnonzero(found.is_shown)
    return [
        tokens.text[tokens.start[a] : tokens.bare_end[b]].decode()
        for a, b in zip(found.bare[at], found.last[at], strict=True)
    ]


def test_mentions_are_found_by_their_offsets() -> None:
    """First and last token of each mention in the order of the text, with its entity and kind."""
    texts = ["Ada Moss met NATO in Ölhafen. Moss left."]
    entities = [(0, "person", "Ada Moss|Moss"), (0, "organisation", "NATO"), (0, "place", "Ölhafen")]
    found = names_in(tokenise(strings(texts)), texts, entities)
    assert list(zip(found.first.tolist(), found.last.tolist(), found.entity.tolist(), strict=True)) == [
        (0, 1, 0), (3, 3, 1), (5, 5, 2), (6, 6, 0),
    ]  # fmt: skip
    assert found.kind.tolist() == [PERSON, ORGANISATION, PLACE]
    assert found.ends.tolist() == [1, -1, -1, 3, -1, 5, 6, -1]
    assert found.all_tokens().tolist() == [0, 1, 3, 5, 6]
    not_first, not_last = found.inside()
    assert (np.flatnonzero(not_first).tolist(), np.flatnonzero(not_last).tolist()) == ([1], [0])


def test_a_person_is_shown_by_two_words() -> None:
    """Of the forms of a person the one of two words, of others the most frequent of several words."""
    assert shown(["Moss, Ada B. Moss and Ada Moss. Moss"], [(0, "person", "Ada B. Moss|Ada Moss|Moss")]) == ["Ada Moss"]
    text = "Bank of Karsk, Karsk Bank, Karsk Bank, Bank"
    assert shown([text], [(0, "organisation", "Bank of Karsk|Karsk Bank|Bank")]) == ["Karsk Bank", "Karsk Bank"]
    text = "Jan Van Moss, Van Moss, Van Moss, Moss, Al Moss, Moss, Moss"
    assert shown([text], [(0, "person", "Jan Van Moss|Van Moss"), (0, "person", "Al Moss|Moss")]) == [
        "Jan Van Moss",
        "Al Moss",
    ]
    assert shown(["Moss and Moss"], [(0, "person", "Moss")]) == ["Moss", "Moss"]


def test_two_names_that_ran_together_are_not_shown() -> None:
    """A form with a word twice counts as one of one word."""
    assert shown(["Ada Moss Ada, Moss, Moss"], [(0, "person", "Ada Moss Ada|Moss")]) == ["Moss", "Moss"]


def test_a_shouted_form_is_shown_only_where_there_is_no_other() -> None:
    """A dateline does not decide how a name is written; initials are no shout."""
    assert shown(["BRENNICK - in Brennick"], [(0, "place", "BRENNICK|Brennick")]) == ["Brennick"]
    assert shown(["BRENNICK"], [(0, "place", "BRENNICK")]) == ["BRENNICK"]
    assert shown(["NATO"], [(0, "organisation", "NATO")]) == ["NATO"]


def test_mentions_of_other_articles_and_parts_of_words_are_left_out() -> None:
    """An id that the part does not hold, and a place inside a token, give nothing."""
    texts = ["Mossford"]
    tokens = tokenise(strings(texts))
    assert len(name_spans(tokens, ids(1), mentions([*texts, "Mossford"], [(1, "person", "Mossford")])).first) == 0
    assert len(names_in(tokens, texts, [(0, "person", "ford")]).first) == 0
    inside = names_in(tokens, texts, [(0, "person", "Mossford")])
    assert (inside.first.tolist(), inside.last.tolist()) == ([0], [0])


@given(TEXTS)
def test_names_of_an_article_do_not_depend_on_its_batch(texts: list[str]) -> None:
    """A batch of N gives the mentions of N batches of one."""
    tokens = tokenise(strings(texts))
    entities = [(doc, "person", "Ada Moss|Moss|Ada") for doc in range(len(texts))]
    found = names_in(tokens, texts, entities)
    for doc, text in enumerate(texts):
        alone = names_in(tokenise(strings([text])), [text], [(0, "person", "Ada Moss|Moss|Ada")])
        mine = tokens.doc[found.first] == doc
        begin = int(np.searchsorted(tokens.doc, doc))
        assert (found.first[mine] - begin).tolist() == alone.first.tolist()
        assert found.is_shown[mine].tolist() == alone.is_shown.tolist()

"""Laws of the stretches that a keyword may stand in."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.keywords.candidate_spans import Runs, runs
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import NOUN, lexis
from tests.keywords.batches import borders

CASES = json.loads((Path(__file__).parents[1] / "cases" / "runs.json").read_text("utf-8"))
PIECES = st.sampled_from(
    ["Harbour", "fees", "the", "of", "J.", "to", "U.S.", "on-site", "announced", "mayor's", "12", "http://a.b/c",
     "é", "É", " ", ", ", ". ", "\n", "-", "(", "@", "\u2013", "\u00a0", "' "]
)  # fmt: skip
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=4)


def cut(texts: list[str]) -> tuple[Tokens, Runs]:
    """Tokens and runs of some texts."""
    tokens = tokenise(strings(texts))
    return tokens, runs(tokens, lexis(tokens.word_strings), borders(tokens))


def whole_runs(text: str) -> list[str]:
    """Each run of a text as it stands there."""
    tokens, found = cut([text])
    content = np.flatnonzero(found.is_content)
    firsts = [i for i in content if not found.is_linked[i]]
    lasts = [i for i in content if i + 1 == len(found.is_linked) or not found.is_linked[i + 1]]
    return [tokens.text[tokens.start[a] : tokens.end[b]].decode() for a, b in zip(firsts, lasts, strict=True)]


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_runs_are_bounded_as_the_head_of_the_module_says(case: dict[str, object]) -> None:
    """Each kind of bound and each kind of joint, one case a kind."""
    assert whole_runs(str(case["text"])) == case["runs"]


def test_some_words_stand_inside_only() -> None:
    """No keyword begins or ends with a joining `of`, an initial, or in the middle of a compound."""
    tokens, found = cut(["Department of Justice, John F. Kennedy, far-right party"])
    spelt = [tokens.forms[f] for f in tokens.form]
    assert [w for w, b in zip(spelt, found.begins, strict=True) if b] == [
        "Department", "Justice", "John", "Kennedy", "far", "party",
    ]  # fmt: skip
    assert not {"of", "F"} & {w for w, e in zip(spelt, found.ends, strict=True) if e}
    assert not found.is_alone[spelt.index("far")]
    assert not found.is_alone[spelt.index("right")]


def test_a_keyword_of_several_words_ends_in_a_noun_a_name_or_a_number() -> None:
    """An adverb in lower case ends none; a capital makes it a name."""
    tokens, found = cut(["harbour quickly sank. Harbour Quickly 12"])
    spelt = [tokens.forms[f] for f in tokens.form]
    assert [found.ends[spelt.index(w)] for w in ("harbour", "quickly", "Quickly", "12")] == [True, False, True, True]


@pytest.mark.parametrize(("word", "ninths", "may_end"), [("absurd", 1, False), ("ancient", 2, True)])
def test_a_word_that_is_a_noun_one_time_in_five_may_end_a_keyword(word: str, ninths: int, may_end: bool) -> None:
    """Shares of the part of speech come in ninths: one ninth is too little, two are enough."""
    found = cut([f"harbour {word}"])[1]
    assert np.isclose(lexis(strings([word])).pos[NOUN, 0], ninths / 9)
    assert found.ends.tolist() == [True, may_end]


def test_capitals_of_any_script_are_seen() -> None:
    """The first letter counts, whether ASCII or not."""
    tokens, found = cut(["Élan élan Zoo zoo"])
    assert found.is_capital.tolist() == [True, False, True, False]
    assert tokens.n_docs == 1


@given(TEXTS)
def test_a_link_joins_neighbours_of_one_document(texts: list[str]) -> None:
    """A linked token and the one before it are content, stand in one document, and no stop bounds them."""
    tokens, found = cut(texts)
    at = np.flatnonzero(found.is_linked)
    assert (tokens.doc[at] == tokens.doc[at - 1]).all()
    assert (found.is_content[at] & found.is_content[at - 1]).all()


@given(TEXTS)
def test_runs_of_a_document_do_not_depend_on_its_batch(texts: list[str]) -> None:
    """A batch of N gives the runs of N batches of one."""
    tokens, found = cut(texts)
    for doc, text in enumerate(texts):
        alone = cut([text])[1]
        for name in ("is_content", "is_linked", "begins", "ends", "is_alone", "is_capital", "is_inner", "before"):
            assert np.array_equal(getattr(alone, name), getattr(found, name)[tokens.doc == doc]), name

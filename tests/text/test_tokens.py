"""Laws of the token columns."""
# ruff: noqa: RUF001 -- these tests are about curly and foreign marks

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.tokens import Tokens, tokenise

MARKS = st.sampled_from(list("aB1é’'.,&- \n世“U.S.–\u00a0😀"))
TEXTS = st.lists(st.text(MARKS | st.characters(codec="utf-8"), max_size=40), max_size=6)
CASES = {
    "Don't mind O’Brien": ["Don't", "mind", "O’Brien"],
    "Russia’s border, the workers' rights": ["Russia’s", "border", "the", "workers", "rights"],
    "The U.S. and the U.K.'s a.m. show": ["The", "U.S.", "and", "the", "U.K.'s", "a.m.", "show"],
    "100,000 at 3.5% in 1,2": ["100,000", "at", "3.5", "in", "1,2"],
    "AT&T or R&D, not a&b &amp;": ["AT&T", "or", "R&D", "not", "a", "b", "amp"],
    "well-known and/or vitamin C.The end.": ["well", "known", "and", "or", "vitamin", "C", "The", "end"],
    "café\u00a0“Zoë”—naïve…": ["café", "Zoë", "naïve"],
    "你好，世界 Привет": ["你好", "世界", "Привет"],
    "'quoted' ’tis": ["quoted", "tis"],
}


def spelt(tokens: Tokens, doc: int) -> list[str]:
    """The forms of one document in order."""
    return [tokens.forms[f] for f in tokens.form[tokens.doc == doc]]


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_words_are_cut_where_the_head_of_the_module_says(text: str, expected: list[str]) -> None:
    """Letters, marks and digits make words; four marks join when they stand inside."""
    assert spelt(tokenise(strings([text])), 0) == expected


@given(TEXTS)
def test_every_token_is_its_slice_of_the_text(texts: list[str]) -> None:
    """Character offsets of start and end cut the form of each token out of its document."""
    tokens = tokenise(strings(texts))
    first, last = tokens.char_offset(tokens.start, tokens.doc), tokens.char_offset(tokens.end, tokens.doc)
    cut = [texts[d][a:b] for d, a, b in zip(tokens.doc, first, last, strict=True)]
    assert cut == [tokens.forms[f] for f in tokens.form]
    assert np.array_equal(tokens.char_offset(tokens.start), first)


@given(TEXTS)
def test_no_letter_is_left_out(texts: list[str]) -> None:
    """Every letter, mark and digit of the text stands in some token, and tokens do not overlap."""
    tokens = tokenise(strings(texts))
    for doc, text in enumerate(texts):
        letters = [c for c in text if unicodedata.category(c)[0] in "LMN"]
        assert [c for c in "".join(spelt(tokens, doc)) if unicodedata.category(c)[0] in "LMN"] == letters
    assert (tokens.start[1:] >= tokens.end[:-1]).all()


@given(TEXTS)
def test_a_document_does_not_depend_on_its_batch(texts: list[str]) -> None:
    """A batch of N gives the tokens of N batches of one."""
    tokens = tokenise(strings(texts))
    for doc, text in enumerate(texts):
        alone = tokenise(strings([text]))
        mine = tokens.doc == doc
        assert spelt(alone, 0) == spelt(tokens, doc)
        assert np.array_equal(alone.char_offset(alone.start), tokens.char_offset(tokens.start)[mine])


@given(TEXTS)
def test_words_are_forms_without_case_and_curls(texts: list[str]) -> None:
    """Two tokens share a word exactly when their forms agree in lower case with straight apostrophes."""
    tokens = tokenise(strings(texts))
    folded = [tokens.forms[f].lower().replace("\u2019", "'") for f in tokens.form]
    assert [tokens.vocabulary[w] for w in tokens.word] == folded
    assert len(set(tokens.vocabulary)) == len(tokens.vocabulary)
    assert len(set(tokens.forms)) == len(tokens.forms)


def test_empty_and_missing_documents_have_no_tokens() -> None:
    """Null and empty texts count as documents; an empty batch is lawful."""
    tokens = tokenise(strings(["", None, "one two", ""]))
    assert tokens.n_docs == 4
    assert tokens.doc.tolist() == [2, 2]
    assert tokenise(strings([])).n_docs == 0
    assert tokens.raw.tobytes() == tokens.text


def test_a_slice_of_an_array_is_read_alone() -> None:
    """Only the rows of a sliced Arrow array are seen."""
    tokens = tokenise(strings(["a b", "c’s d", "e"]).slice(1, 1))
    assert spelt(tokens, 0) == ["c’s", "d"]
    assert tokens.char_offset(tokens.start).tolist() == [0, 4]

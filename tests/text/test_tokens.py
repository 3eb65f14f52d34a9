"""Laws of the token columns."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.tokens import Tokens, count_tokens, tokenise
from pipeline.text.word_forms import CAPITAL, CAPITALS, MIXED, NUMBER, POSSESSIVE, without_possessive

MARKS = st.sampled_from(list("aB1é’'.,&- \n世“U.S.–\u00a0😀$£€%s"))
TEXTS = st.lists(st.text(MARKS | st.characters(codec="utf-8"), max_size=40), max_size=6)
CASES = json.loads((Path(__file__).parent.parent / "cases/tokens.json").read_text(encoding="utf-8"))
KINDS = {
    "Russia's": POSSESSIVE | CAPITAL, "it\u2019s": POSSESSIVE, "NATO": CAPITAL | CAPITALS, "U.S.": CAPITAL | CAPITALS,
    "U.S.'s": CAPITAL | CAPITALS | POSSESSIVE, "BBC'S": CAPITAL | CAPITALS | POSSESSIVE, "I": CAPITAL, "ferry": 0,
    "$3.5m": NUMBER, "2016": NUMBER, "49ers": NUMBER, "US$2bn": NUMBER | CAPITAL | MIXED, "G20": CAPITAL,
    "iPhone": MIXED, "McCain": CAPITAL | MIXED, "O'Brien": CAPITAL | MIXED, "\u00c9mile": CAPITAL,
    "BA.5": CAPITAL | CAPITALS, "s": 0,
}  # fmt: skip


def spelt(tokens: Tokens, doc: int) -> list[str]:
    """The forms of one document in order."""
    return [tokens.forms[f] for f in tokens.form[tokens.doc == doc]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_text_is_cut_where_the_head_of_the_module_says(case: dict[str, Any]) -> None:
    """Each case of `cases/tokens.json` has the forms and words written there."""
    tokens = tokenise(strings([case["text"]]))
    assert spelt(tokens, 0) == case["forms"]
    assert [tokens.vocabulary[w] for w in tokens.word] == case["words"]


@pytest.mark.parametrize(("form", "kind"), KINDS.items())
def test_a_form_tells_its_kind(form: str, kind: int) -> None:
    """Possessive, number, capitals: asked of the form alone."""
    tokens = tokenise(strings([f"x {form} y"]))
    assert tokens.kind.tolist()[1:-1] == [kind]
    assert tokens.form_kind[tokens.form].tolist() == tokens.kind.tolist()


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("a[b", ["a", "b"]),
        ("a@b", ["a", "b"]),
        ("a`b", ["a", "b"]),
        ("a{b", ["a", "b"]),
        ("Z:A", ["Z", "A"]),
        ("1:2", ["1", "2"]),
        ("1/2", ["1", "2"]),
        ("z09AZaz", ["z09AZaz"]),
        ("a.b", ["a.b"]),
        ("ab.c", ["ab", "c"]),
        ("a.bc", ["a", "bc"]),
        ("a.b.", ["a.b."]),
        ("A.B.C", ["A.B.C"]),
        ("A.B.C.", ["A.B.C."]),
        ("U.S.A", ["U.S.A"]),
        ("x.y.z.w", ["x.y.z.w"]),
        ("Ph.D.", ["Ph.D."]),
        ("Ph.D", ["Ph.D"]),
        ("PhD.", ["PhD"]),
        ("xPh.D.", ["xPh", "D"]),
        ("Ph.Da", ["Ph", "Da"]),
        ("PH.D.", ["PH", "D"]),
        ("3.5", ["3.5"]),
        ("3.", ["3"]),
        (".5", ["5"]),
        ("3.5.1", ["3.5.1"]),
        ("3..5", ["3", "5"]),
        ("1,000", ["1,000"]),
        ("1,000,000", ["1,000,000"]),
        ("1,a", ["1", "a"]),
        ("a,1", ["a", "1"]),
        ("1,,2", ["1", "2"]),
        ("BA.5", ["BA.5"]),
        ("ba.5", ["ba", "5"]),
        ("B.a5", ["B", "a5"]),
        ("A.5.B", ["A.5", "B"]),
        ("$5", ["$5"]),
        ("$a", ["a"]),
        ("a$5", ["a$5"]),
        ("5$", ["5"]),
        ("$$5", ["$5"]),
        ("US$5", ["US$5"]),
        ("£5", ["£5"]),
        ("£ 5", ["5"]),
        ("£a", ["a"]),
        ("€5", ["€5"]),
        ("€a", ["a"]),
        ("a€5", ["a€5"]),
        ("¥5", ["¥5"]),
        ("5%", ["5%"]),
        ("5%5", ["5%5"]),
        ("a%", ["a"]),
        ("% 5", ["5"]),
        ("A&T", ["A&T"]),
        ("A&t", ["A", "t"]),
        ("a&T", ["a", "T"]),
        ("A &T", ["A", "T"]),
        ("A&&T", ["A", "T"]),
        ("1&2", ["1", "2"]),
        ("R&D&E", ["R&D&E"]),
        ("a'b", ["a'b"]),
        ("a''b", ["a", "b"]),
        ("'a", ["a"]),
        ("a'", ["a"]),
        ("1'2", ["1'2"]),
        ("O’B", ["O’B"]),
        ("’a", ["a"]),
        ("A’", ["A"]),
        ("a’b’c", ["a’b’c"]),
        ("a’’b", ["a", "b"]),
        ("é'a", ["é'a"]),
        ("é’é", ["é’é"]),
        ("a‘b", ["a", "b"]),
        ("x²", ["x²"]),
        ("na\u0131ve", ["na\u0131ve"]),
        ("éa", ["éa"]),
        ("a·b", ["a", "b"]),
        ("a\xad-b", ["a", "b"]),
        ("\U0001d400b", ["\U0001d400b"]),
        ("a😀b", ["a", "b"]),
        ("a£", ["a"]),
        ("ß.", ["ß"]),
        ("U.S.’s", ["U.S.’s"]),
        ("A.'s", ["A", "s"]),
        ("A.B.5", ["A.B.5"]),
    ],
)
def test_marks_belong_to_a_token_only_between_the_right_characters(text: str, forms: list[str]) -> None:
    """Each mark with and without what it needs on both sides; a space around changes nothing."""
    assert spelt(tokenise(strings([text])), 0) == forms
    assert spelt(tokenise(strings(["x", f"y {text} z", "x"])), 1) == ["y", *forms, "z"]


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
def test_words_are_forms_without_case_curls_and_possessive(texts: list[str]) -> None:
    """Two tokens share a word exactly when their forms agree in lower case, apostrophes straight, without 's."""
    tokens = tokenise(strings(texts))
    folded = [tokens.forms[f].lower().replace("\u2019", "'").removesuffix("'s") for f in tokens.form]
    assert [tokens.vocabulary[w] for w in tokens.word] == folded
    assert len(set(tokens.vocabulary)) == len(tokens.vocabulary)
    assert len(set(tokens.forms)) == len(tokens.forms)


@given(TEXTS)
def test_the_bare_end_leaves_the_possessive_out(texts: list[str]) -> None:
    """From start to bare end stands the form without 's, which only a possessive has."""
    tokens = tokenise(strings(texts))
    bare = [tokens.text[a:b].decode() for a, b in zip(tokens.start, tokens.bare_end, strict=True)]
    forms = [tokens.forms[f] for f in tokens.form]
    assert bare == [without_possessive(form) for form in forms]
    assert [a != b for a, b in zip(bare, forms, strict=True)] == (tokens.kind & POSSESSIVE > 0).tolist()
    some = np.arange(len(forms))[::-2]
    assert tokens.bare_ends(some).tolist() == tokens.bare_end[some].tolist()


@given(TEXTS)
def test_tokens_are_counted_as_they_are_made(texts: list[str]) -> None:
    """The count of a document is the number of its tokens."""
    made = np.bincount(tokenise(strings(texts)).doc, minlength=len(texts))
    assert count_tokens(strings(texts)).tolist() == made.tolist()


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


@pytest.mark.parametrize(
    ("form", "bare"),
    [
        ("Russia's", "Russia"),
        ("U.S.\u2019s", "U.S."),
        ("IT'S", "IT"),
        ("it", "it"),
        ("Jess", "Jess"),
        ("\u00c9mile\u2019s", "\u00c9mile"),
    ],
)
def test_the_bare_end_of_some_forms(form: str, bare: str) -> None:
    """Two bytes go with a straight apostrophe, four with a curly one, none without a possessive."""
    tokens = tokenise(strings([f"x {form} y"]))
    assert tokens.text[tokens.start[1] : tokens.bare_end[1]].decode() == bare


def test_tokens_of_mixed_scripts_are_counted() -> None:
    """Lead bytes of every length begin a character; the bytes behind them do not."""
    texts = ["caf\u00e9", "\u4f60\u597d", "\U0001d400\U0001d401", "\u00a3\u20ac5 a\u2014b", "", None]
    assert count_tokens(strings(texts)).tolist() == [1, 1, 1, 3, 0, 0]
    tokens = tokenise(strings(texts))
    assert [tokens.forms[f] for f in tokens.form] == [
        "café",
        "\u4f60\u597d",
        "\U0001d400\U0001d401",
        "\u20ac5",
        "a",
        "b",
    ]

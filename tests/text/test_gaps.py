"""Laws of what stands between tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.gaps import Gaps
from pipeline.text.tokens import tokenise

NAMES = ("is_space", "is_hyphen", "is_joint", "is_initial", "is_inner", "is_scrap")
PIECES = st.sampled_from(
    ["a", "B", "Cd", " ", "-", "\u2013", "\u00a0", "' ", ".", "(", "@", "//", "<", "&", ";", "\n", "\u201c", "s"]
)
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=4)
GAPS = {
    "a b": "is_space", "a\u00a0b": "is_space", "as' b": "is_space", "a-b": "is_hyphen", "a\u2013b": "is_hyphen",
    "a\u2011b": "is_hyphen",
}  # fmt: skip
PARTED = (
    "a  b",
    "a, b",
    "at' b",
    "as. b",
    "as'-b",
    "a - b",
    "a\u2014b",
    "a\u2190b",
    "a\u3010b",
    "a\u00a7b",
    "a/b",
    "a\nb",
    "a\u2026b",
    "b@a b",
    "a <b b",
)
SCRAPS = {
    "see www.example.com/x now": ["www", "example", "com", "x"],
    "mail@example.org. (Ferry) fees": ["mail", "example", "org"],
    "<b>fees</b> rise": ["b", "fees", "b"],
    "fees &amp; tolls": ["amp"],
    "C:\\temp fees": ["C", "temp"],
    "end.Begin and/or": [],
    "fees " + "ab" * 61: ["ab" * 61],
    "a\u00a0@b c": ["b"],
    "a@b c": ["a", "b"],
    "a@b:::c d": ["a", "b", "c"],
    "a@b::::c d": ["a", "b", "c"],
    "a@b:::::c d": ["a", "b"],
    "mail@example.org. ((Ferry) fees": ["mail", "example", "org"],
    "harbour.news and end.a": ["harbour", "news", "end", "a"],
    "3.Begin": [],
    "ferry//pier and a/b": ["ferry", "pier"],
    "a \\b c": ["b"],
    "snake_case and x=1 ~c": ["snake", "case", "x", "1", "c"],
    "fish &c and chips;": [],
    "fish &c; and": ["c"],
    "x" * 120 + " fees": [],
    "x" * 121 + " fees": ["x" * 121],
    "a<b and <c": ["a", "b", "c"],
    "fees of a@": ["a"],
    "a/b/c@ and d": ["a", "b", "c"],
    "a/b c/d@e f/g": ["c", "d", "e"],
}


@pytest.mark.parametrize(("text", "name"), GAPS.items())
def test_spaces_and_hyphens_join(text: str, name: str) -> None:
    """Plain and special ones alike."""
    gaps = Gaps(tokenise(strings([text])))
    assert getattr(gaps, name).tolist() == [False, True]
    assert gaps.is_joint.tolist() == [False, True]


@pytest.mark.parametrize("text", PARTED)
def test_all_else_parts(text: str) -> None:
    """Two spaces, punctuation, line ends."""
    assert not Gaps(tokenise(strings([text]))).is_joint.any()


@pytest.mark.parametrize(("text", "expected"), SCRAPS.items())
def test_scraps_are_whole_chunks(text: str, expected: list[str]) -> None:
    """What stands without a blank beside a part of an address is part of it; words behind a blank are not."""
    tokens = tokenise(strings([text]))
    scrap = Gaps(tokens).is_scrap
    assert [tokens.forms[f] for f, bad in zip(tokens.form, scrap, strict=True) if bad] == expected


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("John F. Kennedy", ["F"]),
        ("John A. and Z. Kennedy", ["A", "Z"]),
        ("John f. Kennedy", []),
        ("John FG. Kennedy", []),
        ("John 7. Kennedy", []),
        ("John F, Kennedy", []),
        ("John, F. Kennedy", []),
        ("John F.  Kennedy", []),
        ("John F.\nKennedy", []),
        ("John F.-Kennedy", []),
        ("John F.", []),
        ("F. Kennedy", []),
    ],
)
def test_an_initial_is_a_capital_and_a_point_between_two_spaces(text: str, initials: list[str]) -> None:
    """One letter, one point behind it, and one space on both sides."""
    tokens = tokenise(strings([text, "end"]))
    found = Gaps(tokens).is_initial
    assert [tokens.forms[f] for f, i in zip(tokens.form, found, strict=True) if i] == initials


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("one two", ["two"]),
        ("one. two", []),
        ("one! two? three: four; five", []),
        ("one, two", ["two"]),
        ("one \u201ctwo", []),
        ("one \u2014 two", ["two"]),
        ("one (two [three *four -five", []),
        ("one 'two \"three", []),
        ("one\ntwo\r\nthree", []),
        ("one - two", ["two"]),
    ],
)
def test_a_token_is_inner_where_nothing_opens(text: str, inner: list[str]) -> None:
    """Stops, line ends, brackets, bullets and opening marks before a token open something; a comma does not."""
    tokens = tokenise(strings([text]))
    assert [tokens.forms[f] for f, i in zip(tokens.form, Gaps(tokens).is_inner, strict=True) if i] == inner


def test_sentences_lines_and_quotations_open_behind_marks() -> None:
    """A capital tells nothing at their first word."""
    tokens = tokenise(strings(["One two. Three\nfour \u201cfive six\u201d (seven) eight: nine", "ten"]))
    inner = Gaps(tokens).is_inner
    assert [tokens.forms[f] for f, i in zip(tokens.form, inner, strict=True) if i] == ["two", "six", "eight"]


@given(TEXTS)
def test_gaps_do_not_depend_on_the_batch(texts: list[str]) -> None:
    """No rule looks over the edge of a document."""
    tokens = tokenise(strings(texts))
    together = Gaps(tokens)
    for doc, text in enumerate(texts):
        alone = Gaps(tokenise(strings([text])))
        for name in NAMES:
            assert getattr(alone, name).tolist() == getattr(together, name)[tokens.doc == doc].tolist(), name

"""Laws of what headlines, datelines and publishers say."""

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import strings
from pipeline.keywords import headlines
from pipeline.keywords.candidate_spans import runs
from pipeline.keywords.candidates import phrases
from pipeline.keywords.headlines import (
    Publishers,
    in_dateline,
    in_heading,
    in_headline,
    publisher_names,
    publishers_names,
)
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import lexis
from tests.keywords.batches import borders, headline_marks

DATELINES = {
    "OSTRAND (Reuters) - The harbour": ["OSTRAND", "Reuters"],
    "NEW YORK, N.Y. \u2014 The harbour": ["NEW", "YORK", "N.Y."],
    "The harbour - NATO": [],
    "NATO said harbour fees - all of them - rise": [],
    "Ostrand (Reuters) - The harbour": [],
}
PUBLISHERS = {
    "NPR Online News": {("npr", "online", "news"), ("npr",), ("npronlinenews",), ("non",)},
    "BBC News": {("bbc", "news"), ("bbc",), ("bbcnews",)},
    "The Karsk Courier": {("karsk", "courier"), ("karskcourier",), ("the", "karsk", "courier")}
    - {("the", "karsk", "courier")},
    "karsk.com": {("karsk",)},
    "CNN (Web News)": {("cnn",)},
}


def marked(tokens: Tokens, marks: object) -> list[str]:
    """The forms that are marked."""
    return [tokens.forms[f] for f, mark in zip(tokens.form, marks, strict=True) if mark]  # type: ignore[call-overload]


def test_a_headline_marks_its_words_in_any_number() -> None:
    """Plural, possessive and capitals aside, in its own article only."""
    tokens = tokenise(strings(["the ferry's fee", "a ferry"]))
    found = headline_marks(tokens, ["Ferries rise", None])
    assert found.tolist() == [False, True, False, False, False]


@pytest.mark.parametrize(("text", "expected"), DATELINES.items())
def test_a_dateline_ends_at_its_dash(text: str, expected: list[str]) -> None:
    """Capitals, perhaps an agency in brackets, a dash between spaces."""
    tokens = tokenise(strings([text]))
    assert marked(tokens, in_dateline(tokens, strings([text]))) == expected


def test_a_line_in_title_case_is_a_heading_where_other_lines_stand() -> None:
    """Every word but stop words has a capital; a text of such lines alone has no heading."""
    body = "the harbour board raised the fees again, and the ferry operators of the island warned of the end of it"
    texts = [f"Harbour Fees to Rise\n{body} and Ada Moss", "Harbour Fees Rise", f"Ada Moss\n{body}"]
    tokens = tokenise(strings(texts))
    assert marked(tokens, in_heading(tokens, lexis(tokens.word_strings))) == ["Harbour", "Fees", "to", "Rise"]


@pytest.mark.parametrize(("source", "names"), PUBLISHERS.items())
def test_a_publisher_goes_by_several_names(source: str, names: set[tuple[str, ...]]) -> None:
    """In full, without News and Online, in one word, by initials; an address without its ending."""
    assert set(publisher_names(source)) == names


def test_the_publisher_is_no_keyword_unless_the_headline_has_it() -> None:
    """Whole phrases are compared, each with the publisher of its own article."""
    texts = ["Reuters asked Reuters staff", "Reuters asked", "Reuters asked"]
    tokens = tokenise(strings(texts))
    words, edge = lexis(tokens.word_strings), borders(tokens)
    found = phrases(tokens.doc, words.stem[tokens.word], runs(tokens, words, edge), edge, 2)
    headline = headline_marks(tokens, [None, "Reuters sold", None])
    publishers = Publishers(tokens, strings(["Reuters", "Reuters", "Courier"]), headline)
    out = publishers.named_by(found.first, found.last)
    rows = zip(found.first, found.last, out, strict=True)
    assert {(int(tokens.doc[a]), tokens.forms[tokens.form[a]]) for a, b, o in rows if o and a == b} == {(0, "Reuters")}
    assert out.sum() == 1


def test_headlines_count_for_their_own_article() -> None:
    """Word by word and article by article, with words that only other headlines have."""
    tokens = tokenise(strings(["fee and ferry", "fee and ferry", "fees", ""]))
    titles = ["The fee", "Ferries", None, "Ferry fee"]
    found = headline_marks(tokens, titles)
    assert found.tolist() == [True, False, False, False, False, True, False]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Harbour Fees Rise", True),
        ("Harbour Fees rise", False),
        ("Harbour Fees", False),
        ("Ada Moss Met the Harbour Board today", True),
        ("Ada Moss praised the Harbour Board and left", False),
    ],
)
def test_four_in_five_words_of_a_heading_have_capitals(line: str, is_heading: bool) -> None:
    """Three words at least, stop words aside; exactly four in five is enough."""
    body = "the harbour board raised the fees again, and the ferry operators of the island warned of the end of it all"
    tokens = tokenise(strings([f"{line}\n{body}", body]))
    found = in_heading(tokens, lexis(tokens.word_strings))
    n = len(line.split())
    assert found.tolist() == [is_heading] * n + [False] * (len(found) - n)


def test_a_short_text_has_no_heading() -> None:
    """Twenty words outside of headings are needed, nineteen are too few."""
    for n, expected in ((19, False), (20, True)):
        tokens = tokenise(strings(["Harbour Fees Rise\n" + "word " * n]))
        assert in_heading(tokens, lexis(tokens.word_strings))[:3].all() == expected


def test_a_publisher_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until more are known than a process keeps; what is read does not change."""
    headlines._known_publishers.cache_clear()
    read: list[str] = []
    words = headlines._words
    monkeypatch.setattr(headlines, "_words", lambda names: (read.extend(names), words(names))[1])
    names = publishers_names(["BBC News", "CNN"])
    assert publishers_names(["CNN", "BBC News"]) == names
    assert read == ["BBC News", "CNN", "bbc", "cnn"]
    monkeypatch.setattr(headlines, "MOST", 1)
    assert publishers_names(["BBC News"]) == {"BBC News": names["BBC News"]}
    assert read[4:] == ["BBC News", "bbc"]


def test_only_tokens_that_are_asked_for_are_marked() -> None:
    """A headline says nothing of the others."""
    tokens, titles = tokenise(strings(["the ferry, the ferry"])), tokenise(strings(["The ferry"]))
    stem = lexis(pa.concat_arrays([tokens.word_strings, titles.word_strings])).stem
    for asked in ([True] * 4, [False, True, True, False], [False] * 4):
        assert in_headline(tokens, titles, stem, np.array(asked)).tolist() == asked

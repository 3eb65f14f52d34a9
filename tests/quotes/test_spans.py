"""Laws of quotations."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Int64
from pipeline.quotes import spans
from pipeline.quotes.marks import CLOSE, EITHER, OPEN, Marks
from pipeline.quotes.signs import signs_of
from pipeline.quotes.spans import Quotations, quotations
from pipeline.text.characters import characters
from pipeline.text.cutting import cut_texts
from pipeline.text.sentences import split_sentences

CASES = json.loads(Path(__file__).parent.parent.joinpath("cases", "quotes.json").read_text("utf-8"))
PIECES = st.sampled_from(
    ["\u201c", "\u201d", '"', "'", "\u2018", "\u2019", "pier", " ", ".", "\n", "(", "\u201e", "\u00ab", "\u00bb", "s"]
)
TEXTS = st.lists(st.lists(PIECES, max_size=14).map("".join), max_size=5)


def found(*texts: str) -> Quotations:
    """The quotations of some texts, in characters counted through the batch."""
    cut = cut_texts(strings(list(texts)))
    quotes = quotations(cut, signs_of(cut))

    def of(places: Int64) -> Int64:
        return cut.character_of(places, np.searchsorted(cut.doc_start, places, side="right") - 1)

    first, last = quotes.spans
    return Quotations(of(quotes.starts), of(quotes.ends), (of(first), of(last)), quotes.edges)


def quote_spans(text: str) -> list[tuple[int, int]]:
    """(first character, one past the last) of each quotation of a text, paragraph by paragraph, marks included."""
    return list(zip(*(places.tolist() for places in found(text).spans), strict=True))


def quoted(*texts: str) -> list[bool]:
    """Whether each sentence of the texts is a quotation."""
    column = strings(list(texts))
    batch, (counts, starts, ends) = characters(column), split_sentences(column)
    shift = np.repeat(batch.bounds[:-1], counts)
    return found(*texts).hold(starts + shift, ends + shift).tolist()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["law"])
def test_cases(case: dict[str, object]) -> None:
    """Each case of `cases/quotes.json` has the quotations written there."""
    text = str(case["text"])
    assert [text[a:b] for a, b in quote_spans(text)] == case["spans"]


@given(TEXTS)
def test_quotations_lie_apart_and_on_one_line(texts: list[str]) -> None:
    """Spans ascend, do not overlap, hold something and cross no line."""
    for text in texts:
        last = 0
        for start, end in quote_spans(text):
            assert last <= start < end <= len(text)
            assert "\n" not in text[start:end]
            last = end


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """Whether a sentence is a quotation depends on its own text alone."""
    assert quoted(*texts) == [flag for text in texts for flag in quoted(text)]


def test_more_than_half_inside_makes_a_quotation() -> None:
    """A sentence counts as quoted when most of its characters stand inside the marks."""
    assert quoted(
        "\u201cWe will not pay twice,\u201d she said.", "She called it \u201cunfair\u201d and left the room."
    ) == [True, False]


@pytest.mark.parametrize(("outside", "expected"), [("abcd", True), ("abcde", False), ("abcdef", False)])
def test_half_inside_is_not_enough(outside: str, expected: bool) -> None:
    """Of a sentence with five characters in quotation marks, marks included, at most four may stand outside."""
    text = f"\u201cNo.\u201d{outside}"
    assert found(text).hold(np.array([0]), np.array([len(text)])).tolist() == [expected]


def test_every_paragraph_of_a_long_quotation_is_quoted() -> None:
    """Paragraphs that repeat the opening mark are quoted throughout."""
    assert quoted("\u201cWe waited. We slept.\n\u201cWe left.\u201d\nThey stayed.") == [True, True, True, False]


def test_paragraphs_of_one_quotation_are_one() -> None:
    """A quotation that opens each of its paragraphs anew is one quotation, with as many spans as paragraphs."""
    text = "He said: “One. Two.\n\n“Three.\n“Four.” Then “five” fell.\n“Six.”"
    quotes = found(text)
    assert [text[a:b] for a, b in zip(quotes.starts, quotes.ends, strict=True)] == [
        "“One. Two.\n\n“Three.\n“Four.”",
        "“five”",
        "“Six.”",
    ]
    assert len(quotes.spans[0]) == 5


def test_parts_of_sentences_in_quotations() -> None:
    """A quotation holds whole sentences and parts of them, none of what stands outside."""
    text = "He said: “One. Two.” It was “late” then."
    _, starts, ends = split_sentences(strings([text]))
    homes, first, last = found(text).parts(starts, ends)
    assert [text[a:b] for a, b in zip(first, last, strict=True)] == ["“One.", "Two.”", "“late”"]
    assert homes.tolist() == [0, 0, 1]


_PARTS = ["“pier” ", "“pier”, pier “pier.” ", "“pier ", "pier ” pier ", "‘pier’ ", '"pier" ', "pier ", *"\n\n\n"]
LINES = st.sampled_from(_PARTS)


@given(st.lists(st.lists(LINES, max_size=12).map("".join), max_size=3))
def test_lines_in_which_all_marks_pair_are_read_like_the_others(bodies: list[str]) -> None:
    """The quotations are those that are found where all marks are read one after the other."""
    made = found(*bodies)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spans, "_paired", lambda marks: np.zeros(len(marks.starts), bool))
        expected = found(*bodies)
    for one, other in zip(
        (made.starts, made.ends, *made.spans), (expected.starts, expected.ends, *expected.spans), strict=True
    ):
        assert one.tolist() == other.tolist()


def test_which_marks_pair() -> None:
    """All of a line that open and close in turn, but not behind a line whose marks do not."""
    roles = {
        1: [OPEN, CLOSE],
        2: [OPEN, CLOSE, OPEN],
        3: [OPEN, CLOSE],
        4: [OPEN, CLOSE],
        6: [EITHER, CLOSE],
        8: [OPEN, CLOSE] * 2,
    }
    lines = np.array([line for line, some in roles.items() for _ in some])
    places = np.arange(len(lines))
    made = np.array([role for some in roles.values() for role in some])
    marks = Marks(places, places + 1, made, lines, np.arange(10), np.zeros(9, bool))
    paired = spans._paired(marks)
    assert {*lines[paired].tolist()} == {1, 4, 8}
    assert {*lines[~paired].tolist()} == {2, 3, 6}
    assert spans._paired(Marks(*(column[:0] for column in marks))).tolist() == []

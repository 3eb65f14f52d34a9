"""Laws of sentences and their offsets."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.sentences import split_sentences

CASES = json.loads(Path(__file__).parent.parent.joinpath("cases", "sentences.json").read_text("utf-8"))
PIECES = st.sampled_from(
    [
        "The ",
        "pier",
        ".",
        "?",
        "\u201d",
        "\u201c",
        '"',
        "'",
        " ",
        "\n",
        "\u2028",
        "\u00a0",
        "Dr",
        "J",
        "1",
        "U.S",
        "\u2026",
        "(",
        ")",
        "left",
        "\U0001d400",
        "\u00e9",
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=14).map("".join), max_size=5)


def cut(*texts: str | None) -> list[list[str]]:
    """The sentences of each text."""
    counts, starts, ends = split_sentences(strings(list(texts)))
    spans = iter(zip(starts.tolist(), ends.tolist(), strict=True))
    return [[(text or "")[a:b] for a, b in islice(spans, n)] for text, n in zip(texts, counts.tolist(), strict=True)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["law"])
def test_cases(case: dict[str, object]) -> None:
    """Each case of `cases/sentences.json` is cut as written there."""
    assert cut(str(case["text"]))[0] == case["sentences"]


@given(TEXTS)
def test_sentences_hold_every_character_once_in_order(texts: list[str]) -> None:
    """Spans are trimmed, ascending, apart, on one line, and leave out nothing but white space."""
    counts, starts, ends = split_sentences(strings(texts))
    assert len(counts) == len(texts)
    spans = iter(zip(starts.tolist(), ends.tolist(), strict=True))
    for text, n in zip(texts, counts.tolist(), strict=True):
        last, kept = 0, ""
        for start, end in islice(spans, n):
            sentence = text[start:end]
            assert last <= start < end <= len(text)
            assert sentence == sentence.strip()
            assert len(sentence.splitlines()) == 1
            last, kept = end, kept + sentence
        assert "".join(kept.split()) == "".join(text.split())


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """A text is cut the same in a batch and alone."""
    assert cut(*texts) == [cut(text)[0] for text in texts]


def test_nulls_and_empty_batches_have_no_sentences() -> None:
    """A null counts as an empty text; no texts give no sentences."""
    assert cut(None, "", " \n ", "Yes.") == [[], [], [], ["Yes."]]
    assert [len(part) for part in split_sentences(strings([]))] == [0, 0, 0]


@pytest.mark.parametrize(
    ("texts", "sentences"),
    [
        (["The pier", ".Then it"], [["The pier"], [".Then it"]]),
        (["x", "ab.The end"], [["x"], ["ab.", "The end"]]),
        (["ab.The end", "x"], [["ab.", "The end"], ["x"]]),
        (["It left.T", "he end"], [["It left.T"], ["he end"]]),
        (["It left .T", "he end"], [["It left .T"], ["he end"]]),
        (["It left.\u201d", "The end"], [["It left.\u201d"], ["The end"]]),
        (["He left. ("], [["He left.", "("]]),
        (["He left. \u201c", "and more"], [["He left.", "\u201c"], ["and more"]]),
        (['" He said. "'], [['" He said.', '"']]),
    ],
)
def test_nothing_is_read_beyond_the_edge_of_a_text(texts: list[str], sentences: list[list[str]]) -> None:
    """Lost white space is seen up to the first and last letter of a text, and never across."""
    assert cut(*texts) == sentences


@pytest.mark.parametrize(("marks", "n_sentences"), [("\u201d\u2019)]", 2), ("\u201d\u2019)]\u201d", 1)])
def test_a_stop_counts_behind_up_to_four_closing_marks(marks: str, n_sentences: int) -> None:
    """The stop of a quotation within a quotation in brackets is seen; behind more marks it is not."""
    assert len(cut(f"(\u201cHe said \u2018no.{marks} Then he left.")[0]) == n_sentences


@pytest.mark.parametrize(("marks", "n_sentences"), [("[(\u201c\u2018", 1), ("[[(\u201c\u2018", 2)])
def test_a_small_letter_counts_behind_up_to_four_opening_marks(marks: str, n_sentences: int) -> None:
    """A sentence goes on where the next word begins small, whatever opens before it."""
    assert len(cut(f"He came at 5 p.m. so. {marks}and left")[0]) == n_sentences

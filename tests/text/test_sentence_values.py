"""Where sentences end, text by text; a bar stands where one is cut."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.text.sentences import split_sentences


def check(marked: str) -> None:
    """The text without its bars is cut at the bars, and every sentence is trimmed."""
    text = marked.replace("|", "")
    counts, starts, ends = split_sentences(strings([text]))
    found = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert found == [part.strip() for part in marked.split("|")]
    assert counts.tolist() == [len(found)]


@pytest.mark.parametrize(
    "marked",
    [
        "The pier is closed.| The boat is late.",
        "Is it closed?| It is.",
        "It is closed!| Go home.",
        "It is closed\u2026| Go home.",
        "It is closed.|  Two blanks.",
        "It is closed.|\tA tab.",
        "It is closed.|\u00a0Nobody came.",
        "It is closed.| 12 boats left.",
        "It is closed.| \u201cGo home,\u201d he said.",
        "\u201cIt is closed.\u201d| He left.",
        "\u201cIt is closed,\u201d he said.| He left.",
        "(It is closed.)| He left.",
        "It is closed (for now).| He left.",
        "It is closed.'| He left.",
        "It is closed.| (He left.)",
        "It is closed.| [He left.]",
        "It is closed.| \u00c9mile left.",
        "It is closed.| \u00bfNo?",
        "It is closed?!| He left.",
        "It is closed...| He left.",
        "Closed\u3002He left",
        "No stop at the end",
        "One.",
    ],
)
def test_stops_end_sentences_before_anything_but_a_small_letter(marked: str) -> None:
    """Behind closing marks too, and before opening ones, digits and capitals."""
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "It is closed. but not for long.",
        "He said \u201cno.\u201d and left.",
        "\u201cIs it?\u201d he asked.",
        "It is closed... and empty.",
        "It cost 3.5 million.",
        "It is 100.000 in all.",
        "See example.com for more.",
        "Write to a.holt@example.com now.",
        "It is no. closed",
        "He sees . . . nothing.",
        "Yahoo! said so.",
    ],
)
def test_no_sentence_ends_before_a_small_letter_or_within_a_word(marked: str) -> None:
    """Ellipses, decimals, addresses."""
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Mr. Holt left.",
        "Mrs. Holt and Dr. Vane left.",
        "Sen. Holt (R-Fla.) left.",
        "Gen. Holt met Lt. Col. Vane.",
        "St. Ives is closed.",
        "He met Prof. Holt.",
        "MR. HOLT LEFT.",
        "It is No. 4 of them.",
        "It is No.| Nobody came.",
        "He left at 9 a.m. Monday.",
        "He left at 9 a.m. EST.",
        "He left at 9 a.m.| The boat was late.",
        "He left at 9 p.m.| Police came.",
        "Acme Inc. Chief Ann Holt left.",
        "He works for Acme Inc.| The firm is old.",
        "He came from the U.S. Army.",
        "He came from the U.S.| The boat was late.",
        "He came from the U.S. yesterday.",
        "George W. Bush left.",
        "J. K. Rowling left.",
        "It was World War I.| The boat was late.",
        "It was plan B.| He left.",
        "He has a Ph.D. in law.",
        "1. First of all",
        "It came in 12.| First of all, he left.",
        "It was 2012.| He left.",
        "Two points: 1. Boats.",
        "Holt vs. Vane is closed.",
        "It was on Jan. 5 that he left.",
        "It was on Sept. 5.| He left.",
        "They sell boats, piers, etc.| The firm is old.",
    ],
)
def test_abbreviations_end_sentences_by_what_follows(marked: str) -> None:
    """Titles never, numbers not before digits, times not before days, firms and states before words that open one."""
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "The pier is closed|\nThe boat is late",
        "The pier is|\nclosed",
        "The pier is closed.|\r\nThe boat is late.",
        "One|\n\n\nTwo",
        "One|\u2028Two",
        "One|\x0cTwo",
        "One|\x85Two",
        "Mr.|\nHolt left.",
    ],
)
def test_line_ends_end_sentences(marked: str) -> None:
    """Whatever stands before and behind them."""
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "The pier is closed.|The boat is late.",
        "The pier is closed?|The boat is late.",
        "The pier is closed.\u201d|The boat is late.",
        "The pier is closed.|\u201cThe boat is late.\u201d",
        "The pier is closed |.The boat is late.".replace(" |.", " .|"),
        "The pier is U.S.The boat is late.",
        "The pier is closed.THE boat is late.",
        "The pier is closed.T boat",
        "See www.pier.Then come.",
        "He is at Acme.Com now.",
        "It was 5.The boat",
    ],
)
def test_sentences_that_stand_together_are_parted(marked: str) -> None:
    """Two small letters before the stop, a capital and a small letter behind it; not in addresses."""
    check(marked)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("  One.  Two. ", [(2, 6), (8, 12)]),
        ("\u00e9\u00e9. \U0001f600 Two.", [(0, 3), (4, 10)]),
        ("\n\nOne\n", [(2, 5)]),
        (" ", []),
        ("", []),
    ],
)
def test_spans_are_of_characters(text: str, spans: list[tuple[int, int]]) -> None:
    """Without the white space around them."""
    _, starts, ends = split_sentences(strings([text]))
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == spans

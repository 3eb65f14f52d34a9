"""Wrapped lines: one decision a text."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.clean_text import Stripped
from pipeline.cleaning.repair import repair
from pipeline.cleaning.wrapped import may_be_wrapped, unwrap

STORY = (
    "The trust that owns the canal has asked the town for a loan of two million crowns, its head Nadia Ferris told "
    "members at the yearly meeting. Without the money, she said, the upper locks will have to be closed before winter."
)
OTHER = "The town is not happy with the plan, and nobody has shown the treasurer any figures so far, he said on Monday."


def wrapped(width: int, *paragraphs: str, gap: str = "\n\n", indent: str = "") -> str:
    """Paragraphs with their lines wrapped."""
    return gap.join(textwrap.fill(p, width, initial_indent=indent, break_on_hyphens=False) for p in paragraphs)


@pytest.mark.parametrize("width", [30, 40, 62, 72, 80, 100])
def test_a_wrapped_text_is_unwrapped(width: int) -> None:
    """Whatever the width: empty lines stay between paragraphs, all other line ends become blanks."""
    assert unwrap(wrapped(width, STORY, OTHER)) == f"{STORY}\n\n{OTHER}"
    assert may_be_wrapped(strings([wrapped(width, STORY, OTHER)])).tolist() == [True]


def test_an_indent_begins_a_paragraph() -> None:
    """As wires write: the line before it ends there."""
    text = wrapped(60, STORY, OTHER, gap="\n", indent="   ")
    assert [line.strip() for line in unwrap(text).split("\n")] == [STORY, OTHER]


@pytest.mark.parametrize(
    "text",
    [
        "Results of the regatta\nOstrand won by two lengths\nVellmark came second\nBrennick did not finish",
        "Read me the river.\nFollow the tide.\nSubscribe to nothing.\nSleep.",
        f"{STORY}\n{OTHER}\n{STORY}",
        f"{STORY}\nand then\nno more\n{OTHER}",
        "- two onions\n- one fish\n- three potatoes and\n- a pot",
        "1. the quay\n2. the pier\n3. the mill",
        "one line",
        "",
        "so\nit\nis",
    ],
)
def test_other_texts_keep_their_line_ends(text: str) -> None:
    """Lists, verse, tables, paragraphs a line each."""
    assert unwrap(text) == text


def test_items_stay_apart_in_a_wrapped_text() -> None:
    """A list inside a wrapped mail keeps its lines."""
    text = wrapped(50, STORY) + "\n- two onions\n- one fish\n\n" + wrapped(50, OTHER)
    assert unwrap(text) == f"{STORY}\n- two onions\n- one fish\n\n{OTHER}"


def test_a_short_closed_line_ends_a_paragraph() -> None:
    """Without an empty line too: the next word would have fitted."""
    assert unwrap(wrapped(50, STORY, OTHER, gap="\n")) == f"{STORY}\n{OTHER}"


def test_hyphens_at_line_ends_are_joined_or_kept() -> None:
    """A word cut in two is one again; a word with a hyphen of its own keeps it."""
    text = "The commis-\nsion said on Friday that the long-\nawaited report on the rail-\nway would come. "
    text += "Travel-\nlers wait."
    lines = Stripped.of(repair(strings([text]))).lines
    expected = "The commission said on Friday that the long-awaited report on the railway would come. Travellers wait."
    assert [lines.text(0)] == [expected]


def test_a_word_that_the_text_has_elsewhere_decides() -> None:
    """`pre-vote` with a hyphen elsewhere keeps it, `prevote` without loses it."""
    text = "A {} poll and other\nthings that the pre-\nvote polls of the com-\nmittee have shown."
    kept, joined = (unwrap(text.format(word)).split("pre-")[-1] for word in ("pre-vote", "prevote"))
    assert kept.startswith("vote")
    assert joined.startswith("\nvote")


@given(
    st.lists(st.sampled_from(["pier ", "Ferry. ", "\n", "\n\n", "-\n", "- ", "  ", "the ", "x" * 60]), max_size=40).map(
        "".join
    )
)
def test_only_white_space_changes(text: str) -> None:
    """No other character comes or goes, and unwrapping twice changes no more."""
    assert "".join(unwrap(text).split()) == "".join(text.split())


@pytest.mark.parametrize(("size", "may"), [(260, True), (261, False)])
def test_long_lines_are_never_wrapped(size: int, may: bool) -> None:
    """The quick look counts bytes, up to two for a character of the widest line."""
    assert may_be_wrapped(strings(["a\nb\n" + "c" * (size - 1) + "\nd", "a\nb\nc"])).tolist() == [may, True]

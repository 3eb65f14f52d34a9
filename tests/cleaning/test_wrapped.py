"""Wrapped lines: one decision a text."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.clean_text import Stripped
from pipeline.cleaning.repair import repair
from pipeline.cleaning.wrapped import _goes_on, _is_full, _is_one_word, _is_wrapped, may_be_wrapped, unwrap

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


@pytest.mark.parametrize(
    ("line", "after", "width", "expected"),
    [
        ("x" * 80, "word and more", 100, False),
        ("x" * 80, "words and more", 100, True),
        ("x" * 81, "word", 100, True),
        ("x" * 84, "a b", 100, True),
        ("x" * 83, "a b", 100, False),
        ("x" * 80, "  words", 100, True),
    ],
)
def test_a_line_is_full_where_the_next_word_would_not_have_fitted(
    line: str, after: str, width: int, expected: bool
) -> None:
    """Line, blank and first word are longer than .85 of the width; its further words do not count."""
    assert _is_full(line, after, width) is expected


@pytest.mark.parametrize(
    ("line", "after", "expected"),
    [
        ("The vote", "was late", True),
        ("The vote.", "was late", False),
        ("The vote", "Was late", False),
        ("The vote.\u201d", "was late", False),
        ("The vote,", "  was late", True),
        ("The vote, which was nearly as long as the whole width", "Was", True),
    ],
)
def test_a_paragraph_goes_on_where_a_sentence_does(line: str, after: str, expected: bool) -> None:
    """A short line goes on into a small letter, unless it is closed; a full one goes on in any case."""
    assert _goes_on(line, after, 60) is expected


FULL, CLOSED = "so many words that another one would not have", "Nobody came."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([FULL, FULL, FULL], True),
        ([FULL, FULL, "End"], False),
        ([FULL, FULL, FULL, *[CLOSED] * 2, "Nobody"], True),
        ([FULL, FULL, FULL, *[CLOSED] * 5, "Nobody"], False),
        ([FULL[:23], FULL[:23], FULL[:23]], False),
        ([FULL[:24] + "x", FULL[:24] + "x", "so"], True),
        (["a" * 131, "b" * 131, "c"], False),
        (["a" * 130, "b" * 130, "c"], True),
        ([], False),
    ],
)
def test_a_text_is_wrapped_by_its_joints(lines: list[str], expected: bool) -> None:
    """Two ends in mid-sentence, three in ten of all, half of the lines full, 24 to 130 characters wide."""
    joints = list(range(len(lines) - 1))
    width = max((len(lines[at]) for at in joints), default=0)
    assert _is_wrapped(lines, joints, width) is expected


def test_two_words_cut_in_two_wrap_a_text() -> None:
    """However short its lines are; one alone may be a dash."""
    assert _is_wrapped(["a com-", "mon qu-", "ay"], [0, 1], 7)
    assert not _is_wrapped(["a com-", "mon quay", "Ends"], [0, 1], 8)


@pytest.mark.parametrize(("n_lines", "may"), [(2, False), (3, True)])
def test_a_text_of_two_lines_is_not_wrapped(n_lines: int, may: bool) -> None:
    """Two line ends in mid-sentence need three lines."""
    assert may_be_wrapped(strings(["\n".join(["so"] * n_lines)])).tolist() == [may]


@pytest.mark.parametrize(
    ("first", "rest", "words", "joined"),
    [
        ("com", "mission", [], True),
        ("long", "awaited", [], False),
        ("pre", "vote", ["prevote"], True),
        ("pre", "vote", ["pre-vote"], False),
        ("ost", "rand", [], True),
    ],
)
def test_a_hyphen_only_cuts_a_word_that_is_one(first: str, rest: str, words: list[str], joined: bool) -> None:
    """The text decides, then the list of English words; a part that is no word is not one alone."""
    assert _is_one_word(first, rest, frozenset(words)) is joined

"""Laws of what an article gives away about its lines."""

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning.structure import (
    ArticleMetadata,
    distances,
    doubled,
    headlines,
    is_closed,
    is_in_story,
    is_prose,
    is_wrapped,
    must_stay_whole,
    names,
    zones,
)
from pipeline.text.lines import Lines, split_lines

PROSE = (
    "The council of Port Ellis rejected the lease of the old ferry pier on Monday, after a debate that went on until "
    "midnight."
)


def lines_of(*texts: str) -> Lines:
    """The lines of some texts."""
    return split_lines(strings(list(texts)))


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        *((f"a{mark}", True) for mark in ".?!\"'\u201d\u2019\u201c\u2018\u201e\u2026\u00bb\u203a"),
        *((f"a{mark}", False) for mark in ":)\u2013\u2014\u2022\u2020\u2021\u00ab\u00fb\u2122"),
        ("a", False),
        ("\u00bb", True),
    ],
)
def test_a_line_is_closed_by_a_stop_or_a_mark(line: str, closed: bool) -> None:
    """Stops and quotation marks of any kind close; brackets, colons, dashes, bullets and daggers do not."""
    assert is_closed(lines_of(line)).tolist() == [closed]


@pytest.mark.parametrize(("size", "is_long"), [(119, False), (120, True)])
def test_a_paragraph_has_120_bytes(size: int, is_long: bool) -> None:
    """The bound itself counts."""
    lines = lines_of("a" * (size - 1) + ".")
    assert is_prose(lines, is_closed(lines)).tolist() == [is_long]


def test_prose_is_long_and_ends_like_a_sentence() -> None:
    """Short lines and open ends are no paragraphs; a closing bracket does no harm."""
    lines = lines_of(f"{PROSE}\nShort.\n{PROSE[:-1]}\n({PROSE})")
    assert is_prose(lines, is_closed(lines)).tolist() == [True, False, False, True]


def test_zones_follow_the_prose() -> None:
    """Head before the first paragraph, tail behind the last, end the last three lines."""
    lines = lines_of(f"a\nb\n{PROSE}\nc\n{PROSE}\nd", "x\ny")
    where = zones(lines, is_prose(lines, is_closed(lines)), np.array([True, False]))
    assert where["head"].tolist() == [True, True, False, False, False, False, False, False]
    assert where["tail"].tolist() == [False, False, False, False, False, True, False, False]
    assert where["end"].tolist() == [False, False, False, True, True, True, True, True]
    assert (where["edge"] == (where["head"] | where["tail"])).all()


def test_a_first_line_may_be_the_headline() -> None:
    """Without a headline in the record the first line is no head; what follows it is."""
    lines = lines_of(f"a\nb\n{PROSE}")
    found = [
        zones(lines, is_prose(lines, is_closed(lines)), np.array([titled]))["head"].tolist() for titled in (True, False)
    ]
    assert found == [[True, True, False], [False, True, False]]


def test_lines_broken_in_mid_sentence_belong_together() -> None:
    """An open line and the small letter behind it, three times in one article; a capital or a stop parts them."""
    broken = "The council said\nthat it would vote.\nA subhead\nThe vote is\non Monday\nand then."
    rest = "\nA.\nB.\nC.\nD."
    lines = lines_of(broken + rest, "and then", "Once\nis chance.")
    found = is_wrapped(lines, is_closed(lines)).tolist()
    assert found == [True, True, False, True, True, True, *[False] * 4, False, False, False]
    mail = lines_of(broken)
    assert is_wrapped(mail, is_closed(mail)).all()


def test_distances_count_lines_of_the_article() -> None:
    """From the first and from the last line of the same text."""
    before, behind = distances(lines_of("a\nb\nc", "d"))
    assert before.tolist() == [0, 1, 2, 0]
    assert behind.tolist() == [2, 1, 0, 0]


def test_a_line_said_twice_is_doubled_once() -> None:
    """The second copy only, only in the same article, and only when it is long enough."""
    line = "A ferry leaves the harbour of Port Ellis"
    assert doubled(lines_of(f"{line}\n{line}!\nshort\nshort", line)).tolist() == [False, True, False, False, False]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Council rejects the lease of the pier", True),
        ("COUNCIL rejects the lease of the pier!", True),
        ("Council rejects the lease of the pier A second vote is planned for the autumn.", True),
        ("A ferry in May. | AP Photo Council rejects the lease of the pier", True),
        ("Council rejects the lease of the pier on Monday, officials said.", False),
        ("Council rejects the lease", False),
    ],
)
def test_a_first_line_that_holds_the_headline(line: str, expected: bool) -> None:
    """Alone, before a deck or behind a caption; not as the beginning of a sentence."""
    about = ArticleMetadata(["Opinion: Council rejects the lease of the pier"], [None], [[]])
    alone = ArticleMetadata(["Council rejects the lease of the pier"], [None], [[]])
    assert headlines(lines_of(line), alone).tolist() == [expected]
    assert headlines(lines_of("Council rejects the lease of the pier"), about).tolist() == [True]


def test_lines_that_are_names() -> None:
    """The publisher or an author, with or without "By", of the same article only."""
    lines = lines_of("By Ana Ruiz\nHARBOUR GAZETTE\nLeo Park", "Ana Ruiz")
    about = ArticleMetadata([None, None], ["Harbour Gazette", None], [["Ana Ruiz"], ["Leo Park"]])
    assert names(lines, about).tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("last", "expected"),
    [("Mara Holt is a lawyer.", True), ("Ana Ruiz is a professor.", False), ("is a professor.", True)],
)
def test_a_person_of_the_story_has_been_named(last: str, expected: bool) -> None:
    """By the last name, before or behind, in a line that is not noise itself."""
    lines = lines_of(f"By Ana Ruiz\nThe vote was led by Holt.\n{last}")
    assert is_in_story(lines, 2, np.array([True, False, False])) is expected
    assert is_in_story(lines_of(f"{last}\nHolt led the vote."), 0, np.zeros(2, bool)) is expected


SENTENCE = "The ferry left the pier at noon and came back after midnight."  # 61 bytes


@pytest.mark.parametrize(
    ("text", "taken", "whole"),
    [
        (f"Head\n{SENTENCE}", [False, False], False),
        (f"Head\n{SENTENCE}", [True, False], False),
        (f"Head\n{SENTENCE}", [False, True], True),
        (SENTENCE, [True], True),
        (SENTENCE, [False], True),
        (f"Head\n{SENTENCE[:-1]}", [False, False], True),
        (f"Head\n{SENTENCE[2:]}", [False, False], True),
        (f"Head\n{SENTENCE[1:]}", [False, False], False),
        (f"{SENTENCE}\n{SENTENCE}", [True, False], False),
    ],
)
def test_a_text_that_would_keep_no_sentence_stays_whole(text: str, taken: list[bool], whole: bool) -> None:
    """A sentence has 60 bytes and a closed end; a text of one line stays whole in any case."""
    lines = lines_of(text)
    assert must_stay_whole(lines, is_closed(lines), np.array(taken)).tolist() == [whole]


def test_texts_without_lines_stay_whole() -> None:
    """Empty texts among others count as texts."""
    lines = lines_of("", f"Head\n{SENTENCE}", "")
    assert must_stay_whole(lines, is_closed(lines), np.zeros(2, bool)).tolist() == [True, False, True]


@pytest.mark.parametrize(("size", "n_doubled"), [(19, 0), (20, 1)])
def test_a_doubled_line_has_20_letters(size: int, n_doubled: int) -> None:
    """Shorter ones may be refrains, scores or figures."""
    assert int(doubled(lines_of("a" * size + "\n" + "a" * size)).sum()) == n_doubled


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        ("t" * 24, "t" * 24 + " A deck.", False),
        ("t" * 25, "t" * 25 + " A deck.", True),
        ("t" * 25, "t" * 25 + " a deck.", False),
        ("t" * 25, "t" * 25 + "A deck.", False),
        ("t" * 25, "t" * 25 + " " + "A" + "b" * 207, True),
        ("t" * 25, "t" * 25 + " " + "A" + "b" * 208, False),
        ("t" * 25, "x " * 197 + "x" + "t" * 25, True),
        ("t" * 25, "x " * 198 + "t" * 25, False),
        ("t" * 25, "x" + "t" * 25 + "x", False),
    ],
)
def test_a_headline_with_a_deck_or_a_caption(title: str, line: str, expected: bool) -> None:
    """From 25 characters on; a deck begins with a capital and has fewer than 210, the whole line at most 420."""
    assert headlines(lines_of(line), ArticleMetadata([title], [None], [[]])).tolist() == [expected]


def test_only_a_first_line_may_hold_the_headline() -> None:
    """Elsewhere only a line that is the headline and nothing else."""
    title = "Council rejects the lease of the pier"
    lines = lines_of(f"{title} A deck.\n{title} A deck.\n{title}", f"{title} A deck.")
    about = ArticleMetadata([title, None], [None, None], [[], []])
    assert headlines(lines, about).tolist() == [True, False, True, False]


@pytest.mark.parametrize(
    ("breaks", "rest", "expected"),
    [(2, 0, [False] * 4), (3, 0, [True] * 6), (3, 3, [True] * 9), (3, 4, [True] * 6 + [False] * 4)],
)
def test_three_broken_sentences_wrap_a_text(breaks: int, rest: int, expected: list[bool]) -> None:
    """With every third line broken off, the lines between belong to it; with fewer, the broken ones alone."""
    lines = lines_of("\n".join(["The vote is\nover now."] * breaks + ["A."] * rest))
    assert is_wrapped(lines, is_closed(lines)).tolist() == expected


@pytest.mark.parametrize(("first", "joins"), [("a", True), ("z", True), ("A", False), ("{", False), ("`", False)])
def test_a_line_is_taken_up_by_a_small_letter(first: str, joins: bool) -> None:
    """From a to z; nothing else goes on with a sentence."""
    lines = lines_of("\n".join(["The vote is", f"{first} now."] * 3))
    assert is_wrapped(lines, is_closed(lines)).all() == joins


@pytest.mark.parametrize(
    ("line", "story", "expected"),
    [
        ("Dr. Mara Holt teaches law.", "Holt led the vote.", True),
        ("Mara van Holt teaches law.", "Holt led the vote.", True),
        ("Mara Holt teaches law.", "Mara led the vote.", False),
        ("Mara Holt teaches law.", "Nobody led it.", False),
        ("she teaches law.", "Nobody led it.", True),
    ],
)
def test_the_last_name_decides(line: str, story: str, expected: bool) -> None:
    """Of the name that the line begins with, title aside; without a name the line belongs to the story."""
    assert is_in_story(lines_of(f"{line}\n{story}", "Holt and Mara"), 0, np.zeros(3, bool)) is expected
    assert is_in_story(lines_of("Holt and Mara", f"{story}\n{line}"), 2, np.zeros(3, bool)) is expected


def test_a_second_byte_is_no_closing_mark() -> None:
    """Letters whose last byte is that of a mark, and lines of one byte, are not closed by it."""
    assert is_closed(lines_of("caf\u00fb", "\u4e19", "x", "!", "\u201d")).tolist() == [False, False, False, True, True]

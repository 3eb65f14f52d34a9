"""Lines below a head about the author, and below one of links."""

import numpy as np
import pytest

from pipeline.cleaning.structure import (
    ArticleMetadata,
    below_author_heads,
    below_link_heads,
    is_about_author,
    is_closed,
)
from tests.cleaning.test_structure import PROSE, lines_of


def test_lines_below_the_head_of_an_author_are_about_the_author() -> None:
    """Up to four last lines belong to "About the author"; a whole section does not, nor lines below another head."""
    for text, expected in (
        ("Prose.\nAbout the author\nAna Ruiz\nShe writes.", [False, False, True, True]),
        ("Prose.\nAbout the author\n" + "\n".join("abcde"), [False] * 7),
        ("Prose.\nAbout the ferry\nIt is old.", [False] * 3),
    ):
        lines = lines_of(text)
        heads = np.array([lines.text(at).startswith("About") for at in range(len(lines))])
        assert below_author_heads(lines, heads).tolist() == expected


def test_an_author_is_known_by_the_record() -> None:
    """A line that begins with the full name of a given author or source is of the author; one word is no name."""
    lines = lines_of("• Ana Ruiz is a writer.\nLeo Park is a writer.\nGazette is a paper.\nAuthor: Jo Lee")
    about = ArticleMetadata([None], ["Leo Park"], [["Ana Ruiz", "Gazette"]])
    assert [is_about_author(lines, at, about) for at in range(4)] == [True, True, False, True]


def test_lines_below_a_head_of_links_are_links() -> None:
    """Open lines below "Related articles" or "… stories:" are links until prose begins; "Related: …" is no head."""
    link, prose = "Ferry crews vote on the new offer", "The council met on Monday and went home at midnight."
    for head, expected in (
        ("Related articles", [False, True, True, False, False]),
        ("For more, see these previous stories:", [False, True, True, False, False]),
        ("Related: Why the ferry deal failed", [False] * 5),
    ):
        lines = lines_of(f"{head}\n{link}\n{link}\n{prose}\n{link}")
        related = np.array([True, False, False, False, False])
        assert below_link_heads(lines, is_closed(lines), related).tolist() == expected


@pytest.mark.parametrize(("n", "expected"), [(3, True), (4, True), (5, False)])
def test_at_most_four_lines_are_about_the_author(n: int, expected: bool) -> None:
    """More below the head are a section of the article."""
    lines = lines_of("Prose.\nAbout the author\n" + "\n".join("abcdefg"[:n]))
    heads = np.array([lines.text(at).startswith("About") for at in range(len(lines))])
    assert below_author_heads(lines, heads).any() == expected


@pytest.mark.parametrize(("size", "expected"), [(59, True), (60, False)])
def test_the_head_about_an_author_is_short(size: int, expected: bool) -> None:
    """From 60 bytes on it is a sentence of its own."""
    lines = lines_of("Prose.\n" + "About the author ".ljust(size, "x") + "\nShe writes.")
    assert below_author_heads(lines, np.array([False, True, False])).tolist() == [False, False, expected]


@pytest.mark.parametrize(
    ("head", "is_head"),
    [
        ("Related", True),
        ("RELATED STORIES", True),
        ("Related stories from the coast", True),
        ("\u2022 Most popular:", True),
        ("Read more", True),
        ("Also see", True),
        ("Our coverage:", True),
        ("Our coverage", False),
        ("Related harbours", False),
        ("More ferries", False),
        ("Read this", False),
    ],
)
def test_heads_of_links(head: str, is_head: bool) -> None:
    """Alone or before stories, articles, links ...; or anything that ends in one of these and a colon."""
    lines = lines_of(f"{head}\nFerry crews vote on the new offer\n{PROSE}")
    found = below_link_heads(lines, is_closed(lines), np.array([True, False, False]))
    assert found.tolist() == [False, is_head, False]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("x" * 24, False),
        ("x" * 25, True),
        ("x" * 200, True),
        ("x" * 201, False),
        ("x" * 40 + ":", False),
        ("x" * 40 + ".", False),
    ],
)
def test_a_link_is_of_a_certain_length_and_open(link: str, expected: bool) -> None:
    """25 to 200 bytes; a sentence or a line that leads on is none."""
    lines = lines_of(f"Related articles\n{link}")
    assert below_link_heads(lines, is_closed(lines), np.array([True, False])).tolist() == [False, expected]


def test_at_most_ten_links_stand_below_a_head() -> None:
    """And none of the next article."""
    link = "Ferry crews vote on the new offer"
    lines = lines_of("Related articles\n" + "\n".join([link] * 12), link)
    found = below_link_heads(lines, is_closed(lines), np.arange(14) == 0)
    assert found.tolist() == [False, *[True] * 10, False, False, False]
    last = lines_of("Related articles", link)
    assert not below_link_heads(last, is_closed(last), np.array([True, False])).any()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Author: Jo Lee", True),
        ("About the author", True),
        ("Meet our columnists", True),
        ("\u2014 Ana Ruiz is a writer.", True),
        ("Ana Ruizova is a writer.", True),
        ("The writer Ana Ruiz", False),
        ("Authority figures", False),
        ("Gazette is a paper.", False),
    ],
)
def test_lines_about_the_author(line: str, expected: bool) -> None:
    """The head, or a full name that the record gives, at the beginning; marks before it do no harm."""
    about = ArticleMetadata([None], ["Gazette"], [["Ana Ruiz"]])
    assert is_about_author(lines_of(line), 0, about) is expected

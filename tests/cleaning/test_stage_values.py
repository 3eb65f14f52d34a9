"""Stage `clean` in exact rows: titles, counts of repeated lines, copies, what became of each record."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.cleaning.config import CleanConfig
from tests.cleaning.nights import SEED, Row, column, invented_words, night

LINE = "Sign here for the harbour letter"


def article(n: int, *, source: str | None = "Gazette", line: str = LINE, n_words: int = 60) -> Row:
    """A record whose text has a paragraph of its own and a line that others may have."""
    own = " ".join(invented_words(n_words, n))
    return {"id": str(n), "source": source, "text": f"The {own} was seen.\n{line}\nThe end of {own[:40]} was near."}


def repeated(rows: list[Row], **settings: Any) -> list[tuple[int, int]]:
    """Counts of the line, one pair for each article that has a row for it: at its publisher, anywhere."""
    made = night({"p": rows}, CleanConfig(**settings))
    pairs = zip(column(made, "repeats", "n_articles"), column(made, "repeats", "n_anywhere"), strict=True)
    return list(pairs)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("X", "X"),
        ("7", "7"),
        ("\u00e9", "\u00e9"),
        ("X ", "X"),
        ("  ", None),
        ("\u00a0", None),
        ("-", "-"),
        ("A\r\nB", "A B"),
    ],
)
def test_a_title_of_one_character_is_one(title: str, expected: str | None) -> None:
    """White space alone is none."""
    made = night({"p": [{"id": "a", "text": SEED[0], "title": title}]})
    assert column(made, "texts", "title") == [expected]


@pytest.mark.parametrize(("n", "rows"), [(1, []), (2, []), (3, [(9, 0)] * 3), (4, [(9, 0)] * 4), (5, [(9, 0)] * 5)])
def test_lines_are_counted_from_three_of_a_publisher_and_five_of_all(n: int, rows: list[tuple[int, int]]) -> None:
    """From three on the line is noise, one pair of counts says so; below it there is no row."""
    assert repeated([article(at) for at in range(n)]) == rows


@pytest.mark.parametrize(("n", "rows"), [(4, []), (5, [(9, 0)] * 5), (6, [(9, 0)] * 6)])
def test_lines_of_other_publishers_count_among_all_alone(n: int, rows: list[tuple[int, int]]) -> None:
    """Each article is of a publisher of its own."""
    assert repeated([article(at, source=f"Paper {at}") for at in range(n)]) == rows


def test_an_unknown_publisher_is_no_publisher() -> None:
    """Its lines are not one publisher's, however many there are."""
    assert repeated([article(at, source=None) for at in range(4)]) == []
    assert repeated([article(at, source=None) for at in range(5)]) == [(9, 0)] * 5


@pytest.mark.parametrize(
    ("settings", "n", "rows"),
    [  # of a line that is noise thrice what is asked for at its publisher
        ({"repeat_articles": 2}, 2, [(6, 0)] * 2),
        ({"repeat_articles": 4}, 3, []),
        ({"repeat_articles": 4}, 4, [(12, 0)] * 4),
        ({"repeat_anywhere": 3}, 3, [(9, 0)] * 3),
        ({"repeat_articles": 100, "repeat_anywhere": 2}, 2, [(300, 0)] * 2),
    ],
)
def test_the_settings_say_how_often(settings: dict[str, int], n: int, rows: list[tuple[int, int]]) -> None:
    """Each of the two by itself."""
    assert repeated([article(at) for at in range(n)], **settings) == rows


@pytest.mark.parametrize(("n", "removed"), [(2, 0), (3, 3)])
def test_a_line_that_repeats_often_enough_is_removed(n: int, removed: int) -> None:
    """From every article that has it, as what it is."""
    made = night({"p": [article(at) for at in range(n)]})
    assert column(made, "removed", "rule") == ["repeated"] * removed
    assert all(LINE in text for text in column(made, "removed", "text"))
    assert sum(LINE in text for text in column(made, "texts", "text")) == n - removed


def test_parts_add_up() -> None:
    """Three articles of three parts are three; each part has its own rows."""
    parts = {f"p{at}": [article(at)] for at in range(3)}
    made = night(parts)
    assert [made[name]["repeats"]["n_articles"].to_pylist() for name in sorted(made)] == [[9], [9], [9]]
    assert column(made, "removed", "rule") == ["repeated"] * 3


@pytest.mark.parametrize(("n_words", "n_shingles"), [(2, 0), (3, 1), (4, 2), (40, 38)])
def test_shingles_are_three_words_in_a_row(n_words: int, n_shingles: int) -> None:
    """As many as words but two."""
    made = night({"p": [{"id": "a", "text": " ".join(invented_words(n_words, 3))}]})
    assert column(made, "shingles", "n_shingles") == [n_shingles]
    assert [len(hashes) for hashes in column(made, "shingles", "hashes")] == [n_shingles]


def test_copies_have_their_rows() -> None:
    """The same text twice, an article with another text; the kept one is the first by its id, without dates."""
    words = " ".join(invented_words(80, 5))
    rows: list[Row] = [
        {"id": "a", "article_id": "1" * 16, "text": f"{words}."},
        {"id": "b", "article_id": "2" * 16, "text": f"{words}."},
        {"id": "c", "article_id": "3" * 16, "text": " ".join(invented_words(80, 6))},
    ]
    made = night({"p": rows})
    names = ("article_id", "duplicate_of", "similarity", "relation", "other_article_id")
    found = [tuple(row[name] for name in names) for row in made["p"]["articles"].to_pylist()]
    assert found == [
        ("1" * 16, None, None, None, None),
        ("2" * 16, "1" * 16, 1.0, "exact", "1" * 16),
        ("3" * 16, None, None, None, None),
    ]


def test_every_record_is_counted_where_it_ended() -> None:
    """An article, a rejected record, one that only repeats another."""
    rows: list[Row] = [
        {"id": "a", "text": SEED[0], "source": "Gazette"},
        {"id": "b", "text": "  ", "source": "Gazette"},
        {"id": "c", "reason": "bad_json", "n_unread": 4},
        {"id": "d", "article_id": "f" * 16, "text": SEED[2], "source": "Gazette"},
        {"id": "e", "article_id": "f" * 16, "text": SEED[2], "source": "Gazette"},
    ]
    made = night({"p": rows})
    names = ("source", "n_records", "n_articles", "n_repeated", "n_updated", "n_rejected", "n_faulty")
    counts = {row["source"]: [row[name] for name in names[1:]] for row in made["p"]["outcomes"].to_pylist()}
    assert counts["Gazette"] == [4, 2, 1, 0, 1, 1]
    assert counts[None] == [4, 0, 0, 0, 4, 4]
    assert column(made, "rejected", "reason") == ["empty_text", "bad_json"]
    assert column(made, "rejected", "detail") == ["nothing but white space and markup", ""]
    assert column(made, "rejected", "n_unread") == [1, 4]

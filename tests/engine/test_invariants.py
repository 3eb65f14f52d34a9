"""Each violation of the contract's laws is named, and what is lawful is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.engine import invariants
from pipeline.engine.store import Store
from pipeline.tables import TABLES
from tests.report.invented import complete

ONE, TWO = "a" * 16, "b" * 16
TEXT = "The quay is let. “It is a shame,” said Ann."
Row = Mapping[str, Any]


@pytest.fixture
def store(tmp_path: Path) -> Callable[..., Store]:
    """`store(articles=[…], …)`: a store of one part with these rows; what is not said of a row is nothing."""

    def written(**tables: list[Row]) -> Store:
        made = Store(tmp_path / "out")
        for name, rows in tables.items():
            full = [complete(name, dict(row)) for row in rows]
            if name == "articles":
                full = [row | {"text": row["text"] or "x", "n_chars": len(row["text"] or "x")} for row in full]
            made.finish(name, {"p": made.write(name, "p", pa.Table.from_pylist(full, TABLES[name].schema), key="k")})
        return made

    return written


def span(start: int, end: int, one: str = ONE, **more: Any) -> Row:
    """A row about a stretch of an article."""
    return {"article_id": one, "start": start, "end": end, **more}


@pytest.mark.parametrize(
    ("spans", "faults"),
    [
        ([], 0),
        ([(0, 3, "abc")], 0),
        ([(0, 3, "abc"), (3, 5, "de")], 0),
        ([(0, 3, "abc"), (2, 4, "cd")], 1),
        ([(0, 3, "ab")], 1),
        ([(len(TEXT), len(TEXT) + 2, "zz")], 0),
        ([(len(TEXT) + 1, len(TEXT) + 3, "zz")], 1),
        ([(0, 3, "abc"), (len(TEXT) + 3, len(TEXT) + 4, "z")], 0),
        ([(0, 3, "abc"), (len(TEXT) + 4, len(TEXT) + 5, "z")], 1),
    ],
)
def test_text_and_removed_interleave(
    store: Callable[..., Store], spans: list[tuple[int, int, str]], faults: int
) -> None:
    """Offsets are those of the text before anything was removed: in order, within it, as long as what they hold."""
    rows = [span(a, b, text=text, rule="promo") for a, b, text in spans]
    made = store(articles=[{"article_id": ONE, "text": TEXT}], removed=rows)
    found = list(invariants.removed_fits(made, "p"))
    assert len(found) == faults
    assert all(one.startswith(f"removed: {ONE} at ") for one in found)


OFFSETS = {"sentences": [], "quotes": [], "flagged": [], "keywords": []}


@pytest.mark.parametrize(
    ("table", "rows", "expected"),
    [
        ("sentences", [span(0, 16), span(17, 43, sentence=1)], []),
        ("sentences", [span(0, 16), span(15, 43, sentence=1)], [f"sentences: {ONE} at 15"]),
        ("sentences", [span(0, len(TEXT) + 1)], [f"sentences: {ONE} at 0"]),
        ("sentences", [span(4, 5), span(0, 3, TWO)], []),
        ("quotes", [span(17, 33, kind="direct")], []),
        ("quotes", [span(18, 32, kind="direct")], [f"quotes: {ONE} at 18: no mark"]),
        ("quotes", [span(18, 32, kind="indirect")], []),
        ("flagged", [span(4, 8, text="quay")], []),
        ("flagged", [span(4, 8, text="quax")], [f"flagged: {ONE} at 4"]),
        ("keywords", [{"article_id": ONE, "keyword": "quay", "rank": 1, "count": 1, "starts": [4]}], []),
        ("keywords", [{"article_id": ONE, "keyword": "QUAY is", "rank": 1, "count": 1, "starts": [4]}], []),
        (
            "keywords",
            [{"article_id": ONE, "keyword": "quay", "rank": 1, "count": 2, "starts": [4, 5]}],
            [f"keywords: {ONE} 'quay'"],
        ),
        (
            "keywords",
            [{"article_id": ONE, "keyword": "quay", "rank": 1, "count": 1, "starts": [3]}],
            [f"keywords: {ONE} 'quay'"],
        ),
    ],
)
def test_offsets_are_what_they_say(
    store: Callable[..., Store], table: str, rows: list[Row], expected: list[str]
) -> None:
    """Sentences and quotations lie in order, quotations have a mark, the text reads as flags and keywords do."""
    articles = [{"article_id": one, "text": TEXT} for one in (ONE, TWO)]
    made = store(articles=articles, **{**OFFSETS, table: rows})
    assert list(invariants.offsets(made, "p")) == expected


def record(number: int, **more: Any) -> Row:
    """A record of the file `a.jsonl`, with the id of its number."""
    return {"article_id": f"{number:016x}", "source_file": "a.jsonl", "record": number, **more}


def ends(store: Callable[..., Store], delivery: Row, **tables: list[Row]) -> list[str]:
    """Violations where four records came: two articles, one of them a copy, a repeated and a rejected one."""
    rows = {
        "records": [record(number) for number in range(1, 5)],
        "articles": [record(1), record(2, duplicate_of="1".rjust(16, "0"))],
        "superseded": [record(3, relation="repeated")],
        "rejected": [record(4, reason="bad_json", n_unread=1)],
    }
    counts = {"n_records": 4, "n_articles": 2, "n_copies": 1, "n_repeated": 1, "n_rejected": 1, "n_faulty": 1}
    about = {"source_file": "a.jsonl", "source": None, "n_updated": 0, **counts, **delivery}
    return list(invariants.one_place(store(**{**rows, "deliveries": [about], **tables}), ""))


def test_every_record_ends_in_one_place(store: Callable[..., Store]) -> None:
    """The counts of a delivery add up."""
    assert ends(store, {}) == []


@pytest.mark.parametrize(
    "name", ["n_records", "n_articles", "n_copies", "n_repeated", "n_updated", "n_rejected", "n_faulty"]
)
def test_a_count_that_is_wrong_is_named(store: Callable[..., Store], name: str) -> None:
    """Each of them."""
    assert ends(store, {name: 9}) == [f"deliveries: a.jsonl: {name}"]


def test_records_in_two_places_in_none_and_from_nowhere(store: Callable[..., Store]) -> None:
    """By file and number."""
    found = ends(store, {}, superseded=[record(2, relation="repeated")])
    assert found[:2] == ["a.jsonl record 2: 2 times", "a.jsonl record 3: lost"]
    found = ends(store, {}, superseded=[record(7, relation="repeated")])
    assert found[:2] == ["a.jsonl record 3: lost", "a.jsonl record 7: from nowhere"]


@pytest.mark.parametrize(
    ("text", "start", "keyword", "reads"),
    [
        ("Ann’s quay", 0, "ann's quay", True),
        ("the  quay", 0, "the quay", True),
        ("the\u00a0quay", 0, "the quay", True),
        ("x “A” b", 2, '"a"', True),
        (" quay", 0, "quay", False),
        ("quay", 4, "quay", False),
        ("the quay", 0, "quay", False),
    ],
)
def test_a_text_reads_as_a_keyword(text: str, start: int, keyword: str, reads: bool) -> None:
    """But for case, kinds of quotation marks and blanks; it begins with a letter."""
    assert invariants._reads(text, start, keyword) == reads

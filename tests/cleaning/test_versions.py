"""Laws of the versions of one article."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import constant, numbers
from pipeline.cleaning.versions import named, superseded, versions_of
from pipeline.ingest.batches import to_table
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.fields import to_record
from pipeline.ingest.names import Names
from pipeline.ingest.record import Raw, Reason
from pipeline.tables.parts import MemoryParts

CONFIG = IngestConfig()
NAMES = Names(CONFIG.aliases)
Fields = dict[str, Any]
Outcome = dict[tuple[str, int], tuple[str, str | None]]

LEASE = (
    "The town let the quay to a ferry firm on Monday. The lease runs for ten years, the clerk said. Traders had asked "
    "for a shorter one, because the stalls stand in the way of the cranes. Nobody from the firm came to the meeting."
)
WEIR = (
    "Divers found a crack in the weir above Ostrand last night. The canal is closed to barges until it is filled. "
    "An engineer put the damage at sixty thousand crowns and the work at three weeks, if the rain holds off so long."
)
URL = "https://post.example/2026/"


def part_of(rows: list[tuple[str, int, Fields]]) -> pa.Table:
    """A part of `records`, as ingest makes it: file, record, fields."""
    return to_table([to_record(Raw(file, number, fields), NAMES, CONFIG) for file, number, fields in rows])


def outcome(*files: tuple[str, list[Fields]], parts: int = 1) -> Outcome:
    """Article_id and relation of every record, by file and record number; the files dealt to some parts."""
    rows = [[(name, number, fields) for number, fields in enumerate(lines, 1)] for name, lines in files]
    dealt: list[list[tuple[str, int, Fields]]] = [[] for _ in range(parts)]
    for number, of_file in enumerate(rows):
        dealt[number % parts] += of_file
    records = MemoryParts({f"p{number}": part_of(of_part) for number, of_part in enumerate(dealt)})
    table, part = versions_of(records)
    found: Outcome = {}
    for number, name in enumerate(records.names):
        own = table.filter(numbers(part == number))
        data, relation = named(records.read(name), own)
        places = zip(data["source_file"].to_pylist(), data["record"].to_pylist(), strict=True)
        found |= dict(zip(places, zip(data["article_id"].to_pylist(), relation, strict=True), strict=True))
        assert data["article_id"].to_pylist() == sorted(data["article_id"].to_pylist())
        assert superseded(own).num_rows == sum(one is not None for one in relation)
    return found


def ids(found: Outcome) -> list[str]:
    """Article_id of each record, by place."""
    return [name for _, (name, _) in sorted(found.items())]


def relations(found: Outcome) -> list[str | None]:
    """Relation of each record, by place."""
    return [relation for _, (_, relation) in sorted(found.items())]


def test_a_row_counter_that_starts_anew_erases_nothing() -> None:
    """The same number on another night, with another text: two articles, with and without titles and URLs."""
    for more in ({}, {"title": "A"}, {"url": URL + "lease"}):
        other = {name: value + "-other" for name, value in more.items()}
        found = outcome(
            ("1/a.jsonl", [{"id": 1, "source": "Post", "text": LEASE, **more}]),
            ("2/a.jsonl", [{"id": 1, "source": "Post", "text": WEIR, **other}]),
        )
        assert len(set(ids(found))) == 2
        assert relations(found) == [None, None]


def test_the_same_record_again_is_repeated() -> None:
    """Of equal records the last delivery counts; the others are told as repeated, under the same article_id."""
    row = {"id": "x7", "source": "Post", "url": URL + "lease", "text": LEASE}
    found = outcome(*((f"2026-03-0{day}/a.jsonl", [row]) for day in (1, 3, 2)))
    assert len(set(ids(found))) == 1
    assert relations(found) == ["repeated", "repeated", None]


def test_another_text_is_an_update() -> None:
    """Same publisher, id and URL: the newest is the article, even where title and text are new."""
    old = {"id": "x7", "source": "Post", "url": URL + "lease", "title": "Quay let", "text": LEASE}
    found = outcome(("2026-03-01/a.jsonl", [old]), ("2026-03-02/a.jsonl", [{**old, "title": "Weir", "text": WEIR}]))
    assert len(set(ids(found))) == 1
    assert relations(found) == ["updated", None]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"published_at": "2026-03-02"}, {"published_at": "2026-03-03"}),
        ({}, {"published_at": "2026-03-01"}),
        ({"published_at": "2026-03-02"}, {"published_at": "2026-03-01", "modified": "2026-03-04"}),
        ({"published_at": "2026-03-01"}, {"published_at": "2026-03-01", "updated_at": "2026-03-01T08:00:00Z"}),
    ],
)
def test_the_later_of_publication_and_change_decides(older: Fields, newer: Fields) -> None:
    """A time goes before the delivery, no time comes last."""
    row = {"id": "x7", "source": "Post", "title": "Quay let", "text": LEASE}
    found = outcome(
        ("2026-03-01/a.jsonl", [{**row, **newer, "text": LEASE + " More."}]),
        ("2026-03-02/a.jsonl", [{**row, **older}]),
    )
    assert relations(found) == [None, "updated"]


def test_of_one_delivery_the_last_record_counts() -> None:
    """File and record decide where nothing else does."""
    row = {"id": "x7", "source": "Post", "title": "Quay let"}
    found = outcome(("a.jsonl", [{**row, "text": LEASE}, {**row, "text": LEASE + " More."}]))
    assert relations(found) == ["updated", None]


def test_a_resembling_text_joins_what_title_and_url_part() -> None:
    """An update under a new headline and a new URL: one article, called after its oldest version."""
    old = {
        "id": "x7",
        "source": "Post",
        "url": URL + "lease",
        "title": "Quay let",
        "published_at": "2026-03-01",
        "text": LEASE,
    }
    new = {
        **old,
        "url": URL + "lease-2",
        "title": "Firm gets quay",
        "published_at": "2026-03-02",
        "text": LEASE + " He agreed.",
    }
    apart, joined = outcome(("a.jsonl", [old])), outcome(("a.jsonl", [old]), ("b.jsonl", [new]))
    assert ids(joined) == [*ids(apart), *ids(apart)]
    assert relations(joined) == ["updated", None]


def test_versions_are_joined_through_those_between() -> None:
    """The first and the third version share nothing but the second."""
    rows = [{"id": "x7", "source": "Post", "title": str(n), "published_at": f"2026-03-0{n}"} for n in (1, 2, 3)]
    texts = (LEASE, f"{LEASE} {WEIR}", WEIR)
    found = outcome(("a.jsonl", [{**row, "text": text} for row, text in zip(rows, texts, strict=True)]))
    assert len(set(ids(found))) == 1
    assert relations(found) == ["updated", "updated", None]
    assert len(set(ids(outcome(("a.jsonl", [{**rows[0], "text": LEASE}, {**rows[2], "text": WEIR}]))))) == 2


def test_one_url_with_different_articles_names_the_oldest_only() -> None:
    """A canonical link that every page has: titles and texts differ, so the articles do; the oldest keeps the name."""
    pages = [{"url": URL + "start", "title": t, "text": x} for t, x in (("Quay", LEASE), ("Weir", WEIR))]
    pages[1]["published_at"] = "2026-03-01"
    found = outcome(("a.jsonl", pages))
    assert len(set(ids(found))) == 2
    assert relations(found) == [None, None]
    assert ids(found)[1] == ids(outcome(("b.jsonl", pages[1:])))[0]
    again = outcome(("a.jsonl", pages), ("b.jsonl", [{**pages[0], "published_at": "2026-03-05"}]))
    assert ids(again)[0] == ids(again)[2] == ids(found)[0]


def test_a_home_page_names_nobody() -> None:
    """Records whose URL is a home page are articles of their own."""
    found = outcome(("a.jsonl", [{"url": "https://post.example/", "text": LEASE}] * 3))
    assert len(set(ids(found))) == 3
    assert relations(found) == [None] * 3


def test_records_that_could_not_be_read_take_no_part() -> None:
    """A rejected record neither counts nor gives way."""
    row = {"id": "x7", "source": "Post", "title": "Quay let"}
    found = outcome(("a.jsonl", [{**row, "text": LEASE}, {**row, "text": ""}]))
    assert relations(found) == [None, None]


def test_a_part_without_versions_is_left_as_it_is() -> None:
    """Nothing is copied where there is nothing to say."""
    records = part_of([("a.txt", 1, {"text": LEASE})])
    none, _ = versions_of(MemoryParts({"p": records}))
    same, relation = named(records, none)
    assert same is records
    assert relation == [None]
    assert constant(None, 1).null_count == 1
    assert Reason.NO_TEXT in set(Reason)


VARIANTS = st.fixed_dictionaries(
    {"id": st.sampled_from([1, 2]), "text": st.sampled_from([LEASE, LEASE + " More.", WEIR])},
    optional={
        "source": st.just("Post"),
        "url": st.sampled_from([URL + "lease", URL + "weir"]),
        "title": st.sampled_from(["Quay", "Weir"]),
        "published_at": st.sampled_from(["2026-03-01", "2026-03-02"]),
    },
)


@given(st.lists(st.tuples(st.sampled_from(["1/a.jsonl", "2026-03-02/a.jsonl"]), VARIANTS), max_size=8), st.randoms())
def test_an_article_has_one_version_that_counts_whatever_the_parts(
    rows: list[tuple[str, Fields]], random: np.random.Generator
) -> None:
    """Every article_id has exactly one record that counts; parts and their order change nothing."""
    by_file: dict[str, list[Fields]] = {}
    for file, fields in rows:
        by_file.setdefault(file, []).append(fields)
    files = list(by_file.items())
    found = outcome(*files)
    random.shuffle(files)  # type: ignore[arg-type]
    assert outcome(*files, parts=2) == found
    counting = [name for name, relation in found.values() if relation is None]
    assert sorted(counting) == sorted({name for name, _ in found.values()})


def test_superseded_is_sorted_by_article_and_place() -> None:
    """Article, file, then record; records that stay are not in it."""
    files = [
        ("b.jsonl", [{"id": 1, "source": "Post", "text": LEASE}, {"id": 2, "source": "Post", "text": WEIR}]),
        ("a.jsonl", [{"id": 2, "source": "Post", "text": WEIR}, {"id": 1, "source": "Post", "text": LEASE}]),
        ("c.jsonl", [{"id": 1, "source": "Post", "text": LEASE}, {"id": 2, "source": "Post", "text": WEIR + " More."}]),
    ]
    rows = [(name, number, fields) for name, lines in files for number, fields in enumerate(lines, 1)]
    found = superseded(versions_of(MemoryParts({"p": part_of(rows)}))[0]).to_pylist()
    places = [(row["article_id"], row["source_file"], row["record"]) for row in found]
    assert places == sorted(places)
    assert {place[1:]: row["relation"] for place, row in zip(places, found, strict=True)} == {
        ("a.jsonl", 1): "updated",
        ("a.jsonl", 2): "repeated",
        ("b.jsonl", 1): "repeated",
        ("b.jsonl", 2): "updated",
    }

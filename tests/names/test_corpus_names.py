"""The list of names, added up from counts of parts."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names.corpus_names import name_counts, name_table
from pipeline.tables.parts import MemoryParts

HERE = MemoryParts({})
DAYS = {"a": 3, "b": 1, "c": None, "d": 2}
Row = tuple[str, str, str, tuple[str, ...]]
ROWS: tuple[Row, ...] = (
    ("a", "e1", "Ann Holt", ("Ann Holt", "Holt", "Holt")),
    ("b", "e1", "Ann B. Holt", ("Ann B. Holt", "Holt")),
    ("c", "e1", "Ann Holt", ("Ann Holt",)),
    ("c", "e2", "Kell", ("Kell",)),
    ("d", "e3", "Zoe Vane", ("Zoe", "Vane", "Zoe Vane")),
)


def counts(rows: tuple[Row, ...] | list[Row]) -> pa.Table:
    """The counts of a part with these rows of `entities`."""
    article, entity, name, forms = zip(*rows, strict=True) if rows else ((), (), (), ())
    entities = pa.table(
        {
            "article_id": pa.array(article, pa.string()),
            "entity_id": pa.array(entity, pa.string()),
            "name": pa.array(name, pa.string()),
            "kind": pa.array(["place" if one == "e2" else "person" for one in entity], pa.string()),
            "forms": pa.array(forms, pa.list_(pa.string())),
        }
    )
    about = {"article_id": list(DAYS), "day": pa.array(DAYS.values(), pa.date32())}
    return name_counts(entities, pa.table(about))


def test_the_list_of_names() -> None:
    """The commonest name; forms by articles that have them, of equals by alphabet; days of the dated articles."""
    assert name_table([counts(ROWS)], HERE).to_pylist() == [
        {
            "entity_id": "e1",
            "name": "Ann Holt",
            "kind": "person",
            "forms": ["Ann Holt", "Holt", "Ann B. Holt"],
            "n_articles": 3,
            "first_day": date(1970, 1, 2),
            "last_day": date(1970, 1, 4),
        },
        {
            "entity_id": "e2",
            "name": "Kell",
            "kind": "place",
            "forms": ["Kell"],
            "n_articles": 1,
            "first_day": None,
            "last_day": None,
        },
        {
            "entity_id": "e3",
            "name": "Zoe Vane",
            "kind": "person",
            "forms": ["Vane", "Zoe", "Zoe Vane"],
            "n_articles": 1,
            "first_day": date(1970, 1, 3),
            "last_day": date(1970, 1, 3),
        },
    ]


@given(st.permutations(ROWS), st.integers(0, 5))
def test_parts_make_no_difference(rows: list[Row], cut: int) -> None:
    """However the articles lie in parts, and whichever part comes first."""
    assert name_table([counts(rows[:cut]), counts(rows[cut:])], HERE).equals(name_table([counts(ROWS)], HERE))


@given(st.permutations(ROWS), st.integers(0, 5), st.integers(1, 5))
def test_shards_make_no_difference(rows: list[Row], cut: int, n_shards: int) -> None:
    """However many shards the entities lie in."""
    assert name_table([counts(rows[:cut]), counts(rows[cut:])], HERE, n_shards).equals(name_table([counts(ROWS)], HERE))


def test_no_names_at_all() -> None:
    """An empty corpus has an empty list."""
    assert name_table([counts([])], HERE).num_rows == 0
    assert [name_table([], HERE, n_shards).num_rows for n_shards in (1, 3)] == [0, 0]

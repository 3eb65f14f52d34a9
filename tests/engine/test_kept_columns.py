"""What has been read is not read again while its file stays the same, and what is read is what the file holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import numbers, strings
from pipeline.engine import kept_columns, parquet
from pipeline.engine.dag import STEPS, Step
from pipeline.engine.files import stamp_of
from pipeline.engine.kept_columns import KeptColumns
from pipeline.tables import TABLES
from pipeline.text import known_cuts

VOCABULARY = TABLES["vocabulary"]


def step(name: str) -> Step:
    """A step by its name."""
    return next(one for one in STEPS if one.name == name)


def vocabulary(*terms: str) -> pa.Table:
    """A table of terms."""
    return VOCABULARY.build(term=strings(terms), df=numbers(np.arange(1, len(terms) + 1, dtype=np.int32)))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Sequence[str] | None]]:
    """The columns that were read from files, one entry a read."""
    noted: list[Sequence[str] | None] = []
    read = parquet.read

    def noting(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
        noted.append(columns)
        return read(path, columns)

    monkeypatch.setattr(parquet, "read", noting)
    yield noted
    monkeypatch.undo()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of two terms."""
    parquet.write(vocabulary("tax", "vote"), tmp_path / "a.parquet")
    return tmp_path / "a.parquet"


@pytest.fixture
def kept() -> KeptColumns:
    """What a process keeps while `article_stories` is at work, which comes back to `event_terms`."""
    found = KeptColumns()
    found.begin(step("stories.article_stories"))
    return found


def test_a_table_is_read_once(kept: KeptColumns, path: Path, reads: list[Sequence[str] | None]) -> None:
    """Whole, again, and a column of it: one read, the same rows, schema and descriptions each time."""
    first, again = kept.read("event_terms", path), kept.read("event_terms", path)
    some = kept.read("event_terms", path, ["df"])
    assert reads == [None]
    assert again.equals(first, check_metadata=True)
    assert first.equals(parquet.read(path), check_metadata=True)
    assert some.equals(parquet.read(path, ["df"]), check_metadata=True)


def test_only_the_columns_that_are_not_known_are_read(
    kept: KeptColumns, path: Path, reads: list[Sequence[str] | None]
) -> None:
    """Columns come in the order in which they are asked for, those of earlier reads among them."""
    kept.read("event_terms", path, ["df"])
    found = kept.read("event_terms", path, ["term", "df"])
    assert reads == [["df"], ["term"]]
    assert found.equals(parquet.read(path, ["term", "df"]), check_metadata=True)


def test_a_column_that_is_not_there_is_left_out(kept: KeptColumns, path: Path) -> None:
    """As `parquet.read` leaves it out."""
    kept.read("event_terms", path, ["df"])
    assert kept.read("event_terms", path, ["df", "weight"]).schema.names == ["df"]


def test_a_file_that_changed_is_read_again(kept: KeptColumns, path: Path) -> None:
    """What was kept of the file before is of no use."""
    kept.read("event_terms", path)
    parquet.write(vocabulary("tax", "vote", "court"), path)
    assert kept.read("event_terms", path, ["term"])["term"].to_pylist() == ["tax", "vote", "court"]


@pytest.mark.parametrize(
    ("name", "table", "n_reads"),
    [
        pytest.param("stories.event_terms", "event_terms", 1, id="a later step reads it"),
        pytest.param("stories.article_stories", "event_terms", 1, id="the days of a window come back to it"),
        pytest.param("report.report", "articles", 1, id="the report comes back to it"),
        pytest.param("topics.topics", "vocabulary", 2, id="a step on the corpus reads it once, no later one does"),
        pytest.param("stories.stories", "event_terms", 2, id="no step reads it any more"),
    ],
)
def test_a_table_is_kept_while_it_may_be_read(
    path: Path, reads: list[Sequence[str] | None], name: str, table: str, n_reads: int
) -> None:
    """Behind the last step that reads it nothing is kept."""
    kept = KeptColumns()
    kept.begin(step(name))
    kept.read(table, path)
    kept.read(table, path)
    assert len(reads) == n_reads


def test_what_no_step_reads_any_more_is_dropped(
    kept: KeptColumns, path: Path, reads: list[Sequence[str] | None]
) -> None:
    """It is dropped for good: the step that reads it begins again in vain."""
    kept.read("event_terms", path)
    kept.begin(step("stories.stories"))
    kept.begin(step("stories.article_stories"))
    kept.read("event_terms", path)
    assert len(reads) == 2


@pytest.mark.parametrize(("name", "n_kept"), [("names.links", 1), ("topics.terms", 1), ("topics.accepted", 0)])
def test_cuts_are_kept_while_texts_are_read(
    kept: KeptColumns, monkeypatch: pytest.MonkeyPatch, name: str, n_kept: int
) -> None:
    """Up to the last step that reads them, those between that do not included."""
    monkeypatch.setattr(known_cuts, "_known", {(1, 1): None})
    kept.begin(step(name))
    assert len(known_cuts._known) == n_kept


def test_topics_are_found_when_no_step_reads_texts_any_more() -> None:
    """They need the most memory: what is kept of texts is given up before."""
    names = [one.name for one in STEPS]
    last = max(names.index(one.name) for one in STEPS if "texts" in one.inputs)
    assert last < names.index("topics.topics")


def test_a_step_of_no_run_keeps_nothing(path: Path, reads: list[Sequence[str] | None]) -> None:
    """Neither does a process in which no step has begun, nor one behind its last step."""
    kept = KeptColumns()
    kept.read("event_terms", path)
    kept.begin(Step("stories", "made:up", "row", ("event_terms",), ()))
    kept.read("event_terms", path)
    kept.begin(step("stories.article_stories"))
    kept.read("event_terms", path)
    kept.end()
    kept.read("event_terms", path)
    assert len(reads) == 4


def test_there_is_an_end_to_what_is_kept(
    kept: KeptColumns, path: Path, reads: list[Sequence[str] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room for one of two columns (8 bytes of numbers, 16 of words): the other is read each time."""
    monkeypatch.setattr(kept_columns, "MOST", 16)
    kept.read("event_terms", path)
    found = kept.read("event_terms", path)
    assert reads == [None, ["df"]]
    assert found.equals(parquet.read(path), check_metadata=True)


def test_large_columns_make_way_for_a_corpus_step_that_does_not_read_them(
    kept: KeptColumns, path: Path, reads: list[Sequence[str] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 16 and 8 bytes only the smaller one stays."""
    monkeypatch.setattr(kept_columns, "LARGE", 10)
    kept.read("sentiment", path)
    kept.begin(step("stories.stories"))
    kept.read("sentiment", path)
    kept.begin(step("trends.keyword_trends"))
    kept.read("sentiment", path)
    assert reads == [None, ["term"]]


def test_large_columns_have_less_room(
    kept: KeptColumns, path: Path, reads: list[Sequence[str] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The larger one of two is read each time, though there is room for both."""
    monkeypatch.setattr(kept_columns, "LARGE", 10)
    monkeypatch.setattr(kept_columns, "MOST_OF_LARGE", 10)
    kept.read("event_terms", path)
    kept.read("event_terms", path)
    assert reads == [None, ["term"]]


def test_what_a_step_reads_counts_until_it_is_dropped(
    kept: KeptColumns, path: Path, reads: list[Sequence[str] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that is told again, as for each of its parts, has no new room; a later one has what was dropped."""
    monkeypatch.setattr(kept_columns, "MOST", 24)
    kept.read("event_terms", path)
    kept.begin(replace(step("stories.article_stories")))
    kept.read("sentiment", path.rename(path.with_name("b.parquet")))
    kept.begin(step("stories.stories"))
    kept.read("sentiment", path.with_name("b.parquet"))
    kept.read("sentiment", path.with_name("b.parquet"))
    assert reads == [None, None, None]


def written(kept: KeptColumns, table: str, path: Path, terms: pa.Table) -> None:
    """Write a file and tell of it."""
    parquet.write(terms, path)
    kept.wrote(table, path, stamp_of(path), terms)


def test_what_was_written_for_the_next_step_is_not_read(path: Path, reads: list[Sequence[str] | None]) -> None:
    """Rows, schema and descriptions are those of the file."""
    kept = KeptColumns()
    kept.begin(step("names.mentions"))
    longer = pa.concat_tables([vocabulary("court"), vocabulary("tax", "vote")]).combine_chunks()
    written(kept, "mentions", path, longer.slice(1))
    kept.begin(step("names.links"))
    found, some = kept.read("mentions", path), kept.read("mentions", path, ["df"])
    assert reads == []
    assert found.equals(parquet.read(path), check_metadata=True)
    assert some.equals(parquet.read(path, ["df"]), check_metadata=True)
    assert found["term"].chunk(0).buffers()[2].size == len("taxvote")  # not what the slice was cut from


@pytest.mark.parametrize(
    ("name", "table"), [("stories.event_terms", "event_terms"), ("names.mentions", "vocabulary"), ("no step", "terms")]
)
def test_what_was_written_for_others_is_read(
    path: Path, reads: list[Sequence[str] | None], name: str, table: str
) -> None:
    """For a step further behind, for none, or by a step of no run."""
    kept = KeptColumns()
    kept.begin(next((one for one in STEPS if one.name == name), Step("stories", "made:up", "row", (), ("terms",))))
    written(kept, table, path, vocabulary("tax"))
    assert kept.read(table, path).num_rows == 1
    assert reads == [None]


def test_large_columns_that_were_written_are_read(
    path: Path, reads: list[Sequence[str] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Together with the small ones they are the whole table."""
    monkeypatch.setattr(kept_columns, "LARGE", 10)
    kept = KeptColumns()
    kept.begin(step("names.mentions"))
    written(kept, "mentions", path, vocabulary("tax", "vote"))
    found = kept.read("mentions", path)
    assert reads == [["term"]]
    assert found.equals(parquet.read(path), check_metadata=True)


def test_a_file_that_changed_since_it_was_written_is_read(path: Path, reads: list[Sequence[str] | None]) -> None:
    """By whomever."""
    kept = KeptColumns()
    kept.begin(step("names.mentions"))
    written(kept, "mentions", path, vocabulary("tax"))
    parquet.write(vocabulary("tax", "vote"), path)
    assert kept.read("mentions", path).num_rows == 2
    assert reads == [None]


def test_a_column_counts_once(kept: KeptColumns, path: Path, reads: list[Sequence[str] | None]) -> None:
    """Also where it is read alone and then with the whole file."""
    kept.read("event_terms", path, ["df"])
    kept.read("event_terms", path)
    assert (reads, kept._size) == ([["df"], None], 24)

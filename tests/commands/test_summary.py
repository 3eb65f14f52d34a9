"""What a run says at its end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.commands.summary import _figures, _lines, summarise
from pipeline.engine.store import Store
from pipeline.tables import PUBLIC

SECONDS = {"clean.clean": 1.25, "clean.articles": 0.75, "topics.topics": 3.0}


def test_a_program_gets_one_event(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Articles, rejected records by reason, topics, stories, seconds by stage; on stderr."""
    summarise(Store(sample_out), SECONDS)
    out, err = capsys.readouterr()
    found, metrics = json.loads(err), json.loads((sample_out / "metrics.json").read_text())
    assert out == ""
    assert (found["event"], found["seconds"]) == ("run done", {"clean": 2.0, "topics": 3.0})
    assert found["articles"] == metrics["n_articles"]
    assert sum(found["rejected"].values()) == metrics["n_rejected"]
    assert found["topics"] == metrics["n_topics"]
    assert found["stories"] == metrics["n_stories_shared"]


def test_a_reader_gets_three_lines(
    sample_out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    summarise(Store(sample_out), SECONDS)
    amounts, rejected, seconds = capsys.readouterr().err.splitlines()
    assert amounts.endswith("stories with several articles")
    assert " records rejected: " in rejected
    assert seconds == "5.0 s: topics 3.0, clean 2.0"


def test_an_empty_run_has_a_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of anything."""
    for table in PUBLIC:
        (tmp_path / table.name).mkdir()
    summarise(Store(tmp_path), {})
    found = json.loads(capsys.readouterr().err)
    assert {name: found[name] for name in ("articles", "rejected", "topics", "stories", "seconds")} == {
        "articles": 0, "rejected": {}, "topics": 0, "stories": 0, "seconds": {},
    }  # fmt: skip


FIGURES: dict[str, Any] = {
    "articles": 1200,
    "rejected": {"bad_json": 9, "no_text": 5, "empty_file": 3, "binary_file": 2, "bad_row": 2, "too_long": 1},
    "topics": 1,
    "stories": 2,
    "seconds": {"clean": 2.0, "topics": 3.25, "report": 0.5},
}


def test_the_lines_for_a_reader() -> None:
    """Nouns agree, five reasons at most, the slowest stage first."""
    assert _lines(FIGURES) == [
        "1,200 articles, 1 topic, 2 stories with several articles",
        "22 records rejected: bad_json 9, no_text 5, empty_file 3, binary_file 2, bad_row 2",
        "5.8 s: topics 3.2, clean 2.0, report 0.5",
    ]


def test_one_of_each_is_singular_and_nothing_rejected_needs_no_reason() -> None:
    """A small clean run."""
    small = {"articles": 1, "rejected": {}, "topics": 0, "stories": 1, "seconds": {"clean": 0.1}}
    assert _lines(small) == [
        "1 article, 0 topics, 1 story with several articles",
        "0 records rejected",
        "0.1 s: clean 0.1",
    ]


def test_figures_are_counted_from_the_tables(tmp_path: Path) -> None:
    """Desks are no topics, a story needs two articles, steps add up to their stage."""
    for table in PUBLIC:
        (tmp_path / table.name).mkdir()
    stories = pa.table({"article_id": list("abcde"), "story_id": ["s1", "s1", "s2", "s3", "s3"]})
    pq.write_table(stories, tmp_path / "article_stories/p.parquet")
    pq.write_table(pa.table({"article_id": list("abcdef")}), tmp_path / "articles/p.parquet")
    topics = [{"topic_id": 0, "parent_id": 9}, {"topic_id": 1, "parent_id": 9}, {"topic_id": 9, "parent_id": None}]
    pq.write_table(pa.Table.from_pylist(topics), tmp_path / "topics/p.parquet")
    rejected = [{"reason": "no_text"}, {"reason": "bad_json"}, {"reason": "bad_json"}]
    pq.write_table(pa.Table.from_pylist(rejected), tmp_path / "rejected/p.parquet")
    seconds = {"clean.clean": 1.24, "clean.articles": 0.3, "report.report": 0.04}
    assert _figures(Store(tmp_path), seconds) == {
        "articles": 6,
        "rejected": {"bad_json": 2, "no_text": 1},
        "topics": 2,
        "stories": 2,
        "seconds": {"clean": 1.5, "report": 0.0},
    }

"""plots/*.csv."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from pipeline.report.files.plots import plots
from tests.report.invented import Rows, rows_of_a_night, summary_of

ROOT = Path(__file__).resolve().parents[3]


def read(rows: Rows, name: str, n_parts: int = 1) -> list[dict[str, str]]:
    """A plot as rows."""
    text = plots(summary_of(rows, n_parts))[f"plots/{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_same_tables_give_the_same_files() -> None:
    """No plot depends on the layout of parts."""
    rows = rows_of_a_night(60)
    assert plots(summary_of(rows, 1)) == plots(summary_of(rows, 4))


def test_every_plot_adds_up_to_its_table() -> None:
    """Days and sizes count all articles, the histogram each text once, rules all stretches."""
    rows = rows_of_a_night(60)
    copies = sum(a["duplicate_of"] is not None for a in rows["articles"])
    assert sum(int(r["n_articles"]) for r in read(rows, "articles_per_day")) == 60
    assert sum(int(r["n_duplicates"]) for r in read(rows, "articles_per_day")) == copies
    assert sum(int(r["n_articles"]) for r in read(rows, "sentiment_histogram")) == 60 - copies
    assert sum(int(r["n_stretches"]) for r in read(rows, "removed_by_rule")) == len(rows["removed"])
    assert sum(int(r["n_articles"]) for r in read(rows, "topic_sizes")) == sum(t["n_articles"] for t in rows["topics"])
    assert sum(int(r["n_articles"]) for r in read(rows, "sources")) == 60
    assert len(read(rows, "topic_coherence")) == 6


def test_the_histogram_covers_the_whole_scale() -> None:
    """Twenty steps from -1 to 1, by their middles."""
    middles = [float(r["compound"]) for r in read(rows_of_a_night(5), "sentiment_histogram")]
    assert middles[0] == -0.95
    assert middles[-1] == 0.95
    assert len(middles) == 20


def test_a_label_with_a_comma_stays_one_cell() -> None:
    """Labels are quoted as CSV asks."""
    rows = rows_of_a_night(5)
    rows["topics"][0]["label"] = 'sea, "surge", tide'
    assert 'sea, "surge", tide' in [r["label"] for r in read(rows, "topic_sizes")]


def test_a_plot_without_data_has_its_header() -> None:
    """Every file is there on the emptiest night; a day without scores has an empty cell."""
    rows = rows_of_a_night(1)
    rows["topics"], rows["removed"] = [], []
    rows["sentiment"][0]["compound"] = None
    rows["articles"][0]["source"] = None
    assert read(rows, "topic_sizes") == []
    assert read(rows, "removed_by_rule") == []
    assert read(rows, "articles_per_day")[0]["compound_mean"] == ""
    assert read(rows, "sources") == [{"source": "(none)", "n_articles": "1"}]


def test_the_docs_name_every_plot_and_its_axes() -> None:
    """docs/report.md says x and y of every file, by columns that are there."""
    text = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)\.csv` \|[^|]*\|(.*)\|[^|]*\|$", text, re.MULTILINE))
    found = plots(summary_of(rows_of_a_night(5)))
    assert {f"plots/{name}.csv" for name in listed} == set(found)
    for name, axes in listed.items():
        head = found[f"plots/{name}.csv"].decode().splitlines()[0].split(",")
        assert set(re.findall(r"`(\w+)`", axes)) <= set(head)


def test_the_numbers_of_topics_that_were_tried_are_there() -> None:
    """A row a number, with what spoke for it."""
    found = plots(summary_of(rows_of_a_night(30)))["plots/topic_numbers.csv"].decode().splitlines()
    assert found[0] == "n_topics,stability,coherence,worth"
    assert found[1:] == ["4,0.9,0.2,0.18", "6,0.9,0.2,0.18", "10,0.9,0.2,0.18"]

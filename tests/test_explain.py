"""The life of an article."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from pipeline.cli import main


def test_the_life_of_an_article_is_told(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Raw place, removed stretches with rules, sentences with scores, keywords, topic and story are on the page."""
    one = pq.read_table(sample_out / "removed")["article_id"][0].as_py()
    assert main(["explain", one, "--out", str(sample_out)]) == 0
    page = capsys.readouterr().out
    assert page.startswith(one)
    for word in ("raw: ", "clean: ", "removed: ", "sentiment: ", "keywords: ", "topic: ", "story: "):
        assert word in page


def test_twins_and_rejected_records_are_told(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy names its twin; a record that gave no article names its reason."""
    articles = pq.read_table(sample_out / "articles")
    copy = articles.filter(pc.is_valid(articles["duplicate_of"])).to_pylist()[0]
    assert main(["explain", copy["article_id"], "--out", str(sample_out)]) == 0
    assert f"of {copy['duplicate_of']}, similarity" in capsys.readouterr().out
    records = pq.read_table(sample_out / "interim/records")
    broken = records.filter(pc.is_valid(records["reason"])).to_pylist()[0]
    assert main(["explain", broken["article_id"], "--out", str(sample_out)]) == 0
    assert f"rejected: {broken['reason']}" in capsys.readouterr().out


def test_the_same_as_json(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--json gives the rows of every table by name."""
    one = pq.read_table(sample_out / "sentiment")["article_id"][0].as_py()
    assert main(["explain", one.upper(), "--out", str(sample_out), "--json"]) == 0
    life = json.loads(capsys.readouterr().out)
    assert life["articles"][0]["article_id"] == one
    assert life["sentences"]


def test_an_unknown_id_is_told(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An id that no record has ends with exit code 2 and a hint."""
    assert main(["explain", "0" * 16, "--out", str(sample_out)]) == 2
    assert "no record has this article_id" in capsys.readouterr().err

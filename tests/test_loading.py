"""Tables for pandas."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline.errors import UsageError


def test_load_gives_the_right_dtypes(sample_out: Path) -> None:
    """Scores are float32, times UTC, few-valued names categories, nullable counts keep their integers."""
    sentiment = pipeline.load("sentiment", sample_out)
    articles = pipeline.load("articles", sample_out)
    topics = pipeline.load("article_topics", sample_out)
    assert sentiment["compound"].dtype == "float32"
    assert isinstance(sentiment["label"].dtype, pd.CategoricalDtype)
    assert str(articles["published_at"].dtype) == "datetime64[us, UTC]"
    assert articles["day"].dtype.kind == "M"
    assert topics["second_topic_id"].dtype == pd.Int32Dtype()
    assert topics["topic_id"].dtype == "int32"
    assert len(sentiment) == len(articles) == len(topics)


def test_plain_pandas_reads_the_same_rows(sample_out: Path) -> None:
    """`pandas.read_parquet` on the folder reads the whole table, as the contract promises."""
    plain = pd.read_parquet(sample_out / "keywords")
    assert len(plain) == len(pipeline.load("keywords", sample_out))


def test_unknown_and_unwritten_tables_are_told(tmp_path: Path) -> None:
    """A misspelt name and an empty folder each end in an error with a hint."""
    with pytest.raises(UsageError, match="did you mean keywords"):
        pipeline.load("keyword", tmp_path)
    with pytest.raises(UsageError, match="no table 'keywords' here"):
        pipeline.load("keywords", tmp_path)

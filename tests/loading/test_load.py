"""Tables for analysts: types, selection, joins, engines."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import nightdesk
from pipeline.errors import PipelineError, UsageError
from pipeline.loading import read

PER_ARTICLE = ("sentiment", "article_topics")


def test_load_gives_the_right_dtypes(sample_out: Path) -> None:
    """Scores are float32, times UTC, few-valued names categories, nullable counts keep their integers."""
    sentiment = nightdesk.load("sentiment", sample_out)
    articles = nightdesk.load("articles", sample_out)
    topics = nightdesk.load("article_topics", sample_out)
    assert sentiment["compound"].dtype == "float32"
    assert isinstance(sentiment["label"].dtype, pd.CategoricalDtype)
    assert str(articles["published_at"].dtype) == "datetime64[us, UTC]"
    assert articles["day"].dtype.kind == "M"
    assert topics["topic_id"].dtype == "int32"
    assert len(sentiment) == len(articles) == len(topics)


@pytest.mark.parametrize("table", sorted(read.TABLES))
def test_plain_pandas_reads_the_same_rows(table: str, sample_out: Path) -> None:
    """`pandas.read_parquet` on the folder reads the whole table, as the contract promises; a null makes Int32."""
    plain, loaded = pd.read_parquet(sample_out / table), nightdesk.load(table, sample_out)
    assert len(plain) == len(loaded)
    assert list(plain.columns) == list(loaded.columns)
    for name, dtype in loaded.dtypes.items():
        assert (dtype == pd.Int32Dtype()) == (str(plain[name].dtype) == "float64"), name


def test_days_and_publishers_select_rows(sample_out: Path) -> None:
    """`since`, `until` and `source` keep the rows of articles of these days and publishers, in their order."""
    articles = nightdesk.load("articles", sample_out)
    source = articles["source"].value_counts().index[0]
    kept = articles[
        (articles["day"] >= "2026-03-03") & (articles["day"] <= "2026-03-04") & (articles["source"] == source)
    ]
    assert 0 < len(kept) < len(articles)
    chosen = {"since": "2026-03-03", "until": "2026-03-04", "source": source}
    assert nightdesk.load("articles", sample_out, **chosen)["article_id"].tolist() == kept["article_id"].tolist()
    for table in ("sentences", "keywords", *PER_ARTICLE):
        every = nightdesk.load(table, sample_out)
        expected = every[every["article_id"].isin(kept["article_id"])]
        got = nightdesk.load(table, sample_out, **chosen)
        pd.testing.assert_frame_equal(
            got.astype(str).reset_index(drop=True), expected.astype(str).reset_index(drop=True), obj=table
        )


def test_trends_are_selected_by_their_own_day(sample_out: Path) -> None:
    """A table with days of its own is selected by them."""
    days = nightdesk.load("trends", sample_out, since="2026-03-03", until="2026-03-03")["day"]
    assert set(days.dt.strftime("%Y-%m-%d")) == {"2026-03-03"}


def test_parts_without_a_wanted_day_are_not_read(sample_out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day outside the corpus reads no rows of `sentences` at all."""
    opened: list[str] = []
    original = read._read
    monkeypatch.setattr(read, "_read", lambda path, columns: opened.append(path.parent.name) or original(path, columns))
    assert nightdesk.load("sentences", sample_out, since="2031-01-01").empty
    assert "sentences" not in opened


def test_joins_use_the_right_keys(sample_out: Path) -> None:
    """`with_` keeps rows and order, and prefixes names that are taken."""
    plain = nightdesk.load("sentiment", sample_out)
    joined = nightdesk.load("sentiment", sample_out, with_=["articles", "topics"])
    assert joined["article_id"].tolist() == plain["article_id"].tolist()
    articles = nightdesk.load("articles", sample_out).set_index("article_id")
    topic_of = nightdesk.load("article_topics", sample_out).set_index("article_id")["topic_id"]
    label_of = nightdesk.load("topics", sample_out).set_index("topic_id")["label"]
    for row in joined.itertuples():
        assert row.title == articles["title"][row.article_id] or pd.isna(row.title)
        assert row.topic_id == topic_of[row.article_id]
        assert pd.isna(row.topic_label) if row.topic_id < 0 else row.topic_label == label_of[row.topic_id]
    assert {"label", "topic_label", "article_n_sentences"} <= set(joined.columns)


def test_columns_of_joined_tables_can_be_chosen(sample_out: Path) -> None:
    """`columns` names columns of the result, in the order given."""
    frame = nightdesk.load("keywords", sample_out, columns=["day", "keyword"], with_=["articles"])
    assert list(frame.columns) == ["day", "keyword"]
    assert len(frame) == len(nightdesk.load("keywords", sample_out, columns=["keyword"]))


def test_engines_give_the_same_rows(sample_out: Path) -> None:
    """Arrow and polars hold what pandas holds."""
    arrow = nightdesk.load("keywords", sample_out, engine="arrow")
    assert isinstance(arrow, pa.Table)
    assert arrow["keyword"].to_pylist() == nightdesk.load("keywords", sample_out)["keyword"].tolist()
    polars = pytest.importorskip("polars")
    frame = nightdesk.load("keywords", sample_out, engine="polars")
    assert isinstance(frame, polars.DataFrame)
    assert frame["keyword"].to_list() == arrow["keyword"].to_pylist()


def test_duckdb_has_a_view_per_table(sample_out: Path) -> None:
    """`connect()` answers SQL over every table that was written."""
    pytest.importorskip("duckdb")
    connection = nightdesk.connect(sample_out)
    counted = connection.sql("select count(*) from sentences join articles using (article_id)").fetchall()
    assert counted == [(len(nightdesk.load("sentences", sample_out)),)]


def test_a_snapshot_is_resolved_once(sample_out: Path, tmp_path: Path) -> None:
    """A load through a link reads one snapshot though the link is switched between its files."""
    for name in ("old", "new"):
        shutil.copytree(sample_out, tmp_path / name)
    shutil.rmtree(tmp_path / "new/articles")
    link = tmp_path / "current"
    link.symlink_to("old")
    original = read.read_table

    def switching(*args: object) -> pa.Table:
        data = original(*args)  # type: ignore[arg-type]
        os.replace(_link_to(tmp_path, "new"), link)  # noqa: PTH105 -- the very call of a switch
        return data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.loading.load.read_table", switching)
        assert len(nightdesk.load("sentiment", link, with_=["articles"])) > 0


def _link_to(folder: Path, target: str) -> Path:
    fresh = folder / "fresh"
    fresh.symlink_to(target)
    return fresh


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"table": "keyword"}, "did you mean keywords"),
        ({"columns": ["keywrd"]}, "did you mean keyword"),
        ({"engine": "spark"}, "one of pandas, polars, arrow"),
        ({"since": "last week"}, "is no day"),
        ({"with_": ["sentences"]}, "cannot be put beside the rows of keywords"),
        ({"with_": ["sentimant"]}, "did you mean sentiment"),
        ({"table": "topics", "since": "2026-03-03"}, "no day and no publisher"),
        ({"table": "trends", "source": "X"}, "no publisher"),
        ({"table": "topics", "with_": ["articles"]}, "cannot be put beside the rows of topics"),
    ],
)
def test_mistakes_are_explained(arguments: dict[str, object], message: str, sample_out: Path) -> None:
    """A misspelt name or an impossible wish ends in an error with a hint."""
    with pytest.raises(UsageError, match=message):
        nightdesk.load(**{"table": "keywords", "root": sample_out, **arguments})  # type: ignore[arg-type]


def test_an_empty_folder_and_a_damaged_part_are_told(sample_out: Path, tmp_path: Path) -> None:
    """Nothing written yet, or a file that is no Parquet: where, what and what to do."""
    with pytest.raises(UsageError, match="no table 'keywords' here"):
        nightdesk.load("keywords", tmp_path)
    with pytest.raises(UsageError, match=r"no tables here|not installed"):
        nightdesk.connect(tmp_path)
    shutil.copytree(sample_out / "keywords", tmp_path / "keywords")
    next((tmp_path / "keywords").iterdir()).write_bytes(b"not a table")
    with pytest.raises(PipelineError, match="cannot be read"):
        nightdesk.load("keywords", tmp_path)


def test_an_optional_library_that_is_missing_is_named(sample_out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without polars the error says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(UsageError, match="pip install polars"):
        nightdesk.load("keywords", sample_out, engine="polars")

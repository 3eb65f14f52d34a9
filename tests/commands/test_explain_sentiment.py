"""What `explain` tells of tone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.commands.cli import main
from pipeline.commands.explain_sentiment import reasons_of
from pipeline.sentiment.stage import SentimentConfig


def life_of(out: Path) -> dict[str, list[dict[str, object]]]:
    """All articles and sentences of a run, as if they were one article's."""
    return {name: pq.read_table(out / name).to_pylist() for name in ("articles", "sentiment", "sentences")}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The output over the sample corpus with the model vader and own words, and the file of these words."""
    out, words = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("words") / "own.csv"
    words.write_text("word,valence\ncouncil,2\n", encoding="utf-8")
    sets = ("--set", "sentiment.model=vader", "--set", f"sentiment.lexicon_extra={words}")
    assert main(["run", "--raw", "data/raw", "--out", str(out), *sets]) == 0
    return out, words


def test_reasons_sum_to_the_stored_scores(sample_out: Path, plain: tuple[Path, Path]) -> None:
    """For every sentence of the sample corpus and either model the reasons add up to the score in the table."""
    runs = (
        (sample_out, SentimentConfig()),
        (plain[0], SentimentConfig(model="vader", lexicon_extra={"council": 2.0})),
    )
    for out, config in runs:
        life = life_of(out)
        told = reasons_of(config, life)
        scored = [row["title_compound"] for row in life["sentiment"] if row["title_compound"] is not None]
        scored += [row["compound"] for row in life["sentences"] if row["compound"] is not None]
        sums = [sum(reason["contribution"] for reason in row["reasons"]) for row in told]
        assert all(row["is_stored"] for row in told)
        assert sums == pytest.approx(scored, abs=1e-4)
        assert len(sums) > 500


def test_reasons_stand_in_the_text(sample_out: Path) -> None:
    """A reason with a place reads as the text does there."""
    life = life_of(sample_out)
    texts = {row["article_id"]: row["text"] for row in life["articles"]}
    told = [row for row in reasons_of(SentimentConfig(), life) if row["sentence"] is not None]
    for sentence, row in zip((r for r in life["sentences"] if r["compound"] is not None), told, strict=True):
        for reason in row["reasons"]:
            if reason["start"] is not None:
                here = str(texts[sentence["article_id"]])[reason["start"] : reason["end"]]
                assert here
                assert str(reason["word"]).endswith(here)


def test_the_page_tells_sums_and_speakers(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By default the strongest sentences have their reasons; with --why every one, each with its sum."""
    quotes = pq.read_table(sample_out / "quotes").to_pylist()
    one = next(row for row in quotes if row["speaker_kind"] == "named")
    page = ["explain", one["article_id"], "--out", str(sample_out)]
    assert main(page) == 0
    short = capsys.readouterr().out
    assert " more " in short
    assert one["speaker"] in short
    assert main([*page, "--why"]) == 0
    full = capsys.readouterr().out
    sentences = [r for r in pq.read_table(sample_out / "sentences").to_pylist() if r["article_id"] == one["article_id"]]
    titled = next(
        r for r in pq.read_table(sample_out / "sentiment").to_pylist() if r["article_id"] == one["article_id"]
    )
    scored = len(sentences) + (titled["title_compound"] is not None)
    assert full.count(" sum\n") == full.count("any sentence") == scored
    assert " sum\n" not in short


def test_other_settings_than_those_of_the_run_are_told(
    plain: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Reasons that do not add up to the stored score are not told; with the settings of the run they are."""
    out, words = plain
    one = next(r for r in pq.read_table(out / "sentences").to_pylist() if (r["compound"] or 0) > 0.3)["article_id"]
    assert main(["explain", one, "--out", str(out), "--why"]) == 0
    page = capsys.readouterr().out
    assert "made with other settings" in page
    assert " sum\n" not in page
    sets = ["--set", "sentiment.model=vader", "--set", f"sentiment.lexicon_extra={words}"]
    assert main(["explain", one, "--out", str(out), "--why", *sets]) == 0
    page = capsys.readouterr().out
    assert "made with other settings" not in page
    assert " sum\n" in page
    assert main(["explain", one, "--out", str(out), "--json", *sets]) == 0
    assert json.loads(capsys.readouterr().out)["why"][0]["is_stored"]


def test_articles_without_scores_have_no_reasons(
    tmp_path: Path, run: Callable[..., int], lines: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """In another language nothing is scored, nothing explained, nobody named."""
    text = (
        "\u201eDas ist gut f\u00fcr die Stadt\u201c, sagte Anna Weber am Montag. Der Rat will das Geld nicht geben. "
        * 3
    )
    lines(tmp_path / "raw" / "a.jsonl", [{"id": "1", "text": text, "language": "de"}])
    assert run(tmp_path / "raw", tmp_path / "out") == 0
    one = pq.read_table(tmp_path / "out" / "sentiment")["article_id"][0].as_py()
    assert main(["explain", one, "--out", str(tmp_path / "out")]) == 0
    page = capsys.readouterr().out
    assert "sentiment: not scored" in page
    assert "quotes: 3, 0 with a sure speaker" in page
    assert main(["explain", one, "--out", str(tmp_path / "out"), "--json"]) == 0
    life = json.loads(capsys.readouterr().out)
    assert life["why"] == []
    assert {row["compound"] for row in life["quotes"] + life["sentences"] + life["sentiment"]} == {None}

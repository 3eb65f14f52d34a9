"""Topics through the command line: fit, assign, refit, accept."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.cli import main
from pipeline.engine.dag import needed_by
from pipeline.engine.store import Store

ROOT = Path(__file__).resolve().parents[2]
SUBJECTS = {
    "harbour": "ferry harbour captain deck sailor anchor pier tide vessel cargo crane dock voyage mast lighthouse",
    "farms": "orchard apple harvest farmer tractor field barley frost meadow cattle dairy plough soil fertiliser barn",
    "league": "goalkeeper striker penalty referee stadium trophy coach midfield kickoff season fans derby defender",
    "clinic": "surgeon clinic vaccine patient nurse virus hospital dose therapy symptom ward tablet fever",
}


def articles(subject: str, n: int, day: int) -> list[dict[str, Any]]:
    """Invented records on a subject."""
    pick = random.Random(f"{subject} {day}")
    words = SUBJECTS[subject].split()

    def sentence() -> str:
        return "The " + " ".join(pick.choice(words) for _ in range(9)) + " was told."

    return [
        {
            "id": f"{subject}-{day}-{i}",
            "published_at": f"2026-03-{day:02d}T06:00:00Z",
            "text": " ".join(sentence() for _ in range(5)),
        }
        for i in range(n)
    ]


@pytest.fixture
def raw(tmp_path: Path, lines: Callable[..., Path]) -> Path:
    """Two nights about three subjects."""
    for day in (1, 2):
        for subject in list(SUBJECTS)[:3]:
            lines(tmp_path / f"raw/{day}/{subject}.jsonl", articles(subject, 25, day))
    return tmp_path / "raw"


def said(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What a verb prints; it ends well."""
    capsys.readouterr()
    assert main([str(word) for word in words]) == 0
    return capsys.readouterr().out


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """Rows of a table."""
    found: list[dict[str, Any]] = Store(out).parts(table).all()[0].to_pylist()
    return found


def ids(out: Path) -> dict[str, int]:
    """topic_id by article."""
    return {row["article_id"]: row["topic_id"] for row in rows(out, "article_topics")}


def test_the_life_of_a_model(
    tmp_path: Path, raw: Path, lines: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Accepted topics stay when articles come, a new subject is refitted and accepted, and then stays as well."""
    out, model = tmp_path / "out", tmp_path / "model"
    places = ("--raw", raw, "--out", out, "--model", model)
    told = said(capsys, "topics", "fit", *places, "--set", "topics.n_topics=3")
    assert f"{model}: accepted 3 topics, of 150 articles up to 2026-03-02" in told
    assert {p.name for p in model.iterdir()} == {"model.json", "topics.parquet", "terms.parquet", "facts.parquet"}
    first = ids(out)
    lines(raw / "3/league.jsonl", articles("league", 10, 3))
    assert main(["run", *map(str, places)]) == 0
    assert rows(out, "topic_state")[0]["made"] == "assigned"
    assert {a: ids(out)[a] for a in first} == first
    assert "3 topics went on" in (out / "report.html").read_text()
    assert "nothing to accept" in said(capsys, "topics", "accept", *places)
    lines(raw / "3/clinic.jsonl", articles("clinic", 75, 3))
    assert main(["run", *map(str, places)]) == 0
    assert rows(out, "topic_state")[0]["reason"] == "drift"
    told = said(capsys, "topics", "accept", *places)
    assert "accepted 4 topics" in told
    assert "3 topics went on; at least" in told
    assert "is new." in told
    later = ids(out)
    assert {a: later[a] for a in first} == first
    assert sorted(set(later.values())) == [0, 1, 2, 3]


def test_the_same_model_and_files_give_the_same_bytes(
    tmp_path: Path, raw: Path, lines: Callable[..., Path], files: Callable[[Path], dict[str, bytes]]
) -> None:
    """Law 5 with a model: nights one after the other give byte for byte what a clean run with that model gives."""
    out, model = tmp_path / "out", tmp_path / "model"
    assert main(["topics", "fit", "--raw", str(raw), "--out", str(out), "--model", str(model)]) == 0
    lines(raw / "3/league.jsonl", articles("league", 10, 3))
    shutil.copytree(model, tmp_path / "copy")
    for place, folder in ((out, model), (out, model), (tmp_path / "clean", tmp_path / "copy")):
        assert main(["run", "--raw", str(raw), "--out", str(place), "--model", str(folder)]) == 0
    assert files(out) == files(tmp_path / "clean")


def test_run_without_a_model_looks_at_none(tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`run` over a foreign folder neither reads nor writes the model of the checkout that it is called in."""
    place = tmp_path / "data/models/topics"
    place.mkdir(parents=True)
    (place / "topics.parquet").write_bytes(b"damaged")
    monkeypatch.chdir(tmp_path)
    assert main(["run", "--raw", str(raw), "--out", str(tmp_path / "out")]) == 0
    assert rows(tmp_path / "out", "topic_state")[0]["made"] == "fitted"
    assert [p.name for p in place.iterdir()] == ["topics.parquet"]
    assert main(["topics", "--raw", str(raw), "--out", str(tmp_path / "out")]) == 1


def test_a_model_that_is_not_there_is_told(tmp_path: Path, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`run --model` with a folder that holds no model is a mistake in words, not a run without one."""
    assert main(["run", "--raw", str(raw), "--out", str(tmp_path / "out"), "--model", str(tmp_path / "typo")]) == 2
    assert "no topic model here" in capsys.readouterr().err


def test_nothing_to_accept_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an article that has words there is nothing to accept, and no model is written."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/note.txt").write_text("1 2 3, 4 5 6 and 7 8 9.")
    places = ("--raw", tmp_path / "raw", "--out", tmp_path / "out", "--model", tmp_path / "model")
    assert main(["topics", "fit", *map(str, places)]) == 1
    assert "no topics to accept" in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


def test_a_program_may_read_what_was_accepted(tmp_path: Path, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` gives the folder, whether something was accepted, and the events."""
    places = ("--raw", raw, "--out", tmp_path / "out", "--model", tmp_path / "model", "--json")
    places += ("--set", "topics.n_topics=3")
    first = json.loads(said(capsys, "topics", "fit", *places))
    assert first == {"model": str(tmp_path / "model"), "accepted": True, "events": []}
    again = json.loads(said(capsys, "topics", "fit", *places))
    assert {event["event"] for event in again["events"]} == {"continued"}
    assert not json.loads(said(capsys, "topics", "accept", *places))["accepted"]


def test_fit_brings_up_to_date_what_topics_read() -> None:
    """Ingest and clean run before topics, the report does not."""
    found = needed_by("topics")
    assert found[:3] == ("inventory", "ingest", "clean")
    assert found[-1] == "topics"
    assert "report" not in found
    assert needed_by("ingest") == ("inventory", "ingest")

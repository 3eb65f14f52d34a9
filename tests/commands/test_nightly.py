"""A night as the scheduler starts it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from pipeline.commands import nightly as module
from pipeline.commands.cli import main
from pipeline.engine.lock import exclusive
from tests.commands.nights import ARTICLE, ROOT, RUN, make_checkout, night


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with four articles."""
    return make_checkout(tmp_path, monkeypatch)


def test_a_good_night_is_published(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Readers find the tables in data/published/current; its place is printed; the history has a line."""
    code, line = night()
    assert (code, line["verb"], line["outcome"], line["n_articles"]) == (0, "nightly", "published", 4)
    current = checkout / "data/published/current"
    page = capsys.readouterr().out.splitlines()
    assert page[0].endswith("UTC: published")
    assert page[-1] == f"snapshot: {current.resolve()}"
    assert (current / "report.html").is_file()
    assert list((current / "articles").glob("*.parquet"))
    again = night("--json", "--set", "nightly.accepts_topics=false")[1]
    assert again["snapshot"] == line["snapshot"]
    assert json.loads(capsys.readouterr().out)["outcome"] == "published"


def test_dvc_records_what_the_stages_wrote(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One `dvc commit` after the stages where dvc.yaml has ours alone; with others `dvc repro`, which runs those."""
    record = "import sys; open('calls', 'a').write(sys.argv[1] + ' ')"
    monkeypatch.setattr(module, "STAGES", RUN)
    monkeypatch.setattr(module, "COMMIT", (sys.executable, "-c", record, "commit"))
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", record, "repro"))
    shutil.copy(ROOT / "dvc.yaml", checkout)
    assert night()[0] == 0
    text = (checkout / "dvc.yaml").read_text()
    (checkout / "dvc.yaml").write_text(text.replace("stages:", "stages:\n  mine: {cmd: 'true'}"))
    night()
    assert (checkout / "calls").read_text() == "commit repro "


def test_a_failed_repro_is_told(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """DVC ends with 255 for everything; the night ends with 1 and says so."""
    assert checkout
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", "raise SystemExit(255)"))
    code, line = night()
    assert (code, line["outcome"]) == (1, "failed")
    assert "the stages or dvc ended with 255" in capsys.readouterr().err


def test_a_scheduler_s_poor_environment_will_do(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stages' `python` is the one that runs the night, though cron's PATH does not lead there."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    script = "import shutil; print(shutil.which('python'), file=open('found', 'w')); raise SystemExit(1)"
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", script))
    assert night()[0] == 1
    assert Path((checkout / "found").read_text().strip()).parent == Path(sys.executable).parent


def test_too_little_space_stops_before_the_work(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written but the line of the history."""
    assert night("--set", "nightly.min_free_gib=1000000")[0] == 1
    assert "GiB free" in capsys.readouterr().err
    assert not (checkout / "data/processed").exists()


def test_two_nights_at_once(checkout: Path) -> None:
    """The second ends with 4 and leaves no line: it was no night."""
    with exclusive(checkout / module.LOCK_FOLDER, name=module.LOCK, signed=True):
        assert main(["nightly"]) == 4
    assert not (checkout / "data/runs.jsonl").exists()


def test_outside_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without dvc.yaml is a usage error."""
    monkeypatch.chdir(tmp_path)
    assert main(["nightly"]) == 2


def test_the_line_of_a_night_says_what_came_and_what_each_stage_cost(checkout: Path) -> None:
    """Run id, versions, raw files, records, seconds and records computed and reused per stage."""
    first = night()[1]
    assert first["raw"]["new"] == [f"2026-03-0{n}/a.txt" for n in (1, 2, 3, 4)]
    (checkout / "data/raw/2026-03-05").mkdir()
    (checkout / "data/raw/2026-03-05/new.txt").write_text(ARTICLE.replace("ferry", "tram"))
    (checkout / "data/raw/2026-03-01/a.txt").unlink()
    (checkout / "data/raw/2026-03-02/a.txt").touch()
    line = night()[1]
    assert line["raw"] == {"new": ["2026-03-05/new.txt"], "changed": [], "gone": ["2026-03-01/a.txt"]}
    assert {name: line["records"][name] for name in ("records", "articles", "rejected", "gone")} == {
        "records": 1, "articles": 1, "rejected": 0, "gone": 1,
    }  # fmt: skip
    assert line["stages"]["ingest"]["computed"] >= 1
    assert line["stages"]["ingest"]["computed"] + line["stages"]["ingest"]["reused"] == 4
    assert line["stages"]["report"]["wall_s"] > 0
    assert line["versions"]["nightdesk"]
    runs = {one["run"] for one in map(json.loads, Path("data/runs.jsonl").read_text().splitlines())}
    assert {first["run"], line["run"]} <= runs
    assert first["run"] != line["run"]


def test_only_settings_of_the_night_are_taken(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Others would not reach the stages, which dvc starts: refused, and a mistyped one is told as that."""
    (checkout / "other.yaml").write_text("keywords:\n  n_keywords: 7\n")
    (checkout / "own.yaml").write_text("nightly:\n  keep_snapshots: 1\n")
    for words, said in (
        (("--set", "keywords.n_keywords=7"), "keywords.n_keywords=7: is a setting of a stage"),
        (("--set", "keywords.n_keywordz=7"), "did you mean 'n_keywords'?"),
        (("--set", "nightly.keep=7"), "unknown key 'nightly.keep'"),
        (("--config", "other.yaml"), "keywords: is a setting of a stage"),
        (("--config", "nowhere.yaml"), "cannot be read"),
    ):
        assert main(["nightly", *words]) == 2
        assert said in capsys.readouterr().err
    assert not (checkout / "data/runs.jsonl").exists()
    assert night("--config", "own.yaml")[0] == 0


def test_the_digest_reaches_the_operators_command(checkout: Path) -> None:
    """on_success after a published night, on_failure after any other; their failure changes nothing."""
    good = "nightly.on_success=cat > good.txt; exit 1"
    assert night("--set", good, "--set", "nightly.on_failure=cat > bad.txt")[0] == 0
    assert "UTC: published" in (checkout / "good.txt").read_text()
    bad = ("--set", "nightly.on_failure=cat > bad.txt", "--set", "nightly.min_articles=9")
    assert night(*bad)[0] == 3
    assert "4 articles, at least 9 expected" in (checkout / "bad.txt").read_text()


def test_a_night_with_nothing_new_does_not_start_dvc(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor check again what was checked; a changed setting, a touched table, a held-back night do."""
    calm = ("--set", "nightly.accepts_topics=false", "--set", "nightly.max_quiet_nights=0")
    one = night(*calm)[1]
    good, calls = module.REPRO, checkout / "calls"
    note = f"import subprocess; open({str(calls)!r}, 'a').write('x'); subprocess.run({good!r}, check=True)"
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", note))
    again = night(*calm)[1]
    assert (again["snapshot"], again["outcome"], calls.exists()) == (one["snapshot"], "published", False)
    (checkout / "configs").mkdir()
    (checkout / "configs/params.yaml").write_text("report:\n  title: Morning\n")
    assert night(*calm)[1]["snapshot"] != one["snapshot"]
    assert calls.read_text() == "x"
    next((checkout / "data/processed/keywords").glob("*.parquet")).write_text("rotten")
    assert night(*calm)[0] == 0
    assert calls.read_text() == "xx"

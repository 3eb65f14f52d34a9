"""A night as the scheduler starts it; the stages in a row stand in for `dvc repro`, which is DVC’s to test."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline import load
from pipeline.commands import nightly as module
from pipeline.commands.cli import main
from pipeline.commands.nightly import MODEL
from pipeline.engine import model_folder
from pipeline.engine.lock import exclusive
from pipeline.engine.store import Store

Night = Callable[..., tuple[int, dict[str, Any]]]
ROOT = Path(__file__).resolve().parents[2]
REPRO = """
from pipeline.commands.cli import main
from pipeline.engine.dag import STAGES
raise SystemExit(max(main([stage]) for stage in STAGES))
"""
RUN = (sys.executable, "-c", REPRO)
ARTICLE = "The ferry to Ostrand is late again. The harbour master was not amused, and nobody on the quay was.\n"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a checkout, with four articles, as the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(module, "REPRO", RUN)
    monkeypatch.setattr(module, "STAGES", (sys.executable, "-c", ""))
    (tmp_path / "dvc.yaml").write_text("stages: {}\n")
    for number in range(4):
        path = tmp_path / f"data/raw/2026-03-0{number + 1}/a.txt"
        path.parent.mkdir(parents=True)
        path.write_text(ARTICLE.replace("ferry", f"ferry number {number}"))
    return tmp_path


def night(*words: str) -> tuple[int, dict[str, Any]]:
    """Exit code, and the last line of the history."""
    code = main(["nightly", *words])
    return code, json.loads(Path("data/runs.jsonl").read_text().splitlines()[-1])


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


def subjects(checkout: Path, day: int, n: int) -> None:
    """Raw articles of a day about ferries and about comets in turn."""
    words = ("ferry harbour captain deck sailor anchor", "telescope comet orbit rocket planet crater")
    folder = checkout / f"data/raw/2026-04-{day:02}"
    folder.mkdir(parents=True)
    for number in range(n):
        own = words[number % 2].split()
        said = [f"The {own[i % 6]} and the {own[(i * number) % 6]} met number {day}{number}{i}." for i in range(8)]
        (folder / f"{number}.txt").write_text(" ".join(said) + "\n")


def made() -> str:
    """How the topics of the working folder were made."""
    state: list[dict[str, str]] = Store(module.PROCESSED).parts("topic_state").all()[0].to_pylist()
    return state[0]["made"]


def test_topics_that_readers_have_seen_stay(checkout: Path) -> None:
    """Found and published one night, accepted when the next begins: articles are then assigned, ids stay."""
    subjects(checkout, 1, 30)
    first = night()[1]
    assert (made(), first["has_accepted"]) == ("fitted", False)
    before = Path(first["snapshot"]).resolve()
    subjects(checkout, 2, 4)
    assert night()[1]["has_accepted"]
    assert made() == "assigned"
    old, new = (load("article_topics", root).set_index("article_id") for root in (before, module.PROCESSED))
    assert (new.loc[old.index, "topic_id"] == old["topic_id"]).all()
    assert not night()[1]["has_accepted"]


def test_another_model_is_not_overwritten(checkout: Path) -> None:
    """Topics that somebody accepted in the meantime stay, and a night that is told so accepts nothing."""
    subjects(checkout, 1, 30)
    assert night()[0] == 0
    assert not night("--set", "nightly.accepts_topics=false")[1]["has_accepted"]
    assert main(["topics", "fit", "--set", "topics.n_topics=2"]) == 0
    card = (checkout / MODEL / "model.json").read_bytes()
    assert not night()[1]["has_accepted"]
    assert (checkout / MODEL / "model.json").read_bytes() == card


def test_a_model_of_another_version_stops_no_night(checkout: Path) -> None:
    """After an upgrade that reads other models: the old one is kept beside, told once, and topics are found anew."""
    subjects(checkout, 1, 30)
    night()
    assert night()[1]["has_accepted"]
    tables = {name: pa.table({"n": [1]}) for name in model_folder.FILES}
    model_folder.write(MODEL, tables, {})
    code, line = night()
    assert (code, made(), line["outcome"]) == (0, "fitted", "published")
    assert line["mended"] == [
        "the accepted topic model is of another version: moved to data/models/topics-before-1; topics are found anew"
    ]
    assert (checkout / "data/models/topics-before-1/model.json").is_file()
    assert night()[1]["mended"] == []
    assert made() == "assigned"


def test_a_broken_gate_keeps_the_last_snapshot(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Half of the articles gone: exit code 3, told in words; readers still see the night before."""
    before = Path(night()[1]["snapshot"]).resolve()
    for day in (1, 2):
        shutil.rmtree(checkout / f"data/raw/2026-03-0{day}")
    code, line = night()
    assert (code, line["outcome"], line["snapshot"]) == (3, "held back", None)
    assert "4 in the last published night" in capsys.readouterr().err
    assert (checkout / "data/published/current").resolve() == before
    assert night("--set", "nightly.max_shrink_share=0.5")[0] == 0


def test_a_broken_law_is_a_gate(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that breaks the contract is not published."""
    spoil = "pathlib.Path('data/processed/articles/x.parquet').touch()"
    script = f"import subprocess, pathlib; subprocess.run({RUN!r}, check=True); {spoil}"
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", script))
    code, line = night()
    assert (code, line["outcome"]) == (3, "held back")
    assert line["faults"] == ["invariant files: articles/x: no step wrote it"]
    assert not (checkout / "data/published").exists()


def test_a_failed_repro_is_told(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """DVC ends with 255 for everything; the night ends with 1 and says so."""
    assert checkout
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", "raise SystemExit(255)"))
    code, line = night()
    assert (code, line["outcome"]) == (1, "failed")
    assert "the stages or dvc ended with 255" in capsys.readouterr().err


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


def test_a_stopped_night_takes_its_child_along(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGTERM to the night ends the process group of `dvc repro`: nobody goes on writing."""
    script = "import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)"
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", script))

    def stop() -> None:
        while not (checkout / "pid").exists() or not (checkout / "pid").read_text():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=stop).start()
    code, line = night()
    assert (code, line["outcome"], line["reason"]) == (143, "stopped", "stopped by SIGTERM")
    with pytest.raises(ProcessLookupError):
        os.kill(int((checkout / "pid").read_text()), 0)


def test_the_line_of_a_night_says_what_came_and_what_each_stage_cost(checkout: Path) -> None:
    """Run id, versions, raw files, records, seconds and records computed and reused per stage."""
    first = night()[1]
    assert first["raw"]["new"] == [f"2026-03-0{n}/a.txt" for n in (1, 2, 3, 4)]
    (checkout / "data/raw/2026-03-05").mkdir()
    (checkout / "data/raw/2026-03-05/new.txt").write_text(ARTICLE.replace("ferry", "tram"))
    (checkout / "data/raw/2026-03-01/a.txt").unlink()
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


def test_quiet_nights_are_told_and_then_a_gate(checkout: Path) -> None:
    """Told on each; from the third on the exit code is 3, though the night is published; news end it."""
    assert night()[1]["n_quiet"] == 0
    codes = [night() for _ in range(3)]
    assert [code for code, _ in codes] == [0, 0, 3]
    assert [line["outcome"] for _, line in codes] == ["published", "published", "quiet"]
    assert all(any("no new record" in one for one in line["warnings"]) for _, line in codes)
    (checkout / "data/raw/2026-03-04/news.txt").write_text(ARTICLE.replace("ferry", "tram"))
    assert (night()[0], night("--set", "nightly.max_quiet_nights=0")[0]) == (0, 0)


def broken(checkout: Path, n: int, day: int) -> None:
    """A feed in which no record can be read."""
    folder = checkout / f"data/raw/2026-05-{day:02}"
    folder.mkdir(parents=True)
    (folder / "feed.jsonl").write_text('{"text": "cut\n' * n)


def test_a_broken_feed_is_held_back_and_stops_no_night_after_it(checkout: Path) -> None:
    """Its records are the share of that night; the archive keeps them, and the next night is looked at by itself."""
    before = night()[1]["snapshot"]
    broken(checkout, 12, 1)
    code, line = night()
    assert (code, line["n_rejected"], line["snapshot"]) == (3, 12, None)
    assert "12 of the 12 records that came tonight were rejected" in line["reason"]
    assert "2026-05-01/feed.jsonl (12 of 12)" in line["reason"]
    subjects(checkout, 2, 30)
    code, line = night()
    assert (code, line["n_rejected"]) == (0, 0)
    assert line["snapshot"] != before


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


def test_a_damaged_table_is_computed_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where dvc sees no change: the file is dropped, and dvc is run once more."""
    spoil = (
        "import pathlib, subprocess, sys; mark = pathlib.Path('spoilt')\n"
        f"subprocess.run({RUN!r}, check=True)\n"
        "if not mark.exists():\n"
        "    mark.touch(); next(pathlib.Path('data/processed/keywords').glob('*')).write_text('rotten')"
    )
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", spoil))
    code, line = night()
    assert (code, line["outcome"]) == (0, "published")
    assert any("was damaged or missing: computed again" in one for one in line["mended"])


def test_a_night_that_takes_too_long_is_ended(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At nightly.max_hours, with its own outcome."""
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", "import time; time.sleep(60)"))
    code, line = night("--set", "nightly.max_hours=0.0002")
    assert (code, line["outcome"]) == (1, "out of time")
    assert "took longer than 0.0002 hours" in line["reason"]


def test_a_damaged_snapshot_is_put_right(checkout: Path) -> None:
    """What readers see is what was published, also after the disk has lost it."""
    night()
    night("--set", "nightly.accepts_topics=false")
    page = checkout / "data/published/current/report.html"
    bytes_before = page.read_bytes()
    page.chmod(0o644)
    page.write_text("rotten")
    line = night("--set", "nightly.accepts_topics=false")[1]
    assert page.read_bytes() == bytes_before
    assert any("report.html was damaged or missing: put back" in one for one in line["mended"])


def test_the_digest_reaches_the_operators_command(checkout: Path) -> None:
    """on_success after a published night, on_failure after any other; their failure changes nothing."""
    good = "nightly.on_success=cat > good.txt; exit 1"
    assert night("--set", good, "--set", "nightly.on_failure=cat > bad.txt")[0] == 0
    assert "UTC: published" in (checkout / "good.txt").read_text()
    bad = ("--set", "nightly.on_failure=cat > bad.txt", "--set", "nightly.min_articles=9")
    assert night(*bad)[0] == 3
    assert "4 articles, at least 9 wanted" in (checkout / "bad.txt").read_text()


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

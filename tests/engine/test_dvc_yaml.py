"""dvc.yaml says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipeline.commands.describe import default_params
from pipeline.engine import dvc_yaml
from pipeline.engine.dag import METRICS, STAGES, STEPS
from pipeline.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
REPORTED = ("clean", "names", "sentiment", "keywords", "topics", "stories", "trends")


def test_the_committed_file_is_the_rendered_one() -> None:
    """dvc.yaml was not edited by hand and not forgotten: `make generated` would change nothing."""
    assert (ROOT / "dvc.yaml").read_text(encoding="utf-8") == dvc_yaml.render()


@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_stage_depends_on_its_settings_and_its_code(stage: str) -> None:
    """On its own section of each; the first stage, which always runs, writes the hashes of the code."""
    stages = yaml.safe_load(dvc_yaml.render())["stages"]
    assert stages[stage]["params"] == [{dvc_yaml.PARAMS: [stage]}, {dvc_yaml.CODE: [stage]}]
    assert stages[STAGES[0]]["always_changed"]
    assert {dvc_yaml.CODE: {"cache": False, "persist": True}} in stages[STAGES[0]]["outs"]


def test_rendering_names_every_output_once() -> None:
    """Each table and file is an out, metric or plot of exactly one stage, and the text is YAML."""
    stages = yaml.safe_load(dvc_yaml.render())["stages"]
    named = [next(iter(out)) for stage in stages.values() for out in [*stage["outs"], *stage.get("metrics", [])]]
    assert len(named) == len(set(named))
    for step in STEPS:
        for table in step.writes:
            place = f"interim/{step.stage}" if TABLES[table].interim else table
            assert f"data/processed/{place}" in named, table
    assert {f"data/processed/{name}" for name in ("report.html", "plots", *METRICS)} <= set(named)
    assert stages["report"]["metrics"] == [{"data/processed/key_figures.json": {"cache": False, "persist": True}}]


def test_a_stage_depends_on_the_hashes_of_each_stage_before_it() -> None:
    """On one file of each stage whose tables it reads, which that stage writes, and on no folder of tables."""
    place = "data/processed/interim/{}/tables.json"
    assert dvc_yaml.deps("ingest") == [place.format("inventory")]
    assert dvc_yaml.deps("quotes") == [place.format("clean"), place.format("names")]
    assert dvc_yaml.deps("topics")[1:] == [place.format("clean"), place.format("keywords")]
    assert dvc_yaml.deps("report") == [place.format(stage) for stage in sorted(REPORTED)]
    for stage in STAGES[:-1]:
        assert f"data/processed/interim/{stage}" in dvc_yaml.outs(stage), stage


def test_every_table_has_one_writer_and_comes_before_its_readers() -> None:
    """A step reads only what an earlier step wrote, and no table is written twice."""
    written: list[str] = []
    for step in STEPS:
        assert set(step.reads) <= set(written), step.name
        written.extend(step.writes)
    assert len(written) == len(set(written))


def test_shipped_params_are_the_commented_defaults() -> None:
    """configs/params.yaml holds every key with its default, and a comment with meaning, unit and range."""
    assert (ROOT / "configs/params.yaml").read_text(encoding="utf-8") == default_params()


def test_a_file_that_the_configuration_names_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DVC asks the stage again when the user's own lexicon was edited."""
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs/params.yaml").write_text("sentiment: {lexicon_extra: configs/my_words.csv}\n")
    monkeypatch.chdir(tmp_path)
    assert "configs/my_words.csv" in dvc_yaml.deps("sentiment")
    assert "configs/my_words.csv" not in dvc_yaml.deps("topics")

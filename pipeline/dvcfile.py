"""dvc.yaml, rendered from `dag.py` and the import closures: `make generated` writes it, a test compares it.

DVC cannot see Python imports, so every stage lists the files of its closure; the way there (command line, engine,
store) counts for all of them.
"""

from __future__ import annotations

import sys
from typing import Any

import yaml

from pipeline.closure import closure
from pipeline.dag import STAGES, STEPS, Step, steps_of
from pipeline.engine import READERS
from pipeline.tables import TABLES
from pipeline.tasks import DATAPACKAGE

OUT = "data/processed"
PARAMS = "configs/params.yaml"
ENTRANCE = ("pipeline/__main__.py", "pipeline/cli.py")
PLOTS: dict[str, dict[str, str]] = {
    "articles_per_day": {"x": "day", "y": "n_articles", "template": "linear", "title": "Articles a day"},
    "removed_by_rule": {
        "x": "n_stretches",
        "y": "rule",
        "template": "bar_horizontal_sorted",
        "title": "Removed, by rule",
    },
    "sentiment_histogram": {"x": "compound", "y": "n_articles", "template": "linear", "title": "Tone of articles"},
    "sources": {"x": "n_articles", "y": "source", "template": "bar_horizontal_sorted", "title": "Articles a publisher"},
    "topic_coherence": {"x": "coherence", "y": "label", "template": "bar_horizontal_sorted", "title": "Coherence"},
    "topic_sizes": {"x": "n_articles", "y": "label", "template": "bar_horizontal_sorted", "title": "Articles a topic"},
}
BY_NAME = {"ingest": (READERS,), "report": (DATAPACKAGE,)}  # what the engine imports by name for one stage alone
HEAD = """# Rendered from pipeline/dag.py by `make generated`; tests/test_dvcfile.py compares it.
# `deps` are the import closure of each stage: DVC cannot see Python imports.
"""


def deps(stage: str) -> list[str]:
    """Files and folders that the stage's result depends on, sorted: code, resources, lock file, input tables."""
    steps = steps_of(stage)
    modules = [step.module for step in steps]
    code = (
        closure("pipeline.runs", "pipeline.readers.plan", *modules)
        if stage == "ingest"
        else closure("pipeline.runs", *modules)
    )
    written = {table for step in steps for table in step.writes}
    tables = {table for step in steps for table in step.reads if table not in written}
    inputs = {place for table in tables for place in _places(table)} | ({"data/raw"} if stage == "ingest" else set())
    return sorted({*ENTRANCE, *code.files, "requirements.lock", *inputs})


def outs(stage: str) -> list[str]:
    """Folders and files that the stage writes, metrics and plots left out."""
    tables = [place for step in steps_of(stage) for table in step.writes for place in _places(table)]
    files = [f"{OUT}/{name}" for step in steps_of(stage) for name in step.files if not _is_measure(name)]
    note = [f"{OUT}/manifests/{stage}.json"] if files else []
    return sorted(tables + files + note)


def _places(table: str) -> tuple[str, str]:
    folder = f"{OUT}/interim/{table}" if TABLES[table].interim else f"{OUT}/{table}"
    return folder, f"{OUT}/manifests/{table}.json"


def _is_measure(name: str) -> bool:
    return name == "metrics.json" or name.startswith("plots/")


def _stage(stage: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "cmd": f"python -m pipeline {stage}",
        "deps": deps(stage),
        "params": [{PARAMS: [stage]}],
        "outs": [{place: {"persist": True}} for place in outs(stage)],
    }
    files = [name for step in steps_of(stage) for name in step.files]
    if "metrics.json" in files:
        found["metrics"] = [{f"{OUT}/metrics.json": {"cache": False}}]
        found["outs"].append({f"{OUT}/plots": {"persist": True}})
    return found


def plots(step: Step) -> list[dict[str, Any]]:
    """The `plots` section: one entry a CSV file, with axes and template."""
    names = [name for name in step.files if name.startswith("plots/")]
    return [{f"{OUT}/{name}": PLOTS[name.removeprefix("plots/").removesuffix(".csv")]} for name in names]


def render() -> str:
    """The text of dvc.yaml."""
    data = {"stages": {stage: _stage(stage) for stage in STAGES}, "plots": plots(STEPS[-1])}
    return HEAD + yaml.safe_dump(data, sort_keys=False, width=110)


if __name__ == "__main__":
    sys.stdout.write(render())

"""dvc.yaml, rendered from `dag.py`: `make generated` writes it, a test compares it.

DVC cannot see Python imports, so the first stage writes a file with a hash of the code of each stage (`program.py`), of
which the others depend on their own entry; see docs/decisions/009-nights.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from pipeline.engine.config import named_files
from pipeline.engine.dag import METRICS, PLOTS, STAGES, STEPS, WRITERS, Step, steps_of
from pipeline.engine.file_names import CODE_HASHES, TABLE_HASHES
from pipeline.tables import TABLES

OUT = "data/processed"
PARAMS = "configs/params.yaml"
CODE = f"data/{CODE_HASHES}"
FOLDERS = {"model": "data/models/topics"}
HEAD = """# Rendered from pipeline/engine/dag.py by `make generated`; tests/engine/test_dvc_yaml.py compares it.
"""


def deps(stage: str) -> list[str]:
    """Files and folders that the stage depends on, sorted: hashes of tables, the model, files that its settings name.

    In place of the tables of a stage stands the file that it notes their hashes in, see `table_hashes.py`.
    """
    steps = steps_of(stage)
    before = {WRITERS[table].stage for step in steps for table in step.inputs} - {stage}
    folders = {FOLDERS[step.scope] for step in steps if step.scope in FOLDERS}
    named = named_files(Path(PARAMS)).get(stage, [])
    return sorted({*folders, *named, *(f"{OUT}/interim/{one}/{TABLE_HASHES}" for one in before)})


def outs(stage: str) -> list[str]:
    """Folders and files that the stage writes, metrics and plots left out."""
    tables = [table for step in steps_of(stage) for table in step.writes]
    files = [f"{OUT}/{name}" for step in steps_of(stage) for name in step.files if not _is_measure(name)]
    hashes = [f"{OUT}/interim/{stage}"] if tables else []
    return sorted({*map(_place, tables), *hashes, *files})


def _place(table: str) -> str:
    """The folder of a public table; of the others that of all that the stage writes."""
    return f"{OUT}/interim/{WRITERS[table].stage}" if TABLES[table].interim else f"{OUT}/{table}"


def _is_measure(name: str) -> bool:
    return name in METRICS or name.startswith("plots/")


def _is_inventory(stage: str) -> bool:
    return any(step.scope == "inventory" for step in steps_of(stage))


def _stage(stage: str) -> dict[str, Any]:
    found: dict[str, Any] = {"cmd": f"python -m pipeline {stage}"}
    if _is_inventory(stage):
        found["always_changed"] = True  # looks for itself: DVC must not touch what lies in the raw folder
    else:
        found |= {"deps": deps(stage), "params": [{PARAMS: [stage]}, {CODE: [stage]}]}
    found["outs"] = [{place: {"persist": True}} for place in outs(stage)]
    if _is_inventory(stage):
        found["outs"].append({CODE: {"cache": False, "persist": True}})
    files = [name for step in steps_of(stage) for name in step.files]
    if set(METRICS) <= set(files):
        shown, kept = ({f"{OUT}/{name}": {"cache": False, "persist": True}} for name in METRICS)
        found["outs"] += [kept, {f"{OUT}/plots": {"persist": True}}]
        found["metrics"] = [shown]
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

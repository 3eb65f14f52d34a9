"""What DVC looks at in place of the tables that a stage reads: OUT/interim/STAGE/tables.json, a hash of each table.

A stage depends on this one file of each stage before it, which DVC compares in a fraction of the time that it takes to
look through folders. The tables themselves are outputs of the stage that writes them: what somebody does to them is
noticed there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.engine.context import content_of
from pipeline.engine.dag import steps_of
from pipeline.engine.file_names import TABLE_HASHES
from pipeline.engine.files import write_bytes
from pipeline.engine.memory import key_of
from pipeline.engine.store import Manifest


def table_hashes_path(out: Path, stage: str) -> Path:
    """The file of a stage below an output folder."""
    return out / "interim" / stage / TABLE_HASHES


def write_table_hashes(out: Path, stages: Iterable[str], manifests: Mapping[str, Manifest]) -> None:
    """Write the file of some stages where it says something else.

    Args:
        out: the output folder.
        stages: those that write tables.
        manifests: of all tables.
    """
    for stage in stages:
        tables = [table for step in steps_of(stage) for table in step.writes]
        hashes = {table: key_of(content_of({table: manifests[table]})) for table in sorted(tables)}
        path, data = table_hashes_path(out, stage), (json.dumps(hashes, indent=1) + "\n").encode()
        if hashes and not (path.is_file() and path.read_bytes() == data):
            write_bytes(path, data)

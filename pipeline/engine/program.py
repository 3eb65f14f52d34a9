"""The program as DVC sees it: STATE/program.json, with a hash of the code and the libraries of each stage.

The stage `inventory`, which DVC always runs, writes it; each other stage depends on its own entry, so an edit concerns
the stages that import the edited file and no others. Where there is a requirements.lock it stands for the libraries:
what DVC keeps must not differ between machines. A project without one has the versions that are installed.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.engine.code_hash import closure, sha256_of
from pipeline.engine.context import WRITER
from pipeline.engine.dag import STAGES, steps_of
from pipeline.engine.file_names import CODE_HASHES, LOCK_FILE
from pipeline.engine.files import file_sha256, write_bytes


def program_path(out: Path) -> Path:
    """Where DVC looks for it: beside the output folder, wherever the memory of reuse lies."""
    return out.parent / CODE_HASHES


def write_program(out: Path) -> None:
    """Write it, unless it says the same already."""
    path, data = program_path(out), (json.dumps(stage_hashes(), indent=1) + "\n").encode()
    if not path.is_file() or path.read_bytes() != data:
        write_bytes(path, data)


def stage_hashes() -> dict[str, str]:
    """Stage → SHA-256 over all that its functions import, the resources that they name, and the libraries."""
    path = Path(LOCK_FILE)
    lock = [file_sha256(path)] if path.is_file() else []
    closures = {stage: closure(*(step.module for step in steps_of(stage)), *WRITER) for stage in STAGES}
    return {stage: sha256_of([code.files_sha256(), *(lock or code.versions())]) for stage, code in closures.items()}

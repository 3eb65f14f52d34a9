"""Settings of DVC's for one command, beside those of the user, the repository and the machine."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from pipeline.engine.files import write_bytes

FOLDER = "DVC_SYSTEM_CONFIG_DIR"  # environment variable: where DVC looks for the settings of the machine
NO_GIT = b"[core]\n    no_scm = true\n"


def without_git(folder: Path) -> dict[str, str]:
    """The environment in which `dvc commit` asks git nothing.

    It reads the whole index of the repository for each output, to see that git does not track it: .4 of 1.9 CPU s with
    950 files and 31 outputs. Where the machine has settings of its own they stay, and so does that.

    Args:
        folder: where the settings are written.
    """
    if (_of_machine() / "config").exists():
        return {}
    write_bytes(folder / "config", NO_GIT)
    return {FOLDER: str(folder.absolute())}


def _of_machine() -> Path:
    """Where DVC looks for the settings of the machine."""
    named = os.environ.get(FOLDER)
    return Path(named or import_module("platformdirs").site_config_dir("dvc", "iterative"))  # it comes with dvc

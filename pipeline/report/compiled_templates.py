"""Compiled templates, kept as Python keeps compiled modules: to compile those of the page costs .06 CPU s."""

from __future__ import annotations

import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_VERSION = "jinja" + "".join(filter(str.isalnum, jinja2.__version__))


class CompiledTemplates(BytecodeCache):
    """Files in `__pycache__`, one a template; where none can be written, templates are compiled each time.

    Args:
        folder: beside whose `__pycache__` the files lie; default: that of this module.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(__file__).parent

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept of a template, if its source is still the same."""
        try:
            with self.path(bucket.key).open("rb") as file:
                bucket.load_bytecode(file)
        except OSError:
            return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless Python is told to write no compiled files."""
        if sys.dont_write_bytecode:
            return
        path = self.path(bucket.key)
        partial = path.with_name(f"{path.stem}.{os.getpid()}{path.suffix}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(bucket.bytecode_to_string())
            partial.replace(path)
        except OSError:
            return

    def path(self, key: str) -> Path:
        """The file of a template, by its key; another one for each version of Python and of jinja2."""
        return Path(cache_from_source(str(self._folder / f"{key}.j2"), optimization=_VERSION))

"""Compiled templates, kept from process to process: to compile those of the page costs .06 CPU s."""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from pipeline.resources.derived import FOLDER, keep, read


class CompiledTemplates(BytecodeCache):
    """A file for each template; jinja2 compares its source and the version of Python.

    Args:
        folder: see `derived`.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept of a template, if its source is still the same."""
        known = read(bucket.key, _version(), self._folder)
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        keep(bucket.key, _version(), bucket.bytecode_to_string(), self._folder)


def _version() -> bytes:
    """What a compiled template calls of jinja2 is that of its version."""
    return jinja2.__version__.encode()

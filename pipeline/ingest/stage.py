"""Stages `inventory` (what raw files there are) and `ingest` (their records); only this room opens raw files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa

from pipeline.ingest import Unit, read
from pipeline.ingest.config import IngestConfig

__all__ = ["IngestConfig", "ingest"]


def ingest(unit: Unit, raw: Path, config: IngestConfig, known: Collection[pa.Table] = ()) -> Iterator[pa.Table]:
    """The records of a unit of raw files, in tables `records` of bounded size; see `pipeline.ingest.read`."""
    return read(unit, raw, config, known)

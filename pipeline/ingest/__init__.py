"""Raw files of any form to `records`: what is there (`take_inventory`), what is read together (`plan`), the reading."""

from pipeline.ingest.batches import read
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.formats import is_page
from pipeline.ingest.inventory import (
    Look,
    Looks,
    RawFile,
    files_of,
    inventory_table,
    is_unchanged,
    looks_of,
    take_inventory,
)
from pipeline.ingest.units import Unit, plan

__all__ = [
    "IngestConfig",
    "Look",
    "Looks",
    "RawFile",
    "Unit",
    "files_of",
    "inventory_table",
    "is_page",
    "is_unchanged",
    "looks_of",
    "plan",
    "read",
    "take_inventory",
]

"""Raw files of any form to `records`: what is read together (`plan`), and the reading (`read`)."""

from pipeline.ingest.batches import read
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.files import fingerprint
from pipeline.ingest.units import Unit, plan

__all__ = ["IngestConfig", "Unit", "fingerprint", "plan", "read"]

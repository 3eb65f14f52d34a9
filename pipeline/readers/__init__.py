"""Raw files of any form to `records`: what is read together (`plan`), and the reading (`read`)."""

from pipeline.readers.batches import read
from pipeline.readers.config import IngestConfig
from pipeline.readers.files import fingerprint
from pipeline.readers.plan import Unit, plan

__all__ = ["IngestConfig", "Unit", "fingerprint", "plan", "read"]

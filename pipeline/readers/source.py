"""The records of one raw file, whatever its form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.readers import jsonl, txt
from pipeline.readers.config import IngestConfig
from pipeline.readers.files import expansion_limit, in_words, opened, unpacked
from pipeline.readers.forms import Form, form_of
from pipeline.readers.raw import Fault, Raw, Reader, Reason, rejected

READERS: dict[str, Reader] = {"txt": txt.records, "jsonl": jsonl.records}


def records(path: Path, raw: Path, file: str, config: IngestConfig) -> Iterator[Raw]:
    """Every record of a raw file, readable or not; at least one, so that no file is lost.

    Args:
        path: the file.
        raw: the raw folder, resolved.
        file: how to name it in `source_file`.
        config: bounds.
    """
    return _accounted(_of_path(path, raw, file, config), file)


def _accounted(found: Iterator[Raw], file: str) -> Iterator[Raw]:
    """The same records, and a row for the file where it could not be read to its end or held none."""
    n_records = 0
    try:
        for raw in found:
            n_records += 1
            yield raw
    except Fault as fault:
        yield fault.row(file)
    except OSError as error:
        yield rejected(file, 0, Reason.UNREADABLE_FILE, in_words(error))
    else:
        if not n_records:
            yield rejected(file, 0, Reason.EMPTY_FILE, "the file holds no record")


def _of_path(path: Path, raw: Path, file: str, config: IngestConfig) -> Iterator[Raw]:
    with opened(path, raw) as (stream, size):
        form = form_of(file)
        if form is None:
            raise Fault(Reason.UNKNOWN_FORMAT, "the end of its name is none that can be read")
        yield from _of_stream(stream, form, file, expansion_limit(size, config), config)


def _of_stream(stream: BinaryIO, form: Form, file: str, limit: int, config: IngestConfig) -> Iterator[Raw]:
    return READERS[form.reader](unpacked(stream, form.compression, limit), file, config)

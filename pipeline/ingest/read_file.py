"""The records of one raw file, whatever its form."""

from __future__ import annotations

import errno
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import normpath

from pipeline.ingest.archive import Member, zip_members
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.files import Budget, unpacked
from pipeline.ingest.formats import READERS, SINGLE, Form, form_of, is_skipped, shown
from pipeline.ingest.opening import in_words, opened
from pipeline.ingest.record import Fault, Raw, Reason, rejected
from pipeline.ingest.tar import tar_members

MEMBERS = {"zip": zip_members, "tar": tar_members}
NOT_THE_FILE = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOMEM,
}  # the machine's fault: no row for it


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
        if error.errno in NOT_THE_FILE:
            raise
        yield rejected(file, 0, Reason.UNREADABLE_FILE, in_words(error))
    else:
        if not n_records:
            yield rejected(file, 0, Reason.EMPTY_FILE, "the file holds no record")


def _of_path(path: Path, raw: Path, file: str, config: IngestConfig) -> Iterator[Raw]:
    with opened(path, raw) as (stream, size):
        form = _form(file)
        budget = Budget.of(size, config)
        whole = unpacked(stream, form.compression, budget)
        if form.reader in MEMBERS:
            yield from _of_members(MEMBERS[form.reader](_filled(whole, form), budget), file, budget, config)
        else:
            yield from READERS[form.reader](_filled(whole, form), file, config)


def _of_members(members: Iterable[Member], archive: str, budget: Budget, config: IngestConfig) -> Iterator[Raw]:
    """The records of each file in an archive; those of a second member of the same name as of `name#2`."""
    seen: Counter[str] = Counter()
    for member in members:
        name = shown(normpath(member.name))
        if member.fault is None and any(map(is_skipped, name.split("/"))):
            continue
        seen[name] += 1
        file = f"{archive}/{name}" if seen[name] == 1 else f"{archive}/{name}#{seen[name]}"
        yield from _accounted(_of_member(member, name, file, budget, config), file)


def _of_member(member: Member, name: str, file: str, budget: Budget, config: IngestConfig) -> Iterator[Raw]:
    if member.stream is None:
        raise member.fault or Fault(Reason.BAD_ARCHIVE, "no content")
    form = _form(name)
    if form.reader in MEMBERS:
        raise Fault(Reason.NESTED_ARCHIVE, "an archive within an archive is not opened")
    yield from READERS[form.reader](_filled(unpacked(member.stream, form.compression, budget), form), file, config)


def _form(name: str) -> Form:
    form = form_of(name)
    if form is None:
        raise Fault(Reason.UNKNOWN_FORMAT, "the end of its name is none that can be read")
    return form


def _filled(stream: io.BufferedReader, form: Form) -> io.BufferedReader:
    """The stream, unless it is empty."""
    if not stream.peek(1):
        raise Fault(Reason.EMPTY_FILE, "the file has 0 bytes", int(form.reader in SINGLE))
    return stream

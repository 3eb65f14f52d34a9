"""The members of archives, one after another: nothing is written to disk, no member is opened by name; `.zip`."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.ingest.files import DAMAGE, Budget, bounded
from pipeline.ingest.opening import is_of_the_machine
from pipeline.ingest.record import Fault, Reason, in_a_line

_DRIVE = re.compile(r"[A-Za-z]:")
_ZIP_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, struct.error, *DAMAGE)


class Member(NamedTuple):
    """A file in an archive.

    Attributes:
        name: path within the archive, as the archive has it.
        stream: its content, valid until the next member is asked for; None with a fault.
        fault: why it is not to be read.
    """

    name: str
    stream: io.BufferedReader | None
    fault: Fault | None = None


def zip_members(stream: io.BufferedReader, budget: Budget) -> Iterator[Member]:
    """The members of a .zip, in the order of its directory.

    Raises:
        Fault: it is damaged, or its directory promises more than the budget.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except _ZIP_ERRORS as error:
        raise damaged(error) from None
    with archive:
        budget.check(sum(info.file_size for info in archive.infolist()))
        for info in archive.infolist():
            if not info.is_dir():
                yield _zip_member(archive, info, budget)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    fault = fault_of(info.filename, is_link=stat.S_ISLNK(info.external_attr >> 16))
    if fault is not None:
        return Member(info.filename, None, fault)
    try:
        return Member(info.filename, bounded(archive.open(info), budget))
    except _ZIP_ERRORS as error:
        return Member(info.filename, None, damaged(error))


def fault_of(name: str, *, is_link: bool) -> Fault | None:
    """Why a member is refused by its name or kind; None where it is not."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain) or ".." in plain.split("/"):
        return Fault(Reason.PATH_ESCAPE, "its name leads out of the archive")
    return Fault(Reason.PATH_ESCAPE, "a link, no file") if is_link else None


def damaged(error: Exception) -> Fault:
    """The fault for an error of zipfile or tarfile; the error itself is raised again where the machine is to blame."""
    if is_of_the_machine(error):
        raise error
    return Fault(Reason.BAD_ARCHIVE, f"damaged, cut off or encrypted: {in_a_line(error)}")

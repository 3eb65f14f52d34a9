"""`.zip`, `.tar`: the members, one after another; nothing is written to disk, no name of a member is ever opened."""

from __future__ import annotations

import io
import re
import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.ingest.files import DAMAGE, Budget, bounded, is_of_the_machine
from pipeline.ingest.record import Fault, Reason, in_a_line

MAX_HEADER = 1 << 20  # bytes; tarfile keeps a member's extended header in memory, however long it claims to be
_DRIVE = re.compile(r"[A-Za-z]:")
_ZIP_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, struct.error, *DAMAGE)
_TAR_ERRORS = (ValueError, struct.error, *DAMAGE)
_HEADERS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


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
        raise _damaged(error) from None
    with archive:
        budget.check(sum(info.file_size for info in archive.infolist()))
        for info in archive.infolist():
            if not info.is_dir():
                yield _zip_member(archive, info, budget)


def tar_members(stream: io.BufferedReader, budget: Budget) -> Iterator[Member]:
    """The members of a .tar, in its order, read in one pass.

    Raises:
        Fault: it is damaged.
    """
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header) as archive:
            for info in archive:
                if not info.isdir():
                    yield _tar_member(archive, info, budget)
    except _TAR_ERRORS as error:
        raise _damaged(error) from None


class _Header(tarfile.TarInfo):
    """A tar header that says when it is damaged; tarfile takes one in the middle for the end, without a word."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        try:
            found = super().frombuf(buf, encoding, errors)
        except (tarfile.TruncatedHeaderError, tarfile.InvalidHeaderError) as error:  # type: ignore[attr-defined]
            raise _damaged(error) from None
        if found.type in _HEADERS and found.size > MAX_HEADER:
            raise Fault(Reason.BAD_ARCHIVE, f"a header of {found.size:,} bytes")
        return found


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    fault = _fault_of(info.filename, is_link=stat.S_ISLNK(info.external_attr >> 16))
    if fault is not None:
        return Member(info.filename, None, fault)
    try:
        return Member(info.filename, bounded(archive.open(info), budget))
    except _ZIP_ERRORS as error:
        return Member(info.filename, None, _damaged(error))


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> Member:
    fault = _fault_of(info.name, is_link=info.issym() or info.islnk())
    stream: Any = None
    if fault is None:
        stream = archive.extractfile(info) if info.isreg() and not info.issparse() else None
        fault = None if stream else Fault(Reason.BAD_ARCHIVE, "a device, pipe or sparse file")
    return Member(info.name, None if fault else bounded(stream, budget), fault)


def _fault_of(name: str, *, is_link: bool) -> Fault | None:
    """Why a member is refused by its name or kind; None where it is not."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain) or ".." in plain.split("/"):
        return Fault(Reason.PATH_ESCAPE, "its name leads out of the archive")
    return Fault(Reason.PATH_ESCAPE, "a link, no file") if is_link else None


def _damaged(error: Exception) -> Fault:
    """The fault for an error of zipfile or tarfile; the error itself is raised again where the machine is to blame."""
    if is_of_the_machine(error):
        raise error
    return Fault(Reason.BAD_ARCHIVE, f"damaged, cut off or encrypted: {in_a_line(error)}")

"""`.tar`: its members in one pass, and an error where its headers are damaged."""

from __future__ import annotations

import io
import struct
import tarfile
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.archive import Member, damaged, fault_of
from pipeline.ingest.files import DAMAGE, Budget, bounded
from pipeline.ingest.record import Fault, Reason

MAX_HEADER = 1 << 20  # bytes; tarfile keeps a member's extended header in memory, however long it claims to be
_TAR_ERRORS = (ValueError, struct.error, *DAMAGE)
_HEADERS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


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
        raise damaged(error) from None


class _Header(tarfile.TarInfo):
    """A tar header that says when it is damaged; tarfile takes one in the middle for the end, without a word."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        try:
            found = super().frombuf(buf, encoding, errors)
        except (tarfile.TruncatedHeaderError, tarfile.InvalidHeaderError) as error:  # type: ignore[attr-defined]
            raise damaged(error) from None
        if found.type in _HEADERS and found.size > MAX_HEADER:
            raise Fault(Reason.BAD_ARCHIVE, f"a header of {found.size:,} bytes")
        return found


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> Member:
    fault = fault_of(info.name, is_link=info.issym() or info.islnk())
    stream: Any = None
    if fault is None:
        stream = archive.extractfile(info) if info.isreg() and not info.issparse() else None
        fault = None if stream else Fault(Reason.BAD_ARCHIVE, "a device, pipe or sparse file")
    return Member(info.name, None if fault else bounded(stream, budget), fault)

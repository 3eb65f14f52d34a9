"""Laws of one file's records."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest.formats import EXTENSIONS, SINGLE
from pipeline.ingest.read_file import MEMBERS, READERS


def test_every_form_has_a_reader() -> None:
    """No known ending of a name leads nowhere."""
    assert set(EXTENSIONS.values()) == READERS.keys() | MEMBERS.keys()


@pytest.mark.parametrize("extension", sorted(EXTENSIONS))
def test_an_empty_file_is_a_row_whatever_its_form(reasons: Callable[..., Any], extension: str) -> None:
    """0 bytes are one row: the only record of a text or page, else the file as a whole."""
    record = int(EXTENSIONS[extension] in SINGLE)
    assert reasons(f"a.{extension}", b"") == {record: "empty_file"}


def test_names_that_are_no_utf8(raw: Path, rows: Callable[..., Any]) -> None:
    """A file whose name is no UTF-8 is read; its name is told by its bytes."""
    with open(bytes(raw) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 -- pathlib has no names of bytes
        file.write(b"The bridge is closed.")
    assert list(rows(raw)) == [("caf\\xe9.txt", 1)]


def test_unknown_forms_are_rows(reasons: Callable[..., Any]) -> None:
    """A file that nobody can read is named, not passed over."""
    assert reasons("a.docx", b"PK") == {0: "unknown_format"}

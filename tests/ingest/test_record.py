"""Laws of what readers give."""

import re
from pathlib import Path

from pipeline.ingest.record import Fault, Reason, in_a_line

ERRORS = Path(__file__).parents[2] / "docs" / "errors.md"


def test_every_reason_is_documented() -> None:
    """docs/errors.md has a line for each reason of ingest, in its section, and for no other."""
    section = ERRORS.read_text(encoding="utf-8").split("\n## ingest", 1)[1].split("\n## ", 1)[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == sorted(Reason)


def test_a_fault_becomes_a_row() -> None:
    """A fault tells its file, record, reason and detail."""
    assert Fault(Reason.TOO_LONG, "so long", 3).row("a.txt") == ("a.txt", 3, {}, "too_long", "so long", 1)


def test_errors_in_a_line() -> None:
    """What a library says is cut to one line of 200 characters."""
    assert in_a_line(ValueError("a\n  b" + "x" * 300)) == "a b" + "x" * 197

"""Tables by their name, and the nearest name where there is none."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from pipeline.errors import UsageError
from pipeline.tables import PUBLIC, Table

TABLES: dict[str, Table] = {table.name: table for table in PUBLIC}


def contract_of(name: str) -> Table:
    """The contract of a table.

    Raises:
        UsageError: there is no such table.
    """
    if name not in TABLES:
        raise UsageError("no such table", where=name, hint=did_you_mean(name, TABLES, "see `nightdesk tables`"))
    return TABLES[name]


def did_you_mean(name: str, names: Sequence[str] | dict[str, Table], otherwise: str) -> str:
    """A hint that names the nearest of the known names."""
    near = difflib.get_close_matches(name, list(names), n=1)
    return f"did you mean {near[0]}?" if near else otherwise

"""A check of the tables, whole or by what it reads of them; what has passed is remembered until it changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.engine.code_hash import closure
from pipeline.engine.context import content_of
from pipeline.engine.files import write_bytes
from pipeline.engine.memory import key_of
from pipeline.engine.store import Store

WHOLE = "all"


class Law(NamedTuple):
    """A check and what it proves.

    Attributes:
        name: short.
        proves: in words.
        check: from the output folder and a unit (a part, or WHOLE) to the violations in words.
        reads: the tables that it reads; none where it looks at files themselves, and is never passed over.
        units: `whole`; `parts`: it looks at the parts of one name in these tables, which are those of the first;
            `files`: at each part of each table by itself.
    """

    name: str
    proves: str
    check: Callable[[Store, str], Iterator[str]]
    reads: tuple[str, ...]
    units: str = "whole"

    def faults(self, store: Store) -> Iterator[str]:
        """All violations; every table is read."""
        for unit in self._units(store):
            yield from self.check(store, unit)

    def new_faults(self, store: Store) -> Iterator[str]:
        """All violations; what has passed with the same bytes and the same code is not read again."""
        path = store.state / "passed" / f"{self.name}.json"
        known, passed = _read(path), {}
        for unit, key in self._units(store).items():
            faults = [] if self.reads and known.get(unit) == key else list(self.check(store, unit))
            if not faults:
                passed[unit] = key
            yield from faults
        if passed != known:
            write_bytes(path, json.dumps(passed).encode())

    def _units(self, store: Store) -> dict[str, str]:
        """What is checked by itself, with a key of all that the check depends on."""
        manifests = {table: store.manifest(table) for table in self.reads}
        code = closure("pipeline.engine.invariants").fingerprint()
        if self.units == "whole":
            return {WHOLE: key_of([code, content_of(manifests)])}
        if self.units == "files":
            return {f"{table}/{part}": key_of([code, sha256]) for table, part, sha256 in content_of(manifests)}
        return {
            part: key_of([code, [entries[part].sha256 for entries in manifests.values() if part in entries]])
            for part in manifests[self.reads[0]]
        }


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

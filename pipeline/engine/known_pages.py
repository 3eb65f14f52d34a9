"""Web pages that need not be read again: to find the text of one costs a hundred times what its row costs.

STATE/pages.json has the content of the pages of each unit; a page that still has it gives the rows that it gave.
They are taken from the old unit of the same name, or from one that is no more: no task reads what another overwrites.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import strings
from pipeline.engine.files import write_bytes
from pipeline.engine.store import Entry, Manifest, Store, read_part

Contents = Mapping[str, str]
"""Path of a page → what the inventory says of its content."""


@dataclass(frozen=True)
class Pages:
    """Pages of a unit that are what they were.

    Attributes:
        files: their paths.
        parts: where their rows are, with what was known of each part before this run.
    """

    files: frozenset[str] = frozenset()
    parts: Mapping[str, Entry] = field(default_factory=dict)

    def rows(self, store: Store, table: str) -> list[pa.Table]:
        """Their rows; none of a part that is no longer what it was."""
        values = strings(sorted(self.files))
        sound = [part for part, entry in self.parts.items() if store.is_sound(table, part, entry)]
        found = [read_part(store, table, part) for part in sound]
        return [rows.filter(pc.is_in(rows["source_file"], value_set=values)) for rows in found]


NONE = Pages()


class KnownPages:
    """What the last run read.

    Args:
        store: the output folder.
        base: key of all that the rows of a page depend on beside its content.
        old: the parts that are there.
    """

    def __init__(self, store: Store, base: str, old: Manifest) -> None:
        self._path, self._base = store.state / "pages.json", base
        self._notes = _notes(self._path, base)
        self._parts: dict[str, Manifest] = {}
        for part, entry in old.items():
            if entry.key and entry.key == self._notes.get(entry.unit, ("", {}))[0]:
                self._parts.setdefault(entry.unit, {})[part] = entry
        self._home = {path: unit for unit in self._parts for path in self._notes[unit][1]}

    def of(self, unit: str, pages: Mapping[str, Contents]) -> Pages:
        """The pages of a unit that are what they were.

        Args:
            unit: its name.
            pages: all pages of this run, by the name of their unit.
        """
        same = {p: home for p, home in self._homes(pages[unit]) if home == unit or home not in pages}
        parts = {part: entry for home in set(same.values()) for part, entry in self._parts[home].items()}
        return Pages(frozenset(same), parts)

    def _homes(self, pages: Contents) -> Iterator[tuple[str, str]]:
        """Unchanged pages, with the unit that they were in."""
        for path, content in pages.items():
            home = self._home.get(path)
            if home is not None and self._notes[home][1][path] == content and _is_plain(path):
                yield path, home

    def remember(self, keys: Mapping[str, str], pages: Mapping[str, Contents]) -> None:
        """Keep key and pages of each unit for the next run."""
        notes = {unit: (keys[unit], dict(found)) for unit, found in pages.items() if found}
        if notes != self._notes:
            write_bytes(self._path, json.dumps([self._base, notes], separators=(",", ":")).encode())


def _notes(path: Path, base: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Unit → its key and its pages; nothing where that is not known or the readers are others."""
    try:
        last, notes = json.loads(path.read_text(encoding="utf-8"))
        return {unit: (str(key), dict(pages)) for unit, (key, pages) in notes.items()} if last == base else {}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _is_plain(path: str) -> bool:
    """Whether column `source_file` has the path as it is, and no other file can be shown so."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return "\\" not in path

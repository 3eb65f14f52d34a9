"""Which field a name in a raw file stands for, at the top of a record or inside its objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.ingest.config import ALIASES, FIELDS

RECORD = "_source"  # of Elasticsearch: the record itself, and not its publisher
CONTAINERS = frozenset(
    {"article", "doc", "document", RECORD, "fields", "meta", "metadata", "item", "attributes", "record"}
    | {"news", "story", "post", "thread", "content", "entry", "object", "properties", "data", "details", "info"}
)
"""Names of objects that may hold a record's fields; what they hold counts after what stands at the top."""
INSIDE = 1_000  # rank of the best name inside a container
TEASERS = ("summary", "description", "abstract", "excerpt", "snippet", "lead")
TEASER = 2_000  # rank of the best of them: they are the text where there is no other
CLOCK = ("time", "pub_time", "publish_time", "hour")
"""Names of a time of day beside a date; `Names.every` gives them as the field `clock`."""
_IGNORED = str.maketrans("", "", "_- .:")


class Found(NamedTuple):
    """A value of a field.

    Attributes:
        rank: how good a name it has; 0 is best.
        name: as it stands in the file.
        value: of any type but None.
    """

    rank: int
    name: str
    value: Any


class Known(NamedTuple):
    """What a name stands for.

    Attributes:
        name: as it stands in the file.
        field: canonical name; None where only values inside of it may be fields.
        rank: how good a name it has; 0 is best.
        leads_in: whether an object of this name may hold fields.
    """

    name: str
    field: str | None
    rank: int
    leads_in: bool


class Names:
    """Which field a name in a raw file stands for.

    Args:
        aliases: field → other names, best first; a field left out keeps its defaults; the field's own name always wins.
            A name with dots is a path: `fields.bodyText`.
    """

    def __init__(self, aliases: Mapping[str, Iterable[str]]) -> None:
        self._ranks: dict[str, tuple[str, int]] = {}
        self._paths: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
        for field in FIELDS:
            self._ranks[_plain(field)] = (field, 0)
        for field in FIELDS:
            for rank, name in enumerate((field, *aliases.get(field, ALIASES[field]))):
                self._ranks.setdefault(_plain(name), (field, rank))
                first, *rest = map(_plain, name.split("."))
                if rest:
                    self._paths.setdefault(first, []).append((field, rank, tuple(rest)))
        for rank, name in enumerate(TEASERS, TEASER):
            self._ranks.setdefault(_plain(name), ("text", rank))
        for rank, name in enumerate(CLOCK):
            self._ranks.setdefault(name, ("clock", rank))
        self._find = lru_cache(maxsize=1024)(self._ranked)
        self.known = lru_cache(maxsize=1024)(self._known)

    def rank(self, name: Any) -> tuple[str, int] | None:
        """The field that a name stands for, and how good a name it is (0: best); None for other names."""
        return self._find(name) if isinstance(name, str) else None

    def is_wanted(self, name: str) -> bool:
        """Whether a column of this name may hold a field."""
        return self.rank(name) is not None or _plain(name) in self._paths or _plain(name) in _CONTAINERS

    def every(self, fields: Mapping[Any, Any]) -> dict[str, list[Found]]:
        """Field → its values, best name first."""
        found: dict[str, list[Found]] = {}
        is_nested = False
        for known in self.known(tuple(fields)):
            value = fields[known.name]
            if value is None:
                continue
            if known.field is not None:
                found.setdefault(known.field, []).append(Found(known.rank, known.name, value))
            if known.leads_in and isinstance(value, dict):
                is_nested = True
                for field, one in self._inside(known.name, value):
                    found.setdefault(field, []).append(one)
        if is_nested:
            for values in found.values():
                values.sort(key=lambda one: one.rank)
        return found

    def _known(self, names: tuple[Any, ...]) -> tuple[Known, ...]:
        """What the names of a record stand for, best first; those that stand for nothing are left out."""
        known = []
        for name in names:
            if isinstance(name, str):
                field, rank = (None, 0) if name == RECORD else self.rank(name) or (None, 0)
                leads_in = _plain(name) in self._paths or _plain(name) in _CONTAINERS
                if field is not None or leads_in:
                    known.append(Known(name, field, rank, leads_in))
        return tuple(sorted(known, key=lambda one: one.rank))

    def _inside(self, name: str, inner: dict[Any, Any]) -> Iterator[tuple[str, Found]]:
        """What an object holds: by the paths that lead into it, and by their own names where it is a container."""
        is_record = name == RECORD
        for field, rank, path in () if is_record else self._paths.get(_plain(name), ()):
            value = _at(inner, path)
            if value is not None:
                yield field, Found(rank, path[-1], value)
        if is_record or (_plain(name) in _CONTAINERS and _plain(name) != "source"):
            for own, value in inner.items():
                ranked = self.rank(own)
                if ranked is not None and value is not None:
                    yield ranked[0], Found(INSIDE + ranked[1], own, value)

    def _ranked(self, name: str) -> tuple[str, int] | None:
        return self._ranks.get(_plain(name))


def _at(value: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path below an object; None where nothing does."""
    for step in path:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if not isinstance(value, dict):
            return None
        value = next((inner for name, inner in value.items() if isinstance(name, str) and _plain(name) == step), None)
    return value


def _plain(name: str) -> str:
    return name.casefold().translate(_IGNORED)


_CONTAINERS = frozenset(map(_plain, CONTAINERS))

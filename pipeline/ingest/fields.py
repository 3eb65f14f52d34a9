"""From the fields of a raw record, of whatever names and types, to those of `records`."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from pipeline.ingest import dates
from pipeline.ingest.config import ALIASES, FIELDS, IngestConfig
from pipeline.ingest.identity import identify
from pipeline.ingest.record import Raw, Reason

NOTHING = frozenset({"", "null", "none", "nan", "nat", "undefined"})
"""Values, stripped and in lower case, that stand for no value (pandas writes several of them into CSV)."""

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})  # Unicode categories of what leaves nothing on the page
_WORD = re.compile(r"\w")
_IGNORED = str.maketrans("", "", "_- .")


class Record(NamedTuple):
    """A row of `records`, columns in the order of the table; times and days as integers."""

    article_id: str
    key: int
    url_key: int
    title_key: int
    external_id: str | None
    source_file: str
    record: int
    url: str | None
    title: str | None
    source: str | None
    authors: list[str]
    published_at: int | None
    published_at_raw: str | None
    day: int | None
    modified_at: int | None
    delivery_day: int | None
    section: str | None
    language: str | None
    text: str | None
    text_sha256: str | None
    reason: str | None
    detail: str | None
    n_unread: int


class Names:
    """Which field a name in a raw file stands for.

    Args:
        aliases: field → other names, best first; a field left out keeps its defaults; the field's own name always wins.
    """

    def __init__(self, aliases: Mapping[str, Iterable[str]]) -> None:
        self._ranks: dict[str, tuple[str, int]] = {}
        for field in FIELDS:
            for rank, name in enumerate((field, *aliases.get(field, ALIASES[field]))):
                self._ranks.setdefault(_plain(name), (field, rank))
        for field in FIELDS:
            self._ranks[_plain(field)] = (field, 0)
        self._find = lru_cache(maxsize=4096)(self._ranked)

    def rank(self, name: object) -> tuple[str, int] | None:
        """The field that a name stands for, and how good a name it is (0: best); None for other names."""
        return self._find(name) if isinstance(name, str) else None

    def canonical(self, fields: Mapping[Any, Any]) -> dict[str, Any]:
        """Field → value by the best name that has one."""
        best: dict[str, tuple[int, Any]] = {}
        for name, value in fields.items():
            found = self.rank(name)
            if found is None or value is None:
                continue
            field, rank = found
            if field not in best or rank < best[field][0]:
                best[field] = (rank, value)
        return {field: value for field, (_, value) in best.items()}

    def _ranked(self, name: str) -> tuple[str, int] | None:
        return self._ranks.get(_plain(name))


def _plain(name: str) -> str:
    return name.casefold().translate(_IGNORED)


def to_record(raw: Raw, names: Names, config: IngestConfig) -> Record:
    """The row of `records` for a raw record; `reason` is set where it holds no text."""
    given = names.canonical(raw.fields)
    external_id, url, source = (_scalar(given.get(name)) for name in ("id", "url", "source"))
    title = _title(given.get("title"))
    published_at, published_at_raw = _time(given.get("published_at"))
    text, reason, detail = _text_of(raw, given.get("text"), config.max_chars)
    path_day = dates.day_in_path(raw.file)
    return Record(
        *identify((source, external_id, url), title, text, (raw.file, raw.record)),
        external_id,
        raw.file,
        raw.record,
        url,
        title,
        source,
        _authors(given.get("authors")),
        published_at,
        published_at_raw,
        path_day if published_at is None else published_at // dates.DAY,
        _time(given.get("modified_at"))[0],
        path_day,
        _label(given.get("section")),
        _label(given.get("language")),
        text,
        None if text is None else sha256(text.encode("utf-8", "replace")).hexdigest(),
        reason,
        detail or None,
        raw.n_unread,
    )


def _scalar(value: Any) -> str | None:  # noqa: ANN401 -- whatever a raw record holds
    """A string, or a whole number as a string, or the name of a publisher given as an object; else None."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if math.isfinite(value) else None
    return _label(value)


def _label(value: Any) -> str | None:  # noqa: ANN401 -- whatever a raw record holds
    """A string that says something; else None."""
    return value if isinstance(value, str) and value.strip().lower() not in NOTHING else None


def _title(value: Any) -> str | None:  # noqa: ANN401 -- whatever a raw record holds
    """A headline; `None` or `Null` may be one."""
    return value if isinstance(value, str) and value.strip() else None


def _authors(value: Any) -> list[str]:  # noqa: ANN401 -- whatever a raw record holds
    """Names from a list, a list written as JSON, or a string with semicolons."""
    if isinstance(value, str):
        value = _json_list(value) or value.split(";")
    elif isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return []
    names = (_scalar(item) for item in value)
    return [name.strip() for name in names if name is not None]


def _json_list(text: str) -> list[Any] | None:
    if not text.lstrip().startswith("["):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def _time(value: Any) -> tuple[int | None, str | None]:  # noqa: ANN401 -- whatever a raw record holds
    """Microseconds since 1970, or what was given where that is no time."""
    found = dates.parse(value)
    if found is not None or value is None:
        return found, None
    return None, _label(value if isinstance(value, str) else str(value))


def _text_of(raw: Raw, value: Any, max_chars: int) -> tuple[str | None, Reason | None, str]:  # noqa: ANN401 -- whatever a raw record holds
    """The text, or why there is none."""
    if raw.reason:
        return None, raw.reason, raw.detail
    if value is None:
        return None, Reason.NO_TEXT, f"no text in the fields {', '.join(map(str, raw.fields))[:200] or '(none)'}"
    if not isinstance(value, str):
        return None, Reason.TEXT_NOT_STRING, f"the text is {_kind(value)}"
    if len(value) > max_chars:
        return None, Reason.TOO_LONG, f"{len(value):,} characters; ingest.max_chars is {max_chars:,}"
    if not _WORD.search(value) and all(unicodedata.category(c) in INVISIBLE for c in value):
        return None, Reason.EMPTY_TEXT, f"{len(value):,} characters, none visible"
    return value, None, ""


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), f"of the type {type(value).__name__}")

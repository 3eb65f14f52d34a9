"""From the fields of a raw record, of whatever names and types, to those of `records`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from pipeline.ingest import dates, values
from pipeline.ingest.bylines import authors
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.date_words import Order, order_in
from pipeline.ingest.identity import identify
from pipeline.ingest.names import Found, Names
from pipeline.ingest.record import Raw, Reason

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})  # Unicode categories of what leaves nothing on the page
_WORD = re.compile(r"\w")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|[\w.-]+\.[a-z]{2,}/", re.IGNORECASE)

Given = Mapping[str, Sequence[Found]]
"""Field → its values, best name first."""


class Record(NamedTuple):
    """A row of `records`, columns in the order of the table; times and days as integers.

    Attributes:
        utf8: the text, encoded once for its hash, its size and its column; lone surrogates have become `?`.
    """

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
    utf8: bytes | None
    text_sha256: str | None
    reason: str | None
    detail: str | None
    n_unread: int

    @property
    def text(self) -> str | None:
        """The text as characters."""
        return None if self.utf8 is None else self.utf8.decode()


def to_record(raw: Raw, names: Names, config: IngestConfig, order: Order = None) -> Record:
    """The row of `records` for a raw record; `reason` is set where it holds no text.

    Args:
        raw: as it was found.
        names: of the fields.
        config: bounds.
        order: of day and month in the file's dates; None where it is not known.
    """
    given = names.every(raw.fields)
    external_id, title = _id(given), _first(values.title, given, "title")
    source, url = _source(given), _url(given, external_id)
    text, reason, detail = _text_of(raw, _text(given), config.max_chars)
    utf8 = None if text is None else text.encode("utf-8", "replace")
    published_at, published_at_raw = _published(given, order)
    modified = next(filter(None, (dates.parse(one.value, order) for one in given.get("modified_at", ()))), None)
    path_day = dates.day_in_path(raw.file)
    return Record(
        *identify((source, external_id, url), title, text, (raw.file, raw.record)),
        external_id,
        raw.file,
        raw.record,
        url,
        title,
        source,
        _authors(given, source),
        published_at,
        published_at_raw,
        path_day if published_at is None else published_at // dates.DAY,
        None if modified is None else modified.us,
        path_day,
        _first(values.scalar, given, "section"),
        _first(values.scalar, given, "language"),
        utf8,
        None if utf8 is None else sha256(utf8).hexdigest(),
        reason,
        detail or None,
        raw.n_unread,
    )


def order_of(raws: Iterable[Raw], names: Names) -> Order:
    """The order of day and month in a file's dates, where those with one reading agree on it; None otherwise."""
    dates_of = (
        raw.fields[one.name] for raw in raws for one in names.known(tuple(raw.fields)) if one.field == "published_at"
    )
    orders = {order_in(value) for value in dates_of if isinstance(value, str)} - {None}
    return orders.pop() if len(orders) == 1 else None


def _first(read: Callable[[Any], str | None], given: Given, field: str) -> str | None:
    """The best value of a field that says something."""
    return next((value for one in given.get(field, ()) if (value := read(one.value)) is not None), None)


def _id(given: Given) -> str | None:
    """The record's own id; a URI that is no address is one too."""
    own = _first(values.scalar, given, "id")
    if own is not None:
        return own
    uris = (values.url(one.value) for one in given.get("url", ()) if one.name.lower() == "uri")
    return next((uri for uri in uris if uri is not None and not _ADDRESS.match(uri)), None)


def _text(given: Given) -> Any:
    """The best value that holds a text; else the best value."""
    candidates = given.get("text", ())
    texts = (values.text(one.value) for one in candidates)
    found = next((text for text in texts if isinstance(text, str) and text.strip()), None)
    return found if found is not None else next((one.value for one in candidates), None)


def _source(given: Given) -> str | None:
    """The publisher; where the best value is a URL, a name given elsewhere goes before its host."""
    known = [name for one in given.get("source", ()) if (name := values.scalar(one.value)) is not None]
    named = [name for name in known if not name.startswith("http")]
    return values.source((named or known)[0]) if known else None


def _url(given: Given, external_id: str | None) -> str | None:
    """The address; what looks like one before what does not."""
    known = [url for one in given.get("url", ()) if (url := values.url(one.value)) is not None]
    known = known or [one.value for one in given.get("source", ()) if str(one.value).startswith("http")]
    rest = [url for url in known if url != external_id]
    return next((url for url in known if _ADDRESS.match(url)), rest[0] if rest else None)


def _authors(given: Given, source: str | None) -> list[str]:
    """The names of the best value that has any; a tuple holds those that the reader of pages has found."""
    for one in given.get("authors", ()):
        names = list(one.value) if isinstance(one.value, tuple) else authors(one.value, source)
        if names:
            return names
    return []


def _published(given: Given, order: Order) -> tuple[int | None, str | None]:
    """Microseconds since 1970, or what was given where that is no time.

    The best name counts, unless another one has the time of that day; a day takes its clock from a field beside it.
    """
    candidates = given.get("published_at", ())
    times = [time for one in candidates if (time := _time(one, order)) is not None]
    if not times:
        raw = next((str(one.value) for one in candidates if values.label(str(one.value)) is not None), None)
        return None, raw
    best = times[0]
    if best.exactness == 1:
        same_day = [time for time in times if abs(time.us - best.us) <= dates.DAY]
        best = _with_clock(best, given) or max(same_day, key=lambda time: time.exactness)
    return best.us, None


def _time(one: Found, order: Order) -> dates.Time | None:
    """The time of a field; names that end in GMT or UTC are its zone."""
    found = dates.parse(one.value, order)
    is_utc = found is not None and found.exactness == 2 and one.name.lower().endswith(("gmt", "utc"))
    return found._replace(exactness=3) if found is not None and is_utc else found


def _with_clock(day: dates.Time, given: Given) -> dates.Time | None:
    """A day with the time of day that stands beside it."""
    date = (dates.EPOCH + timedelta(microseconds=day.us)).date().isoformat()
    times = (dates.parse(f"{date} {one.value}") for one in given.get("clock", ()) if isinstance(one.value, str))
    return next(filter(None, times), None)


def _text_of(raw: Raw, value: Any, max_chars: int) -> tuple[str | None, Reason | None, str]:
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

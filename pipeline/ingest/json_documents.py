"""`.json`: an object, objects one after another, a list of them, or an object that holds such a list."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.json_values import MAX_DEPTH, in_words, kind_of, too_deep
from pipeline.ingest.names import Names
from pipeline.ingest.record import Raw, Reason, rejected
from pipeline.ingest.text_file import whole_file

LISTS = (
    *("articles", "results", "items", "data", "docs", "hits", "response", "stories", "news", "entries", "posts"),
    *("documents", "records", "value"),
)
"""Keys that lists of articles stand at in exports, best first; below them they are looked for, too."""
JSON_FEED = "https://jsonfeed.org/version/"
LEVELS = 3  # below the top that lists are looked for

_BLANK = re.compile(r"[\s\ufeff,\x1e]*")
_LIST = re.compile(rf'"(?:{"|".join(LISTS)})"\s*:\s*\[')
_NEXT = re.compile(r"\}\s*,?\s*(?=\{)")
_DECODER = json.JSONDecoder()


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One record per article, numbered from 1.

    Raises:
        Fault: the file is too long, binary, or in no known encoding.
    """
    text, fault = whole_file(stream, config)
    yield from records_of(text, file, config)
    if fault is not None:
        raise fault


def records_of(text: str, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One record per article of a document that has been decoded, numbered from 1."""
    names = Names(config.aliases)
    number = 0
    for value in _values(text):
        for found in [value] if isinstance(value, _Unread) else articles_in(value, names):
            number += 1
            yield _record(found, file, number)


class _Unread(NamedTuple):
    """A part of the document that is no JSON.

    Attributes:
        detail: why.
    """

    detail: str


def _record(found: Any, file: str, number: int) -> Raw:
    if isinstance(found, _Unread):
        return rejected(file, number, Reason.BAD_JSON, found.detail)
    if not isinstance(found, dict):
        return rejected(file, number, Reason.NOT_AN_OBJECT, f"holds {kind_of(found)}, not an object {{...}}")
    return Raw(file, number, found)


def _values(text: str) -> Iterator[Any]:
    """The values that stand at the top of a document or in a list there, and what could not be read between them."""
    at = _past_blanks(text, 0)
    while at < len(text):
        if text[at] in "[]":
            at = _past_blanks(text, at + 1)
            continue
        value, at = _value(text, at)
        yield value
        at = _past_blanks(text, at)


def _value(text: str, at: int) -> tuple[Any, int]:
    """The value at a place, and the place after it; past what is no JSON to where an object begins again."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except RecursionError:
        return _Unread(f"nested deeper than {MAX_DEPTH} levels"), _next(text, at)
    except ValueError as error:
        inner = _LIST.search(text, at)  # an object that is cut off may hold whole articles
        if inner is not None and _NEXT.search(text, at, inner.start()) is None:
            return _Unread(in_words(error)), inner.end()
        return _Unread(in_words(error)), _next(text, at)
    if too_deep(text[at:end]):
        return _Unread(f"nested deeper than {MAX_DEPTH} levels"), end
    return value, end


def _next(text: str, at: int) -> int:
    match = _NEXT.search(text, at)
    return match.end() if match else len(text)


def _past_blanks(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def articles_in(value: Any, names: Names) -> list[Any]:
    """The articles in a value: itself, or the elements of the lists that it holds; itself where neither has a text."""
    if not isinstance(value, dict):
        return [value]
    if rows := _rows(value):
        return rows
    if _has_text(value, names):
        return [value]
    level: list[dict[str, Any]] = [value]
    for _ in range(LEVELS):
        lists = [inner for one in level for _, inner in _by_key(one) if _is_list_of_articles(inner, names)]
        if lists:
            return [_with_feed(value, article) for one in lists for article in one]
        objects = [inner for one in level for _, inner in _by_key(one) if isinstance(inner, dict)]
        articles = [one for one in objects if _has_text(one, names)]
        if len(articles) > 1:
            return articles
        level = objects
    return [] if any(value.get(key) == [] for key in LISTS) else [value]


def _rows(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of an object of columns, as pandas writes a table: `{"text": {"0": …, "1": …}, "title": {…}}`."""
    columns = list(value.values())
    first = columns[0] if columns else None
    if not isinstance(first, dict) or list(first) != [str(i) for i in range(len(first))]:
        return []
    if not all(isinstance(column, dict) and column.keys() == first.keys() for column in columns):
        return []
    return [{name: column[row] for name, column in value.items()} for row in first]


def _with_feed(document: dict[str, Any], article: Any) -> Any:
    """An item of a JSON Feed with the feed's title as its publisher."""
    if isinstance(article, dict) and str(document.get("version", "")).startswith(JSON_FEED):
        return {"source": document.get("title"), **article}
    return article


def _by_key(value: dict[str, Any]) -> list[tuple[str, Any]]:
    """The members of an object, those at the known keys first."""
    return sorted(value.items(), key=lambda item: LISTS.index(item[0]) if item[0] in LISTS else len(LISTS))


def _is_list_of_articles(value: Any, names: Names) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) and _has_text(item, names) for item in value)


def _has_text(value: dict[str, Any], names: Names) -> bool:
    """Whether an object is an article: it has a text, and is no page of a list whose members have one."""
    texts = names.every(value).get("text", [])
    return any(isinstance(one.value, str) or _is_prose(one.value) for one in texts)


def _is_prose(value: Any) -> bool:
    """Whether a value holds paragraphs rather than articles."""
    if isinstance(value, dict):
        lists = [inner for inner in value.values() if isinstance(inner, list) and inner]
        return "sections" in value or not any(isinstance(inner[0], dict) for inner in lists)
    return isinstance(value, list) and any(isinstance(item, str) for item in value)

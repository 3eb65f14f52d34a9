"""The rows of an article's entities: what the article says by itself, and the same with ids and full names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import lists, numbers, offsets, string_lists, strings
from pipeline.arrays.types import Float32, Int64
from pipeline.names.coreference import Entity, entities
from pipeline.names.keys import entity_key
from pipeline.names.mentions import KINDS, find_mentions
from pipeline.tables.names import ENTITIES, MENTIONS

Row = tuple[str, Entity, bool, int]
_AT_ONCE = 600_000  # bytes of text; 3,000,000 were no faster (docs/decisions/010)
_IN_TITLE, _EARLY, _OFTEN = 0.25, 0.35, 0.4
"""What the headline, the place of the first mention and the number of mentions count in salience; they add up to 1."""


def mention_rows(texts: pa.Table) -> pa.Table:
    """Table `mentions` of some articles; those in other languages have no rows."""
    read = texts.filter(texts["is_read"]).select(["article_id", "text", "title"]).combine_chunks()
    rows = [row for first, end in rounds(read) for row in _rows(read.slice(first, end - first))]
    return _built(rows)


def rounds(texts: pa.Table) -> list[tuple[int, int]]:
    """First and end row of rounds of some text each."""
    if not texts.num_rows:
        return []
    before = offsets(texts["text"].chunk(0))[:-1]
    return list(pairwise([0, *(np.flatnonzero(np.diff(before // _AT_ONCE)) + 1).tolist(), texts.num_rows]))


def _rows(texts: pa.Table) -> Iterator[Row]:
    """The entities of some articles."""
    found = find_mentions(texts["text"].combine_chunks())
    bounds = np.searchsorted(found.doc, np.arange(texts.num_rows + 1)).tolist()
    starts, ends, kinds = found.start.tolist(), found.end.tolist(), found.kind.tolist()
    columns = (texts[c].to_pylist() for c in ("article_id", "text", "title"))
    for n, (article, body, title) in enumerate(zip(*columns, strict=True)):
        at = range(bounds[n], bounds[n + 1])
        own = entities((starts[k], body[starts[k] : ends[k]], kinds[k]) for k in at)
        yield from ((article, entity, in_title(entity, title), len(body)) for entity in own)


def in_title(entity: Entity, title: str | None) -> bool:
    """Whether a headline has one of the forms as whole words."""
    if not title:
        return False
    forms = {form for _, form in entity.places}
    return any(form in title and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", title) for form in forms)


def _built(rows: list[Row]) -> pa.Table:
    keys = [entity_key(KINDS[e.kind], e.name) for _, e, _, _ in rows]
    short = [_short_keys(key, e) for key, (_, e, _, _) in zip(keys, rows, strict=True)]
    return MENTIONS.build(
        article_id=strings([article for article, *_ in rows]),
        key=strings(keys),
        name=strings([e.name for _, e, _, _ in rows]),
        kind=strings([KINDS[e.kind] for _, e, _, _ in rows]),
        starts=_starts([[start for start, _ in e.places] for _, e, _, _ in rows]),
        forms=string_lists([[form for _, form in e.places] for _, e, _, _ in rows]),
        short_keys=string_lists(short),
        in_title=numbers(np.array([there for _, _, there, _ in rows], bool)),
        is_short=numbers(np.array([is_short(e) for _, e, _, _ in rows], bool)),
        length=numbers(np.array([length for *_, length in rows], np.int32)),
    )


def _short_keys(key: str, entity: Entity) -> list[str]:
    """The keys of its other forms."""
    forms = {form for _, form in entity.places}
    return sorted({entity_key(KINDS[entity.kind], form) for form in forms} - {key}) if len(forms) > 1 else []


def is_short(entity: Entity) -> bool:
    """Whether it is a person with one word only, or initials."""
    return len(entity.words) == 1 and (entity.kind == 0 or (entity.kind == 1 and entity.name.isupper()))


def _starts(rows: list[list[int]]) -> pa.Array:
    """A list column of integers."""
    lengths = np.array([len(row) for row in rows], np.int64)
    return lists(lengths, numbers(np.array(list(chain.from_iterable(rows)), np.int32)))


@lru_cache(1 << 17)
def entity_id(key: str) -> str:
    """The id of a key: 16 hex digits."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass
class _Merged:
    """A row of `entities` in the making."""

    name: str
    kind: str
    length: int
    places: list[tuple[int, str]]
    in_title: bool


def entity_rows(mentions: pa.Table, links: pa.Table) -> pa.Table:
    """Table `entities`: what a link makes one is one row."""
    merged = _merged(mentions, links)
    order = sorted(merged, key=lambda k: (k[0], merged[k].places[0][0]))
    rows = [merged[k] for k in order]
    articles = [article for article, _ in order]
    figures = [(len(row.places), row.places[0][0], row.in_title, row.length) for row in rows]
    count, first, titled, length = np.array(figures, np.int64).reshape(-1, 4).T
    return ENTITIES.build(
        article_id=strings(articles),
        entity_id=strings([entity_id(key) for _, key in order]),
        name=strings([row.name for row in rows]),
        kind=strings([row.kind for row in rows]),
        count=numbers(count.astype(np.int32)),
        first=numbers(first.astype(np.int32)),
        starts=_starts([[start for start, _ in row.places] for row in rows]),
        forms=string_lists([[form for _, form in row.places] for row in rows]),
        in_title=numbers(titled.astype(bool)),
        salience=numbers(salience(articles, count, first, titled, length)),
    )


def _merged(mentions: pa.Table, links: pa.Table) -> dict[tuple[str, str], _Merged]:
    """(article, key) → its row, links followed."""
    full = {(a, k): (f, n) for a, k, f, n in zip(*(links[c].to_pylist() for c in links.schema.names), strict=True)}
    columns = ("article_id", "key", "name", "kind", "length", "in_title", "starts", "forms")
    merged: dict[tuple[str, str], _Merged] = {}
    for article, key, *about, in_title, starts, forms in zip(*(mentions[c].to_pylist() for c in columns), strict=True):
        name, kind, length = about
        full_key, full_name = full.get((article, key), (key, name))
        row = merged.setdefault((article, full_key), _Merged(full_name, kind, length, [], in_title=False))
        row.places = sorted([*row.places, *zip(starts, forms, strict=True)])
        row.in_title |= in_title
    return merged


def salience(articles: list[str], count: Int64, first: Int64, titled: Int64, length: Int64) -> Float32:
    """How much each article is about each of its entities.

    Args:
        articles: article of each of n rows.
        count: mentions.
        first: first character of the first mention.
        titled: 1 where the headline has the name.
        length: characters of the article.

    Returns:
        float32, shape (n,), 0..1, four decimals.
    """
    _, article = np.unique(np.array(articles, dtype=str), return_inverse=True)
    most = np.zeros(article.max(initial=-1) + 1, np.int64)
    np.maximum.at(most, article, count)
    early = 1 - first / np.maximum(length, 1)
    often = np.sqrt(count / most[article]) if len(count) else np.zeros(0)
    return np.round(_IN_TITLE * titled + _EARLY * early + _OFTEN * often, 4).astype(np.float32)

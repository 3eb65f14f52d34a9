"""Invented articles as the tables that corpus stages read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, strings
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from pipeline.topics.stage import TopicsConfig, assigned, terms

COMMON = "morning people city reason evening corner number question story place street visitor letter moment result"


class Article(NamedTuple):
    """An invented article."""

    article_id: str
    text: str
    day: int | None = None
    twin: str | None = None


def digest(article: Article) -> str:
    """The content_sha256 of an article."""
    return sha256(article.text.encode()).hexdigest()


def inputs(parts: Mapping[str, Sequence[Article]], **accepted: MemoryParts) -> dict[str, MemoryParts]:
    """Tables `terms`, `vocabulary`, `assigned` and `articles` of articles given by part, and the accepted model."""
    made = {name: _tables(rows) for name, rows in parts.items()}
    counted = {name: terms(TopicsConfig(), texts=texts) for name, (texts, _) in made.items()}
    found = {t: MemoryParts({n: c[t] for n, c in counted.items()}) for t in ("terms", "vocabulary")}
    model = {name: data.all()[0] for name, data in accepted.items()}
    places = {name: assigned(TopicsConfig(), **counted[name], **model)["assigned"] for name in parts}
    found |= {"assigned": MemoryParts(places), **accepted}
    return {**found, "articles": MemoryParts({name: about for name, (_, about) in made.items()})}


def _tables(rows: Sequence[Article]) -> tuple[pa.Table, pa.Table]:
    """`texts` and `articles` of some articles."""
    ids, text = strings([a.article_id for a in rows]), strings([a.text for a in rows])
    sha = strings([digest(a) for a in rows])
    dated = np.array([a.day is not None for a in rows], bool)
    day = numbers(np.array([a.day or 0 for a in rows], np.int32), pa.date32(), dated)
    read = pa.array(np.ones(len(rows), bool))
    about = {"article_id": ids, "text": text, "content_sha256": sha, "day": day, "is_read": read}
    twins = strings([a.twin for a in rows])
    return _filled("texts", rows, **about), _filled("articles", rows, **about, duplicate_of=twins)


def _filled(name: str, rows: Sequence[Article], **given: pa.Array) -> pa.Table:
    """A table of the contract in which only some columns have values."""
    schema = TABLES[name].schema
    return TABLES[name].build(**{f.name: pa.nulls(len(rows), f.type) for f in schema} | given)

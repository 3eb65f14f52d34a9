"""The list of all names of the corpus: forms, number of articles, first and last day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import is_valid, numbers, string_lists, strings, to_numpy
from pipeline.tables.names import NAMES

_NO_DAY = int(np.iinfo(np.int32).max)


@dataclass
class _Name:
    kind: str
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    n_articles: int = 0
    first: int = _NO_DAY
    last: int = -_NO_DAY


def name_rows(parts: Iterable[pa.Table], articles: pa.Table) -> pa.Table:
    """Table `names` from the parts of `entities` and the days of all articles."""
    day = np.where(is_valid(articles["day"]), to_numpy(articles["day"]), _NO_DAY).tolist()
    day_of = dict(zip(articles["article_id"].to_pylist(), day, strict=True))
    known: dict[str, _Name] = {}
    for part in parts:
        _count(part, day_of, known)
    order = sorted(known)
    rows = [known[key] for key in order]
    dated = np.array([row.first < _NO_DAY for row in rows], bool)
    first, last = (np.array([getattr(row, name) for row in rows], np.int64) for name in ("first", "last"))
    return NAMES.build(
        entity_id=strings(order),
        name=strings([_most(row.names)[0] for row in rows]),
        kind=strings([row.kind for row in rows]),
        forms=string_lists([_most(row.forms) for row in rows]),
        n_articles=numbers(np.array([row.n_articles for row in rows], np.int32)),
        first_day=numbers(np.where(dated, first, 0), pa.date32(), valid=dated),
        last_day=numbers(np.where(dated, last, 0), pa.date32(), valid=dated),
    )


def _count(part: pa.Table, day_of: dict[str, int], known: dict[str, _Name]) -> None:
    columns = (part[c].to_pylist() for c in ("article_id", "entity_id", "name", "kind", "forms"))
    for article, entity, name, kind, forms in zip(*columns, strict=True):
        row = known.setdefault(entity, _Name(kind))
        row.names[name] += 1
        row.forms.update(set(forms))
        row.n_articles += 1
        day = day_of.get(article, _NO_DAY)
        if day < _NO_DAY:
            row.first, row.last = min(row.first, day), max(row.last, day)


def _most(counts: Counter[str]) -> list[str]:
    """The most frequent first, equals by alphabet."""
    return sorted(counts, key=lambda name: (-counts[name], name))

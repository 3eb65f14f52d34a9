"""Which records are versions of one article, which version counts, and what the article is called.

A key (a publisher's own id, or a URL) brings records together. On its own it proves nothing: row counters start anew
each night, and canonical links lead to section pages. Records of one key are versions of one article where their texts
are the same or resemble each other, where both id and URL are the same, or where the titles are and no URL contradicts.
Records that are linked so, directly or through others, are one article. See docs/decisions/011-identity.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import is_valid, numbers, strings, to_numpy
from pipeline.arrays.types import Int64
from pipeline.cleaning.resemblance import alike
from pipeline.tables.cleaning import SUPERSEDED, VERSIONS
from pipeline.tables.parts import Parts, take

_COLUMNS = ("article_id", "key", "url_key", "title_key", "source_file", "record", "text_sha256")
_TIMES = ("published_at", "modified_at", "delivery_day")
_NEVER = int(np.iinfo(np.int64).min)


class Version(NamedTuple):
    """A readable record that shares its key with others.

    Attributes:
        part: index into the parts of `records`.
        row: row within the part.
        time: microseconds since 1970 of publication or last change, the later one; _NEVER without.
        delivery: days since 1970; _NEVER without.
    """

    article_id: str
    key: int
    url_key: int
    title_key: int
    source_file: str
    record: int
    text_sha256: str
    time: int
    delivery: int
    part: int
    row: int

    @property
    def newness(self) -> tuple[int, int, str, int]:
        """Largest for the version that counts."""
        return self.time, self.delivery, self.source_file, self.record

    @property
    def seniority(self) -> tuple[bool, int, int, str]:
        """Smallest for the version that the article is called after, whatever the files are called."""
        return self.time == _NEVER, self.time, self.delivery, self.text_sha256


def versions_of(records: Parts) -> tuple[pa.Table, Int64]:
    """Find the records that a newer one of the same article replaced, and those that need another article_id.

    Args:
        records: table `records`; rows with a `reason` take no part.

    Returns:
        Rows of table `versions`, sorted, and the part number of each.
    """
    groups: dict[int, list[Version]] = defaultdict(list)
    for version in _rivals(records):
        groups[version.key].append(version)
    articles = list(_articles(groups, records))
    rows = [row for group in articles for row in _verdicts(group)]
    rows.sort(key=lambda row: (row[2].article_id, row[2].source_file, row[2].record))
    table = VERSIONS.build(
        article_id=strings([version.article_id for _, _, version in rows]),
        final_article_id=strings([name for name, _, _ in rows]),
        source_file=strings([version.source_file for _, _, version in rows]),
        record=numbers(np.array([version.record for _, _, version in rows], np.int32)),
        relation=strings([relation for _, relation, _ in rows]),
    )
    return table, np.array([version.part for _, _, version in rows], np.int64)


def named(records: pa.Table, versions: pa.Table) -> tuple[pa.Table, list[str | None]]:
    """The records of a part under the article_id of their articles, sorted; and each one's relation to a newer version.

    Args:
        records: rows of table `records`.
        versions: rows of table `versions` of the part.
    """
    files, numbers_ = versions["source_file"].to_pylist(), versions["record"].to_pylist()
    told = list(zip(versions["final_article_id"].to_pylist(), versions["relation"].to_pylist(), strict=True))
    known = dict(zip(zip(files, numbers_, strict=True), told, strict=True))
    if not known:
        return records, [None] * records.num_rows
    places = list(zip(records["source_file"].to_pylist(), records["record"].to_pylist(), strict=True))
    own = zip(records["article_id"].to_pylist(), places, strict=True)
    new = [known.get(place, (name, None)) for name, place in own]
    order = sorted(range(len(new)), key=lambda at: (new[at][0], places[at]))
    place_of = records.schema.get_field_index("article_id")
    renamed = records.set_column(place_of, records.schema.field(place_of), strings([name for name, _ in new]))
    return take(renamed, np.array(order, np.int64)), [new[at][1] for at in order]


def record_ids(rows: pa.Table, versions: pa.Table) -> pa.Array:
    """The article_id of some records as table `records` has it, before they were named."""
    files, lines = versions["source_file"].to_pylist(), versions["record"].to_pylist()
    known = dict(zip(zip(files, lines, strict=True), versions["article_id"].to_pylist(), strict=True))
    places = zip(rows["source_file"].to_pylist(), rows["record"].to_pylist(), strict=True)
    return strings([known.get(place, name) for place, name in zip(places, rows["article_id"].to_pylist(), strict=True)])


def superseded(versions: pa.Table) -> pa.Table:
    """Table `superseded`: the records that a newer version replaced."""
    rows = versions.filter(pc.is_valid(versions["relation"]))
    columns = {name: rows[name] for name in ("source_file", "record", "relation")}
    table = SUPERSEDED.build(article_id=rows["final_article_id"], **columns)
    return table.take(pc.sort_indices(table, sort_keys=[(name, "ascending") for name in SUPERSEDED.sort]))


def _rivals(records: Parts) -> Iterator[Version]:
    """The readable records whose key another one shares."""
    keys, part = records.all(["key", "reason"])
    values = to_numpy(keys["key"])
    values = np.where(is_valid(keys["reason"]), np.uint64(0), values)
    known, place, count = np.unique(values, return_inverse=True, return_counts=True)
    shared = (count > 1) & (known > 0)
    at = np.flatnonzero(shared[place])
    first = np.searchsorted(part, np.arange(len(records.names)))
    for number in np.unique(part[at]).tolist():
        yield from _of_part(records, number, at[part[at] == number] - first[number])


def _of_part(records: Parts, number: int, rows: Int64) -> Iterator[Version]:
    data = take(records.read(records.names[number], [*_COLUMNS, *_TIMES]), rows)
    times = np.stack([np.where(is_valid(data[name]), to_numpy(data[name]), _NEVER) for name in _TIMES])
    newest = np.maximum(times[0], times[1])
    plain = [data[name].to_pylist() for name in _COLUMNS]
    for *own, time, delivery, row in zip(*plain, newest.tolist(), times[2].tolist(), rows.tolist(), strict=True):
        yield Version._make([*own, time, delivery, number, row])


def _articles(groups: dict[int, list[Version]], records: Parts) -> Iterator[list[list[Version]]]:
    """Each key's versions, by article."""
    open_groups = []
    for group in groups.values():
        articles = _linked(group, _links(group))
        if len(articles) == 1:
            yield articles
        else:
            open_groups.append((group, articles))
    resembling = alike([group for group, _ in open_groups], records)
    for (group, _), pairs in zip(open_groups, resembling, strict=True):
        yield _linked(group, [*_links(group), *pairs])


def _links(group: list[Version]) -> Iterator[tuple[int, int]]:
    """Places of versions that belong together by text, by URL, or by title."""
    for name in ("text_sha256", "url_key", "title_key"):
        by_value: dict[object, list[int]] = defaultdict(list)
        for place, version in enumerate(group):
            value = getattr(version, name)
            if value:
                by_value[(value, version.url_key) if name == "title_key" else value].append(place)
        for places in by_value.values():
            yield from pairwise(places)


def _linked(group: list[Version], links: Iterable[tuple[int, int]]) -> list[list[Version]]:
    """The connected versions."""
    root = list(range(len(group)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for one, other in links:
        root[find(one)] = find(other)
    articles: dict[int, list[Version]] = defaultdict(list)
    for place, version in enumerate(group):
        articles[find(place)].append(version)
    return list(articles.values())


def _verdicts(articles: list[list[Version]]) -> Iterator[tuple[str, str | None, Version]]:
    """Article_id and relation of the versions of one key for which there is something to say.

    An article keeps the article_id of its oldest version. Where two articles of a key would be called the same, the
    older one is; the other is called after its oldest version's text.
    """
    used: set[str] = set()
    for versions_ in sorted(articles, key=lambda one: min(v.seniority for v in one)):
        oldest = min(versions_, key=lambda v: v.seniority)
        name = oldest.article_id
        if name in used:
            name = sha256(f"{name} {oldest.text_sha256}".encode()).hexdigest()[:16]
        used.add(name)
        newest = max(versions_, key=lambda v: v.newness)
        for version in versions_:
            if version is not newest:
                yield name, "repeated" if version.text_sha256 == newest.text_sha256 else "updated", version
            elif version.article_id != name:
                yield name, None, version

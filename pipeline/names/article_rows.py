"""The rows of an article's entities: what the article says by itself, and the same with ids and full names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, lists, numbers, offsets, string_lists, strings, to_numpy, values
from pipeline.arrays.look_ups import once
from pipeline.arrays.numbering import numbered
from pipeline.arrays.types import Bool, Float32, Int64
from pipeline.names.coreference import Entities, entities
from pipeline.names.joining import ORGANISATION, PERSON
from pipeline.names.keys import entity_key, key_words
from pipeline.names.mentions import find_mentions
from pipeline.names.trimming import KINDS
from pipeline.tables.names import ENTITIES, MENTIONS

_AT_ONCE = 4_000_000  # bytes of text, a part as a rule: what later steps read too; 600,000 cost a fifth more
_IN_TITLE, _EARLY, _OFTEN = 0.25, 0.35, 0.4
"""What the headline, the place of the first mention and the number of mentions count in salience; they add up to 1."""


def mention_rows(texts: pa.Table) -> pa.Table:
    """Table `mentions` of some articles; those in other languages have no rows."""
    read = texts.filter(texts["is_read"]).select(["article_id", "text", "title"]).combine_chunks()
    parts = [_rows(read.slice(first, end - first)) for first, end in rounds(read)]
    return pa.concat_tables([MENTIONS.empty(), *parts]).combine_chunks()


def rounds(texts: pa.Table) -> list[tuple[int, int]]:
    """First and end row of rounds of some text each."""
    if not texts.num_rows:
        return []
    before = offsets(texts["text"].chunk(0))[:-1]
    return list(pairwise([0, *(np.flatnonzero(np.diff(before // _AT_ONCE)) + 1).tolist(), texts.num_rows]))


def _rows(texts: pa.Table) -> pa.Table:
    """The entities of some articles."""
    bodies, titles = texts["text"].to_pylist(), texts["title"].to_pylist()
    found = find_mentions(texts["text"].combine_chunks())
    spans = zip(found.doc.tolist(), found.start.tolist(), found.end.tolist(), strict=True)
    form, forms = numbered([bodies[n][a:b] for n, a, b in spans])
    known = entities(found, form, forms)
    order = np.argsort(known.of_mention, kind="stable")
    named = _Named(known, forms, *distinct_pairs(known.of_mention, form, len(forms)))
    count, listed = np.bincount(known.of_mention, minlength=len(known.doc)), strings(named.forms)
    return MENTIONS.build(
        article_id=flat(texts["article_id"]).take(numbers(known.doc)),
        key=strings(named.keys),
        name=listed.take(numbers(known.name)),
        kind=strings(KINDS).take(numbers(known.kind)),
        starts=lists(count, numbers(found.start[order].astype(np.int32))),
        forms=lists(count, listed.take(numbers(form[order]))),
        short_keys=string_lists(named.short_keys()),
        in_title=numbers(named.in_titles(titles)),
        is_short=numbers(named.is_short()),
        length=numbers(np.array([len(body) for body in bodies], np.int32)[known.doc]),
    )


def distinct_pairs(first: Int64, second: Int64, size: int) -> tuple[Int64, Int64]:
    """The distinct pairs of two columns, ascending; the second holds numbers below `size`."""
    pairs = np.unique(first * size + second)
    return pairs // max(1, size), pairs % max(1, size)


@dataclass(frozen=True)
class _Named:
    """Some entities with their forms.

    Attributes:
        known: the entities.
        forms: distinct forms.
        entity: int64, shape (n,): entity of each pair of an entity and one of its forms.
        form: int64, shape (n,): the form, an index into `forms`.
    """

    known: Entities
    forms: list[str]
    entity: Int64
    form: Int64

    @cached_property
    def keys(self) -> list[str]:
        """The key of each entity."""
        kinds, names = self.known.kind.tolist(), self.known.name.tolist()
        return [entity_key(KINDS[kind], self.forms[name]) for kind, name in zip(kinds, names, strict=True)]

    def short_keys(self) -> list[list[str]]:
        """The keys of the other forms of each entity."""
        found: list[list[str]] = [[] for _ in self.keys]
        other = self.form != self.known.name[self.entity]
        for at, form in zip(self.entity[other].tolist(), self.form[other].tolist(), strict=True):
            key = entity_key(KINDS[self.known.kind[at]], self.forms[form])
            if key != self.keys[at] and key not in found[at]:
                found[at].append(key)
        return [sorted(keys) if len(keys) > 1 else keys for keys in found]

    def is_short(self) -> Bool:
        """Which entities are persons with one word only, or initials."""
        single = np.array([len(key_words(form)) < 2 for form in self.forms], bool)[self.known.name]
        upper = np.array([form.isupper() for form in self.forms], bool)[self.known.name]
        return np.asarray(single & ((self.known.kind == PERSON) | ((self.known.kind == ORGANISATION) & upper)))

    def in_titles(self, titles: list[str | None]) -> Bool:
        """Whether the headline of its article has one of the forms of each entity as whole words."""
        found = np.zeros(len(self.known.doc), bool)
        docs = self.known.doc[self.entity].tolist()
        for at, doc, form in zip(self.entity.tolist(), docs, self.form.tolist(), strict=True):
            title = titles[doc]
            if title and self.forms[form] in title and in_title(self.forms[form], title):
                found[at] = True
        return found


def in_title(form: str, title: str) -> bool:
    """Whether a headline has a form as whole words."""
    at = title.find(form)
    while at >= 0:
        before, after = title[at - 1 : at], title[at + len(form) : at + len(form) + 1]
        if not any(c.isalnum() or c == "_" for c in before + after):
            return True
        at = title.find(form, at + 1)
    return False


@once
def entity_id(key: str) -> str:
    """The id of a key: 16 hex digits."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def entity_rows(mentions: pa.Table, links: pa.Table) -> pa.Table:
    """Table `entities`: what a link makes one is one row."""
    keys, names = _linked(mentions, links)
    key, distinct = numbered(keys)
    article = _ranks(mentions["article_id"])
    _, row, entity = np.unique(article * len(distinct) + key, return_index=True, return_inverse=True)
    owner = np.repeat(entity, np.diff(offsets(flat(mentions["starts"]))))
    starts = to_numpy(values(flat(mentions["starts"]))).astype(np.int64)
    first = np.full(len(row), np.iinfo(np.int64).max)
    np.minimum.at(first, owner, starts)
    order = np.lexsort((first, article[row]))  # of rows: by article, then by first mention
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    row, first, owner = row[order], first[order], place[owner]
    sequence = np.lexsort((starts, owner))
    count = np.bincount(owner, minlength=len(row))
    titled = np.bincount(place[entity], to_numpy(mentions["in_title"]), minlength=len(row)) > 0
    ids = strings([*map(entity_id, distinct)])
    return ENTITIES.build(
        article_id=flat(mentions["article_id"]).take(numbers(row)),
        entity_id=ids.take(numbers(key[row])),
        name=strings([names[n] for n in row.tolist()]),
        kind=flat(mentions["kind"]).take(numbers(row)),
        count=numbers(count.astype(np.int32)),
        first=numbers(first.astype(np.int32)),
        starts=lists(count, numbers(starts[sequence].astype(np.int32))),
        forms=lists(count, values(flat(mentions["forms"])).take(numbers(sequence))),
        in_title=numbers(titled),
        salience=numbers(salience(article[row], count, first, titled, to_numpy(mentions["length"])[row])),
    )


def _linked(mentions: pa.Table, links: pa.Table) -> tuple[list[str], list[str]]:
    """Key and name of each row of `mentions`, those of the full name where a link knows it."""
    columns = (links[c].to_pylist() for c in ("article_id", "key", "full_key", "full_name"))
    full = {(article, key): (full_key, name) for article, key, full_key, name in zip(*columns, strict=True)}
    keys, names = mentions["key"].to_pylist(), mentions["name"].to_pylist()
    short = np.flatnonzero(to_numpy(mentions["is_short"]))
    articles = flat(mentions["article_id"]).take(numbers(short)).to_pylist()
    for n, article in zip(short.tolist(), articles, strict=True):
        keys[n], names[n] = full.get((article, keys[n]), (keys[n], names[n]))
    return keys, names


def _ranks(ids: pa.ChunkedArray) -> Int64:
    """The place of each id among the distinct ones in order."""
    encoded = flat(ids).dictionary_encode()
    rank = np.argsort(np.argsort(np.array(encoded.dictionary.to_pylist(), dtype=str)))
    return rank[to_numpy(encoded.indices)] if len(rank) else np.zeros(0, np.int64)


def salience(article: Int64, count: Int64, first: Int64, titled: Bool, length: Int64) -> Float32:
    """How much each article is about each of its entities.

    Args:
        article: int64, shape (n,): article of each row, any numbers from 0.
        count: mentions.
        first: first character of the first mention.
        titled: whether the headline has the name.
        length: characters of the article.

    Returns:
        float32, shape (n,), 0..1, four decimals.
    """
    most = np.zeros(article.max(initial=-1) + 1, np.int64)
    np.maximum.at(most, article, count)
    early = 1 - first / np.maximum(length, 1)
    often = np.sqrt(count / most[article]) if len(count) else np.zeros(0)
    return np.round(_IN_TITLE * titled + _EARLY * early + _OFTEN * often, 4).astype(np.float32)

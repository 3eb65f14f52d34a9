"""The rows of an article's entities: what the article says by itself, and the same with ids and full names."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, lists, numbers, offsets, strings, text_bytes, to_numpy, utf8, values
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.sorting import distinct, numbered_in_order, ordered, place_among
from pipeline.arrays.types import Bool, Float32, Int64
from pipeline.names.coreference import entities
from pipeline.names.form_keys import form_keys
from pipeline.names.form_words import form_words
from pipeline.names.headline_names import in_titles
from pipeline.names.joining import ORGANISATION, PERSON
from pipeline.names.mentions import Mentions, spelt_mentions
from pipeline.names.trimming import KINDS
from pipeline.tables.names import ENTITIES, MENTIONS

_AT_ONCE = 4_000_000  # bytes of text, a part as a rule: what later steps read too; 600,000 cost a fifth more
_DIGITS = 16  # of an id
_IN_TITLE, _EARLY, _OFTEN = 0.25, 0.35, 0.4
"""What the headline, the place of the first mention and the number of mentions count in salience; they add up to 1."""


def mention_rows(texts: pa.Table) -> pa.Table:
    """Table `mentions` of some articles; those in other languages have no rows."""
    read = texts.select(["article_id", "text", "title"])
    if not (is_read := to_numpy(texts["is_read"])).all():  # most often it is all of them: no text is copied
        read = read.filter(numbers(is_read))
    read = read.combine_chunks()
    parts = [_rows(read.slice(first, end - first)) for first, end in rounds(read)]
    return parts[0] if len(parts) == 1 else pa.concat_tables([MENTIONS.empty(), *parts]).combine_chunks()


def rounds(texts: pa.Table) -> list[tuple[int, int]]:
    """First and end row of rounds of some text each."""
    if not texts.num_rows:
        return []
    before = offsets(texts["text"].chunk(0))[:-1]
    return list(pairwise([0, *(np.flatnonzero(np.diff(before // _AT_ONCE)) + 1).tolist(), texts.num_rows]))


def _rows(texts: pa.Table) -> pa.Table:
    """The entities of some articles."""
    found, form, forms, length = spelt_mentions(flat(texts["text"]))
    named = _Named(found, form, forms)
    known = named.known
    order = ordered([known.of_mention])
    count, key = np.bincount(known.of_mention, minlength=len(known.doc)), named.keys
    short, shorts = named.short_keys()
    return MENTIONS.build(
        article_id=flat(texts["article_id"]).take(numbers(known.doc)),
        key=key.take(numbers(named.own_key)),
        name=forms.take(numbers(known.name)),
        kind=strings(KINDS).take(numbers(known.kind)),
        starts=lists(count, numbers(found.start[order].astype(np.int32))),
        forms=lists(count, forms.take(numbers(form[order]))),
        short_keys=lists(np.bincount(short, minlength=len(known.doc)), key.take(numbers(shorts))),
        in_title=numbers(named.in_titles(flat(texts["title"]))),
        is_short=numbers(named.is_short()),
        length=numbers(length.astype(np.int32)[known.doc]),
    )


class _Named:
    """The entities of some articles with their forms.

    Attributes:
        known: the entities.
        forms: distinct forms.
        entity: int64, shape (n,): entity of each pair of an entity and one of its forms.
        form: int64, shape (n,): the form, an index into `forms`.
        keys: distinct keys, a string array.
        own_key: int64: the key of each entity by its name, an index into `keys`.
    """

    def __init__(self, found: Mentions, form: Int64, forms: pa.Array) -> None:
        words = form_words(forms)
        self._column, self._n_words, n_forms = forms, words.size, max(1, len(forms))
        self.forms: list[str] = forms.to_pylist()
        self.known = entities(found, form, self.forms, words)
        self.entity, self.form = np.divmod(distinct(self.known.of_mention * n_forms + form), n_forms)
        named = distinct(self.known.kind[self.entity] * n_forms + self.form)  # kinds and forms
        number, self.keys = numbered_column(form_keys(words, *np.divmod(named, n_forms)))
        self._key = np.zeros(len(KINDS) * n_forms, np.int64)
        self._key[named] = number
        self.own_key = self._keys_of(np.arange(len(self.known.doc)), self.known.name)

    def _keys_of(self, entity: Int64, form: Int64) -> Int64:
        """The keys that entities have by some of their forms, indices into `keys`."""
        return np.asarray(self._key[self.known.kind[entity] * max(1, len(self.forms)) + form])

    def short_keys(self) -> tuple[Int64, Int64]:
        """The keys of the other forms of entities: entity and key, by entity and then by alphabet."""
        key = self._keys_of(self.entity, self.form)
        other = key != self.own_key[self.entity]
        used = distinct(key[other])
        used = used[to_numpy(pc.sort_indices(self.keys.take(numbers(used))))]
        rank = np.zeros(len(self.keys), np.int64)
        rank[used] = np.arange(len(used))
        entity, place = np.divmod(
            distinct(self.entity[other] * max(1, len(used)) + rank[key[other]]), max(1, len(used))
        )
        return entity, used[place]

    def is_short(self) -> Bool:
        """Which entities are persons with one word only, or initials."""
        single = self._n_words.take(self.known.name) == 1
        bodies = np.flatnonzero(single & (self.known.kind == ORGANISATION))
        single &= self.known.kind == PERSON
        single[bodies] = [self.forms[n].isupper() for n in self.known.name[bodies].tolist()]
        return np.asarray(single)

    def in_titles(self, heads: pa.Array) -> Bool:
        """Whether the headline of its article has one of the forms of each entity as whole words."""
        found = np.zeros(len(self.known.doc), bool)
        found[self.entity[in_titles(self._column, heads, self.form, self.known.doc[self.entity])]] = True
        return found


def entity_ids(keys: pa.Array) -> pa.Array:
    """The ids of some keys, string arrays: 16 hex digits of SHA-256."""
    data, bounds = text_bytes(keys)
    letters = data.tobytes()
    digests = (hashlib.sha256(letters[a:b]).digest()[: _DIGITS // 2] for a, b in pairwise(bounds.tolist()))
    return utf8(np.frombuffer(b"".join(digests).hex().encode(), np.uint8), np.arange(len(keys) + 1) * _DIGITS)


def entity_rows(mentions: pa.Table, links: pa.Table) -> pa.Table:
    """Table `entities`: what a link makes one is one row."""
    article, listed = _ranks(mentions["article_id"], links["article_id"]), flat(mentions["starts"])
    key, keys, name, names = _linked(mentions, links, article)
    article = article[: mentions.num_rows]
    _, entity = numbered_in_order(article * max(1, len(keys)) + key)
    row = np.empty(entity.max(initial=-1) + 1, np.int64)
    row[entity[::-1]] = np.arange(len(entity))[::-1]  # the first of those that are one
    bounds, starts = offsets(listed), to_numpy(values(listed)).astype(np.int64)
    first = np.full(len(row), np.iinfo(np.int64).max)
    np.minimum.at(first, entity, starts[bounds[:-1]])
    order = ordered([article[row], first])  # of rows: by article, then by first mention
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    row, first, owner = row[order], first[order], np.repeat(place[entity], np.diff(bounds))
    sequence = ordered([owner, starts])  # no two are equal
    count = np.bincount(owner, minlength=len(row))
    titled = np.bincount(place[entity], to_numpy(mentions["in_title"]), minlength=len(row)) > 0
    return ENTITIES.build(
        article_id=flat(mentions["article_id"]).take(numbers(row)),
        entity_id=entity_ids(keys).take(numbers(key[row])),
        name=names.take(numbers(name[row])),
        kind=flat(mentions["kind"]).take(numbers(row)),
        count=numbers(count.astype(np.int32)),
        first=numbers(first.astype(np.int32)),
        starts=lists(count, numbers(starts[sequence].astype(np.int32))),
        forms=lists(count, values(flat(mentions["forms"])).take(numbers(sequence))),
        in_title=numbers(titled),
        salience=numbers(salience(article[row], count, first, titled, to_numpy(mentions["length"])[row])),
    )


def _linked(mentions: pa.Table, links: pa.Table, article: Int64) -> tuple[Int64, pa.Array, Int64, pa.Array]:
    """Key and name of each row of `mentions`, those of the full name where a link knows it.

    Args:
        mentions: n rows.
        links: k rows.
        article: int64, shape (n + k,): number of the article of each.

    Returns:
        int64, shape (n,): the key of each row, and the distinct keys; the place of its name among names, and these.
    """
    n = mentions.num_rows
    number, keys = numbered_column(pa.concat_arrays([*map(flat, (mentions["key"], links["key"], links["full_key"]))]))
    pair = article * max(1, len(keys)) + number[: len(article)]
    order = np.argsort(pair[n:], kind="stable")
    short = np.flatnonzero(to_numpy(mentions["is_short"]))
    place = place_among(pair[short], pair[n:][order])
    row, own = np.arange(n), np.concatenate([number[:n], number[len(article) :]]).astype(np.int64)
    row[short[place >= 0]] = n + order[place[place >= 0]]
    return own.take(row), keys, row, pa.concat_arrays([flat(mentions["name"]), flat(links["full_name"])])


def _ranks(*ids: pa.ChunkedArray) -> Int64:
    """The place of each id of some columns, one behind the other, among the distinct ones in order."""
    number, known = numbered_column(pa.concat_arrays([*map(flat, ids)]))
    rank = np.empty(len(known), np.int64)
    rank[to_numpy(pc.sort_indices(known)).astype(np.int64)] = np.arange(len(known))
    return rank[number]


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

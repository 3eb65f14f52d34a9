"""The quotations of some texts: their places, kinds and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int64
from pipeline.quotes.cues import Cue
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.item_letters import PHRASE, SHORT, Names
from pipeline.quotes.items import Items, text_items
from pipeline.quotes.nominals import one_wording
from pipeline.quotes.pronouns import resolve
from pipeline.quotes.reported import reported_spans
from pipeline.quotes.signs import signs_of
from pipeline.quotes.spans import quotations
from pipeline.quotes.speakers import attribute
from pipeline.tables.quotes import QUOTE_KINDS, SPEAKER_KINDS
from pipeline.text.cutting import CutTexts

_DIRECT, _MIXED, _INDIRECT = map(QUOTE_KINDS.index, ("direct", "mixed", "indirect"))
_NAMED, _NOMINAL = map(SPEAKER_KINDS.index, ("named", "nominal"))
_BY = 2  # items: `by` and the name behind it


class Speaker(NamedTuple):
    """Who speaks a quotation.

    Attributes:
        entity: number of the entity; -1 for none.
        wording: what a speaker without entity is called; empty for none.
        kind: how the article names the speaker, a place in SPEAKER_KINDS; -1 for nobody.
    """

    entity: int
    wording: str
    kind: int


NOBODY = Speaker(-1, "", -1)


class Quotes(NamedTuple):
    """The n quotations of a batch, in order; places are bytes of its text.

    Attributes:
        starts: int64, shape (n,): first byte of each.
        ends: int64, shape (n,): one past the last.
        kinds: int64, shape (n,): places in QUOTE_KINDS.
        speakers: who speaks each.
    """

    starts: Int64
    ends: Int64
    kinds: Int64
    speakers: list[Speaker]


class _Reading(NamedTuple):
    """What is known of a batch.

    Attributes:
        text: UTF-8 of the batch.
        items: of the batch.
        meant: item of a pronoun → number of the entity, -1 for nobody.
    """

    text: bytes
    items: Items
    meant: dict[int, int]

    def speaker(self, cue: Cue | None) -> Speaker:
        """The speaker of a clause; nobody for none, and for a pronoun that means nobody."""
        if cue is None or cue.kind == "other":
            return NOBODY
        first, end = cue.speaker
        if cue.kind == "nominal":
            entity = self._author(first, end)
            return Speaker(entity, "", _NAMED) if entity >= 0 else Speaker(-1, self._wording(first, end), _NOMINAL)
        entity = self.meant.get(first, -1) if cue.kind == "pronoun" else self.items.numbers.item(first)
        if entity >= 0:
            return Speaker(entity, "", SPEAKER_KINDS.index(cue.kind))
        return NOBODY if cue.kind == "pronoun" else Speaker(-1, self._wording(first, end), _NAMED)

    def _wording(self, first: int, end: int) -> str:
        """Some items as they stand."""
        return " ".join(self.text[self.items.start(first) : self.items.end(end - 1)].decode().split())

    def _author(self, first: int, end: int) -> int:
        """The entity that wrote a source, as in `a new report by Reuters`; -1 for none."""
        by = end - first > _BY and self.items.letters[end - 1] in "NG" and self._wording(end - 2, end - 1) == "by"
        return self.items.numbers.item(end - 1) if by else -1

    def in_marks(self, cues: dict[int, Cue]) -> Quotes:
        """The quotations in marks; `cues` by number."""
        items, at = self.items, self.items.quotations
        kinds = np.where(is_one_of(items.codes[at], PHRASE + SHORT), _MIXED, _DIRECT)
        speakers = [self.speaker(cues.get(number)) for number in items.numbers[at].tolist()]
        return Quotes(*items.places(at), kinds, speakers)

    def reported(self, clauses: list[Cue]) -> Quotes:
        """The reported clauses."""
        found = reported_spans(self.items, clauses, self.text)
        starts, ends = (np.array([span[n] for span in found], np.int64) for n in range(2))
        return Quotes(starts, ends, np.full(len(found), _INDIRECT), [self.speaker(cue) for *_, cue in found])


def read_quotes(texts: CutTexts, names: Names, known: pa.Array, sentences: Int64) -> Quotes:
    """Find the quotations of some texts.

    Args:
        texts: with their words.
        names: the mentions of all entities.
        known: string array: names of the entities that `names` numbers.
        sentences: int64, ascending: where sentences start, bytes of the text of the batch.
    """
    signs = signs_of(texts)
    items = text_items(texts, signs, quotations(texts, signs), names, sentences)
    found = attribute(items)
    docs = np.searchsorted(texts.doc_start, items.places(items.bounds)[0], side="right") - 1
    cues = {cue.verb: cue for cue in (*found.cues.values(), *found.clauses)}
    reading = _Reading(texts.text, items, resolve(items, [cues[verb] for verb in sorted(cues)], known, docs))
    return _worded(_joined(reading.in_marks(found.cues), reading.reported(found.clauses)), texts.doc_start)


def _joined(one: Quotes, other: Quotes) -> Quotes:
    """Quotations of two sorts, by place."""
    starts, ends, kinds = (np.concatenate([a, b]) for a, b in zip(one[:3], other[:3], strict=True))
    order = np.lexsort((ends, starts))
    speakers = [*one.speakers, *other.speakers]
    return Quotes(starts[order], ends[order], kinds[order], [speakers[n] for n in order.tolist()])


def _worded(quotes: Quotes, doc_start: Int64) -> Quotes:
    """The same quotations, each source without a name by its fullest wording in the article."""
    at = [n for n, speaker in enumerate(quotes.speakers) if speaker.kind == _NOMINAL]
    homes = np.searchsorted(doc_start, quotes.starts[at], side="right").tolist()
    for places in _groups(zip(homes, at, strict=True)):
        for n, wording in zip(places, one_wording([quotes.speakers[n].wording for n in places]), strict=True):
            quotes.speakers[n] = Speaker(-1, wording, _NOMINAL)
    return quotes


def _groups(pairs: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The second numbers of pairs that share the first, which ascends."""
    return ([second for _, second in group] for _, group in groupby(pairs, key=itemgetter(0)))

"""The quotations of some texts: their places, kinds and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Bool, Int64
from pipeline.quotes.cue_columns import NAMED, NOMINAL, PRONOUN, Cues
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.item_letters import PHRASE, SHORT, Names
from pipeline.quotes.items import Items, text_items
from pipeline.quotes.nominals import one_wording
from pipeline.quotes.pronouns import resolve
from pipeline.quotes.reported import reported_spans
from pipeline.quotes.signs import signs_of
from pipeline.quotes.spans import quotations
from pipeline.quotes.speakers import Attribution, attribute
from pipeline.quotes.surnames import persons_of
from pipeline.tables.quotes import QUOTE_KINDS, SPEAKER_KINDS
from pipeline.text.cutting import CutTexts

_DIRECT, _MIXED, _INDIRECT = map(QUOTE_KINDS.index, ("direct", "mixed", "indirect"))
_NAMED, _PRONOUN, _NOMINAL = map(SPEAKER_KINDS.index, ("named", "pronoun", "nominal"))
_BY = 2  # items: `by` and the name behind it
_NONE = -1


class Speakers(NamedTuple):
    """Who speaks, n times; int64, shape (n,) each.

    Attributes:
        entities: number of the entity; -1 for none.
        kinds: how the article names the speaker, a place in SPEAKER_KINDS; -1 for nobody.
        firsts: the item that the wording of a speaker without entity begins with.
        ends: one past its last item.
    """

    entities: Int64
    kinds: Int64
    firsts: Int64
    ends: Int64

    def some(self, numbers: Int64) -> Speakers:
        """Some of them; -1 for nobody."""
        return Speakers(*(np.append(column, _NONE)[numbers] for column in self))


class Quotes(NamedTuple):
    """The n quotations of a batch, in order; places are bytes of its text.

    Attributes:
        starts: int64, shape (n,): first byte of each.
        ends: int64, shape (n,): one past the last.
        kinds: int64, shape (n,): places in QUOTE_KINDS.
        entities: int64, shape (n,): number of the entity that speaks; -1 for none.
        speaker_kinds: int64, shape (n,): places in SPEAKER_KINDS; -1 for nobody.
        nameless: int64, shape (k,), ascending: the quotations whose speaker is no entity.
        wordings: what each of these k speakers is called.
    """

    starts: Int64
    ends: Int64
    kinds: Int64
    entities: Int64
    speaker_kinds: Int64
    nameless: Int64
    wordings: list[str]


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
    order = np.argsort(found.cues.verbs, kind="stable")
    meant = np.empty(len(order), np.int64)
    meant[order] = resolve(items, found.cues.some(order), known, docs)
    starts, ends, kinds, cues = _placed(items, found, texts.text)
    speakers = _speakers(items, found.cues, meant, texts).some(cues)
    homes = np.searchsorted(texts.doc_start, starts, side="right") - 1
    _name_persons(items, speakers, homes, names, known, texts)
    nameless = np.flatnonzero((speakers.kinds != _NONE) & (speakers.entities == _NONE))
    wordings = _one_wording(_wordings(items, speakers.some(nameless), texts.text), homes[nameless])
    return Quotes(starts, ends, kinds, speakers.entities, speakers.kinds, nameless, wordings)


def _name_persons(
    items: Items, speakers: Speakers, homes: Int64, names: Names, known: pa.Array, texts: CutTexts
) -> None:
    """Put in the persons that speakers mean who are named by a surname which is no name, or a place, by itself."""
    named = np.flatnonzero(speakers.kinds == _NAMED)
    named = named[is_one_of(items.codes[speakers.firsts[named]], "Xl")]
    wordings = _wordings(items, speakers.some(named), texts.text)
    persons = persons_of(wordings, homes[named], names, known, texts.doc_start)
    found = persons != _NONE
    speakers.entities[named[found]] = persons[found]


def _placed(items: Items, found: Attribution, text: bytes) -> tuple[Int64, Int64, Int64, Int64]:
    """First byte, one past the last, kind and clause of quotations in marks and of reported clauses, in order."""
    at, clauses = items.quotations, found.cues.some(np.arange(found.clauses + found.nested))
    in_marks = np.where(is_one_of(items.codes[at], PHRASE + SHORT), _MIXED, _DIRECT)
    reported = reported_spans(items, clauses, text, found.nested)
    starts, ends = map(np.concatenate, zip(items.places(at), reported[:2], strict=True))
    kinds = np.append(in_marks, np.full(len(reported.clauses), _INDIRECT))
    order = np.lexsort((ends, starts))
    return starts[order], ends[order], kinds[order], np.append(found.tied, reported.clauses)[order]


def _speakers(items: Items, cues: Cues, meant: Int64, texts: CutTexts) -> Speakers:
    """The speakers of clauses; `meant`, int64, shape (n,): the entity of each pronoun, -1 for nobody."""
    kinds = np.full(len(meant), _NONE)
    kinds[cues.kinds == NOMINAL], kinds[cues.kinds == NAMED] = _NOMINAL, _NAMED
    kinds[(cues.kinds == PRONOUN) & (meant != _NONE)] = _PRONOUN
    entities = np.where(cues.kinds == NAMED, items.numbers[cues.speakers], meant)
    written = np.flatnonzero(cues.kinds == NOMINAL)
    written = written[_by_somebody(items, cues.some(written), texts)]
    authors = items.numbers[cues.speaker_ends[written] - 1]
    entities[written] = authors
    kinds[written[authors != _NONE]] = _NAMED
    return Speakers(entities, kinds, cues.speakers, cues.speaker_ends)


def _by_somebody(items: Items, sources: Cues, texts: CutTexts) -> Bool:
    """Which sources are told by who wrote them, as in `a new report by Reuters`."""
    ends = sources.speaker_ends
    may = (ends - sources.speakers > _BY) & is_one_of(items.codes[ends - 1], "NG")
    may[may] = items.are_words(texts.raw, ends[may] - _BY, (b"by",))
    return may


def _wordings(items: Items, speakers: Speakers, text: bytes) -> list[str]:
    """What speakers without entity are called, as it stands; `text`: UTF-8 of the batch."""
    spans = zip(items.spans(speakers.firsts)[0].tolist(), items.spans(speakers.ends - 1)[1].tolist(), strict=True)
    return [" ".join(text[start:end].decode().split()) for start, end in spans]


def _one_wording(wordings: list[str], homes: Int64) -> list[str]:
    """Wordings of sources without entity, each by the fullest one of its article; `homes` ascends."""
    numbers = _groups(zip(homes.tolist(), range(len(homes)), strict=True))
    return [wording for places in numbers for wording in one_wording([wordings[n] for n in places])]


def _groups(pairs: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The second numbers of pairs that share the first, which ascends."""
    return ([second for _, second in group] for _, group in groupby(pairs, key=itemgetter(0)))

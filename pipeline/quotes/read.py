"""The quotations of some texts: their places, kinds and speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int64
from pipeline.quotes.cues import Cue
from pipeline.quotes.items import PHRASE, SHORT, Items, Names, text_items
from pipeline.quotes.nominals import one_wording
from pipeline.quotes.pronouns import resolve
from pipeline.quotes.reported import reported_spans
from pipeline.quotes.spans import quotations
from pipeline.quotes.speakers import attribute
from pipeline.text.characters import characters
from pipeline.text.tokens import tokenise

_PARTS = (PHRASE + SHORT).encode()
NOBODY = (None, None, None)
_BY = 2  # items: `by` and the name behind it


class Quote(NamedTuple):
    """A quotation; places are counted through the batch.

    Attributes:
        start: first character.
        end: one past the last.
        kind: direct, mixed or indirect.
        speaker: who speaks, or None.
        speaker_id: the speaker's entity, or None.
        speaker_kind: named, pronoun, nominal, or None.
    """

    start: int
    end: int
    kind: str
    speaker: str | None
    speaker_id: str | None
    speaker_kind: str | None


class _Reading(NamedTuple):
    """What is known of a batch.

    Attributes:
        text: of the batch.
        items: of the batch.
        ids: the entities that items number.
        names: their names.
        meant: item of a pronoun → number of the entity, -1 for nobody.
    """

    text: str
    items: Items
    ids: Sequence[str]
    names: Sequence[str]
    meant: dict[int, int]

    def speaker(self, cue: Cue | None) -> tuple[str | None, str | None, str | None]:
        """Speaker, entity and kind of a clause; three times None for none, and for a pronoun that means nobody."""
        if cue is None or cue.kind == "other":
            return NOBODY
        first, end = cue.speaker
        if cue.kind == "nominal":
            entity = self._author(first, end)
            return self._named(entity, "named") if entity >= 0 else (self._wording(first, end), None, "nominal")
        entity = self.meant.get(first, -1) if cue.kind == "pronoun" else int(self.items.numbers[first])
        if entity >= 0:
            return self._named(entity, cue.kind)
        return NOBODY if cue.kind == "pronoun" else (self._wording(first, end), None, cue.kind)

    def _named(self, entity: int, kind: str) -> tuple[str, str, str]:
        return self.names[entity], self.ids[entity], kind

    def _wording(self, first: int, end: int) -> str:
        """Some items as they stand."""
        return " ".join(self.text[self.items.starts[first] : self.items.ends[end - 1]].split())

    def _author(self, first: int, end: int) -> int:
        """The entity that wrote a source, as in `a new report by Reuters`; -1 for none."""
        by = end - first > _BY and self.items.letters[end - 1] in "NG" and self._wording(end - 2, end - 1) == "by"
        return int(self.items.numbers[end - 1]) if by else -1

    def in_marks(self, cues: dict[int, Cue]) -> Iterator[Quote]:
        """The quotations in marks; `cues` by number."""
        at = self.items.quotations
        columns = (self.items.starts[at].tolist(), self.items.ends[at].tolist(), self.items.numbers[at].tolist())
        for letter, start, end, number in zip(self.items.codes[at].tobytes(), *columns, strict=True):
            yield Quote(start, end, "mixed" if letter in _PARTS else "direct", *self.speaker(cues.get(number)))

    def reported(self, clauses: list[Cue]) -> Iterator[Quote]:
        """The reported clauses."""
        for start, end, cue in reported_spans(self.items, clauses, self.text):
            yield Quote(start, end, "indirect", *self.speaker(cue))


def read_quotes(
    texts: pa.Array, names: Names, entities: tuple[Sequence[str], Sequence[str]], sentences: Int64
) -> tuple[str, list[Quote]]:
    """Find the quotations of some texts.

    Args:
        texts: Arrow string array.
        names: the mentions of all entities, counted through the batch.
        entities: ids and names of the entities that `names` numbers.
        sentences: int64, ascending: where sentences start, counted through the batch.

    Returns:
        The texts end to end, and the quotations in their order.
    """
    batch = characters(texts)
    items = text_items(batch, tokenise(texts, shared=True), quotations(batch), names, sentences)
    found = attribute(items)
    docs = np.searchsorted(batch.bounds, items.starts[items.bounds], side="right") - 1
    cues = sorted({*found.cues.values(), *found.clauses}, key=lambda cue: cue.verb)
    reading = _Reading(batch.text, items, *entities, resolve(items, cues, entities[1], docs))
    rows = sorted([*reading.in_marks(found.cues), *reading.reported(found.clauses)], key=itemgetter(0, 1))
    return batch.text, _worded(rows, batch.bounds)


def _worded(quotes: list[Quote], bounds: Int64) -> list[Quote]:
    """The same quotations, each source without a name by its fullest wording in the article."""
    at = [n for n, quote in enumerate(quotes) if quote.speaker_kind == "nominal"]
    home = np.searchsorted(bounds, [quotes[n].start for n in at], side="right")
    for _, group in groupby(zip(home.tolist(), at, strict=True), key=itemgetter(0)):
        places = [n for _, n in group]
        for n, speaker in zip(places, one_wording([str(quotes[n].speaker) for n in places]), strict=True):
            quotes[n] = quotes[n]._replace(speaker=speaker)
    return quotes

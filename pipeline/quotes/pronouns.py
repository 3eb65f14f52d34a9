"""Whom he and she mean: the last named subject of the right gender.

The gender of a person is told by a title (`Mr. Smith`), else by the first name, else by the pronouns of the sentences
that are about that person alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.names.word_lists import word_kinds
from pipeline.quotes.cues import Cue
from pipeline.quotes.items import Items
from pipeline.quotes.speech_words import gendered

_TITLE, _FIRST_NAME = 10, 4
"""Votes of a title before the name, and of the first name; a pronoun of a sentence about nobody else has one."""
_SENTENCE_BOUNDS = np.frombuffer(b"\n.", np.uint8)


@cache
def first_name_gender(name: str) -> str:
    """`m`, `f`, or empty where the first name does not say."""
    kinds = word_kinds().get(name.split(maxsplit=1)[0].lower(), "") if " " in name else ""
    return next((letter for letter in "mf" if letter in kinds), "")


@dataclass
class Subjects:
    """The subjects named so far in an article.

    Attributes:
        genders: number of an entity → m, f, or empty.
        recent: the entities, the last one first.
    """

    genders: dict[int, str]
    recent: list[int] = field(default_factory=list)

    def name(self, entity: int) -> None:
        """A person is the subject of a sentence, or says something."""
        if entity in self.recent:
            self.recent.remove(entity)
        self.recent.insert(0, entity)

    def meant(self, wanted: str) -> int:
        """The entity that a pronoun means; -1 for none."""
        return next((entity for entity in self.recent if self.fits(entity, wanted)), -1)

    def fits(self, entity: int, wanted: str) -> bool:
        """Whether an entity is not known to be of the other gender."""
        return self.genders.get(entity, "") in (wanted, "")


def resolve(items: Items, cues: list[Cue], names: list[str], docs: Int64, text: str) -> dict[int, int]:
    """Find whom each pronoun that says something means.

    Args:
        items: of the batch.
        cues: clauses that say something.
        names: the name of each entity.
        docs: int64, shape (n_items,): article of each item.
        text: of the batch.

    Returns:
        Item of a pronoun → number of the entity; -1 for nobody.
    """
    letters = np.frombuffer(items.letters.encode(), np.uint8)
    bounds = np.append(np.flatnonzero(np.isin(letters, _SENTENCE_BOUNDS)), len(letters)).tolist()
    genders = person_genders(items, names, bounds, text)
    own: dict[int, list[Cue]] = {}
    for cue in cues:
        own.setdefault(int(np.searchsorted(bounds, cue.speaker[0], side="right")) - 1, []).append(cue)
    meant: dict[int, int] = {}
    subjects, doc = Subjects(genders), -1
    for n, (first, end) in enumerate(pairwise(bounds)):
        if docs[first] != doc:
            subjects, doc = Subjects(genders), int(docs[first])
        meant |= _read_sentence(items, own.get(n, []), (first, end), subjects, text)
    return meant


def _read_sentence(
    items: Items, cues: list[Cue], span: tuple[int, int], subjects: Subjects, text: str
) -> dict[int, int]:
    """Resolve the pronouns of a sentence, then take in whom it is about."""
    speaker, meant = -1, {}
    for cue in cues:
        at = cue.speaker[0]
        if cue.kind == "pronoun":
            wanted = gendered()[text[items.starts[at] : items.ends[at]].lower()]
            own = subject_of(items, span[0], at)
            meant[at] = own if own >= 0 and subjects.fits(own, wanted) else subjects.meant(wanted)
        elif cue.kind == "named" and items.letters[at] == "N" and speaker < 0:
            speaker = int(items.numbers[at])
    speaker = speaker if speaker >= 0 else subject_of(items, *span)
    if speaker >= 0:
        subjects.name(speaker)
    return meant


def subject_of(items: Items, first: int, end: int) -> int:
    """The entity of the first person named in a sentence, unless a preposition stands before; -1 for none."""
    for at in range(first, end):
        if items.letters[at] == "N" and items.letters[at - 1] != "r":
            return int(items.numbers[at])
    return -1


def person_genders(items: Items, names: list[str], bounds: list[int], text: str) -> dict[int, str]:
    """Entity → m, f or empty."""
    votes: dict[int, Counter[str]] = {entity: Counter() for entity in range(len(names))}
    for first, end in pairwise(bounds):
        at = range(first, end)
        persons = {int(items.numbers[n]) for n in at if items.letters[n] == "N"}
        for n in at:
            told = gendered().get(text[items.starts[n] : items.ends[n]].lower()) if items.letters[n] in "THDP" else None
            if told and items.letters[n + 1 : n + 2] == "N" and items.letters[n] == "T":
                votes[int(items.numbers[n + 1])][told] += _TITLE
            elif told and len(persons) == 1 and items.letters[n] != "T":
                votes[min(persons)][told] += 1
    return {entity: _gender(counts, names[entity]) for entity, counts in votes.items()}


def _gender(votes: Counter[str], name: str) -> str:
    """The gender with more votes; a known first name has some too."""
    counts = Counter(votes)
    counts[first_name_gender(name)] += _FIRST_NAME
    del counts[""]
    best = counts.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else ""

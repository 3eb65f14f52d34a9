"""Whom he and she mean: the last named subject of the right gender.

The gender of a person is told by a title (`Mr. Smith`), else by the first name, else by the pronouns of the sentences
that are about that person alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers
from pipeline.arrays.types import Int64
from pipeline.names.genders import FEMALE, MALE, first_name_gender
from pipeline.quotes.cues import Cue
from pipeline.quotes.item_letters import QUOTES
from pipeline.quotes.items import Items

_TITLE, _FIRST_NAME = 10, 4
"""Votes of a title before the name, and of the first name; a pronoun of a sentence about nobody else has one."""
_TITLES = "TDS"  # before the name of a subject
_PERSON, _TITLED, _BEHIND = (ord(letter) for letter in "NTr")


@dataclass
class Subjects:
    """The subjects named so far in an article.

    Attributes:
        genders: number of an entity → MALE, FEMALE, or 0 where unknown.
        recent: the entities, the last one first.
    """

    genders: dict[int, int]
    recent: list[int] = field(default_factory=list)

    def name(self, entity: int) -> None:
        """A person is the subject of a sentence, or says something."""
        if entity in self.recent:
            self.recent.remove(entity)
        self.recent.insert(0, entity)

    def meant(self, wanted: int, other: int = -1) -> int:
        """The entity that a pronoun means, not this other one; -1 for none."""
        return next((entity for entity in self.recent if entity != other and self.fits(entity, wanted)), -1)

    def fits(self, entity: int, wanted: int) -> bool:
        """Whether an entity is not known to be of the other gender."""
        return self.genders.get(entity, 0) in (wanted, 0)


def resolve(items: Items, cues: list[Cue], names: pa.Array, docs: Int64) -> dict[int, int]:
    """Find whom each pronoun that says something means.

    Args:
        items: of the batch.
        cues: clauses that say something, in the order of the text.
        names: the name of each entity, string array.
        docs: int64, shape (n_sentences,): article of each sentence.

    Returns:
        Item of a pronoun → number of the entity; -1 for nobody.
    """
    is_pronoun = np.array([cue.kind == "pronoun" for cue in cues], bool)
    if not is_pronoun.any():
        return {}
    subjects, speakers = subject_items(items), np.array([cue.speaker[0] for cue in cues], np.int64)
    places = items.homes(speakers)
    homes = places[is_pronoun]
    last = np.full(int(docs.max()) + 1, -1)  # of each article: the sentence of its last such pronoun
    np.maximum.at(last, docs[homes], homes)
    told = subjects >= 0
    told[places] = True
    told &= np.arange(len(told)) <= last[docs]
    said = told[places]
    asked = np.unique(items.numbers[np.concatenate([subjects[told & (subjects >= 0)], speakers[said]])])
    asked = asked[asked >= 0]
    genders = dict(zip(asked.tolist(), person_genders(items, names, asked).tolist(), strict=True))
    own: dict[int, list[Cue]] = {}
    for cue, sentence in zip(compress(cues, said), places[said].tolist(), strict=True):
        own.setdefault(sentence, []).append(cue)
    sentences = np.flatnonzero(told).tolist()
    rows = zip(docs[told].tolist(), subjects[told].tolist(), map(own.get, sentences), strict=True)
    return _read(items, rows, genders)


def _read(
    items: Items, sentences: Iterable[tuple[int, int, list[Cue] | None]], genders: dict[int, int]
) -> dict[int, int]:
    """Resolve the pronouns of some sentences, in the order of the text: article, item of the subject, clauses."""
    meant: dict[int, int] = {}
    known, doc = Subjects(genders), -1
    for article, subject, cues in sentences:
        if article != doc:
            known, doc = Subjects(genders), article
        if cues:
            _read_sentence(items, cues, subject, known, meant)
        else:
            known.name(items.numbers.item(subject))
    return meant


def _read_sentence(items: Items, cues: list[Cue], subject: int, known: Subjects, meant: dict[int, int]) -> None:
    """Resolve the pronouns of a sentence, then take in whom it is about.

    Args:
        items: of the batch.
        cues: the clauses of the sentence.
        subject: item of its subject, or -1.
        known: the subjects so far.
        meant: what is known of the pronouns, changed in place.
    """
    speaker, person = -1, items.numbers.item(subject) if subject >= 0 else -1
    for cue in cues:
        at = cue.speaker[0]
        if cue.kind == "pronoun":
            gender = items.genders.item(at)
            own = person if subject < at else -1
            if own >= 0 and _is_reported(items.letters, subject, at):
                meant[at] = known.meant(gender, own)
            else:
                meant[at] = own if own >= 0 and known.fits(own, gender) else known.meant(gender)
        elif cue.kind == "named" and items.letters[at] == "N" and speaker < 0:
            speaker = items.numbers.item(at)
    if speaker >= 0 or subject >= 0:
        known.name(speaker if speaker >= 0 else person)


def _is_reported(letters: str, subject: int, at: int) -> bool:
    """Whether the subject stands in what the pronoun says, and so is another person: `Smith was right, he said`."""
    first = max(letters.rfind("\n", 0, subject), letters.rfind(".", 0, subject)) + 1
    opens = not letters[first:subject].strip(_TITLES)
    return opens and letters[at - 1] == "," and not {*letters[subject:at]} & {*QUOTES}


def subject_items(items: Items) -> Int64:
    """The first person named in each sentence who does not follow a preposition.

    Returns:
        int64, shape (n_sentences,): item of the person; -1 for none.
    """
    after = np.append(False, items.codes[:-1] == _BEHIND)
    persons = np.flatnonzero((items.codes == _PERSON) & ~after)
    found = np.full(len(items.bounds), -1, np.int64)
    found[items.homes(persons)[::-1]] = persons[::-1]  # of several the first one stays
    return found


def person_genders(items: Items, names: pa.Array, entities: Int64) -> Int64:
    """Gender of some entities: MALE, FEMALE, or 0 where nothing says it or both do alike.

    Args:
        items: of the batch.
        names: the name of each entity, string array.
        entities: int64, shape (n,): the numbers of those that are asked for.

    Returns:
        int64, shape (n,).
    """
    votes = gender_votes(items, len(names))[entities]
    first = np.fromiter(map(first_name_gender, names.take(numbers(entities)).to_pylist()), np.int64, len(entities))
    votes[np.arange(len(entities)), first] += _FIRST_NAME
    men, women = votes[:, MALE], votes[:, FEMALE]
    return np.asarray(np.select([men > women, women > men], [MALE, FEMALE], 0), np.int64)


def gender_votes(items: Items, n: int) -> Int64:
    """What titles and pronouns say of each of n entities, int64, shape (n, 3): the votes for each gender."""
    votes = np.zeros((n, 3), np.int64)
    persons = np.flatnonzero(items.codes == _PERSON)
    entity, sentence = items.numbers[persons], items.homes(persons)
    lowest, highest = np.full(len(items.bounds), n), np.full(len(items.bounds), -1)
    np.minimum.at(lowest, sentence, entity)
    np.maximum.at(highest, sentence, entity)
    told = np.flatnonzero(items.genders != 0)
    title = items.codes[told] == _TITLED
    called = told[title & (items.codes[np.minimum(told + 1, len(items.codes) - 1)] == _PERSON)]
    np.add.at(votes, (items.numbers[called + 1], items.genders[called]), _TITLE)
    home = items.homes(told)
    alone = ~title & (lowest == highest)[home]
    np.add.at(votes, (lowest[home[alone]], items.genders[told[alone]]), 1)
    return votes

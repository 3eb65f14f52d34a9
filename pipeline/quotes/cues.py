"""Clauses that say something: the verb, and who says it.

The rules are tried on the sentences alone that have a letter of a verb.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool
from pipeline.quotes.items import Items
from pipeline.quotes.rules import of_kind, speaker_of, verb_letters


class Cue(NamedTuple):
    """Somebody says something.

    Attributes:
        kind: named, pronoun, nominal, or other: somebody whom no name is given to.
        speaker: first and end item of the speaker.
        first: first item of the speaker, a title before the name included; of a verb without its own, the verb.
        end: one past the last item of the clause.
        verb: item of the verb.
    """

    kind: str
    speaker: tuple[int, int]
    first: int
    end: int
    verb: int


class _Excerpt(NamedTuple):
    """Some sentences of a batch, each with what begins the next one.

    Attributes:
        letters: of their items.
        shifts: how far each letter stands from its place among all items.
    """

    letters: str
    shifts: list[int]

    def matches(self, kind: str) -> Iterator[tuple[re.Match[str], int]]:
        """What the rules of a kind match, rule by rule, with the shift of its items."""
        for rule in of_kind(kind):
            for match in rule.pattern.finditer(self.letters):
                yield match, self.shifts[match.start()]


def _excerpt(items: Items, sentences: Bool) -> _Excerpt:
    """The sentences where `sentences`, bool, shape (n_sentences,), holds."""
    wanted = sentences[items.sentences]
    wanted[items.bounds[1:]] |= sentences[:-1]
    places = np.flatnonzero(wanted)
    return _Excerpt(items.codes[places].tobytes().decode("ascii"), (places - np.arange(len(places))).tolist())


def _with_verb(items: Items, kind: str) -> Bool:
    """Which sentences have a letter that the verb of a rule of this kind may have."""
    found = np.zeros(len(items.bounds), bool)
    found[items.sentences[np.isin(items.codes, np.frombuffer(verb_letters(kind), np.uint8))]] = True
    return found


def clause_cues(items: Items) -> list[Cue]:
    """The clauses that say something, in the order of the text; of two at one verb the first rule's.

    `Smith said`, `according to Smith`; also `saying` and `and said`, whose speaker is that of the clause before in the
    sentence, else its subject.
    """
    found: dict[int, Cue] = {}
    for match, shift in _excerpt(items, _with_verb(items, "clause")).matches("clause"):
        verb = match.start("verb") + shift
        if verb not in found:
            found[verb] = _cue(match, verb, shift)
    _add_shared(items, found)
    return [found[verb] for verb in sorted(found)]


def _add_shared(items: Items, found: dict[int, Cue]) -> None:
    """Add the verbs that have their subject from elsewhere in the sentence, in place."""
    shared = _excerpt(items, _with_verb(items, "shared")).matches("shared")
    verbs = {match.start("verb") + shift: (match.start() + shift, match.end() + shift) for match, shift in shared}
    free = sorted(set(verbs) - set(found))
    homes = items.sentences[free].tolist()
    subjects = _subjects(items, homes)
    own = sorted(found)
    for verb, home in zip(free, homes, strict=True):
        at = bisect_right(own, verb) - 1
        before = found[own[at]] if at >= 0 and own[at] > items.bounds[home] else subjects.get(home)
        if before and before.speaker[1] <= verb:
            kind = before.kind if _is_plain(items.letters[before.speaker[1] : verb + 1]) else "other"
            found[verb] = Cue(kind, before.speaker, *verbs[verb], verb)


def _is_plain(letters: str) -> bool:
    """Whether nobody else is named between a subject and `saying` (the last letter) who might say it."""
    return letters[-1] != "J" or "N" not in letters


def _subjects(items: Items, sentences: list[int]) -> dict[int, Cue]:
    """Number of a sentence → its subject, for some sentences."""
    wanted = np.zeros(len(items.bounds), bool)
    wanted[sentences] = True
    found: dict[int, Cue] = {}
    for match, shift in _excerpt(items, wanted).matches("subject"):
        home = int(items.sentences[match.start() + shift])
        if home not in found and wanted[home]:
            found[home] = _cue(match, match.end() - 1 + shift, shift)
    return found


def cues_behind(items: Items) -> dict[int, Cue]:
    """Item of a quotation → the clause behind it; of several the first rule's."""
    found: dict[int, Cue] = {}
    for rule in of_kind("behind"):
        for match in rule.pattern.finditer(items.letters):
            if match.start() not in found:
                found[match.start()] = _cue(match, match.start(), 0)
    return found


def _cue(match: re.Match[str], verb: int, shift: int) -> Cue:
    kind, (first, end) = speaker_of(match)
    return Cue(kind, (first + shift, end + shift), match.start("source") + shift, match.end() + shift, verb)

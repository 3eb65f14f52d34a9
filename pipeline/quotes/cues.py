"""Clauses that say something: the verb, and who says it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.quotes.items import Items
from pipeline.quotes.rules import Rule, rules, speaker_of

_BOUND = re.compile(r"[.\n]")


@dataclass(frozen=True)
class Cue:
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


def clause_cues(items: Items) -> list[Cue]:
    """The clauses that say something, in the order of the text; of two at one verb the first rule's.

    `Smith said`, `according to Smith`; also `saying` and `and said`, whose speaker is that of the clause before in the
    sentence, else its subject.
    """
    found: dict[int, Cue] = {}
    for rule in _of("clause"):
        for match in rule.pattern.finditer(items.letters):
            cue = _cue(match, match.start("verb"))
            found.setdefault(cue.verb, cue)
    _add_shared(items.letters, found)
    return [found[verb] for verb in sorted(found)]


def _add_shared(letters: str, found: dict[int, Cue]) -> None:
    """Add the verbs that have their subject from elsewhere in the sentence, in place."""
    verbs = sorted({m.start("verb"): m for rule in _of("shared") for m in rule.pattern.finditer(letters)}.items())
    if not verbs:
        return
    bounds = [match.start() for match in _BOUND.finditer(letters)]
    subjects = _subjects(letters, bounds)
    own = sorted(found)
    for verb, match in verbs:
        n = bisect_right(bounds, verb) - 1
        at = bisect_right(own, verb) - 1
        if verb in found:
            continue
        known = found[own[at]] if at >= 0 and n >= 0 and own[at] > bounds[n] else subjects.get(n)
        if (
            known is not None
            and known.speaker[1] <= verb
            and _is_plain(letters[known.speaker[1] : verb], letters[verb])
        ):
            found[verb] = Cue(known.kind, known.speaker, match.start(), match.end(), verb)


def _is_plain(between: str, verb: str) -> bool:
    """Whether nobody else is named between a subject and `saying`, who might be the one who says it."""
    return verb != "J" or "N" not in between


def _subjects(letters: str, bounds: list[int]) -> dict[int, Cue]:
    """Number of a sentence → its subject."""
    found: dict[int, Cue] = {}
    for rule in _of("subject"):
        for match in rule.pattern.finditer(letters):
            n = bisect_right(bounds, match.start()) - 1
            found.setdefault(n, _cue(match, match.end() - 1))
    return found


def cues_behind(items: Items) -> dict[int, Cue]:
    """Item of a quotation → the clause behind it; of several the first rule's."""
    found: dict[int, Cue] = {}
    for rule in _of("behind"):
        for match in rule.pattern.finditer(items.letters):
            found.setdefault(match.start(), _cue(match, match.start()))
    return found


def _of(kind: str) -> list[Rule]:
    return [rule for rule in rules() if rule.kind == kind]


def _cue(match: re.Match[str], verb: int) -> Cue:
    kind, speaker = speaker_of(match)
    return Cue(kind, speaker, match.start("source"), match.end(), verb)

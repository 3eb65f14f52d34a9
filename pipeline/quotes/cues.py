"""Clauses that say something: the verb, and who says it.

A rule is tried on the sentences alone that have a letter of its verb, and no further behind the last than it looks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.arrays.ranges import ranges
from pipeline.arrays.types import Int64
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.items import Items
from pipeline.quotes.rules import Rule, of_kind, rules

_END = np.uint8(ord("\n"))  # stands behind the last item


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


@dataclass(frozen=True)
class _Excerpt:
    """Some stretches of a batch, each with what begins the sentence or line behind it.

    Attributes:
        letters: of their items.
        firsts: int64, shape (n,): where each stretch begins among these letters.
        shifts: int64, shape (n,): how far its letters stand from their places among all items.
    """

    letters: str
    firsts: Int64
    shifts: Int64

    def matches(self, rule: Rule) -> Iterator[tuple[re.Match[str], int]]:
        """What a rule matches, with the shift of its items."""
        found = list(rule.pattern.finditer(self.letters))
        starts = np.fromiter((match.start() for match in found), np.int64, len(found))
        homes = np.searchsorted(self.firsts, starts, side="right") - 1
        return zip(found, self.shifts[homes].tolist(), strict=True)


def _excerpt(items: Items, firsts: Int64, ends: Int64, behind: Int64) -> _Excerpt:
    """Some stretches of a batch.

    Args:
        items: of the batch.
        firsts: int64, shape (n,): first item of each, ascending.
        ends: int64, shape (n,): one past the last.
        behind: int64, shape (n,): the item that begins what follows it; the number of items where nothing does.
    """
    sizes = ends - firsts + 1
    own = np.cumsum(sizes) - sizes
    places = ranges(firsts, ends + 1)[1]
    places[own + sizes - 1] = behind
    return _Excerpt(np.append(items.codes, _END)[places].tobytes().decode("ascii"), own, firsts - own)


class _Excerpts:
    """The stretches of a batch that rules are tried on.

    Attributes:
        items: of the batch.
    """

    def __init__(self, items: Items) -> None:
        self.items = items
        self._known: dict[tuple[str, int | None], _Excerpt] = {}
        letters = "".join({letter for rule in rules() for letter in rule.verbs})
        self._verbs = np.flatnonzero(is_one_of(items.codes, letters))
        self._homes = items.homes(self._verbs)

    def of(self, rule: Rule) -> _Excerpt:
        """The sentences that have a letter of the rule's verb, up to as many items behind the last as the rule reaches.

        A rule is not tried on the others, nor on what it does not look at: its pattern would not match there.
        """
        key = rule.verbs, rule.reach
        if key not in self._known:
            own = is_one_of(self.items.codes[self._verbs], rule.verbs)
            verbs, homes = self._verbs[own], self._homes[own]
            last = np.append(homes[1:] != homes[:-1], np.ones(min(len(homes), 1), bool))  # of its sentence
            self._known[key] = self.sentences(homes[last], None if rule.reach is None else verbs[last] + rule.reach + 1)
        return self._known[key]

    def sentences(self, chosen: Int64, ends: Int64 | None = None) -> _Excerpt:
        """Some sentences, ascending.

        Args:
            chosen: int64, shape (n,): their numbers.
            ends: int64, shape (n,): one past the last item of each that is wanted; default: all are.
        """
        bounds = np.append(self.items.bounds, len(self.items.codes))
        behind = bounds[chosen + 1]
        return _excerpt(self.items, bounds[chosen], behind if ends is None else np.minimum(ends, behind), behind)


def clause_cues(items: Items) -> list[Cue]:
    """The clauses that say something, in the order of the text; of two at one verb the first rule's.

    `Smith said`, `according to Smith`; also `saying` and `and said`, whose speaker is that of the clause before in the
    sentence, else its subject.
    """
    found: dict[int, Cue] = {}
    excerpts = _Excerpts(items)
    for rule in of_kind("clause"):
        group = rule.pattern.groupindex["verb"]
        for match, shift in excerpts.of(rule).matches(rule):
            verb = match.start(group) + shift
            if verb not in found:
                found[verb] = _cue(rule, match, shift, verb)
    _add_shared(excerpts, found)
    return [found[verb] for verb in sorted(found)]


def _add_shared(excerpts: _Excerpts, found: dict[int, Cue]) -> None:
    """Add the verbs that have their subject from elsewhere in the sentence, in place."""
    items, verbs = excerpts.items, _shared_verbs(excerpts)
    free = sorted(set(verbs) - set(found))
    homes = items.homes(np.array(free, np.int64)).tolist()
    subjects = _subjects(excerpts, homes)
    own = sorted(found)
    for verb, home in zip(free, homes, strict=True):
        at = bisect_right(own, verb) - 1
        before = found[own[at]] if at >= 0 and own[at] > items.bounds[home] else subjects.get(home)
        if before and before.speaker[1] <= verb:
            kind = before.kind if _is_plain(items.letters[before.speaker[1] : verb + 1]) else "other"
            found[verb] = Cue(kind, before.speaker, *verbs[verb], verb)


def _shared_verbs(excerpts: _Excerpts) -> dict[int, tuple[int, int]]:
    """Item of a verb that has no speaker of its own → first and end item of what the last rule matches there."""
    verbs: dict[int, tuple[int, int]] = {}
    for rule in of_kind("shared"):
        group = rule.pattern.groupindex["verb"]
        for match, shift in excerpts.of(rule).matches(rule):
            verbs[match.start(group) + shift] = match.start() + shift, match.end() + shift
    return verbs


def _is_plain(letters: str) -> bool:
    """Whether nobody else is named between a subject and `saying` (the last letter) who might say it."""
    return letters[-1] != "J" or "N" not in letters


def _subjects(excerpts: _Excerpts, sentences: list[int]) -> dict[int, Cue]:
    """Number of a sentence → its subject, for some sentences, ascending."""
    found: dict[int, Cue] = {}
    excerpt = excerpts.sentences(np.unique(np.array(sentences, np.int64)))
    for rule in of_kind("subject"):
        matches = list(excerpt.matches(rule))
        homes = excerpts.items.homes(np.array([match.start() + shift for match, shift in matches], np.int64))
        for home, (match, shift) in zip(homes.tolist(), matches, strict=True):
            if home not in found:
                found[home] = _cue(rule, match, shift, match.end() - 1 + shift)
    return found


def cues_behind(items: Items) -> dict[int, Cue]:
    """Item of a quotation → the clause behind it; of several the first rule's."""
    found: dict[int, Cue] = {}
    excerpt = _behind_quotations(items)
    for rule in of_kind("behind"):
        for match, shift in excerpt.matches(rule):
            at = match.start() + shift
            if at not in found:
                found[at] = _cue(rule, match, shift, at)
    return found


def _behind_quotations(items: Items) -> _Excerpt:
    """Each line that has a quotation, from its first one on."""
    lines = np.append(np.flatnonzero(items.codes == _END), len(items.codes))
    home = np.searchsorted(lines, items.quotations)
    first = np.append(True, home[1:] != home[:-1])[: len(home)]
    behind = lines[home[first]]
    return _excerpt(items, items.quotations[first], behind, behind)


def _cue(rule: Rule, match: re.Match[str], shift: int, verb: int) -> Cue:
    """The clause of a match.

    Raises:
        LookupError: the match has no speaker.
    """
    for kind, group in rule.speakers:
        first, end = match.span(group)
        if first >= 0:
            return Cue(kind, (first + shift, end + shift), match.start(rule.source) + shift, match.end() + shift, verb)
    raise LookupError(rule.name)

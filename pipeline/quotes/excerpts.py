"""The stretches of a batch that rules are tried on, and what they match there.

A rule is tried on the sentences alone that have a letter of its verb, and no further behind the last than it looks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import is_among
from pipeline.arrays.types import Int64
from pipeline.quotes.cue_columns import Cues
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.items import Items
from pipeline.quotes.rules import GROUPS, Rule, rules

_END = np.uint8(ord("\n"))  # stands behind the last item


@dataclass(frozen=True)
class Excerpt:
    """Some stretches of a batch; each begins a sentence or line, or follows what begins the one behind the last.

    Attributes:
        letters: of their items.
        firsts: int64, shape (n,): where each stretch begins among these letters.
        shifts: int64, shape (n,): how far its letters stand from their places among all items.
    """

    letters: str
    firsts: Int64
    shifts: Int64

    def cues(self, rule: Rule) -> Cues:
        """What a rule matches, in order; where it has no verb, the first item of the match takes its place.

        Raises:
            LookupError: a match has no speaker.
        """
        speakers = [(GROUPS.index(name), group) for name, group in rule.speakers]
        rows: list[int] = []
        for match in rule.pattern.finditer(self.letters):
            for kind, group in speakers:
                first, end = match.span(group)
                if first >= 0:
                    rows += (kind, first, end, match.start(rule.source), match.end(), match.start(rule.verb))
                    break
            else:
                raise LookupError(rule.name)
        found = Cues.of(rows)
        return found.moved(self._shifts_at(found.verbs))

    def spans(self, rule: Rule) -> tuple[Int64, Int64, Int64]:
        """First item, one past the last, and verb of what a rule matches; int64, shape (n,) each."""
        matches = rule.pattern.finditer(self.letters)
        rows = [(match.start(), match.end(), match.start(rule.verb)) for match in matches]
        first, end, verb = np.array(rows, np.int64).reshape(-1, 3).T
        shifts = self._shifts_at(verb)
        return first + shifts, end + shifts, verb + shifts

    def _shifts_at(self, places: Int64) -> Int64:
        """How far the letters at these places stand from their places among all items."""
        return self.shifts[np.searchsorted(self.firsts, places, side="right") - 1]


def _excerpt(items: Items, firsts: Int64, ends: Int64, behind: Int64 | None = None) -> Excerpt:
    """Some stretches of a batch, each of which begins a sentence or line.

    Args:
        items: of the batch.
        firsts: int64, shape (n,): first item of each, ascending.
        ends: int64, shape (n,): one past the last.
        behind: int64, shape (n,): the item that begins what follows it, which is put behind it; the number of items
            where nothing does. None where nothing is looked at behind the last item.
    """
    sizes = ends - firsts + (behind is not None)
    own = np.cumsum(sizes) - sizes
    places = ranges(firsts, firsts + sizes)[1]
    if behind is not None:
        places[own + sizes - 1] = behind
    return Excerpt(np.append(items.codes, _END)[places].tobytes().decode("ascii"), own, firsts - own)


class Excerpts:
    """The stretches of a batch that rules are tried on.

    Attributes:
        items: of the batch.
    """

    def __init__(self, items: Items) -> None:
        self.items = items
        self._known: dict[tuple[str, int | None, str], Excerpt] = {}
        letters = "".join({letter for rule in rules() for letter in rule.verbs})
        self._verbs = np.flatnonzero(is_one_of(items.codes, letters))
        self._homes = items.homes(self._verbs)

    def of(self, rule: Rule) -> Excerpt:
        """The sentences that have a letter of the rule's verb, up to as many items behind the last as the rule reaches.

        A rule is not tried on the others, nor on what it does not look at: its pattern would not match there.
        """
        key = rule.verbs, rule.reach, rule.holds
        if key not in self._known:
            own = is_one_of(self.items.codes[self._verbs], rule.verbs)
            if rule.holds:
                own = own & is_among(self._homes, self.items.homes(self._pairs(rule.holds)))
            verbs, homes = self._verbs[own], self._homes[own]
            last = np.append(homes[1:] != homes[:-1], np.ones(min(len(homes), 1), bool))  # of its sentence
            self._known[key] = self.sentences(homes[last], verbs[last], rule.reach)
        return self._known[key]

    def _pairs(self, letters: str) -> Int64:
        """The items with one letter that stand before another."""
        one, other = (self.items.codes == ord(letter) for letter in letters)
        return np.flatnonzero(one[:-1] & other[1:])

    def sentences(self, chosen: Int64, verbs: Int64 | None = None, reach: int | None = None) -> Excerpt:
        """Some sentences, ascending.

        Args:
            chosen: int64, shape (n,): their numbers.
            verbs: int64, shape (n,): the last verb of each.
            reach: how many items behind it are wanted; None for the whole sentence.
        """
        bounds = np.append(self.items.bounds, len(self.items.codes))
        firsts, behind = bounds[chosen], bounds[chosen + 1]
        if verbs is None or reach is None:
            return _excerpt(self.items, firsts, behind, behind)
        return _excerpt(self.items, firsts, np.minimum(verbs + reach + 1, behind), behind if reach else None)


def behind_quotations(items: Items) -> Excerpt:
    """Each line that has a quotation, from its first one on."""
    lines = np.append(np.flatnonzero(items.codes == _END), len(items.codes))
    home = np.searchsorted(lines, items.quotations)
    first = np.append(True, home[1:] != home[:-1])[: len(home)]
    behind = lines[home[first]]
    return _excerpt(items, items.quotations[first], behind, behind)

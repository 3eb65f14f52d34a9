"""Which lines of an article are noise: typed rules, what the article itself gives away, and what its publisher repeats.

First come the rules that hold anywhere. The lines that they leave show where the prose begins and ends, and with that
the rules for the head and the tail of an article follow. A line that no rule takes is content; a line
that a light model, or in the safe mode a rule that may err, considers noise is suspected.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Float64, Int16
from pipeline.cleaning import thresholds as t
from pipeline.cleaning.line_model import LineContext, probabilities, removal_probability
from pipeline.cleaning.repeated_lines import Repeats
from pipeline.cleaning.rule_sets import LONG, RuleSet, rule_set
from pipeline.cleaning.rules import (
    ANYWHERE,
    BIOGRAPHY,
    BYLINE,
    DOUBLED,
    EDGE,
    END,
    HEAD,
    INNER,
    MODEL,
    NONE,
    OPEN,
    RELATED,
    REPEATED,
    TAIL,
    TITLE,
    Rule,
    compiled,
    names,
)
from pipeline.cleaning.structure import (
    ArticleMetadata,
    below_author_heads,
    below_link_heads,
    distances,
    doubled,
    headlines,
    is_about_author,
    is_closed,
    is_in_story,
    is_prose,
    is_wrapped,
    must_stay_whole,
    zones,
)
from pipeline.cleaning.structure import names as named
from pipeline.text.lines import Lines

_POST = re.compile(r"\(@\w{1,20}\) [A-Z][a-z]+ \d{1,2}, \d{4}\W*$|pic\.twitter\.com/")  # quoted, it is of the story


class Verdicts(NamedTuple):
    """What is said of n_lines lines, by codes: indexes into `noise_rules.names()`, NONE for content.

    Attributes:
        taken: int16, shape (n_lines,): the rule that takes the line away.
        suspected: int16, shape (n_lines,): the rule that suspects a line which stays.
        probability: shape (n_lines,): how likely a suspected line is noise, 0..1; 0 for others.
    """

    taken: Int16
    suspected: Int16
    probability: Float64


def noise_lines(lines: Lines, about: ArticleMetadata, repeats: Repeats, mode: str, least: float = 0.1) -> Verdicts:
    """The noise among the lines of n repaired texts.

    An article of one line, and one that would keep no sentence, stays whole, and nothing in it is suspected.

    Args:
        lines: n_lines lines.
        about: what is known of the n articles.
        repeats: how often the lines repeat.
        mode: "safe" for the rules that cannot err, "standard" for all, "full" for a model beside them.
        least: probability, 0..1, from which on the model's lines are suspected.
    """
    taken, setting = _by_rule(lines, about, repeats, safe=mode == "safe")
    probability = probabilities(lines, setting)
    if not all(about.titles):  # the first line of a record without a headline may be the headline
        named = np.array([bool(title) for title in about.titles], bool)[lines.row]
        probability[~named & (distances(lines)[0] == 0)] = 0
    if mode == "full":
        _put(taken, MODEL, probability > removal_probability())
    suspected = np.full(len(lines), NONE, np.int16)
    if mode == "safe":
        suspected = _by_rule(lines, about, repeats, safe=False)[0]
        probability[suspected != NONE] = t.RULE_PRECISION
    _put(suspected, MODEL, probability >= max(least, 1e-9))
    whole = must_stay_whole(lines, setting.closed, taken != NONE)[lines.row]
    taken[whole] = NONE
    suspected[whole | (taken != NONE)] = NONE
    return Verdicts(taken, suspected, np.where(suspected == NONE, 0, probability))


def _by_rule(lines: Lines, about: ArticleMetadata, repeats: Repeats, *, safe: bool) -> tuple[Int16, LineContext]:
    """The rule that takes each line, and the context that the model reads."""
    found = np.full(len(lines), NONE, np.int16)
    closed = is_closed(lines)
    flat = ~is_wrapped(lines, closed)
    everywhere = {ANYWHERE: flat, INNER: flat & (distances(lines)[0] > 0), OPEN: flat & ~closed}
    short = lines.ends - lines.starts <= LONG
    for long in (False, True):
        _apply(rule_set((ANYWHERE, INNER), safe=safe, long=long), lines, everywhere, flat & (short ^ long), found)
        _apply(rule_set((OPEN,), safe=safe, long=long), lines, everywhere, everywhere[OPEN] & (short ^ long), found)
    _put(found, RELATED, everywhere[OPEN] & below_link_heads(lines, closed, found == names().index(RELATED)))
    prose = is_prose(lines, closed)
    titled = np.array([bool(title) for title in about.titles], bool)
    where = {name: flat & there for name, there in zones(lines, prose & (found == NONE), titled).items()}
    outside = where[EDGE] | where[END]
    for long in (False, True):
        _apply(rule_set((HEAD, TAIL, END, EDGE), safe=safe, long=long), lines, where, outside & (short ^ long), found)
    _clear_persons(lines, about, found)
    _put(found, BIOGRAPHY, below_author_heads(lines, found == names().index(BIOGRAPHY)))
    outer = np.minimum(*distances(lines)) < t.N_OUTER_LINES
    _put(found, REPEATED, flat & repeats.noise(lines.letters, closed, prose & ~outer))
    _put(found, DOUBLED, flat & doubled(lines))
    _put(found, TITLE, headlines(lines, about) & where[HEAD])
    _put(found, BYLINE, named(lines, about) & where[EDGE])
    return found, LineContext(closed, prose, found != NONE, where, repeats)


def _apply(rules: RuleSet, lines: Lines, where: dict[str, Bool], there: Bool, found: Int16) -> None:
    """Write the first rule that takes a line into `found`, where none stands yet.

    Args:
        rules: rules of some zones.
        lines: n_lines lines.
        where: zone of every rule → bool, shape (n_lines,).
        there: shape (n_lines,): lines of any of the zones.
        found: shape (n_lines,): changed in place.
    """
    sizes = lines.ends - lines.starts
    asked = np.flatnonzero(there & (sizes <= rules.longest) & (found == NONE))
    data = lines.data.data
    for number, maybe in rules.maybe(lines, asked):
        rule = rules.rules[number]
        at = maybe[(sizes[maybe] <= rule.longest) & where[rule.zone][maybe] & (found[maybe] == NONE)]
        spans = zip(lines.starts[at].tolist(), lines.ends[at].tolist(), strict=True)
        taken = _taken(rule, [str(data[start:end], "utf-8") for start, end in spans])
        found[at[taken]] = names().index(rule.name)


def _taken(rule: Rule, lines: list[str]) -> list[int]:
    """Which lines a rule takes."""
    if not lines:
        return []
    search = compiled(rule.pattern).search
    return [nth for nth, line in enumerate(lines) if search(line) and not _is_post(line)]


def _is_post(line: str) -> bool:
    """Whether a line is a quoted post: it is of the story."""
    return ("(@" in line or "pic.t" in line) and _POST.search(line) is not None


def _put(found: Int16, name: str, where: Bool) -> None:
    """Name the lines that have no name yet."""
    found[where & (found == NONE)] = names().index(name)


def _clear_persons(lines: Lines, about: ArticleMetadata, found: Int16) -> None:
    """Give back what looks like an author's biography but tells of a person of the story who did not write it."""
    for at in np.flatnonzero(found == names().index(BIOGRAPHY)).tolist():
        if not is_about_author(lines, at, about) and is_in_story(lines, at, found != NONE):
            found[at] = NONE

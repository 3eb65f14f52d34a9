"""How lines find their rules: none is lost on the way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.openings import openings
from pipeline.cleaning.prefilter import relaxed, tree
from pipeline.cleaning.rule_sets import LONG, RuleSet, loosened, rule_set
from pipeline.cleaning.rules import ANYWHERE, EDGE, END, HEAD, INNER, OPEN, TAIL, Rule, rules
from pipeline.text.lines import split_lines

SETS = ((ANYWHERE, INNER), (OPEN,), (HEAD, TAIL, END, EDGE))
ODD = "\u017f\u0130\u0131\u212a \u00a0\u2019\u2018\u201d\u2014\u00e9\u00c9\u0660_<>[](){}|/:@.,;!?-+=0"
"""Characters that Python and RE2 may see differently: other forms of letters, blanks, marks, digits."""


def asked(chosen: RuleSet, *texts: str) -> list[tuple[int, list[int]]]:
    """The lines that each rule of a set is tried on."""
    lines = split_lines(strings(list(texts)))
    return [(number, at.tolist()) for number, at in chosen.maybe(lines, np.arange(len(lines)))]


@st.composite
def variants(draw: st.DrawFn) -> str:
    """An example or counter-example with some characters changed, put in, or left out, in any case."""
    rule = draw(st.sampled_from(rules()))
    line = list(draw(st.sampled_from([rule.example, rule.counter])))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(line) - 1))
        line[at] = draw(st.sampled_from(["", line[at] + line[at], line[at].swapcase(), *ODD]))
    text = "".join(line).replace("\n", " ")
    return draw(st.sampled_from([text, text.upper(), text.lower(), "\u2022 " + text]))


@given(variants())
@settings(max_examples=4 * settings.default.max_examples)
def test_the_prefilter_never_loses_a_match(line: str) -> None:
    """Every line that a pattern matches is one of those that its rule is tried on, beside whatever other lines."""
    for zones in SETS:
        chosen = rule_set(zones, safe=False)
        for number, at in asked(chosen, line, "next", line):
            assert at in ([0, 2], [0, 1, 2]) or not chosen.rules[number].matches(line)


@pytest.mark.parametrize("zones", SETS)
@pytest.mark.parametrize("long", [False, True])
def test_every_rule_of_a_set_is_in_one_group(zones: tuple[str, ...], long: bool) -> None:
    """Groups and beginnings hold each rule once; for long lines only the rules that match long lines are there."""
    chosen = rule_set(zones, safe=False, long=long)
    grouped = [number for group in chosen.groups for number in group.numbers]
    assert sorted([*grouped, *chosen.opened]) == list(range(len(chosen.rules)))
    assert chosen.rules == tuple(r for r in rules() if r.zone in zones and (r.longest > LONG or not long))
    assert chosen.longest == max(rule.longest for rule in chosen.rules)


def test_only_safe_rules_are_in_a_safe_set() -> None:
    """`safe` leaves the others out."""
    assert all(rule.safe for rule in rule_set((ANYWHERE,), safe=True).rules)
    assert not all(rule.safe for rule in rule_set((ANYWHERE,), safe=False).rules)


def test_lines_are_given_by_number_in_the_order_of_the_rules() -> None:
    """Of three rules the first and the last look at how lines begin; only the lines asked for are given."""
    made = [Rule("x", ANYWHERE, 200, True, pattern, "", "") for pattern in ("^Read", "now$", r"^\W*(see|re)")]
    chosen = RuleSet.of(made)
    assert (chosen.opened, [group.numbers for group in chosen.groups]) == ((0, 2), [(1,)])
    lines = split_lines(strings(["Read now\nSee it\n\u2022 Re-read", "Not now\nRead"]))
    found = chosen.maybe(lines, np.array([0, 1, 2, 3]))
    assert [(number, at.tolist()) for number, at in found] == [(0, [0]), (1, [0, 3]), (2, [0, 1, 2])]
    assert [at.tolist() for _, at in chosen.maybe(lines, np.array([1, 4]))] == [[4], [], [1, 4]]


def test_a_set_without_rules_asks_for_no_line() -> None:
    """Nor does it match a line of any length."""
    chosen = RuleSet.of([])
    assert (asked(chosen, "Read more"), chosen.longest) == ([], 0)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.name}: {rule.example[:30]}")
def test_what_is_kept_of_a_rule_is_what_is_derived_now(rule: Rule) -> None:
    """Whatever an earlier process has kept of it."""
    begins = openings(list(tree(rule.pattern)))
    assert loosened(rule.pattern) == (tuple(sorted(begins)) if begins else None, relaxed(rule.pattern))


def test_a_pattern_of_no_rule_is_loosened_too() -> None:
    """As for a rule that is tried out."""
    assert loosened("^(?:Kiosk 24)$") == (("kio",), relaxed("^(?:Kiosk 24)$"))

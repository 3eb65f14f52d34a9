"""The noise rules as data."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.prefilter import beginning, find_lines, relaxed
from pipeline.cleaning.rules import (
    ANYWHERE,
    EDGE,
    END,
    HEAD,
    INNER,
    LONG,
    OPEN,
    TAIL,
    ZONES,
    InlineRule,
    Rule,
    RuleSet,
    inline_rules,
    loosened,
    names,
    rule_set,
    rules,
)

DOCS = Path(__file__).parent.parent.parent / "docs/noise.md"
SETS = ((ANYWHERE, INNER), (OPEN,), (HEAD, TAIL, END, EDGE))
ODD = "\u017f\u0130\u0131\u212a \u00a0\u2019\u2018\u201d\u2014\u00e9\u00c9\u0660_<>[](){}|/:@.,;!?-+=0"
"""Characters that Python and RE2 may see differently: other forms of letters, blanks, marks, digits."""


def reached(chosen: RuleSet, line: str) -> list[bool]:
    """For each group of a set: whether its prefilter finds a line."""
    return [bool(find_lines(strings([line, "next"]), group.prefilter)[0]) for group in chosen.groups]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.name}: {rule.example[:30]}")
def test_a_rule_matches_its_example_and_not_its_counter_example(rule: Rule) -> None:
    """Both are short enough; the pattern finds the one and not the other."""
    assert rule.zone in ZONES
    assert max(len(line.encode()) for line in (rule.example, rule.counter)) <= rule.longest
    assert rule.matches(rule.example)
    assert not rule.matches(rule.counter)


@pytest.mark.parametrize("rule", inline_rules(), ids=lambda rule: f"{rule.name}: {rule.example[:30]}")
def test_an_inline_rule_finds_a_span_in_its_example_only(rule: InlineRule) -> None:
    """Something goes from the example and something stays; nothing goes from the counter-example."""
    ((start, end),) = rule.spans(rule.example)[:1]
    assert 0 < end - start < len(rule.example)
    assert rule.spans(rule.counter) == []


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
    """Every line that a pattern matches is found by the prefilter of its group."""
    for zones in SETS:
        chosen = rule_set(zones, safe=False)
        for group, is_reached in zip(chosen.groups, reached(chosen, line), strict=True):
            assert is_reached or not any(chosen.rules[number].matches(line) for number in group.numbers)


@pytest.mark.parametrize("zones", SETS)
@pytest.mark.parametrize("long", [False, True])
def test_every_rule_of_a_set_is_in_one_group(zones: tuple[str, ...], long: bool) -> None:
    """The groups hold each rule once; for long lines only the rules that match long lines are there."""
    chosen = rule_set(zones, safe=False, long=long)
    assert sorted(number for group in chosen.groups for number in group.numbers) == list(range(len(chosen.rules)))
    assert chosen.rules == tuple(r for r in rules() if r.zone in zones and (r.longest > LONG or not long))
    assert chosen.longest == max(rule.longest for rule in chosen.rules)


def test_only_safe_rules_are_in_a_safe_set() -> None:
    """`safe` leaves the others out."""
    assert all(rule.safe for rule in rule_set((ANYWHERE,), safe=True).rules)
    assert not all(rule.safe for rule in rule_set((ANYWHERE,), safe=False).rules)


def test_every_rule_is_explained() -> None:
    """docs/noise.md has a row for each name that may stand in `removed.rule`, and for no other."""
    explained = re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(explained) == list(names())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.name}: {rule.example[:30]}")
def test_looser_patterns_are_those_that_are_derived_now(rule: Rule) -> None:
    """Whatever an earlier process has kept of them."""
    assert loosened(rule.pattern) == (beginning(rule.pattern), relaxed(rule.pattern))


def test_a_pattern_of_no_rule_is_loosened_too() -> None:
    """As for a rule that is tried out."""
    assert loosened("^(?:Kiosk 24)$") == (beginning("^(?:Kiosk 24)$"), relaxed("^(?:Kiosk 24)$"))

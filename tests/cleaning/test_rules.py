"""Laws of the noise rules as data."""

import re
from pathlib import Path

import pyarrow.compute as pc
import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning.rules import (
    ANYWHERE,
    EDGE,
    END,
    HEAD,
    INNER,
    OPEN,
    TAIL,
    ZONES,
    Rule,
    RuleSet,
    inline_rules,
    names,
    rule_set,
    rules,
)

DOCS = Path(__file__).parent.parent.parent / "docs/noise.md"
BOOKS = ((ANYWHERE, INNER), (OPEN,), (HEAD, TAIL, END, EDGE))


def found(pattern: str, line: str) -> bool:
    """Whether RE2 finds a pattern."""
    return bool(pc.match_substring_regex(strings([line]), pattern)[0].as_py())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.name}: {rule.example[:30]}")
def test_a_rule_takes_its_example(rule: Rule) -> None:
    """The example is short enough, the pattern finds it, and the hooks lead to the rule."""
    assert rule.zone in ZONES
    assert len(rule.example.encode()) <= rule.longest
    assert rule.matches(rule.example)
    pages = next(zones for zones in BOOKS if rule.zone in zones)
    pages_book = rule_set(pages, safe=False)
    inside = found(pages_book.inside, rule.example)
    assert inside or found(pages_book.opening, rule.example)
    assert rule in [pages_book.rules[number] for number in pages_book.candidates(rule.example, inside=inside)]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.name}: {rule.example[:30]}")
def test_hooks_lose_nothing(rule: Rule) -> None:
    """A line that the pattern takes has one of the rule's hooks: tried on the examples of all rules."""
    alone = RuleSet((rule,))
    for line in {other.example for other in rules()}:
        inside = found(alone.inside, line)
        if rule.matches(line):
            assert inside or found(alone.opening, line)
            assert alone.candidates(line, inside=inside) == [0]


@pytest.mark.parametrize("rule", inline_rules(), ids=lambda rule: rule.name)
def test_a_rule_on_spans_finds_one_in_its_example(rule) -> None:  # noqa: ANN001 -- pytest gives it
    """Something goes and something stays."""
    ((start, end),) = rule.spans(rule.example)[:1]
    assert 0 < end - start < len(rule.example)


def test_only_safe_rules_are_in_a_safe_book() -> None:
    """`safe` leaves the others out."""
    assert all(rule.safe for rule in rule_set((ANYWHERE,), safe=True).rules)
    assert not all(rule.safe for rule in rule_set((ANYWHERE,), safe=False).rules)


def test_every_rule_is_explained() -> None:
    """docs/noise.md has a row for each name that may stand in `removed.rule`, and for no other."""
    told = re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == list(names())

"""The noise rules as data."""

import re
from pathlib import Path

import pytest

from pipeline.cleaning.rules import (
    ZONES,
    InlineRule,
    Rule,
    inline_rules,
    names,
    rules,
)

DOCS = Path(__file__).parent.parent.parent / "docs/noise.md"


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


def test_every_rule_is_explained() -> None:
    """docs/noise.md has a row for each name that may stand in `removed.rule`, and for no other."""
    explained = re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(explained) == list(names())

"""Every rule on who speaks does what its example says."""

from __future__ import annotations

import pytest

from pipeline.quotes.rules import KINDS, Rule, expanded, rules
from tests.quotes.articles import quotations


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.kind}: {rule.name}")
def test_example(rule: Rule) -> None:
    """The first quotation of the example has the speaker that stands beside it; none where that is empty."""
    assert quotations(rule.example)[0]["speaker"] == (rule.speaker or None)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.kind}: {rule.name}")
def test_counter_example(rule: Rule) -> None:
    """No quotation in marks of the counter-example has one."""
    assert [row["speaker"] for row in quotations(rule.counter) if row["kind"] != "indirect"] in ([], [None], [None] * 3)


def test_every_kind_has_rules() -> None:
    """Rules come kind by kind, and each has a name of its own within its kind."""
    found = [(rule.kind, rule.name) for rule in rules()]
    assert len(set(found)) == len(found)
    assert list(dict.fromkeys(kind for kind, _ in found)) == list(KINDS)


def test_pieces_are_written_out() -> None:
    """A piece may be made of pieces; repeat counts in braces stay."""
    assert expanded("{a}x{1,2}", {"a": "(?:{b})?", "b": "B"}) == "(?:B)?x{1,2}"

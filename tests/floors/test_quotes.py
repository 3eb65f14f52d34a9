"""Quotations and reported clauses of five invented articles: who a reader says speaks, and what the rules find."""

from __future__ import annotations

import json
from pathlib import Path

from tests.quotes.articles import quotations

CASES = json.loads(Path(__file__).with_name("quotes.json").read_text("utf-8"))
FOUND, RIGHT, INVENTED = 0.958, 0.875, 1
"""Today's share of quotations found with their kind, and with the right speaker; rows that no reader asks for."""


def test_readers_and_rules_agree() -> None:
    """As many quotations are found, with the right speaker, as today, and no more are made up."""
    wanted = found = right = rows = 0
    for case in CASES:
        mine = quotations(case["text"])
        rows += len(mine)
        for text, speaker, kind in case["quotes"]:
            row = next((r for r in mine if r["text"].startswith(text) and r["kind"] == kind), None)
            wanted, found = wanted + 1, found + (row is not None)
            right += row is not None and row["speaker"] == speaker
    figures = round(found / wanted, 3), round(right / wanted, 3), rows - found
    assert figures[0] >= FOUND, figures
    assert figures[1] >= RIGHT, figures
    assert figures[2] <= INVENTED, figures

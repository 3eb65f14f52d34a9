"""Names of five invented articles: what a reader finds, and what the tagger and the joining of forms find."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.names.stage import NamesConfig, mentions
from tests.quotes.articles import texts

CASES = json.loads(Path(__file__).with_name("names.json").read_text("utf-8"))
PRECISION, RECALL, MENTIONS = 0.893, 0.893, 0.857
"""Today's shares: rows that are right in name and kind, names found, names found with the right number of mentions."""


def test_readers_and_tagger_agree() -> None:
    """Names, kinds and the number of mentions agree at least as often as today."""
    rows = mentions(NamesConfig(), texts=texts(*(case["text"] for case in CASES)))["mentions"].to_pylist()
    given = {(row["article_id"], row["name"], row["kind"]): len(row["starts"]) for row in rows}
    wanted = {(f"a{n:03}", name, kind): count for n, case in enumerate(CASES) for name, kind, count in case["names"]}
    hits = wanted.keys() & given.keys()
    counted = sum(given[key] == wanted[key] for key in hits)
    figures = [round(x, 3) for x in (len(hits) / len(given), len(hits) / len(wanted), counted / len(wanted))]
    assert figures[0] >= PRECISION, figures
    assert figures[1] >= RECALL, figures
    assert figures[2] >= MENTIONS, figures

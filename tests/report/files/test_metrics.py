"""metrics.json."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest

from pipeline.report.files.metrics import KEY_FIGURES, key_figures_json, metrics, metrics_json, share
from tests.report.invented import rows_of_a_night, summary_of

ROOT = Path(__file__).resolve().parents[3]


def test_the_docs_explain_every_metric() -> None:
    """docs/report.md names every key, and no other."""
    text = (ROOT / "docs" / "report.md").read_text(encoding="utf-8").split("## metrics.json")[1].split("##")[0]
    rows = re.findall(r"^\| (`.*?`) \|", text, re.MULTILINE)
    assert {key for row in rows for key in re.findall(r"`(\w+)`", row)} == set(metrics(summary_of(rows_of_a_night(60))))


def test_metrics_are_flat_sorted_numbers() -> None:
    """Only numbers, keys in order, at most four decimals, the same bytes for any layout of parts."""
    rows = rows_of_a_night(60)
    text = metrics_json(summary_of(rows, 1))
    assert text == metrics_json(summary_of(rows, 4))
    found = json.loads(text)
    assert list(found) == sorted(found)
    assert all(type(v) in (int, float) and round(v, 4) == v for v in found.values())


def test_key_figures_fit_a_line_of_a_terminal() -> None:
    """The chosen metrics with the same values, in their order; DVC prints a column and four blanks for each."""
    rows = rows_of_a_night(60)
    shown = json.loads(key_figures_json(summary_of(rows)))
    assert tuple(shown) == KEY_FIGURES
    assert shown.items() <= metrics(summary_of(rows)).items()
    assert sum(len(name) + 4 for name in ("data/processed/key_figures.json", *shown)) <= 120
    rows["topics"] = []
    for row in rows["sentiment"]:
        row["compound"] = None
    assert "compound_mean" not in json.loads(key_figures_json(summary_of(rows)))


def test_metrics_count_what_the_tables_hold() -> None:
    """Every count is that of its table."""
    rows = rows_of_a_night(60)
    found = metrics(summary_of(rows, 2))
    copies = [a for a in rows["articles"] if a["duplicate_of"]]
    wanted = {
        "n_articles": 60,
        "n_records": 62,
        "n_rejected": 2,
        "n_duplicates": len(copies),
        "n_removed": len(rows["removed"]),
        "n_flagged": len(rows["flagged"]),
        "n_sentences": 360,
        "n_topics": 6,
        "n_days": 3,
        "n_keywords_mean": 1.0,
        "n_stories": len({r["story_id"] for r in rows["article_stories"]}),
        "quote_share": round(1 / 3, 4),
        "titled_share": 1.0,
    }
    assert {name: found[name] for name in wanted} == wanted
    assert math.isclose(sum(found[f"{label}_share"] for label in ("negative", "neutral", "positive")), 1, abs_tol=2e-4)


def test_tone_counts_each_text_once() -> None:
    """A copy adds nothing to the mean tone."""
    rows = rows_of_a_night(2)
    a, b = rows["articles"]
    b.update(duplicate_of=a["article_id"], relation="exact", similarity=1.0)
    for row in rows["sentiment"]:
        row["compound"] = 0.5 if row["article_id"] == a["article_id"] else -1.0
    assert metrics(summary_of(rows))["compound_mean"] == 0.5


def test_what_cannot_be_computed_is_left_out() -> None:
    """Without topics there is no coherence, without scores no mean tone: no made-up zero."""
    rows = rows_of_a_night(3)
    rows["topics"] = []
    for row in rows["sentiment"]:
        row["compound"] = None
    found = metrics(summary_of(rows))
    assert not {"coherence_mean", "compound_mean", "positive_share", "term_diversity"} & set(found)
    assert found["scored_share"] == 0.0


def test_a_share_of_nothing_is_not_a_number() -> None:
    """No division by zero, and no zero either."""
    assert math.isnan(share(0, 0))
    assert share(1, 4) == pytest.approx(0.25)

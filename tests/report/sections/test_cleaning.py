"""The audit of cleaning."""

from __future__ import annotations

import math

from pipeline.report.sections.cleaning import audit
from tests.report.invented import rows_of_a_night, summary_of


def test_the_audit_adds_up() -> None:
    """Shares of the rules sum to one; the share removed is of the text before cleaning."""
    rows = rows_of_a_night(60)
    found = audit(summary_of(rows), 5)
    removed = sum(r["end"] - r["start"] for r in rows["removed"])
    assert math.isclose(sum(r.share for r in found.rules), 1)
    assert math.isclose(found.removed_share, removed / (removed + sum(a["n_chars"] for a in rows["articles"])))
    assert found.n_rejected == 2
    (suspect,) = found.suspects
    assert (suspect.rule, suspect.n, suspect.n_articles) == ("line_model", 12, 12)
    assert 0 < suspect.share < 0.1


def test_samples_are_made_visible_and_cut() -> None:
    """Line ends show; a long stretch is cut."""
    rows = rows_of_a_night(20)
    rows["removed"][0]["text"] = "word " * 200
    found = audit(summary_of(rows), 5)
    samples = [text for rule in found.rules for text in [*rule.longest, *(t for t, _ in rule.frequent)]]
    assert any("↵" in text for text in samples)
    assert all(len(text) <= 110 for text in samples)


def test_groups_of_copies_say_how_alike_they_are() -> None:
    """Exact copies are called so, near ones have a floor, unknown ones nothing."""
    for similarity, said in ((1.0, ", word for word"), (0.958, ", at least 95% alike"), (None, "")):
        rows = rows_of_a_night(3)
        kept = rows["articles"][0]["article_id"]
        for article in rows["articles"][1:]:
            article.update(duplicate_of=kept, relation="near", similarity=similarity)
        (group,) = audit(summary_of(rows), 1).groups
        assert (group.alike, group.n_copies, len(group.copies)) == (said, 2, 1)


def test_a_clean_night_has_nothing_to_audit() -> None:
    """No rules, no copies, no rejected records."""
    rows = rows_of_a_night(2)
    rows["removed"], rows["rejected"], rows["flagged"] = [], [], []
    found = audit(summary_of(rows), 5)
    assert found.suspects == []
    assert (found.rules, found.groups, found.reasons, found.removed_share) == ([], [], [], 0.0)

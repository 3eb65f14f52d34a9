"""The audit of cleaning as the page shows it: samples, shares, groups of copies, rejected records."""

from __future__ import annotations

import pytest

from pipeline.report.sections.cleaning import Audit, audit
from tests.report.invented import Rows, rows_of_a_night, summary_of


def night(n: int) -> Rows:
    """Originals of a thousand characters each, from which nothing was removed; nothing flagged or rejected."""
    rows = rows_of_a_night(n)
    for article in rows["articles"]:
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None, n_chars=1000)
    rows["removed"], rows["flagged"], rows["rejected"] = [], [], []
    return rows


def removed(rows: Rows, *spans: tuple[str, str]) -> Rows:
    """Remove spans (rule, text) from the first article."""
    first = rows["articles"][0]["article_id"]
    rows["removed"] += [
        {"article_id": first, "rule": rule, "text": text, "start": 1000 * k, "end": 1000 * k + len(text)}
        for k, (rule, text) in enumerate(spans)
    ]
    return rows


def copied(rows: Rows, kept: int, *copies: int, similarity: float | None = 1.0) -> Rows:
    """Make articles copies of another."""
    one = rows["articles"][kept]["article_id"]
    for copy in copies:
        rows["articles"][copy].update(
            duplicate_of=one,
            other_article_id=one,
            relation="near" if similarity != 1 else "exact",
            similarity=similarity,
        )
    return rows


def found(rows: Rows, n_groups: int = 5) -> Audit:
    """The audit."""
    return audit(summary_of(rows), n_groups)


def test_the_share_removed_is_of_the_raw_text() -> None:
    """500 of 2,500 characters, 400 of them by one rule: shares of rules are of what was removed."""
    shown = found(removed(night(2), ("promo", "x" * 400), ("blank", "y" * 60), ("blank", "z" * 40)))
    assert (shown.n_chars, shown.n_removed_chars, shown.removed_share) == (2000, 500, 0.2)
    assert [(row.rule, row.n, row.n_chars, row.share) for row in shown.rules] == [
        ("promo", 1, 400, 0.8),
        ("blank", 2, 100, 0.2),
    ]


def test_the_share_of_suspects_is_of_the_clean_text() -> None:
    """They are still there: 50 of 2,000 characters."""
    rows = removed(night(2), ("promo", "x" * 400))
    span = {"article_id": rows["articles"][0]["article_id"], "start": 0, "end": 50, "text": "x" * 50}
    rows["flagged"] = [{**span, "rule": "line_model", "probability": 0.5}]
    assert [(row.rule, row.share) for row in found(rows).suspects] == [("line_model", 0.025)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 90, "x" * 90),
        ("x" * 91, "x" * 89 + "…"),
        ("Read more\n", "Read more↵"),
        (" a", "␣a"),
        ("word " * 18, "word " * 17 + "word␣"),
    ],
)
def test_samples_have_ninety_characters(text: str, shown: str) -> None:
    """With white space made visible."""
    (row,) = found(removed(night(1), ("promo", text))).rules
    assert row.frequent == [(shown, 1)]


def test_long_samples_are_cut_too() -> None:
    """The texts that are shown because they are long."""
    spans = [("promo", text) for text in ("a", "a", "b", "b", "c", "c", "x" * 91)]
    (row,) = found(removed(night(1), *spans)).rules
    assert row.longest == ["x" * 89 + "…"]


@pytest.mark.parametrize(
    ("similarity", "said"),
    [
        (1.0, ", word for word"),
        (0.99995, ", word for word"),
        (0.9998, ", at least 99% alike"),
        (0.999, ", at least 99% alike"),
        (0.905, ", at least 90% alike"),
        (0.899, ", at least 89% alike"),
        (0.5, ", at least 50% alike"),
        (None, ""),
    ],
)
def test_how_alike_copies_are(similarity: float | None, said: str) -> None:
    """Rounded down: what is said is a floor; from .9999 on texts are the same."""
    (group,) = found(copied(night(2), 0, 1, similarity=similarity)).groups
    assert group.alike == said


def test_groups_and_copies_have_one_limit() -> None:
    """Of three groups two are shown, of three copies two; all are counted."""
    rows = copied(copied(copied(night(9), 0, 1, 2, 3), 4, 5, 6), 7, 8)
    shown = found(rows, 2)
    ids = [article["article_id"] for article in rows["articles"]]
    assert [(group.kept.article_id, group.n_copies, len(group.copies)) for group in shown.groups] == [
        (ids[0], 3, 2),
        (ids[4], 2, 2),
    ]
    assert {copy.article_id for copy in shown.groups[0].copies} < {ids[1], ids[2], ids[3]}
    assert (shown.n_copies, shown.relations) == (6, {"exact": 6, "near": 0, "part": 0})


def test_no_groups_are_asked_for() -> None:
    """Copies are counted all the same."""
    shown = found(copied(night(2), 0, 1, similarity=0.9), 0)
    assert (shown.groups, shown.n_copies, shown.relations["near"]) == ([], 1, 1)


@pytest.mark.parametrize(("size", "shown"), [(90, "x" * 90), (91, "x" * 89 + "…")])
def test_files_and_details_of_rejected_records_are_cut(size: int, shown: str) -> None:
    """At ninety characters; the number of the record stays."""
    rows = night(1)
    row = {"source_file": "x" * size, "record": 123_456, "reason": "bad_json", "detail": "x" * size, "n_unread": 3}
    rows["rejected"] = [row]
    (reason,) = found(rows).reasons
    assert (reason.reason, reason.n, reason.examples) == ("bad_json", 3, [(shown, 123_456, shown)])
    assert found(rows).n_rejected == 3

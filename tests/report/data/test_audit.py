"""What cleaning took away, copies, rejected records."""

from __future__ import annotations

import math

from pipeline.report.data.audit import copy_groups, reasons, relations, rules
from pipeline.report.data.frame import frame
from pipeline.tables.parts import MemoryParts
from tests.report.invented import rows_of_a_night, tables


def test_rules_add_up_to_the_table() -> None:
    """Stretches and characters of the rules are those of `removed`, whatever the parts."""
    rows = rows_of_a_night(50)
    one, four = rules(tables(rows, 1)["removed"], 3), rules(tables(rows, 4)["removed"], 3)
    assert one == four
    assert sum(r.n for r in one) == len(rows["removed"])
    assert sum(r.n_chars for r in one) == sum(r["end"] - r["start"] for r in rows["removed"])
    assert [r.n_chars for r in one] == sorted((r.n_chars for r in one), reverse=True)


def test_samples_show_the_frequent_and_the_longest() -> None:
    """The text removed most often comes first; the longest one is there though it came once."""
    rows = rows_of_a_night(30)
    odd = {
        "article_id": rows["articles"][0]["article_id"],
        "start": 900,
        "end": 1900,
        "text": "x" * 1000,
        "rule": "promo",
    }
    rows["removed"].append(odd)
    promo = next(r for r in rules(tables(rows)["removed"], 1) if r.rule == "promo")
    assert promo.frequent[0][1] > 1
    assert promo.longest == ["x" * 400]


def test_nothing_removed_gives_no_rules() -> None:
    """No rows and no parts are both fine."""
    assert rules(MemoryParts({}), 3) == []
    rows = rows_of_a_night(3)
    rows["removed"] = []
    assert rules(tables(rows)["removed"], 3) == []


def test_copies_stand_with_the_kept_article() -> None:
    """Each group is a kept article and its copies; the largest group comes first."""
    rows = rows_of_a_night(200)
    found = frame(tables(rows, 2))
    groups = copy_groups(found, 100)
    ids = found.ids.to_pylist()
    for group in groups:
        assert {found.data["duplicate_of"][i].as_py() for i in group.copies} == {ids[group.kept]}
        assert math.isclose(group.similarity, 0.93, abs_tol=1e-6)
    sizes = [len(g.copies) for g in groups]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == found.is_copy.sum() == relations(found)["near"]


def test_a_copy_of_unknown_similarity_is_no_error() -> None:
    """Where no similarity is given it is NaN; a copy of an article that is not there makes no group."""
    rows = rows_of_a_night(3)
    a, b, c = rows["articles"]
    b.update(duplicate_of=a["article_id"], relation="near")
    c.update(duplicate_of="0" * 16, relation="near")
    (group,) = copy_groups(frame(tables(rows)), 5)
    assert math.isnan(group.similarity)


def test_reasons_are_counted_with_examples() -> None:
    """Reasons by number, then name; examples by file and record, no more than asked."""
    rows = rows_of_a_night(1)
    rows["rejected"] = [
        {
            "source_file": f"f{i}.txt",
            "record": 0,
            "reason": "empty_file" if i % 2 else "binary",
            "detail": str(i),
            "n_unread": 1 + i,
        }
        for i in range(5)
    ]
    found = reasons(tables(rows)["rejected"], 2)
    assert [(r.reason, r.n) for r in found] == [("binary", 9), ("empty_file", 6)]
    assert found[0].examples == [("f0.txt", 0, "0"), ("f2.txt", 0, "2")]

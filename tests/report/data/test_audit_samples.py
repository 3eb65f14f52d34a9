"""The audit of cleaning: which texts are shown of a rule, which groups of copies, which rejected records."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from pipeline.report.data.audit import CopyGroup, RuleAudit, copy_groups, reasons, relations, rules
from pipeline.report.data.frame import Frame, frame
from tests.report.invented import rows_of_a_night, tables

Span = tuple[int, str, str]


def audited(spans: Sequence[Span], n_samples: int, n_parts: int = 1) -> list[RuleAudit]:
    """The rules of spans given as (article, rule, text)."""
    rows = rows_of_a_night(4)
    ids = [article["article_id"] for article in rows["articles"]]
    rows["removed"] = [
        {"article_id": ids[article], "rule": rule, "text": text, "start": 1000 * k, "end": 1000 * k + len(text)}
        for k, (article, rule, text) in enumerate(spans)
    ]
    return rules(tables(rows, n_parts)["removed"], n_samples)


def test_the_figures_of_a_rule() -> None:
    """Spans, their characters, and the articles that lost something, each once."""
    (rule,) = audited([(0, "promo", "abc"), (0, "promo", "abc"), (2, "promo", "abcdef")], 3)
    assert (rule.rule, rule.n, rule.n_chars, rule.n_articles) == ("promo", 3, 12, 2)


def test_rules_by_characters_then_by_name() -> None:
    """Not by spans."""
    found = audited([(0, "b", "xx"), (0, "c", "x"), (1, "c", "y"), (0, "a", "z"), (0, "d", "zzz")], 3)
    assert [(rule.rule, rule.n_chars) for rule in found] == [("d", 3), ("b", 2), ("c", 2), ("a", 1)]


@pytest.mark.parametrize("n_parts", [1, 3])
@pytest.mark.parametrize(
    ("n", "frequent", "longest"),
    [
        (1, [("b", 3)], ["cccc"]),
        (2, [("b", 3), ("a", 2)], ["cccc", "ddd"]),
        (3, [("b", 3), ("a", 2), ("cccc", 1)], ["ddd", "eee"]),
        (9, [("b", 3), ("a", 2), ("cccc", 1), ("ddd", 1), ("eee", 1)], []),
    ],
)
def test_frequent_texts_and_long_ones(
    n: int, frequent: list[tuple[str, int]], longest: list[str], n_parts: int
) -> None:
    """So many of each, ties by text; what stands among the frequent is not shown as long again."""
    texts = ["b", "a", "ddd", "b", "cccc", "a", "eee", "b"]
    (rule,) = audited([(k % 4, "promo", text) for k, text in enumerate(texts)], n, n_parts)
    assert (rule.frequent, rule.longest) == (frequent, longest)


@pytest.mark.parametrize(("size", "kept"), [(399, 399), (400, 400), (401, 400), (900, 400)])
def test_four_hundred_characters_of_a_text_are_kept(size: int, kept: int) -> None:
    """The characters removed are counted all the same; texts that are one up to there are one."""
    (rule,) = audited([(0, "promo", "x" * size)], 1)
    assert rule.frequent == [("x" * kept, 1)]
    assert rule.n_chars == size
    (both,) = audited([(0, "promo", "x" * 400 + "a"), (1, "promo", "x" * 400 + "b")], 1)
    assert both.frequent == [("x" * 400, 2)]


def copied(pairs: Sequence[tuple[int, int]], similarity: Sequence[float | None] = (), n: int = 8) -> Frame:
    """Articles in the order of the frame, with (copy, kept) among them."""
    rows = rows_of_a_night(n)
    rows["articles"].sort(key=lambda article: (article["content_sha256"], article["article_id"]))
    for article in rows["articles"]:
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None)
    ids = [article["article_id"] for article in rows["articles"]]
    for (copy, kept), alike in zip(pairs, [*similarity, *[0.9] * (len(pairs) - len(similarity))], strict=True):
        rows["articles"][copy].update(
            duplicate_of=ids[kept], other_article_id=ids[kept], relation="near", similarity=alike
        )
    return frame(tables(rows))


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, []), (1, [(5, (1, 6))]), (2, [(5, (1, 6)), (2, (3,))]), (9, [(5, (1, 6)), (2, (3,)), (4, (7,))])],
)
def test_groups_by_their_copies(n: int, expected: list[tuple[int, tuple[int, ...]]]) -> None:
    """Most copies first, then the earlier article of the frame; copies in its order."""
    found = copy_groups(copied([(7, 4), (1, 5), (3, 2), (6, 5)]), n)
    assert [(group.kept, group.copies) for group in found] == expected


@pytest.mark.parametrize(
    ("similarity", "least"), [((0.75, 0.5, 1.0), 0.5), ((None, 0.75, None), 0.75), ((1.0, 1.0, 1.0), 1.0)]
)
def test_a_group_is_as_alike_as_its_least(similarity: tuple[float | None, ...], least: float) -> None:
    """Of those that are known."""
    assert copy_groups(copied([(1, 0), (2, 0), (3, 0)], similarity), 1) == [CopyGroup(0, (1, 2, 3), least)]


def test_relations_that_do_not_occur_are_none() -> None:
    """All three have a number."""
    assert relations(copied([(1, 0), (2, 0)])) == {"exact": 0, "near": 2, "part": 0}
    assert relations(copied([])) == {"exact": 0, "near": 0, "part": 0}
    assert math.isnan(copy_groups(copied([(1, 0)], [None]), 1)[0].similarity)


@pytest.mark.parametrize("n_examples", [0, 1, 2, 5])
def test_rejected_records_by_reason(n_examples: int) -> None:
    """By unread records, not by rows, then by name; examples by file and record."""
    rows = rows_of_a_night(1)
    records = [
        ("b.txt", 2, "binary", 1),
        ("a.txt", 9, "bad_json", 1),
        ("a.txt", 3, "bad_json", 1),
        ("c.txt", 0, "empty_file", 7),
        ("a.txt", 1, "binary", 1),
    ]
    rows["rejected"] = [
        {"source_file": file, "record": record, "reason": reason, "detail": f"{file}{record}", "n_unread": n}
        for file, record, reason, n in records
    ]
    found = reasons(tables(rows)["rejected"], n_examples)
    assert [(one.reason, one.n) for one in found] == [("empty_file", 7), ("bad_json", 2), ("binary", 2)]
    assert [one.examples for one in found] == [
        [("c.txt", 0, "c.txt0")][:n_examples],
        [("a.txt", 3, "a.txt3"), ("a.txt", 9, "a.txt9")][:n_examples],
        [("a.txt", 1, "a.txt1"), ("b.txt", 2, "b.txt2")][:n_examples],
    ]

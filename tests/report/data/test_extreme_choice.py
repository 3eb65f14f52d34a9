"""Which sentences stand at either end of the scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from pipeline.report.data.frame import frame
from pipeline.report.data.sentences import SentenceTone, sentence_tone
from tests.report.invented import Rows, rows_of_a_night, tables

Scores = Mapping[tuple[int, int], float]


def night(n: int, scores: Scores) -> Rows:
    """Originals in the order of the frame; scores by (article, sentence), the others 0. Every text is its own."""
    rows = rows_of_a_night(n)
    rows["articles"].sort(key=lambda article: (article["content_sha256"], article["article_id"]))
    place = {article["article_id"]: i for i, article in enumerate(rows["articles"])}
    for article in rows["articles"]:
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None)
        letter = chr(ord("A") + place[article["article_id"]])
        article["text"] = letter * 1000
        article["n_chars"] = 1000
    for row in rows["sentences"]:
        number = row["sentence"]
        row.update(start=100 * number, end=100 * number + 60 + number, is_quote=number == 3)
        row["compound"] = scores.get((place[row["article_id"]], number), 0.0)
    return rows


def chosen(rows: Rows, n: int, n_parts: int = 1) -> SentenceTone:
    """The tone of these rows, n sentences at either end."""
    parts = tables(rows, n_parts)
    return sentence_tone(frame(parts), parts["articles"], parts["sentences"], n)


@pytest.mark.parametrize("n_parts", [1, 3])
@pytest.mark.parametrize(("n", "lowest", "highest"), [(1, [0], [2]), (2, [0, 1], [2, 0]), (9, [0, 1], [2, 0])])
def test_one_of_each_article_the_most_extreme_first(
    n: int, lowest: Sequence[int], highest: Sequence[int], n_parts: int
) -> None:
    """The second of an article makes room; zero is at no end."""
    scores = {(0, 0): -0.9, (0, 1): -0.8, (1, 0): -0.5, (2, 0): 0.7, (2, 1): 0.6, (0, 2): 0.5}
    found = chosen(night(4, scores), n, n_parts)
    assert ([one.row for one in found.lowest], [one.row for one in found.highest]) == (lowest, highest)


def test_what_is_known_of_a_sentence() -> None:
    """Row, text, score, whether it is quoted, and by which model."""
    (one,) = chosen(night(2, {(1, 3): 0.75}), 1).highest
    assert (one.row, one.text, one.compound, one.is_quote, one.model) == (1, "B" * 63, 0.75, True, "news")


@pytest.mark.parametrize(("scores", "row", "size"), [
    ({(0, 1): -0.5, (1, 0): -0.5}, 0, 61),
    ({(2, 0): -0.5, (1, 4): -0.5}, 1, 64),
    ({(1, 4): -0.5, (1, 2): -0.5}, 1, 62),
])  # fmt: skip
def test_of_equals_the_first(scores: Scores, row: int, size: int) -> None:
    """By the order of the frame, then of the text."""
    (one,) = chosen(night(3, scores), 1).lowest
    assert (one.row, len(one.text)) == (row, size)


def test_a_text_that_another_article_has_is_shown_once() -> None:
    """The next one takes its place."""
    rows = night(4, {(0, 0): -0.9, (1, 0): -0.8, (2, 0): -0.7})
    rows["articles"][1]["text"] = rows["articles"][0]["text"]
    found = chosen(rows, 2)
    assert [one.row for one in found.lowest] == [0, 2]
    assert [one.compound for one in found.lowest] == pytest.approx([-0.9, -0.7])


@pytest.mark.parametrize(("n_same", "n_shown"), [(6, 1), (5, 2)])
def test_six_candidates_for_each_that_is_shown(n_same: int, n_shown: int) -> None:
    """Where more repeat the first text than there are spare ones, fewer are shown: six for each."""
    scores = {(i, 0): 0.9 - i / 20 for i in range(14)}
    rows = night(14, scores)
    for article in rows["articles"][1 : 2 * n_same]:
        article["text"] = rows["articles"][0]["text"]
    assert len(chosen(rows, 2).highest) == n_shown


def test_counts_go_by_side() -> None:
    """Quoted sentences have their own row: below zero, at zero, above."""
    found = chosen(night(2, {(0, 3): -0.5, (1, 3): 0.5, (0, 0): 0.25, (1, 1): 0.25, (1, 2): -0.25}), 1)
    assert found.signs.tolist() == [[1, 7, 2], [1, 0, 1]]
    assert (found.n, found.n_quotes) == (12, 2)
    assert found.bins[0].tolist() == [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 7, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    assert found.bins[1].tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]

"""The tone of the night."""

from __future__ import annotations

from pipeline.report.sections.tone import tone_section
from tests.report.invented import rows_of_a_night, summary_of


def test_each_text_is_counted_once() -> None:
    """The histogram counts originals; both sides of the sentences are there."""
    rows = rows_of_a_night(60)
    found = tone_section(summary_of(rows))
    assert found.n_scored == sum(a["duplicate_of"] is None for a in rows["articles"])
    assert [v.shares for v in found.voices] == [["25%", "50%", "25%"], ["50%", "0%", "50%"]]


def test_extreme_sentences_stand_with_their_article() -> None:
    """A sentence that is shown is one of its article."""
    rows = rows_of_a_night(20)
    found = tone_section(summary_of(rows))
    texts = {a["article_id"]: a["text"] for a in rows["articles"]}
    assert found.lowest
    for quote in [*found.lowest, *found.highest]:
        assert quote.text in texts[quote.article.article_id]


def test_a_night_without_scores_has_no_chart() -> None:
    """Nothing scored, nothing drawn."""
    rows = rows_of_a_night(4)
    rows["sentences"] = []
    for row in rows["sentiment"]:
        row["compound"] = None
    found = tone_section(summary_of(rows))
    assert (found.chart, found.n_scored, found.voices) == ("", 0, [])

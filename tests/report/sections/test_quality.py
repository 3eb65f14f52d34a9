"""Quality figures."""

from __future__ import annotations

from pipeline.report.files.metrics import metrics
from pipeline.report.sections.quality import languages, quality
from tests.report.invented import rows_of_a_night, summary_of


def test_every_figure_has_a_value_and_a_meaning() -> None:
    """A whole night has all figures; each says what it says."""
    found = quality(summary_of(rows_of_a_night(60)))
    assert len(found) == 13
    assert all(f.name and f.value and f.meaning.endswith(".") for f in found)


def test_figures_that_cannot_be_computed_are_left_out() -> None:
    """Without topics no coherence."""
    rows = rows_of_a_night(4)
    rows["topics"] = []
    corpus = summary_of(rows)
    assert "coherence_mean" not in metrics(corpus)
    assert not any("Coherence" in f.name for f in quality(corpus))


def test_languages_are_counted_most_first() -> None:
    """Articles without a language are unsure, not English."""
    rows = rows_of_a_night(5)
    rows["articles"][0]["language"], rows["articles"][1]["language"] = None, "de"
    assert languages(summary_of(rows)) == [("en", 3), ("de", 1), ("unsure", 1)]

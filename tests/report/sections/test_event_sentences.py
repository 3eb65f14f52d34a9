"""The sentences about topics, word by word."""

from __future__ import annotations

import pytest

from pipeline.report.data.corpus_summary import Event, State
from pipeline.report.sections.events import model_told, told

NAN = float("nan")
LABELS = {5: "Harbour", 6: "Storm"}


@pytest.mark.parametrize(
    ("event", "other", "overlap", "said"),
    [
        ("born", None, NAN, "“Ferry” is new."),
        ("born", 5, 0.5, "“Ferry” is new."),
        ("died", None, NAN, "“Ferry” is gone."),
        ("died", None, 0.5, "“Ferry” is gone."),
        ("continued", None, NAN, "“Ferry” went on."),
        ("continued", None, 0.9, "“Ferry” went on, 90% of the articles in common."),
        ("continued", None, 0.0, "“Ferry” went on, 0% of the articles in common."),
        ("continued", None, 0.0123, "“Ferry” went on, 1.2% of the articles in common."),
        ("merged", 5, 0.61, "“Ferry” went into “Harbour”, 61% of its articles."),
        ("merged", 6, 0.61, "“Ferry” went into “Storm”, 61% of its articles."),
        ("merged", 5, NAN, "“Ferry” went into “Harbour”."),
        ("merged", None, NAN, "“Ferry” went into another topic."),
        ("split", 5, 1.0, "“Ferry” came out of “Harbour”, 100% of its articles."),
        ("split", 5, NAN, "“Ferry” came out of “Harbour”."),
        ("split", None, NAN, "“Ferry” came out of another topic."),
    ],
)
def test_what_became_of_a_topic(event: str, other: int | None, overlap: float, said: str) -> None:
    """The share is of the articles in common, or of the topic's own; without one the sentence ends before it."""
    assert told(Event(3, "Ferry", event, other, overlap), LABELS.__getitem__) == said


def test_the_topic_with_the_number_0_has_a_name() -> None:
    """A zero is a number of a topic, not nothing."""
    said = told(Event(3, "Ferry", "merged", 0, NAN), {0: "Pier"}.__getitem__)
    assert said == "“Ferry” went into “Pier”."


KEEPS = "`nightdesk topics accept` keeps them."


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("asked", "because that was asked for"),
        ("number", "because another number of topics was asked for"),
        ("days", "because the accepted model is old"),
        ("drift", "because articles have drifted away"),
    ],
)
def test_why_topics_were_found_anew(reason: str, why: str) -> None:
    """Each reason in its own words, then the accepted model, the drift and what keeps the new one."""
    model = "the accepted model, made of articles up to Sunday 4 October 2026"
    drift = "Drift from it is 0.21 (0: none, 1: nothing in common)."
    day = 20_730
    assert model_told(State("refitted", reason, 0.21, day)) == (
        f"Topics were found anew, {why}, and matched to {model}. {drift} {KEEPS}"
    )


@pytest.mark.parametrize(
    ("drift", "day", "said"),
    [
        (0.0, 0, ", made of articles up to Thursday 1 January 1970. Drift from it is 0.00 "),
        (0.006, 20_730, ", made of articles up to Sunday 4 October 2026. Drift from it is 0.01 "),
        (0.5, None, ". Drift from it is 0.50 "),
        (1.0, None, ". Drift from it is 1.00 "),
        (NAN, None, ". Drift from it is – "),
    ],
)
def test_articles_are_assigned_to_the_accepted_model(drift: float, day: int | None, said: str) -> None:
    """Its last day where one is known (day 0 is one), the drift in two decimals, and nothing to accept."""
    start = "Articles were assigned to the topics of the accepted model"
    assert model_told(State("assigned", "", drift, day)) == f"{start}{said}(0: none, 1: nothing in common)."


@pytest.mark.parametrize("reason", ["first", "drift", ""])
@pytest.mark.parametrize("day", [None, 20_730])
def test_without_a_model_nothing_is_compared(reason: str, day: int | None) -> None:
    """One sentence, whatever else the row of the state holds."""
    said = "No topic model is accepted, so topics are found anew every night."
    assert model_told(State("fitted", reason, 0.4, day)) == said

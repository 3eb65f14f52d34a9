"""What became of topics, in words."""

from __future__ import annotations

import pytest

from pipeline.report.data.corpus_summary import Event, State
from pipeline.report.sections.events import model_told, told
from pipeline.tables.topic_model import MADE, REASONS
from pipeline.tables.topics import EVENTS

NAN = float("nan")


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_its_sentence(event: str) -> None:
    """Each kind names the topic and ends as a sentence, with and without an overlap."""
    for overlap in (NAN, 0.61):
        found = told(Event(3, "Ferry strike", event, 5, overlap), lambda _: "Harbour")
        assert found.startswith("“Ferry strike”")
        assert found.endswith(".")
        assert ("61%" in found) == (overlap == 0.61 and event not in ("born", "died"))
        assert ("Harbour" in found) == (event in ("merged", "split"))


def test_another_topic_needs_no_name() -> None:
    """Where the other topic is not said, the sentence does without."""
    assert told(Event(3, "Ferry", "split", None, 0.7), str) == "“Ferry” came out of another topic, 70% of its articles."


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("reason", REASONS)
def test_it_is_told_how_topics_were_made(made: str, reason: str) -> None:
    """Whatever was made for whatever reason reads as sentences; with a model the drift from it is told."""
    for day in (None, 20_000):
        found = model_told(State(made, reason, 0.21, day))
        assert found.endswith(".")
        assert ("0.21" in found) == (made != "fitted")
        assert ("4 October 2024" in found) == (made != "fitted" and day is not None)

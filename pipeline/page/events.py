"""What became of a topic, in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipeline.page.night import Event
from pipeline.page.words import percent


def told(event: Event, label: Callable[[int], str]) -> str:
    """An event as a sentence.

    Args:
        event: a row of `topic_events`.
        label: label of the other topic, by id.
    """
    name = f"“{event.label}”"
    other = "another topic" if event.other_id is None else f"“{label(event.other_id)}”"
    kept = "" if np.isnan(event.overlap) else f", {percent(event.overlap)} of "
    return {
        "born": f"{name} is new.",
        "continued": f"{name} went on{kept and kept + 'the articles in common'}.",
        "died": f"{name} is gone.",
        "merged": f"{name} went into {other}{kept and kept + 'its articles'}.",
        "split": f"{name} came out of {other}{kept and kept + 'its articles'}.",
    }[event.event]

"""What became of a topic, in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipeline.report.data.corpus_summary import Event, State
from pipeline.report.drawing.formatting import full_day, number, percent

_WHY = {
    "asked": "because that was asked for",
    "number": "because another number of topics was asked for",
    "days": "because the accepted model is old",
    "drift": "because articles have drifted away",
}


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


def model_told(state: State) -> str:
    """How tonight's topics were made, in a sentence or two."""
    if state.made == "fitted":
        return "No topic model is accepted, so topics are found anew every night."
    upto = "" if state.accepted_day is None else f", made of articles up to {full_day(state.accepted_day)}"
    drift = f"Drift from it is {number(state.drift)} (0: none, 1: nothing in common)."
    if state.made == "assigned":
        return f"Articles were assigned to the topics of the accepted model{upto}. {drift}"
    why = _WHY.get(state.reason, "")
    keep = "`nightdesk topics accept` keeps them."
    return f"Topics were found anew, {why}, and matched to the accepted model{upto}. {drift} {keep}"

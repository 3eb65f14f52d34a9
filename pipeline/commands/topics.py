"""The verb `topics`: tonight's topics, and what it takes to accept them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.commands.run import Work, execute, stage
from pipeline.engine import model_folder
from pipeline.engine.dag import needed_by
from pipeline.engine.store import Store, rows_of
from pipeline.errors import PipelineError
from pipeline.report.data.corpus_summary import Event
from pipeline.report.drawing.formatting import percent, plural
from pipeline.report.sections.events import told
from pipeline.settings import Source

Row = dict[str, Any]


@dataclass(frozen=True)
class Acceptance:
    """What became the accepted model.

    Attributes:
        model: its folder.
        is_new: whether anything was accepted: topics that a model assigned are accepted already.
        rows: tables about the topics, see `accept`.
    """

    model: Path
    is_new: bool
    rows: dict[str, list[Row]]


def topics(*, action: str | None, raw: Path, out: Path, model: Path, settings: Source, as_json: bool) -> int:
    """Run the stage; with an action also bring what it reads up to date and accept its topics."""
    if action is None:
        return stage(name="topics", raw=raw, out=out, settings=settings, as_json=as_json, model=model)
    wanted = settings.also("topics.refit=always") if action == "fit" else settings
    execute(Work("topics", raw, out, needed_by("topics"), wanted, model))
    rows = accept(Store(out), model)
    found = Acceptance(model, was_found_anew(rows), rows)
    if as_json:
        print(json.dumps({"model": str(model), "accepted": found.is_new, "events": rows["topic_events"]}))
    else:
        print("\n".join(_lines(found)))
    return 0


def accept(store: Store, model: Path) -> dict[str, list[Row]]:
    """Make the topics of an output folder the accepted ones, unless they were assigned by an accepted model.

    Args:
        store: where the stage `topics` wrote its tables.
        model: the folder that the model is written into.

    Returns:
        What it knows of them: rows of `topics`, `topic_events`, `topic_state`, `model_facts`.

    Raises:
        PipelineError: there are no topics.
    """
    rows = {name: rows_of(store, name) for name in ("topics", "topic_events", "topic_state", "model_facts")}
    if not rows["topics"]:
        hint = "accept topics once there are a few dozen articles with words in common"
        raise PipelineError("no topics to accept", where=str(store.root), hint=hint)
    if was_found_anew(rows):
        tables = {name: store.parts(f"model_{name}").all()[0] for name in model_folder.FILES}
        model_folder.write(model, tables, about(rows))
    return rows


def was_found_anew(rows: dict[str, list[Row]]) -> bool:
    """Whether topics, as `accept` gives them, were found anew: not assigned by an accepted model."""
    return bool(rows["topic_state"][0]["made"] != "assigned")


def about(rows: dict[str, list[Row]]) -> dict[str, object]:
    """What model.json says of a model: numbers and labels, so that a diff of two versions can be read."""
    facts = rows["model_facts"][0]
    labels = {str(row["topic_id"]): row["label"] for row in rows["topics"]}
    day = facts["newest_day"] and facts["newest_day"].isoformat()
    return {"n_articles": facts["n_articles"], "newest_day": day, "free_id": facts["free_id"], "topics": labels}


def _lines(found: Acceptance) -> Iterator[str]:
    """What was accepted, and how it differs from what was accepted before."""
    if not found.is_new:
        yield f"{found.model}: nothing to accept; tonight's articles were assigned by the model that is there"
        yield "  `nightdesk topics fit` finds topics anew and matches them to it"
        return
    rows = found.rows
    facts, desks = rows["model_facts"][0], {row["parent_id"] for row in rows["topics"]} - {None}
    n_topics = len(rows["topics"]) - len(desks)
    of = f", gathered into {plural(len(desks), 'desk')}" if desks else ""
    day = f" up to {facts['newest_day']:%Y-%m-%d}" if facts["newest_day"] else ""
    yield f"{found.model}: accepted {plural(n_topics, 'topic')}{of}, of {plural(facts['n_articles'], 'article')}{day}"
    yield from _events(rows) if rows["topic_events"] else _topics(rows["topics"])
    yield f"commit {found.model} to keep them: from now on articles are assigned to these topics"


def _events(rows: dict[str, list[Row]]) -> Iterator[str]:
    """Each change in words; of the topics that went on only their number."""
    events = [Event(**{**row, "overlap": _real(row["overlap"])}) for row in rows["topic_events"]]
    label = {row["topic_id"]: row["label"] for row in [*rows["topic_events"], *rows["topics"]]}
    desks = {row["parent_id"] for row in rows["topics"]}
    went_on = [e.overlap for e in events if e.event == "continued" and e.topic_id not in desks]
    if went_on:
        least = f"; at least {percent(min(went_on))} of the articles in common"
        yield f"  {plural(len(went_on), 'topic')} went on{least}"
    yield from (f"  {told(event, label.__getitem__)}" for event in events if event.event != "continued")


def _real(value: float | None) -> float:
    return float("nan") if value is None else value


def _topics(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield f"  {row['topic_id']:>4}  {row['label']} ({plural(row['n_articles'], 'article')})"

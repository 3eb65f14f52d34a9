"""What a finished run says at its end, on stderr: how much there is of everything, and what it cost."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any

from pipeline.engine.progress import logger
from pipeline.engine.store import Store, rows_of
from pipeline.report.drawing.formatting import plural

SHOWN = 5  # reasons of rejected records


def summarise(store: Store, seconds: Mapping[str, float]) -> None:
    """Print lines to read on a terminal, else one structured event.

    Args:
        store: the output folder.
        seconds: wall seconds by step.
    """
    figures = _figures(store, seconds)
    if sys.stderr.isatty():
        print("\n".join(_lines(figures)), file=sys.stderr)
    else:
        logger().info("run done", **figures)


def _figures(store: Store, seconds: Mapping[str, float]) -> dict[str, Any]:
    """Articles, rejected records by reason, topics, stories with several articles, seconds by stage."""
    by_stage: Counter[str] = Counter()
    for step, taken in seconds.items():
        by_stage[step.partition(".")[0]] += taken  # type: ignore[assignment]  # a Counter of floats
    stories = Counter(store.parts("article_stories").all(["story_id"])[0]["story_id"].to_pylist())
    topics = rows_of(store, "topics")
    groups = {row["parent_id"] for row in topics} - {None}
    return {
        "articles": store.parts("articles").all(["article_id"])[0].num_rows,
        "rejected": dict(Counter(row["reason"] for row in rows_of(store, "rejected")).most_common()),
        "topics": len(topics) - len(groups),
        "stories": sum(n > 1 for n in stories.values()),
        "seconds": {stage: round(taken, 1) for stage, taken in by_stage.items()},
    }


def _lines(figures: Mapping[str, Any]) -> list[str]:
    rejected: dict[str, int] = figures["rejected"]
    reasons = ", ".join(f"{reason} {n}" for reason, n in list(rejected.items())[:SHOWN])
    slow = sorted(figures["seconds"].items(), key=lambda item: -item[1])
    amounts = [plural(figures["articles"], "article"), plural(figures["topics"], "topic")]
    amounts.append(f"{plural(figures['stories'], 'story', 'stories')} with several articles")
    return [
        ", ".join(amounts),
        f"{plural(sum(rejected.values()), 'record')} rejected" + (f": {reasons}" if reasons else ""),
        f"{sum(figures['seconds'].values()):.1f} s: " + ", ".join(f"{stage} {taken:.1f}" for stage, taken in slow),
    ]

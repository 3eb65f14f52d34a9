"""The one page: every step of the night in order, what it reads and writes. Imports no stage.

raw files ─ inventory ─ ingest ─ records
records ─┬─ versions ──────────────┬─ clean ─ texts, removed, flagged, shingles
         └─ line_counts ─ repeats ─┘
records, versions, texts ┬ outcomes ─ deliveries
                         └ superseded_parts, rejected_parts ─ superseded, rejected
texts, shingles ─ near_duplicates ─ articles
texts ─ mentions ─ entities, names; texts, entities ─ quotations
texts, mentions ─ mention_tones; entities, mention_tones ─ entity_sentiment
texts ─ sentences, sentiment, quotes ────────────┐
texts ─ terms ┬ assigned ─ topics, article_topics┴ trends ┐
accepted model┘                                           │
texts ─ event_terms ─ article_stories ─ stories ──────────┤
texts, entities ─ keywords ─ keyword_trends ──────────────┴ report

The terms of events come before those of topics: topics need the most memory, and what is kept of the texts goes behind
the last step that reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

ROOMS = {"clean": "cleaning", "inventory": "ingest"}  # where the room is not named like the stage

Scope = Literal["inventory", "raw", "model", "row", "window", "corpus"]


@dataclass(frozen=True)
class Step:
    """One function of a stage.

    Attributes:
        stage: the DVC stage and the verb that it belongs to.
        function: `module:name`, imported when run.
        scope: `inventory` lists the raw files, `raw` reads them, `model` the folder of the accepted topic model; `row`
            maps a part to parts of the same name; `window` maps the days around a day to the part of that day; `corpus`
            sees all parts.
        reads: tables that the function takes, by argument name.
        writes: tables that it gives.
        files: files beside the tables that it gives, relative to the output folder.
        shared: tables that a row or window step takes whole, whatever the part.
        reuse: row scope: `rows` where all its tables are keyed by article_id and the rows of an article depend on that
            article's rows alone; `part` where a part is computed as a whole.
        before: window scope: days before a day that its result depends on.
        after: window scope: days after it.
    """

    stage: str
    function: str
    scope: Scope
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    files: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    reuse: Literal["rows", "part"] = "rows"
    before: int = 0
    after: int = 0

    @property
    def name(self) -> str:
        """`stage.function`, as logs and keys have it."""
        return f"{self.stage}.{self.function.partition(':')[2]}"

    @property
    def module(self) -> str:
        """The module of the function."""
        return self.function.partition(":")[0]

    @property
    def room(self) -> str:
        """The package of the module, without the one above it."""
        return self.module.removeprefix("pipeline.").partition(".")[0]

    @property
    def inputs(self) -> tuple[str, ...]:
        """All tables that it depends on."""
        return (*self.reads, *self.shared)


def _step(
    stage: str,
    name: str,
    scope: Scope,
    reads: str,
    writes: str,
    **more: Any,
) -> Step:
    function = f"pipeline.{ROOMS.get(stage, stage)}.stage:{name}"
    return Step(stage, function, scope, tuple(reads.split()), tuple(writes.split()), **more)


EVERYTHING = (
    "deliveries articles superseded removed flagged rejected entities names sentences sentiment entity_sentiment "
    "quotes keywords topics article_topics stories article_stories trends keyword_trends topic_events"
)
ACCEPTED = "accepted_topics accepted_terms accepted_facts"
STORY_FACTS = "articles article_topics sentiment keywords entities"
TERM_TABLES = "terms vocabulary assigned"
TOPIC_TABLES = "topics article_topics topic_events topic_state"
MODEL = "model_topics model_terms model_facts"
_BARS = "bar_horizontal_sorted"
PLOTS: dict[str, dict[str, str]] = {
    "articles_per_day": {"x": "day", "y": "n_articles", "template": "by_day", "title": "Articles a day"},
    "removed_by_rule": {
        "x": "n_stretches",
        "y": "rule",
        "template": _BARS,
        "title": "Removed, by rule",
        "x_label": "spans",
    },
    "sentiment_histogram": {"x": "compound", "y": "n_articles", "template": "simple", "title": "Tone of articles"},
    "sources": {"x": "n_articles", "y": "source", "template": _BARS, "title": "Articles a publisher"},
    "topic_coherence": {"x": "coherence", "y": "label", "template": _BARS, "title": "Coherence"},
    "topic_numbers": {"x": "n_topics", "y": "worth", "template": "simple", "title": "Numbers of topics tried"},
    "topic_sizes": {"x": "n_articles", "y": "label", "template": _BARS, "title": "Articles a topic"},
}
"""Name of each plot, as `report/files/plots.py` makes it → how `dvc plots` draws it."""
METRICS = ("key_figures.json", "metrics.json")
"""Figures that git keeps; DVC shows the first, which a screen holds."""
REPORT_FILES = ("report.html", *METRICS, "datapackage.json", *(f"plots/{name}.csv" for name in PLOTS))

STEPS: tuple[Step, ...] = (
    _step("inventory", "inventory", "inventory", "", "inventory"),
    _step("ingest", "ingest", "raw", "inventory", "records"),
    _step("clean", "versions", "corpus", "records", "versions"),
    _step("clean", "count_lines", "row", "records", "line_counts"),
    _step("clean", "repeats", "corpus", "line_counts", "repeats"),
    _step("clean", "clean", "row", "records versions repeats", "texts removed flagged shingles"),
    _step(
        "clean", "outcomes", "row", "records versions texts", "superseded_parts rejected_parts outcomes", reuse="part"
    ),
    _step("clean", "joined", "corpus", "superseded_parts rejected_parts", "superseded rejected"),
    _step("clean", "near_duplicates", "corpus", "texts shingles", "near_duplicates"),
    _step("clean", "articles", "row", "texts near_duplicates", "articles"),
    _step("clean", "deliveries", "corpus", "outcomes articles", "deliveries"),
    _step("names", "mentions", "row", "texts", "mentions"),
    _step("names", "links", "corpus", "mentions articles", "name_links"),
    _step("names", "entities", "row", "mentions name_links", "entities"),
    _step("names", "names", "corpus", "entities articles", "names"),
    _step("quotes", "quotes", "row", "texts entities", "quotations"),
    _step("sentiment", "sentiment", "row", "texts quotations mentions", "sentences sentiment quotes mention_tones"),
    _step("sentiment", "entity_sentiment", "row", "sentiment entities mention_tones", "entity_sentiment"),
    _step("keywords", "keywords", "row", "texts mentions entities", "keywords"),
    _step("stories", "event_terms", "row", "texts", "event_terms"),
    _step("topics", "terms", "row", "texts", "terms vocabulary", reuse="part"),
    Step("topics", "pipeline.engine.model_folder:accepted", "model", (), tuple(ACCEPTED.split())),
    _step("topics", "assigned", "row", "terms vocabulary", "assigned", shared=tuple(ACCEPTED.split()), reuse="part"),
    _step("topics", "topics", "corpus", f"{TERM_TABLES} articles keywords {ACCEPTED}", f"{TOPIC_TABLES} {MODEL}"),
    _step("stories", "article_stories", "window", "articles event_terms", "article_stories", before=30, after=20),
    _step("stories", "stories", "corpus", f"article_stories {STORY_FACTS}", "stories"),
    _step("trends", "trends", "corpus", "article_topics articles sentiment", "trends"),
    _step("trends", "keyword_trends", "corpus", "keywords articles", "keyword_trends"),
    _step("report", "report", "corpus", f"{EVERYTHING} topic_state", "", files=REPORT_FILES),
)

WRITERS: dict[str, Step] = {table: step for step in STEPS for table in step.writes}
"""The step that writes each table."""

STAGES: tuple[str, ...] = tuple(dict.fromkeys(step.stage for step in reversed(STEPS)))[::-1]
"""By their last steps; the first has no settings."""

CONFIGS: dict[str, str] = {
    "engine": "pipeline.engine.executors:EngineConfig",
    "nightly": "pipeline.commands.gates:NightlyConfig",
    **{
        stage: f"pipeline.{ROOMS.get(stage, stage)}.stage:{stage.capitalize()}Config"
        for stage in STAGES
        if stage != "inventory"
    },
}


def steps_of(stage: str) -> tuple[Step, ...]:
    """The steps of a stage, in order."""
    return tuple(step for step in STEPS if step.stage == stage)


def needed_by(stage: str) -> tuple[str, ...]:
    """The stage and all whose tables it reads, directly or not, in order."""
    wanted, found = {table for step in steps_of(stage) for table in step.inputs}, {stage}
    for step in reversed(STEPS):
        if step.stage in found or wanted & set(step.writes):
            found.add(step.stage)
            wanted |= {table for one in steps_of(step.stage) for table in one.inputs}
    return tuple(one for one in STAGES if one in found)

"""The one page keeps its own rules: every table has one writer, and nothing is read before it is written."""

from __future__ import annotations

from importlib import import_module
from inspect import signature

import pytest

from pipeline.engine.dag import ACCEPTED, EVERYTHING, PLOTS, STAGES, STEPS, WRITERS, Step, needed_by, steps_of
from pipeline.tables import INTERIM, PUBLIC, TABLES

BY_NAME = {step.name: step for step in STEPS}


def test_every_table_has_one_writer() -> None:
    """And every table that a step writes has a contract."""
    written = [table for step in STEPS for table in step.writes]
    assert sorted(written) == sorted(table.name for table in (*PUBLIC, *INTERIM))
    assert {table: step.name for step in STEPS for table in step.writes} == {t: WRITERS[t].name for t in written}


def test_nothing_is_read_before_it_is_written() -> None:
    """Steps stand in an order in which they can run, stages in the order of their last steps."""
    known: set[str] = set()
    for step in STEPS:
        assert set(step.inputs) <= known, step.name
        known |= set(step.writes)
    last = [max(n for n, step in enumerate(STEPS) if step.stage == stage) for stage in STAGES]
    assert last == sorted(last)


@pytest.mark.parametrize(
    "step", [step for step in STEPS if step.scope in ("row", "window", "corpus")], ids=lambda step: step.name
)
def test_a_function_takes_what_its_step_reads(step: Step) -> None:
    """The configuration, and each table by its name; what is not named it takes under another name for all."""
    found = signature(getattr(import_module(step.module), step.function.partition(":")[2])).parameters
    by_name = {name for name, one in found.items() if one.kind is one.KEYWORD_ONLY} - {"days"}
    takes_all = any(one.kind is one.VAR_KEYWORD for one in found.values())
    assert by_name <= set(step.inputs)
    assert takes_all or by_name == set(step.inputs)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_says_only_what_its_scope_allows(step: Step) -> None:
    """Days around are for windows, whole tables for rows and windows, reuse by rows for tables of articles."""
    assert (step.before or step.after) == 0 or step.scope == "window"
    assert not step.shared or step.scope in ("row", "window")
    assert step.module.startswith("pipeline.")
    assert step.name == f"{step.stage}.{step.function.partition(':')[2]}"
    assert step.inputs == (*step.reads, *step.shared)
    if step.scope == "row" and step.reuse == "rows":
        assert all("article_id" in TABLES[table].schema.names for table in step.writes)


def test_the_report_sees_every_public_table() -> None:
    """But for the state of the topics, which it reads beside them."""
    assert set(EVERYTHING.split()) == {table.name for table in PUBLIC}
    assert set(EVERYTHING.split()) <= {table for step in steps_of("report") for table in step.inputs}


@pytest.mark.parametrize(
    ("stage", "needed"),
    [
        ("inventory", {"inventory"}),
        ("ingest", {"inventory", "ingest"}),
        ("clean", {"inventory", "ingest", "clean"}),
        ("names", {"inventory", "ingest", "clean", "names"}),
        ("report", set(STAGES)),
    ],
)
def test_what_a_stage_needs(stage: str, needed: set[str]) -> None:
    """All whose tables it reads, directly or not, in the order of the night."""
    assert set(needed_by(stage)) == needed
    assert list(needed_by(stage)) == [one for one in STAGES if one in needed]


def test_stages_are_made_of_their_steps() -> None:
    """Each step belongs to one stage."""
    assert sorted((step for stage in STAGES for step in steps_of(stage)), key=STEPS.index) == list(STEPS)
    assert steps_of("none") == ()


def test_the_accepted_model_has_the_tables_of_a_model() -> None:
    """So that a night can take over what another one found."""
    for name in ACCEPTED.split():
        model, accepted = (TABLES[name.replace("accepted", kind)].schema for kind in ("model", "accepted"))
        assert [(f.name, f.type) for f in accepted] == [(f.name, f.type) for f in model]


def test_plots_are_drawn_by_columns_that_they_have() -> None:
    """Each says what stands on its axes, in words."""
    for name, plot in PLOTS.items():
        assert {"x", "y", "template", "title"} <= set(plot), name
        assert plot["title"][0].isupper()

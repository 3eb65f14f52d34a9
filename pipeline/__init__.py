"""Nightdesk: a text analytics batch pipeline for news. `import nightdesk` gives the names below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.running import Run, run_all

__version__ = "0.2.0"
__all__ = ["Run", "__version__", "connect", "load", "run"]


def run(
    raw: str | Path, out: str | Path, settings: Mapping[str, Any] | None = None, model: str | Path | None = None
) -> Run:
    """Run all stages over a folder, without DVC; what has not changed since the last run is reused.

    Args:
        raw: the folder of raw files.
        out: the output folder, made when it is not there; it may not lie inside `raw`.
        settings: values that differ from the defaults, such as {"topics.n_topics": 5} or {"topics": {"n_topics": 5}};
            `configs/params.yaml` of the working folder is read first where it exists.
        model: folder of an accepted topic model; None: topics are found anew.

    Returns:
        The finished run: `run.report` is the page, `run.metrics` the figures, `run.load("sentiment")` a table.

    Raises:
        UsageError: an unknown setting or a folder that cannot be used.
        LockedError: another run is at work in `out`.
        PipelineError: the run failed; the message says where, what and what to do.
    """
    return run_all(Path(raw), Path(out), settings or {}, Path(model) if model else None)


def load(  # noqa: PLR0913 -- each argument is one that analysts know
    table: str,
    root: str | Path = "data/processed",
    *,
    columns: Sequence[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    source: str | Sequence[str] | None = None,
    with_: Sequence[str] = (),
    engine: str = "pandas",
) -> Any:
    """A table as a data frame.

    Args:
        table: name of a table, such as "sentiment"; `nightdesk tables` lists them.
        root: the output folder of a run, or `data/published/current`, which is resolved once.
        columns: columns of the result; default: all.
        since: first day, such as "2026-03-02", included: rows of articles published from then on.
        until: last day, included.
        source: a publisher, or several.
        with_: tables put beside each row by the right key, such as ["articles", "topics"]; a column whose name is taken
            gets a prefix: `topic_label`, `story_n_articles`. Rows and their order stay.
        engine: "pandas", "polars" or "arrow": a DataFrame or a `pyarrow.Table`.

    Returns:
        One row per row of the table, in the order of its parts. In pandas few-valued names are categories, times
        datetime64[us, UTC], days datetime64, integers with nulls Int32.

    Raises:
        UsageError: no such table, column or engine, a day that is none, or nothing has been written there.
    """
    loading = import_module("pipeline.loading.load")  # by name: importing the package stays light
    return loading.load_table(
        table, Path(root), columns=columns, since=since, until=until, source=source, with_=with_, engine=engine
    )


def connect(root: str | Path = "data/processed") -> Any:
    """A DuckDB connection with a view per table.

    Args:
        root: as for `load`; the views stay with the snapshot that was current when they were made.

    Returns:
        A `duckdb.DuckDBPyConnection` in memory: `connect().sql("select label, count(*) from sentiment group by 1")`.

    Raises:
        UsageError: duckdb is not installed, or no table has been written there.
    """
    return import_module("pipeline.loading.load").connect(Path(root))

"""Stage `report`: the page, the metrics and the plots, from the public tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.report.data.corpus_summary import Limits, summarise
from pipeline.report.data.reader import newest, reader_block
from pipeline.report.data.shrinking import shrink
from pipeline.report.files.metrics import key_figures_json, metrics_json
from pipeline.report.files.plots import plots
from pipeline.report.render import Frontpage, Held, packed, page
from pipeline.settings import setting
from pipeline.tables.checks import CHECKS
from pipeline.tables.parts import Parts

WARN = {check.name: check.warn_above for check in CHECKS}


def warning(name: str, what: str) -> Any:
    """The setting of a share above which a check asks for a look, with the default of the list of checks."""
    return setting(WARN[name], f"{what} above which a check asks for a look", unit="share", low=0.0, high=1.0)


@dataclass(frozen=True)
class ReportConfig:
    """How much the page shows, and when its checks ask for a look."""

    title: str = setting("Nightdesk", "name in the masthead of the page")
    n_stories: int = setting(10, "top stories shown", unit="stories", low=1, high=100)
    n_full: int = setting(
        12000,
        "articles that the views hold, newest first; others are counts",
        unit="articles",
        low=0,
        high=50000,
    )
    n_listed: int = setting(
        20, "articles listed for readers without JavaScript, newest first", unit="articles", low=0, high=20000
    )
    n_quotes: int = setting(200, "quotations that the views hold, newest first", unit="quotations", low=0, high=20000)
    n_samples: int = setting(3, "samples a rule, a reason, a group of copies", unit="samples", low=1, high=50)
    n_extremes: int = setting(4, "sentences shown at either end of the tone", unit="sentences", low=1, high=50)
    n_bars: int = setting(60, "most columns of a chart by day", unit="columns", low=7, high=366)
    n_baseline_days: int = setting(28, "days that the last one is compared with", unit="days", low=1, high=366)
    max_rejected_share: float = warning("rejected_share", "rejected records")
    max_removed_share: float = warning("removed_share", "removed characters")
    max_duplicate_share: float = warning("duplicate_share", "copies")
    max_undated_share: float = warning("undated_share", "articles without a day")
    max_outlier_share: float = warning("outlier_share", "articles without a topic")
    max_unscored_share: float = warning("unscored_share", "articles without a tone")


def report(config: ReportConfig, **tables: Parts) -> dict[str, bytes]:
    """Make the report.

    Args:
        config: see `ReportConfig`.
        tables: the public tables by name: articles, removed, rejected, sentences, sentiment, keywords, topics,
            article_topics, stories, trends, keyword_trends, topic_events, deliveries. Any of them may be empty or have
            no part.

    Returns:
        File name below the output folder → its bytes: `report.html`, `metrics.json`, `key_figures.json`, `plots/*.csv`.
        They depend on the rows of the tables alone: not on files, parts or their order, nor on a clock.
    """
    found = summarise(tables, Limits(config.n_bars, config.n_samples, config.n_extremes))
    held = newest(found, config.n_full)
    block = reader_block(found, tables, held, config.n_quotes)
    html = page(found, _front(config), Held(held, packed(*shrink(block))))
    figures = {"metrics.json": metrics_json(found), "key_figures.json": key_figures_json(found)}
    return {"report.html": html, **figures, **plots(found)}


def _front(config: ReportConfig) -> Frontpage:
    return Frontpage(
        title=config.title,
        bounds={name: getattr(config, f"max_{name}") for name in WARN},
        n_stories=config.n_stories,
        n_listed=config.n_listed,
        n_groups=config.n_samples,
        n_baseline_days=config.n_baseline_days,
    )

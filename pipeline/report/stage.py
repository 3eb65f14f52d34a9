"""Stage `report`: the page, the metrics and the plots, from the public tables."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report.data.corpus_summary import Limits, night
from pipeline.report.files.metrics import metrics_json
from pipeline.report.files.plots import plots
from pipeline.report.render import Frontpage, page
from pipeline.report.sections.checks import Bounds
from pipeline.settings import setting
from pipeline.tables.parts import Parts

SHARE = {"unit": "share", "low": 0.0, "high": 1.0}


@dataclass(frozen=True)
class ReportConfig:
    """How much the page shows, and when its checks ask for a look."""

    title: str = setting("Nightdesk", "name in the masthead of the page")
    n_stories: int = setting(10, "top stories shown", unit="stories", low=1, high=100)
    n_listed: int = setting(1500, "articles in the finder, newest first", unit="articles", low=0, high=20000)
    n_points: int = setting(5000, "dots on the map, a fair sample of more", unit="articles", low=0, high=20000)
    n_samples: int = setting(5, "samples a rule, a reason, a group of copies", unit="samples", low=1, high=50)
    n_extremes: int = setting(4, "sentences shown at either end of the tone", unit="sentences", low=1, high=50)
    n_bars: int = setting(60, "most columns of a chart by day", unit="columns", low=7, high=366)
    n_baseline_days: int = setting(28, "days that the last one is compared with", unit="days", low=1, high=366)
    max_rejected_share: float = setting(0.05, "rejected records above which a check asks for a look", **SHARE)
    max_removed_share: float = setting(0.25, "removed characters above which a check asks for a look", **SHARE)
    max_duplicate_share: float = setting(0.3, "copies above which a check asks for a look", **SHARE)
    max_undated_share: float = setting(0.2, "articles without a day above which a check asks for a look", **SHARE)
    max_outlier_share: float = setting(0.1, "articles without a topic above which a check asks for a look", **SHARE)
    max_unscored_share: float = setting(0.1, "articles without a tone above which a check asks for a look", **SHARE)


def report(config: ReportConfig, **tables: Parts) -> dict[str, bytes]:
    """Make the report.

    Args:
        config: see `ReportConfig`.
        tables: the public tables by name: articles, removed, rejected, sentences, sentiment, keywords, topics,
            article_topics, stories, trends, keyword_trends, topic_events. Any of them may be empty or have no part.

    Returns:
        File name below the output folder → its bytes: `report.html`, `metrics.json`, `plots/*.csv`. They depend on the
        rows of the tables alone: not on files, parts or their order, nor on a clock.
    """
    found = night(tables, Limits(config.n_bars, config.n_samples, config.n_extremes))
    return {"report.html": page(found, _front(config)), "metrics.json": metrics_json(found), **plots(found)}


def _front(config: ReportConfig) -> Frontpage:
    return Frontpage(
        title=config.title,
        bounds=Bounds(
            rejected=config.max_rejected_share,
            removed=config.max_removed_share,
            duplicate=config.max_duplicate_share,
            undated=config.max_undated_share,
            outlier=config.max_outlier_share,
            unscored=config.max_unscored_share,
        ),
        n_stories=config.n_stories,
        n_listed=config.n_listed,
        n_points=config.n_points,
        n_groups=config.n_samples,
        n_baseline_days=config.n_baseline_days,
    )

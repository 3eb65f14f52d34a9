"""`report.html`: the sections put into the template."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from pipeline.report.data.corpus_summary import Night
from pipeline.report.drawing import formatting
from pipeline.report.drawing.svg import balance
from pipeline.report.sections.arrivals import arrivals
from pipeline.report.sections.changes import changes, sums_up
from pipeline.report.sections.checks import run
from pipeline.report.sections.cleaning import audit
from pipeline.report.sections.finder import finder
from pipeline.report.sections.quality import languages, quality
from pipeline.report.sections.stories import stories
from pipeline.report.sections.tone import tone_section
from pipeline.report.sections.topic_map import topic_map
from pipeline.report.sections.topic_table import topic_rows
from pipeline.resources import resource
from pipeline.tables import PUBLIC


@dataclass(frozen=True)
class Frontpage:
    """What the page says of itself and how much it shows.

    Attributes:
        title: name in the masthead.
        bounds: share above which a check asks for a look, by its name.
        n_stories: stories.
        n_listed: articles in the finder.
        n_points: dots on the map.
        n_groups: groups of copies.
        n_baseline_days: days that the last one is compared with.
    """

    title: str
    bounds: Mapping[str, float]
    n_stories: int
    n_listed: int
    n_points: int
    n_groups: int
    n_baseline_days: int


def _templates() -> Environment:
    """The templates, autoescaped: every title and text is scraped."""
    sources = {
        "page.html.j2": resource("page/page.html.j2"),
        "words.html.j2": resource("page/words.html.j2"),
        "front.html.j2": resource("page/front.html.j2"),
        "topics.html.j2": resource("page/topics.html.j2"),
        "tone.html.j2": resource("page/tone.html.j2"),
        "audit.html.j2": resource("page/audit.html.j2"),
        "back.html.j2": resource("page/back.html.j2"),
    }
    found = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters.update(
        count=formatting.count,
        percent=formatting.percent,
        signed=formatting.signed,
        number=formatting.number,
        balance=balance,
    )
    found.globals.update(plural=formatting.plural)
    return found


def _sections(night: Night, front: Frontpage) -> dict[str, Any]:
    """What the template shows, by name."""
    changed = changes(night, front.n_baseline_days)
    told, n_shared = stories(night, front.n_stories)
    return {
        "run": run(night, front.bounds),
        "arrivals": arrivals(night),
        "changes": changed,
        "summary": sums_up(changed),
        "stories": told,
        "n_shared": n_shared,
        "topics": topic_rows(night),
        "tone": tone_section(night),
        "map": topic_map(night, front.n_points),
        "audit": audit(night, front.n_groups),
        "quality": quality(night),
        "languages": languages(night),
        "finder": finder(night, front.n_listed),
        "labels": {t.topic_id: t.label for t in night.topics},
    }


def page(night: Night, front: Frontpage) -> bytes:
    """The page: one file, no request, the same bytes for the same tables."""
    style, script = resource("page/page.css"), resource("page/page.js")
    calendar = night.calendar
    html = (
        _templates()
        .get_template("page.html.j2")
        .render(
            title=front.title,
            edition="" if calendar.is_empty else formatting.full_day(calendar.last),
            covered="" if calendar.is_empty else formatting.day_range(calendar.first, calendar.last),
            calendar=calendar,
            n_articles=night.articles.n,
            tables=PUBLIC,
            style=style,
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            **_sections(night, front),
        )
    )
    return html.encode("utf-8")

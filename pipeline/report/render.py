"""`report.html`: the sections put into the template."""

from __future__ import annotations

import base64
import bz2
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from jinja2 import DictLoader, Environment, StrictUndefined

from pipeline.arrays.types import Int64, UInt8
from pipeline.report.compiled_templates import CompiledTemplates
from pipeline.report.data.corpus_summary import CorpusSummary
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

DIGITS: UInt8 = np.frombuffer(bytes(c for c in range(33, 127) if c not in b"&<>"), np.uint8)


@dataclass(frozen=True)
class Frontpage:
    """What the page says of itself and how much it shows.

    Attributes:
        title: name in the masthead.
        bounds: share above which a check asks for a look, by its name.
        n_stories: stories.
        n_listed: articles in the finder.
        n_groups: groups of copies.
        n_baseline_days: days that the last one is compared with.
    """

    title: str
    bounds: Mapping[str, float]
    n_stories: int
    n_listed: int
    n_groups: int
    n_baseline_days: int


@dataclass(frozen=True)
class Held:
    """The articles that the views hold: rows of the frame, and the packed block of data."""

    rows: Int64
    block: str


def packed(*blocks: Mapping[str, Any]) -> str:
    """Blocks of data as the page stores them; reader.js reads them as one.

    Returns:
        The number of packed bytes, a colon, that of unpacked ones, a colon, and JSON by bzip2 (a fifth smaller than
        deflate), a stream a block, commas between, 13 bits in two of the 91 `DIGITS`.
    """
    texts = [json.dumps(block, ensure_ascii=False, separators=(",", ":")) for block in blocks]
    data = [text.encode("utf-8", "replace") for text in [*(f"{text}," for text in texts[:-1]), texts[-1]]]
    small = b"".join(map(bz2.compress, data))
    return f"{len(small)}:{sum(map(len, data))}:{_in_digits(small)}"


def _in_digits(data: bytes) -> str:
    """Bytes as text: 13 bits in two digits, the last ones filled up with zeros."""
    padded = np.frombuffer(data + bytes(-len(data) % 13), np.uint8).reshape(-1, 13).astype(np.int32)
    bit = 13 * np.arange(8)  # 13 bytes are 8 groups, each within three bytes
    byte = bit // 8
    three = padded[:, byte] << 16 | padded[:, byte + 1] << 8 | padded[:, np.minimum(byte + 2, 12)]
    groups = three >> (11 - bit % 8) & 0x1FFF
    digits = np.stack(np.divmod(groups.ravel()[: -(-8 * len(data) // 13)], 91), axis=1)
    return bytes(DIGITS[digits]).decode("ascii")


def _bare(text: str) -> str:
    """A style or a script without indents, empty lines and lines of comment."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _templates() -> Environment:
    """The templates, autoescaped: every title and text is scraped."""
    sources = {
        "page.html.j2": resource("page/page.html.j2"),
        "words.html.j2": resource("page/words.html.j2"),
        "delivery.html.j2": resource("page/delivery.html.j2"),
        "front.html.j2": resource("page/front.html.j2"),
        "topics.html.j2": resource("page/topics.html.j2"),
        "tone.html.j2": resource("page/tone.html.j2"),
        "audit.html.j2": resource("page/audit.html.j2"),
        "finder.html.j2": resource("page/finder.html.j2"),
        "back.html.j2": resource("page/back.html.j2"),
    }
    found = Environment(
        loader=DictLoader(sources),
        bytecode_cache=CompiledTemplates(),
        autoescape=True,
        optimized=False,  # each template is drawn once: working out its constants beforehand costs more
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
    found.globals.update(plural=formatting.plural, date_of=formatting.date_of)
    return found


def _sections(corpus: CorpusSummary, front: Frontpage, held: Held) -> dict[str, Any]:
    """What the template shows, by name."""
    changed = changes(corpus, front.n_baseline_days)
    top = stories(corpus, held.rows, front.n_stories)
    return {
        "run": run(corpus, front.bounds),
        "arrivals": arrivals(corpus),
        "changes": changed,
        "summary": sums_up(changed),
        "top_stories": top,
        "topics": topic_rows(corpus),
        "tone": tone_section(corpus),
        "map": topic_map(corpus),
        "audit": audit(corpus, front.n_groups),
        "quality": quality(corpus),
        "languages": languages(corpus),
        "finder": finder(corpus, front.n_listed),
        "labels": {t.topic_id: t.label for t in corpus.topics},
    }


def page(corpus: CorpusSummary, front: Frontpage, held: Held) -> bytes:
    """The page: one file, no request, the same bytes for the same tables."""
    style, script = _bare(resource("page/page.css")), _bare(resource("page/page.js") + resource("page/reader.js"))
    calendar = corpus.calendar
    html = (
        _templates()
        .get_template("page.html.j2")
        .render(
            title=front.title,
            edition="" if calendar.is_empty else formatting.full_day(calendar.last),
            covered="" if calendar.is_empty else formatting.day_range(calendar.first, calendar.last),
            calendar=calendar,
            n_articles=corpus.articles.n,
            tables=PUBLIC,
            style=style,
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            block=held.block,
            n_held=len(held.rows),
            delivery=corpus.delivery,
            **_sections(corpus, front, held),
        )
    )
    return html.encode("utf-8")

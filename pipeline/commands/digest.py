"""The digest of a night: at most 40 lines of plain text, for a mail, a chat or a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.engine.store import Store
from pipeline.report.drawing.formatting import plural
from pipeline.tables import TABLES

MOST_LINES = 40
WIDTH = 100
NAMED = 6  # warnings, files
SHOWN = 5  # stories, keywords
SLOWEST = 4  # stages
Line = Mapping[str, Any]


def digest(line: Line) -> str:
    """A night in words.

    Args:
        line: of the history, see `night.Night`.

    Returns:
        At most 40 lines; what matters most comes first, the folder of the snapshot last.
    """
    lines = [_shortened(one) for one in (*_head(line), *_news(line), *_told(line), *_read(line), *_cost(line))]
    last = [f"snapshot: {Path(line['snapshot']).resolve()}"] if line["snapshot"] else []
    return "\n".join([*lines[: MOST_LINES - len(last)], *last])


def _shortened(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1].rstrip()}…"


def _head(line: Line) -> Iterator[str]:
    yield f"Nightdesk {line['at'][:16].replace('T', ' ')} UTC: {line['outcome']}"
    if line["reason"]:
        yield f"reason: {line['reason']}"
        if not line["snapshot"]:
            yield "readers still see the last snapshot; docs/nightly.md says what to do"


def _news(line: Line) -> Iterator[str]:
    """What came, what was refused."""
    raw = line["raw"]
    yield f"raw files: {len(raw['new'])} new, {len(raw['changed'])} changed, {len(raw['gone'])} gone"
    came = line["records"]
    if came:
        yield (
            f"came: {plural(came['records'], 'record')}: {plural(came['articles'], 'article')} "
            f"({came['copies']} of them copies), {came['repeated']} repeated, {came['updated']} updated, "
            f"{came['rejected']} rejected; {came['gone']} gone"
        )
    if line["n_articles"] is not None:
        yield f"archive: {plural(line['n_articles'], 'article')}"


def _told(line: Line) -> Iterator[str]:
    """Faults, warnings, what was mended."""
    for title in ("faults", "warnings", "mended"):
        found: Sequence[str] = line[title]
        yield from ([f"{title}:"] if found else [])
        yield from (f"- {one}" for one in found[:NAMED])
        yield from ([f"- and {len(found) - NAMED} more"] if len(found) > NAMED else [])


def _read(line: Line) -> Iterator[str]:
    """What readers will find: the stories of the newest day, and the keywords that rise."""
    if line["snapshot"]:
        store = Store(Path(line["snapshot"]))
        yield from _listed("top stories:", islice(_stories(store), SHOWN))
        yield from _listed("rising:", islice(_risers(store), SHOWN))


def _listed(title: str, lines: Iterator[str]) -> Iterator[str]:
    for number, one in enumerate(lines):
        if not number:
            yield title
        yield f"- {one}"


def _stories(store: Store) -> Iterator[str]:
    """The stories that went on on the newest day, largest first."""
    if "headline" not in TABLES["stories"].schema.names:
        return
    rows = store.parts("stories").all(["headline", "n_articles", "n_sources", "last_day"])[0]
    newest = _of_newest(rows, "last_day")
    for row in sorted(newest, key=lambda row: (-row["n_sources"], -row["n_articles"], row["headline"] or "")):
        if row["n_articles"] > 1:
            by = f"{plural(row['n_articles'], 'article')}, {plural(row['n_sources'], 'publisher')}"
            yield f"{row['headline'] or '(no headline)'} ({by})"


def _risers(store: Store) -> Iterator[str]:
    """The keywords that burst on the newest day, strongest first."""
    rows = store.parts("keyword_trends").all(["keyword", "day", "n_articles", "burst", "is_burst"])[0]
    newest = [row for row in _of_newest(rows, "day") if row["is_burst"]]
    for row in sorted(newest, key=lambda row: (-row["burst"], row["keyword"])):
        yield f"{row['keyword']} ({plural(row['n_articles'], 'article')})"


def _of_newest(rows: pa.Table, day: str) -> list[dict[str, Any]]:
    """The rows of the newest day."""
    newest = pc.max(rows[day])
    found: list[dict[str, Any]] = rows.filter(pc.equal(rows[day], newest)).to_pylist() if newest.is_valid else []
    return found


def _cost(line: Line) -> Iterator[str]:
    """How long it took, and which stages most of it."""
    stages = sorted(line["stages"].items(), key=lambda item: -item[1]["wall_s"])
    slow = [f"{name} {sums['wall_s']:.1f}" for name, sums in stages[:SLOWEST] if sums["wall_s"]]
    yield f"took {line['wall_s']:.1f} s" + (f" ({', '.join(slow)})" if slow else "")

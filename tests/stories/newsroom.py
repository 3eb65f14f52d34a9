"""Invented news: events told by several publishers, each a few names and facts among words that all news share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, strings
from pipeline.stories.stage import StoriesConfig, article_stories, event_terms
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from pipeline.tables.schema import Table

SYLLABLES = ("ba", "do", "fen", "gri", "kal", "lu", "mor", "nis", "pra", "tov", "us", "vel")
KINDS = {
    "fire": "blaze smoke crews roof warehouse flames hoses damage sparks alarm rescue ladder",
    "strike": "workers union wages pickets talks walkout offer employers shifts depot ballot overtime",
    "vote": "ballot seats margin turnout candidate poll coalition rival count campaign speech majority",
    "match": "goal penalty striker keeper league defence crowd whistle coach corner header injury",
}
DAILY = ["".join(row) for row in np.random.default_rng(0).choice(SYLLABLES, (300, 3)).tolist()]


class Article(NamedTuple):
    """An invented article; day: days since 1970, None for none."""

    article_id: str
    text: str
    day: int | None = None
    title: str | None = None
    event: int = -1


def names_of(event: int) -> list[str]:
    """Six names that only this event has."""
    random = np.random.default_rng(event)
    return ["".join(row).capitalize() for row in random.choice(SYLLABLES, (6, 4)).tolist()]


def told(event: int, version: int, day: int | None = None, kind: str = "fire") -> Article:
    """A report on an event: four of its names, words of its kind, words of any day."""
    random = np.random.default_rng([event, version])
    names = random.permutation(names_of(event))[:4].tolist()
    words = [*random.permutation(KINDS[kind].split())[:4], *random.choice(DAILY, 16).tolist()]
    sentences = [f"the {a} near {n} and {b} with {n}" for n, a, b in zip(names, words[::2], words[1::2], strict=False)]
    text = ". ".join([*sentences, " ".join(words)]) + "."
    return Article(f"{1000 * event + version:016x}", text, day, event=event)


def tables(rows: Sequence[Article]) -> tuple[pa.Table, pa.Table]:
    """Tables `articles` and `event_terms` of some articles, sorted by article_id."""
    rows = sorted(rows)
    dated = np.array([a.day is not None for a in rows], bool)
    days = np.array([a.day or 0 for a in rows], np.int32)
    given = {
        "article_id": strings([a.article_id for a in rows]),
        "text": strings([a.text for a in rows]),
        "title": strings([a.title for a in rows]),
        "day": numbers(days, pa.date32(), dated),
        "external_id": strings([a.article_id for a in rows]),
        "content_sha256": strings([a.article_id[::-1] * 4 for a in rows]),
        "published_at": numbers(days.astype(np.int64) * 86_400_000_000, pa.timestamp("us", "UTC"), dated),
    }
    made = [_filled(TABLES[name], given, len(rows)) for name in ("articles", "texts")]
    return made[0], event_terms(StoriesConfig(), texts=made[1])["event_terms"]


def _filled(table: Table, given: Mapping[str, pa.Array], n: int) -> pa.Table:
    """A table with the given columns that it has, and nulls in the others."""
    return table.build(**{f.name: given.get(f.name, pa.nulls(n, f.type)) for f in table.schema})


def by_day(rows: Sequence[Article]) -> dict[str, MemoryParts]:
    """The tables as a window step sees them."""
    days: dict[str, list[Article]] = {}
    for row in rows:
        name = "undated" if row.day is None else (date(1970, 1, 1) + timedelta(days=row.day)).isoformat()
        days.setdefault(name, []).append(row)
    made = {name: tables(some) for name, some in days.items()}
    return {
        "articles": MemoryParts({name: about for name, (about, _) in made.items()}),
        "event_terms": MemoryParts({name: said for name, (_, said) in made.items()}),
    }


def stories_of(rows: Sequence[Article], days: Sequence[str] | None = None, **config: Any) -> dict[str, str]:
    """story_id of each article of the days, all by default; tables and order of days are checked."""
    given = by_day(rows)
    wanted = tuple(days if days is not None else given["articles"].names)
    found: dict[str, str] = {}
    made = list(article_stories(StoriesConfig(**config), days=wanted, **given))
    assert sorted(day for day, _ in made) == sorted(wanted)
    for day, written in made:
        TABLES["article_stories"].check(written["article_stories"])
        ids = given["articles"].read(day, ("article_id",))["article_id"].to_pylist()
        assert written["article_stories"]["article_id"].to_pylist() == ids
        found.update(zip(ids, written["article_stories"]["story_id"].to_pylist(), strict=True))
    return found


def groups(story: Mapping[str, str]) -> set[frozenset[str]]:
    """The articles of each story."""
    return {frozenset(one for one, name in story.items() if name == wanted) for wanted in set(story.values())}


def pair_shares(event: Sequence[int], story: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of pairs of articles put into one story."""
    both = _pairs(list(zip(event, story, strict=True)))
    return both / max(_pairs(list(story)), 1), both / max(_pairs(list(event)), 1)


def _pairs(values: Sequence[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(values).values())

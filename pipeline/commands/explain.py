"""The verb `explain`: the life of one article, from its raw record to its scores."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from pipeline.arrays.arrow import strings
from pipeline.commands.explain_cleaning import cleaning, near_duplicates, repairs
from pipeline.commands.explain_sentiment import neutral_scores, reasons_of, tone
from pipeline.engine import config
from pipeline.engine.store import Store, rows_of
from pipeline.errors import UsageError
from pipeline.settings import Source

WIDTH = 100  # columns of a terminal page
SHOWN = 5  # ids that begin alike
OWN = (
    "records",
    "articles",
    "removed",
    "flagged",
    "sentences",
    "sentiment",
    "quotes",
    "keywords",
    "article_topics",
    "article_stories",
)
Row = dict[str, Any]


def explain(*, article_id: str, why: bool, out: Path, settings: Source, as_json: bool) -> int:
    """Print what became of an article: place, removed spans, copies, sentences and why, keywords, topic, story.

    Raises:
        UsageError: no record, or more than one, has an id that begins with this.
    """
    store = Store(out)
    life = gather(store, full_id(store, article_id.strip().lower()))
    chosen = config.load_from(settings, ["sentiment"])["sentiment"]
    life["why"] = reasons_of(chosen, life)
    life["sentiment"] = [row | neutral_scores(chosen, row["n_sentences"]) for row in life["sentiment"]]
    if as_json:
        print(json.dumps(life, indent=1, default=str, ensure_ascii=False))
    else:
        print("\n".join(_page(life, full=why)))
    return 0


def full_id(store: Store, start: str) -> str:
    """The one record id that begins with `start`.

    Raises:
        UsageError: no id begins with it, or several do.
    """
    parts = store.parts("records")
    found: set[str] = set()
    for part in parts.names:
        ids = parts.read(part, ["article_id"])["article_id"]
        found.update(ids.filter(pc.starts_with(ids, start)).to_pylist())
    if len(found) == 1:
        return found.pop()
    if found:
        shown = ", ".join(sorted(found)[:SHOWN])
        raise UsageError(f"{len(found)} ids begin with this", where=start, hint=f"give more digits: {shown}")
    hint = f"looked in {store.root}; the table `articles` lists the ids, and --out names another folder"
    raise UsageError("no record has this article_id", where=start, hint=hint)


def gather(store: Store, article_id: str) -> dict[str, list[Row]]:
    """The rows of an article in every table, by table name; its topic's row under `topics`."""
    life = {table: _rows(store, table, article_id) for table in OWN}
    life["superseded"] = [row for row in rows_of(store, "superseded") if row["article_id"] == article_id]
    if life["articles"]:
        life["records"] = _records(store, life["articles"][0])
    places = {(row["source_file"], row["record"]) for row in life["records"]}
    life["rejected"] = [row for row in rows_of(store, "rejected") if (row["source_file"], row["record"]) in places]
    wanted = {row["topic_id"] for row in life["article_topics"]}
    life["topics"] = [row for row in rows_of(store, "topics") if row["topic_id"] in wanted]
    told = {row["story_id"] for row in life["article_stories"]}
    life["stories"] = [row for row in rows_of(store, "stories") if row["story_id"] in told]
    life["near_duplicates"] = near_duplicates(store, life)
    life["repairs"] = repairs(life)
    return life


def _rows(store: Store, table: str, article_id: str) -> list[Row]:
    parts = store.parts(table)
    wanted = strings([article_id])
    for part in parts.names:
        mask = pc.is_in(parts.read(part, ["article_id"])["article_id"], value_set=wanted)
        if pc.any(mask).as_py():
            rows: list[Row] = parts.read(part).filter(mask).to_pylist()
            return rows
    return []


def _records(store: Store, article: Row) -> list[Row]:
    """The record that an article was made from, whatever it was called before its neighbours were known."""
    parts = store.parts("records")
    file, record = strings([article["source_file"]]), article["record"]
    for part in parts.names:
        places = parts.read(part, ["source_file", "record"])
        mask = pc.and_(pc.is_in(places["source_file"], value_set=file), pc.equal(places["record"], record))
        if pc.any(mask).as_py():
            rows: list[Row] = parts.read(part).filter(mask).to_pylist()
            return rows
    return []


def _page(life: dict[str, list[Row]], *, full: bool) -> Iterator[str]:
    for record in life["records"]:
        yield f"{(life['articles'] or [record])[0]['article_id']}  {record['title'] or '(no title)'}"
        yield f"  raw: {record['source_file']} record {record['record']}, {len(record['text'] or '')} characters"
    yield from (f"  rejected: {r['reason']}: {r['detail']}" for r in life["rejected"])
    for row in life["superseded"]:
        yield f"  {row['relation']}: {row['source_file']} record {row['record']}"
    for article in life["articles"]:
        yield from _article(article, life, full=full)


def _article(article: Row, life: dict[str, list[Row]], *, full: bool) -> Iterator[str]:
    known = ("source", "published_at", "section", "url", "external_id")
    told = [f"{name}: {article[name]}" for name in known if article[name] is not None]
    yield from [f"  {', '.join(told)}"] if told else []
    yield f"  clean: {article['n_chars']} characters, {article['n_words']} words, {article['n_sentences']} sentences"
    yield from cleaning(article, life)
    yield from tone(life, article["text"], full=full)
    yield from _words(life["keywords"])
    yield from _topic(life)


def _words(rows: list[Row]) -> Iterator[str]:
    if rows:
        yield "\nkeywords: " + "\n          ".join(
            textwrap.wrap(", ".join(f"{r['keyword']} ({r['count']})" for r in rows), WIDTH - 10)
        )


def _topic(life: dict[str, list[Row]]) -> Iterator[str]:
    labels = {row["topic_id"]: row["label"] for row in life["topics"]}
    for row in life["article_topics"]:
        yield f"\ntopic: {labels.get(row['topic_id'], 'none fits')} (strength {row['strength']:.2f})"
    for row in life["stories"]:
        n = row["n_articles"]
        yield f"story: {row['story_id']}, {n} article{'s' if n != 1 else ''}: {row['headline']}"

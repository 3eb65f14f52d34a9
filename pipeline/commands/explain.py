"""The verb `explain`: the life of one article, from its raw record to its scores."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterator
from typing import Any

import pyarrow.compute as pc

from pipeline.arrays.arrow import strings
from pipeline.commands.explain_cleaning import cleaning, near_duplicates, repairs
from pipeline.commands.explain_sentiment import tone, why
from pipeline.engine import config
from pipeline.engine.store import Store, rows_of
from pipeline.errors import UsageError

WIDTH = 100  # columns of a terminal page
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
    "stories",
)
Row = dict[str, Any]


def explain(args: argparse.Namespace) -> int:
    """Print what became of an article: place, removed spans, near-duplicates, sentences, keywords, topic, story.

    Raises:
        UsageError: no record has this article_id.
    """
    life = gather(Store(args.out), args.article_id.strip().lower())
    if not life["records"]:
        hint = f"looked in {args.out}; article_id is a column of every table"
        raise UsageError("no record has this article_id", where=args.article_id, hint=hint)
    life["why"] = why(config.load(args.config, args.set, ["sentiment"])["sentiment"], life)
    page = (
        json.dumps(life, indent=1, default=str, ensure_ascii=False)
        if args.json
        else "\n".join(_page(life, full=args.why))
    )
    print(page)
    return 0


def gather(store: Store, article_id: str) -> dict[str, list[Row]]:
    """The rows of an article in every table, by table name; its topic's row under `topics`."""
    life = {table: _rows(store, table, article_id) for table in OWN}
    places = {(row["source_file"], row["record"]) for row in life["records"]}
    life["rejected"] = [row for row in rows_of(store, "rejected") if (row["source_file"], row["record"]) in places]
    wanted = {row["topic_id"] for row in life["article_topics"]}
    life["topics"] = [row for row in rows_of(store, "topics") if row["topic_id"] in wanted]
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


def _page(life: dict[str, list[Row]], *, full: bool) -> Iterator[str]:
    for record in life["records"]:
        yield f"{record['article_id']}  {record['title'] or '(no title)'}"
        yield f"  raw: {record['source_file']} record {record['record']}, {len(record['text'] or '')} characters"
    yield from (f"  rejected: {r['reason']}: {r['detail']}" for r in life["rejected"])
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
        yield f"story: {row['story_id']}, {row['n_articles']} article{'s' if row['n_articles'] != 1 else ''}"

"""Invented nights for the tests of the report: the public tables that keep the contract, from a seed."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.report.data.corpus_summary import CorpusSummary, Limits, summarise
from pipeline.tables import TABLES, Column
from pipeline.tables.parts import MemoryParts

Row = dict[str, Any]
Rows = dict[str, list[Row]]

TRIED = [{"n_topics": n, "stability": 0.9, "coherence": 0.2, "worth": 0.18} for n in (4, 6, 10)]
FIRST_DAY = date(2026, 11, 19)
PUBLISHERS = (
    *("Harbour Gazette", "The Morning Ferry", "Kestrel Wire", "Northmoor Post", "Lantern Daily"),
    *("Saltmarsh Herald", "Upland Courier", "The Tollhouse", "Evening Beacon"),
)
SUBJECTS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "Ferry strike and harbour": (
        ["Ferry crews", "Harbour pilots", "Dock workers", "The port authority", "Island commuters"],
        ["walk out over", "reach a deal on", "reject new offer on", "wait for word about", "brace for weeks of"],
        ["night shifts", "winter timetables", "crane safety", "overtime pay", "empty quays"],
    ),
    "Storm and flood repairs": (
        ["Flood engineers", "Hill villages", "Insurers", "The river board", "Volunteers"],
        ["race to finish", "count the cost of", "plead for help with", "reopen after", "warn of delay to"],
        ["the broken levee", "washed-out bridges", "a second storm", "sandbag walls", "soaked schools"],
    ),
    "City council budget": (
        ["The council", "Ratepayers", "The mayor", "Library staff", "Auditors"],
        ["split over", "approve", "question", "postpone vote on", "find a hole in"],
        ["the tram budget", "a parking levy", "library hours", "the stadium loan", "pothole funds"],
    ),
    "Vaccine trial": (
        ["Researchers", "A small trial", "Nurses", "The health ministry", "Patients"],
        ["report hope in", "pause work on", "praise early results of", "doubt figures on", "line up for"],
        ["the malaria vaccine", "a winter booster", "lung fever treatment", "cheap inhalers", "home tests"],
    ),
    "Cup football": (
        ["Northmoor Rovers", "The Lanterns", "A teenage keeper", "Saltmarsh United", "The cup holders"],
        ["stun", "scrape past", "lose heavily to", "draw again with", "dream of beating"],
        ["the champions", "bitter rivals", "second-division Upland", "ten-man Kestrel", "the league leaders"],
    ),
    "Chip makers and trade": (
        ["Chip makers", "A battery plant", "Trade envoys", "Investors", "Small exporters"],
        ["cheer", "fear the cost of", "sign off on", "flee from", "prepare for"],
        ["new tariffs", "a rare-earth pact", "the factory subsidy", "record orders", "port fees"],
    ),
}
SENTENCES = (
    ("The talks went on late into the evening without a result.", False, 0.0),
    ("Officials described the repairs as a great success and a relief.", False, 0.84),
    ("Two people were badly hurt when the wall collapsed on the quay.", False, -0.74),
    ("“We are proud and grateful for every single volunteer,” she said.", True, 0.87),
    ("“This is a cruel and stupid decision,” one of the drivers told reporters.", True, -0.8),
    ("A decision is expected on Thursday.", False, 0.0),
)
RULES = {
    "related_headline": ("FERRY CREWS VOTE ON NEW OFFER AS TALKS STALL\n", "MAYOR DENIES RIFT OVER TRAM PLAN\n"),
    "promo": ("CLICK HERE TO READ MORE FROM THE HARBOUR GAZETTE\n", "Sign up for our evening letter\n"),
    "caption": ("Photo: the north quay at dusk <b>© Kestrel</b>\n",),
    "blank": ("\n\n", "  \t"),
}


def hexed(*parts: object) -> str:
    """64 hex digits that depend on the arguments alone."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _article(i: int, rng: np.random.Generator, n_days: int) -> Row:
    topic = int(rng.choice(6, p=[0.28, 0.2, 0.17, 0.13, 0.12, 0.1]))
    subject, verb, thing = (str(rng.choice(words)) for words in list(SUBJECTS.values())[topic])
    text = f"{subject} {verb} {thing}. " + " ".join(s for s, _, _ in SENTENCES) + f" Number {i}."
    day = FIRST_DAY + timedelta(days=int(rng.integers(n_days)))
    return {
        "article_id": hexed("id", i)[:16], "external_id": None, "source_file": f"night/{day}.jsonl", "record": i + 1,
        "url": f"https://news.example/{i}", "title": f"{subject} {verb} {thing}", "source": str(rng.choice(PUBLISHERS)),
        "authors": [], "published_at": datetime(day.year, day.month, day.day, 6, tzinfo=UTC), "published_at_raw": None,
        "day": day, "section": None, "language": "en", "language_score": 0.99, "is_read": True, "text": text,
        "n_chars": len(text), "n_chars_raw": len(text) + 90, "n_words": len(text.split()), "n_sentences": 7,
        "content_sha256": hexed("text", i),
        "duplicate_of": None, "similarity": None, "relation": None, "other_article_id": None, "topic": topic,
    }  # fmt: skip


def _sentences(article: Row) -> list[Row]:
    rows = []
    for number, (sentence, is_quote, compound) in enumerate(SENTENCES):
        start = article["text"].index(sentence)
        rows.append({
            "article_id": article["article_id"], "sentence": number, "start": start, "end": start + len(sentence),
            "is_quote": is_quote, "compound": compound, "positive": 0.1, "negative": 0.1, "neutral": 0.8,
        })  # fmt: skip
    return rows


def _sentiment(article: Row, rng: np.random.Generator) -> Row:
    compound = round(float(np.clip(rng.normal(0.02, 0.25), -1, 1)), 4)
    label = "positive" if compound > 0.05 else "negative" if compound < -0.05 else "neutral"
    return {
        "article_id": article["article_id"], "compound": compound, "label": label, "positive": 0.1, "negative": 0.1,
        "neutral": 0.8, "title_compound": 0.0, "quotes_compound": round(compound / 2, 4),
        "reporter_compound": compound, "spread": 0.3, "n_sentences": 7, "model": "news",
    }  # fmt: skip


def _beside(article: Row, rng: np.random.Generator) -> dict[str, Row]:
    """Topic, story and keywords of an article."""
    topic, angle = article["topic"], 2 * np.pi * article["topic"] / 6
    x, y = rng.normal((np.cos(angle), np.sin(angle)), 0.16)
    fits = bool(rng.random() > 0.04)
    words = article["title"].split(" ", 2)
    key = article["article_id"]
    return {
        "article_topics": {
            "article_id": key, "topic_id": topic if fits else -1, "strength": 0.7 if fits else 0.0,
            "second_topic_id": None, "second_strength": None, "x": float(x), "y": float(y),
        },
        "article_stories": {"article_id": key, "story_id": hexed("story", words[0], topic)[:16]},
        "keywords": {
            "article_id": key, "rank": 1, "keyword": words[-1], "keyword_key": words[-1].lower(), "score": 1.0,
            "count": 1, "starts": [0],
        },
    }  # fmt: skip


def _removed(article: Row, rng: np.random.Generator) -> list[Row]:
    rows, at = [], 0
    for rule, texts in RULES.items():
        if rng.random() < 0.5:
            text = str(rng.choice(texts))
            rows.append(
                {"article_id": article["article_id"], "start": at, "end": at + len(text), "text": text, "rule": rule}
            )
            at += len(text) + 5
    return rows


def _topics(rows: Rows) -> list[Row]:
    found = []
    for topic, (label, words) in enumerate(SUBJECTS.items()):
        members = [r["article_id"] for r in rows["article_topics"] if r["topic_id"] == topic]
        terms = [{"term": w.split()[-1].lower(), "weight": 1.0 - i / 20} for i, w in enumerate(words[0] + words[2])]
        found.append({
            "topic_id": topic, "label": label, "terms": terms, "n_articles": len(members), "parent_id": None,
            "coherence": 0.1 + topic / 20, "representative_ids": members[:5], "since": FIRST_DAY,
        })  # fmt: skip
    return found


def _events() -> list[Row]:
    """Four topics went on, one is new, one came out of another."""
    found = [event_of(topic, "continued", None, 0.9) for topic in range(4)]
    return [*found, event_of(4, "split", 5, 0.61), event_of(5, "born")]


def event_of(topic: int, event: str, other: int | None = None, overlap: float | None = None) -> Row:
    """A row of `topic_events`; topics that are not in `topics` are called gone."""
    label = list(SUBJECTS)[topic] if topic < len(SUBJECTS) else f"Gone {topic}"
    return {"topic_id": topic, "label": label, "event": event, "other_id": other, "overlap": overlap}


def _stories(rows: Rows) -> list[Row]:
    """A row for each story, with what the tests look at."""
    sizes = Counter(row["story_id"] for row in rows["article_stories"])
    return [
        {
            "story_id": name, "headline": "", "n_articles": n, "n_sources": 1, "first_day": None, "last_day": None,
            "first_article_id": name, "first_source": None, "topic_id": -1, "compound_mean": None, "keywords": [],
            "entity_ids": [],
        }
        for name, n in sorted(sizes.items())
    ]  # fmt: skip


def _trends(rows: Rows) -> list[Row]:
    topic_of = {r["article_id"]: r["topic_id"] for r in rows["article_topics"]}
    counts: dict[tuple[int, date], int] = {}
    for article in rows["articles"]:
        if article["day"]:
            key = (topic_of[article["article_id"]], article["day"])
            counts[key] = counts.get(key, 0) + 1
    same = {"share": 0.1, "compound_mean": 0.0, "burst": 0.0, "is_burst": False}
    return [{"topic_id": topic, "day": day, "n_articles": n, **same} for (topic, day), n in counts.items()]


def _copies(articles: list[Row], share: float) -> None:
    """Every so many-th article becomes a copy of the first of its headline."""
    first: dict[str, Row] = {}
    for i, article in enumerate(articles):
        kept = first.setdefault(article["title"], article)
        if kept is not article and hexed(i)[:2] < f"{int(256 * share):02x}":
            article.update(
                duplicate_of=kept["article_id"], other_article_id=kept["article_id"], relation="near", similarity=0.93
            )


def _flagged(article: Row) -> Row:
    start = article["text"].index(SENTENCES[5][0])
    return {
        "article_id": article["article_id"], "start": start, "end": start + len(SENTENCES[5][0]),
        "text": SENTENCES[5][0], "rule": "line_model", "probability": 0.75,
    }  # fmt: skip


def rows_of_a_night(n: int = 80, n_days: int = 3, seed: int = 7) -> Rows:
    """Rows by table: n articles on six subjects over n_days days, some of them copies, two files rejected."""
    rng = np.random.default_rng(seed)
    articles = [_article(i, rng, n_days) for i in range(n)]
    _copies(articles, 0.3)
    rows: Rows = {name: [] for name in TABLES if not TABLES[name].interim}
    rows["articles"] = articles
    for article in articles:
        rows["sentences"] += _sentences(article)
        rows["sentiment"].append(_sentiment(article, rng))
        rows["removed"] += _removed(article, rng)
        for name, row in _beside(article, rng).items():
            rows[name].append(row)
    rows["flagged"] = [_flagged(article) for article in articles[::5]]
    for article in articles:
        del article["topic"]
    rows["stories"] = _stories(rows)
    rows["topics"], rows["trends"], rows["topic_events"] = _topics(rows), _trends(rows), _events()
    rows["topic_state"] = [
        {"made": "refitted", "reason": "drift", "drift": 0.21, "accepted_day": FIRST_DAY, "tried": TRIED}
    ]
    rows["rejected"] = [
        {
            "source_file": "night/broken.jsonl",
            "record": 3,
            "reason": "bad_json",
            "detail": "Expecting ',' at column 41",
        },
        {"source_file": "night/empty.txt", "record": 0, "reason": "empty_file", "detail": "0 bytes"},
    ]
    rows["rejected"] = [{**row, "n_unread": 1} for row in rows["rejected"]]
    return rows


def tables(rows: Rows, n_parts: int = 1) -> dict[str, MemoryParts]:
    """The rows as checked tables; those with an article_id are dealt to n_parts parts by the id."""
    return {name: MemoryParts(_parts(name, found, n_parts)) for name, found in rows.items()}


def summary_of(rows: Rows, n_parts: int = 1) -> CorpusSummary:
    """The rows as the report sees them."""
    return summarise(tables(rows, n_parts), Limits(n_bars=60, n_samples=3, n_extremes=2))


def complete(name: str, row: Row) -> Row:
    """The row with a value in every column of the table: null where it may be, else nothing said.

    A new column of a table needs no change of these tests.
    """
    return {column.name: row.get(column.name, _nothing(column)) for column in TABLES[name].columns}


def _nothing(column: Column) -> Any:
    if column.nullable:
        return None
    if column.choices:
        return column.choices[0]
    kind = column.kind
    if pa.types.is_string(kind):
        return ""
    if pa.types.is_list(kind):
        return []
    if pa.types.is_date(kind):
        return FIRST_DAY
    return False if pa.types.is_boolean(kind) else max(0, column.low or 0)


def _parts(name: str, rows: list[Row], n_parts: int) -> dict[str, pa.Table]:
    table = TABLES[name]
    keyed = "article_id" in table.schema.names
    dealt: dict[str, list[Row]] = {f"part-{i}": [] for i in range(n_parts)} if keyed else {"all": []}
    for row in sorted(rows, key=lambda r: tuple(complete(name, r)[key] for key in table.sort)):
        dealt[f"part-{int(row['article_id'], 16) % n_parts}" if keyed else "all"].append(row)
    full = {part: [complete(name, row) for row in found] for part, found in dealt.items()}
    made = {part: pa.Table.from_pylist(found, schema=table.schema) for part, found in full.items()}
    for data in made.values():
        table.check(data)
    return made

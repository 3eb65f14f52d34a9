"""What the interactive views read: the newest articles in full, the others as counts, in columns that compress well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, numbers, strings, to_numpy
from pipeline.arrays.types import Float64, Int64
from pipeline.report.data.addresses import shorten_addresses
from pipeline.report.data.colours import colours
from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.days import NO_DAY
from pipeline.report.data.headlines import addresses_of, titles_of
from pipeline.report.data.reading import longs, places
from pipeline.report.data.subjects import BEST_NAMES, NO_TONE, keyword_lists, most_prominent, name_lists
from pipeline.report.drawing.formatting import shorten
from pipeline.report.drawing.svg import places as on_map
from pipeline.tables.parts import Parts

Tables = Mapping[str, Parts]
Block = dict[str, Any]

MINUTES = 24 * 60
NOTHING = strings([""])[0]
QUOTE_LENGTH = (25, 220)  # characters of a quotation that is shown


def reader_block(corpus: CorpusSummary, tables: Tables, rows: Int64, n_quotes: int) -> Block:
    """The columns of the views.

    Args:
        corpus: the summary of the corpus.
        tables: the public tables; `quotes` and, where they are there, `entities` and `entity_sentiment` are read.
        rows: of the articles that are held, see `newest`.
        n_quotes: most quotations.

    Returns:
        JSON values: lists with one value per article held, newest first, and dictionaries of what they point to. An
        article that is not held is counted in `other_days` alone.
    """
    titles, urls = (
        titles_of(corpus.articles.values("headline", rows)),
        addresses_of(corpus.articles.values("url", rows)),
    )
    sources, source = _coded(corpus.articles.values("source", rows))
    languages, language = _coded(corpus.articles.values("language", rows))
    days = [None if day == NO_DAY else day for day in corpus.articles.day[rows].tolist()]
    prefixes, short = shorten_addresses(titles, urls, source, days, len(sources))
    prominent = most_prominent(corpus, tables.get("entities"))
    keywords, of_keywords = keyword_lists(corpus, rows, prominent)
    names, of_names = name_lists(corpus, tables.get("entity_sentiment"), rows, prominent)
    story, n_stories = _stories(corpus, rows)
    return {
        "n": corpus.articles.n, "best_names": BEST_NAMES, "sources": sources, "prefixes": prefixes,
        "languages": languages,
        "topics": _topics(corpus), "title": "\n".join(titles), "url": "\n".join(short), "source": source,
        "language": language, "day": _steps(corpus.articles.day[rows]), "minute": _minutes(corpus, rows, story),
        "topic": _topic_numbers(corpus, rows), "story": story, "n_stories": n_stories, "tone": _tones(corpus, rows),
        "copy": _copies(corpus, rows), **_map(corpus, rows), "keywords": keywords, "of_keywords": of_keywords,
        "names": names, "of_names": of_names, "quotes": _quotes(corpus, tables["quotes"], rows, n_quotes),
        "covered": [corpus.calendar.first, corpus.calendar.last], "other_days": _days(corpus, rows),
    }  # fmt: skip


def newest(corpus: CorpusSummary, n: int) -> Int64:
    """Row numbers of the frame of the newest n articles: by day, publisher and address, undated ones last."""
    articles = corpus.articles
    columns = [
        numbers(-articles.day),
        *(pc.fill_null(flat(articles.data[name]), NOTHING) for name in ("source", "url")),
    ]
    table = pa.Table.from_arrays(columns, names=["age", "source", "url"])
    keys = [(name, "ascending") for name in table.column_names]
    return to_numpy(pc.sort_indices(table, sort_keys=keys))[:n].astype(np.int64)


def _coded(values: Sequence[str | None]) -> tuple[list[str], list[int]]:
    """The distinct values, most frequent first, and the number of each value among them; -1 for none."""
    counts = Counter(value for value in values if value)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    code = {name: number for number, name in enumerate(names)}
    return [shorten(name, 60) for name in names], [code.get(value or "", -1) for value in values]


def _steps(days: Int64) -> list[int]:
    """Days as steps back from the day before in the list, the first since 1970; 0 where there is none, then -1."""
    known = days[days != NO_DAY]
    steps = [int(known[0])] if len(known) else []
    steps += (known[:-1] - known[1:]).tolist()
    return [*steps, *([-1] * (len(days) - len(known)))]


def _minutes(corpus: CorpusSummary, rows: Int64, story: Sequence[int]) -> list[int]:
    """Minute of the day for articles that share a story, -1 for the others: it orders a story, no more."""
    stamps = longs(corpus.articles.data["published_at"], -1)[rows] // 60_000_000 % MINUTES
    known = corpus.articles.has("published_at")[rows]
    minutes: list[int] = np.where(known & (np.array(story, np.int64) >= 0), stamps, -1).tolist()
    return minutes


def _tones(corpus: CorpusSummary, rows: Int64) -> list[int]:
    tone = corpus.articles.compound[rows]
    tones: list[int] = np.where(np.isnan(tone), NO_TONE, np.rint(np.nan_to_num(tone) * 100)).astype(np.int64).tolist()
    return tones


def _topics(corpus: CorpusSummary) -> list[list[Any]]:
    """Id, label, desk, number of articles and number of the colour of each topic, largest first."""
    colour = colours(corpus)
    return [
        [t.topic_id, t.label, desk, t.n_articles, colour[t.topic_id]]
        for t in corpus.topics
        for desk in ["" if t.parent_id is None else corpus.label(t.parent_id)]
    ]


def _topic_numbers(corpus: CorpusSummary, rows: Int64) -> list[int]:
    number = {topic.topic_id: i for i, topic in enumerate(corpus.topics)}
    return [number.get(topic, -1) for topic in corpus.articles.topic[rows].tolist()]


def story_numbers(corpus: CorpusSummary, rows: Int64) -> dict[str, int]:
    """The number of each story that two or more of these articles share, in the order of its newest article."""
    ids = corpus.articles.values("story_id", rows)
    counts = Counter(ids)
    shared = dict.fromkeys(i for i in ids if i and counts[i] > 1)
    return {story_id: number for number, story_id in enumerate(shared)}


def _stories(corpus: CorpusSummary, rows: Int64) -> tuple[list[int], int]:
    number = story_numbers(corpus, rows)
    return [number.get(i or "", -1) for i in corpus.articles.values("story_id", rows)], len(number)


def _copies(corpus: CorpusSummary, rows: Int64) -> list[list[int]]:
    """Pairs of copy and original, as places in the list."""
    ids = flat(corpus.articles.data["duplicate_of"].take(numbers(rows)))
    original = places(ids, flat(corpus.articles.ids.take(numbers(rows))))
    return [[copy, int(original[copy])] for copy in np.flatnonzero(original >= 0).tolist()]


def _map(corpus: CorpusSummary, rows: Int64) -> Block:
    """Places on the map in two of its units, -1 for none."""
    x, y = corpus.articles.number("x"), corpus.articles.number("y")
    there = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    left, top = np.full(corpus.articles.n, -1), np.full(corpus.articles.n, -1)
    if len(there):
        left[there], top[there] = (side // 2 for side in on_map(x[there], -y[there]))
    return {"x": left[rows].tolist(), "y": top[rows].tolist()}


def _quotes(corpus: CorpusSummary, quotes: Parts, rows: Int64, n: int) -> list[list[Any]]:
    """[place in the list, speaker, text, tone] of the newest quotations with a speaker, originals only."""
    said = corpus.quotations
    place_of = np.full(corpus.articles.n + 1, -1)
    place_of[rows] = np.where(corpus.articles.is_copy[rows], -1, np.arange(len(rows)))
    place = place_of[said.row]
    low, high = QUOTE_LENGTH
    fits = np.flatnonzero((place >= 0) & (said.length >= low) & (said.length <= high) & is_valid(said.speaker))
    best = fits[np.argsort(place[fits], kind="stable")][:n]
    texts = [" ".join(text.split()) for text in said.texts(quotes, best)]
    speakers, tones = said.speaker.take(numbers(best)).to_pylist(), map(_whole, said.compound[best].tolist())
    return [list(row) for row in zip(place[best].tolist(), speakers, texts, tones, strict=True)]


def _whole(tone: float) -> int:
    return NO_TONE if np.isnan(tone) else round(tone * 100)


def _days(corpus: CorpusSummary, held: Int64) -> list[list[int]]:
    """[day, articles, mean tone] of every day of the calendar that has articles which are not held; copies count."""
    articles, calendar = corpus.articles, corpus.calendar
    covered = calendar.covers(articles.day) if not calendar.is_empty else np.zeros(0, np.int64)
    covered = np.setdiff1d(covered, held)
    days, at = np.unique(articles.day[covered], return_inverse=True)
    tone: Float64 = articles.compound[covered]
    scored = ~np.isnan(tone)
    n, n_scored = np.bincount(at, minlength=len(days)), np.bincount(at[scored], minlength=len(days))
    total = np.bincount(at[scored], weights=tone[scored], minlength=len(days))
    means = np.where(n_scored > 0, np.rint(100 * total / np.maximum(n_scored, 1)), NO_TONE).astype(np.int64)
    rows: list[list[int]] = np.stack([days, n, means], axis=1).tolist()
    return rows

"""What `explain` tells of tone: the scores, who is quoted, and the words and rules that made each sentence's score."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import numpy as np

from pipeline.sentiment.bands import LEAN, NEUTRAL_BANDS, edges
from pipeline.sentiment.config import SentimentConfig
from pipeline.sentiment.contributions import reasons
from pipeline.sentiment.reasons import Reason

WIDTH = 100  # columns of a terminal page
STRONGEST = 3  # sentences at either end whose reasons are shown without --why
SHORT = 5  # reasons shown of a sentence without --why
CLOSE = 1.5e-4  # of a score that is stored in four decimals
Row = dict[str, Any]


def reasons_of(config: SentimentConfig, life: dict[str, list[Row]]) -> list[Row]:
    """The reasons of the title's score and of every scored sentence's, computed anew from the text.

    Args:
        config: what the tables were made with, or are thought to be.
        life: the rows of an article, see `explain.gather`.

    Returns:
        For each `sentence` (its number; null for the title), `compound` (sum of the reasons), `is_stored` (whether
        that is the score that the table has) and `reasons`: rows of word, contribution, start, end (offsets into the
        title or text; null without a place).
    """
    texts = {row["article_id"]: (row["title"], row["text"]) for row in life["articles"]}
    told = [
        _told(config, texts[row["article_id"]][0], 0, row["title_compound"], None)
        for row in life["sentiment"]
        if row["title_compound"] is not None
    ]
    for row in life["sentences"]:
        if row["compound"] is not None:
            said = texts[row["article_id"]][1][row["start"] : row["end"]]
            told.append(_told(config, said, row["start"], row["compound"], row["sentence"]))
    return told


def neutral_scores(config: SentimentConfig, n_sentences: int) -> Row:
    """The lowest and the highest neutral score of an article of so many sentences: `neutral_from`, `neutral_to`."""
    low, high = edges(config, np.array([n_sentences]), NEUTRAL_BANDS["news"], LEAN)
    return {"neutral_from": round(float(low[0]), 4), "neutral_to": round(float(high[0]), 4)}


def _told(config: SentimentConfig, text: str, shift: int, stored: float, number: int | None) -> Row:
    """The reasons of one sentence or title, and whether they sum to the stored score."""
    found = reasons(text, config.model, tuple(sorted(config.lexicon_extra.items())))
    total = sum(reason.contribution for reason in found)
    return {
        "sentence": number,
        "compound": total,
        "is_stored": abs(total - stored) < CLOSE,
        "reasons": [_row(reason, shift) for reason in found],
    }


def _row(reason: Reason, shift: int) -> Row:
    placed = reason.start >= 0
    return {
        "word": reason.word,
        "contribution": reason.contribution,
        "start": reason.start + shift if placed else None,
        "end": reason.end + shift if placed else None,
    }


def tone(life: dict[str, list[Row]], text: str, *, full: bool) -> Iterator[str]:
    """The lines of the page.

    Args:
        life: the rows of an article, with `why`.
        text: its clean text.
        full: every reason of every sentence; else the strongest ones of the strongest sentences.
    """
    yield from _scores(life["sentiment"])
    known = {row["sentence"]: row for row in life["why"]}
    if not all(row["is_stored"] for row in known.values()):
        yield "  the tables were made with other settings or another version: reasons cannot be shown;"
        yield "  give --config or --set as for that run"
        known = {}
    show = _sum if full else _line
    chosen = set(known) if full else _strongest(life["sentences"])
    if None in known:
        yield f"    title {_short(str(life['articles'][0]['title']))}"
        yield from show(known[None])
    for row in life["sentences"]:
        score = "   -  " if row["compound"] is None else f"{row['compound']:+.3f}"
        voice = "quote" if row["is_quote"] else "     "
        yield f"  {row['sentence']:>3} {score} {voice} {_short(text[row['start'] : row['end']])}"
        if row["sentence"] in known and row["sentence"] in chosen:
            yield from show(known[row["sentence"]])
    yield from _quotes(life["quotes"], text)


def _scores(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        parts = ("title_compound", "quotes_compound", "reporter_compound", "spread")
        shown = [f"{name.removesuffix('_compound')} {row[name]:+.3f}" for name in parts if row[name] is not None]
        score = "not scored" if row["compound"] is None else f"{row['compound']:+.3f} {row['label']}{_band(row)}"
        yield f"\nsentiment: {score}   {'   '.join(shown)}"


def _band(row: Row) -> str:
    """Which scores are neutral, if that is told."""
    return f" ({row['neutral_from']:+.2f} to {row['neutral_to']:+.2f} is neutral)" if "neutral_from" in row else ""


def _strongest(rows: list[Row]) -> set[int]:
    """The sentences at either end of the scale."""
    scored = sorted((row["compound"], row["sentence"]) for row in rows if row["compound"])
    ends = [pair for pair in scored if pair[0] < 0][:STRONGEST] + [pair for pair in scored if pair[0] > 0][-STRONGEST:]
    return {sentence for _, sentence in ends}


def _line(row: Row) -> Iterator[str]:
    """The strongest reasons on one line; the others as their sum."""
    ordered = sorted(row["reasons"], key=lambda reason: -abs(reason["contribution"]))
    shown, rest = ordered[:SHORT], ordered[SHORT:]
    parts = [f"{reason['word']} {reason['contribution']:+.3f}" for reason in shown]
    if rest:
        parts.append(f"{len(rest)} more {sum(reason['contribution'] for reason in rest):+.3f}")
    yield from textwrap.wrap("   ".join(parts), WIDTH, initial_indent=" " * 19, subsequent_indent=" " * 19)


def _sum(row: Row) -> Iterator[str]:
    """Every reason on a line of its own, then the sum."""
    for reason in row["reasons"]:
        yield f"      {reason['contribution']:+8.4f}     {reason['word']}"
    yield f"      {row['compound'] + 0.0:+8.4f}     sum"


def _quotes(rows: list[Row], text: str) -> Iterator[str]:
    if rows:
        named = sum(row["speaker"] is not None for row in rows)
        yield f"\nquotes: {len(rows)}, {named} with a sure speaker"
    for row in rows:
        score = "   -  " if row["compound"] is None else f"{row['compound']:+.3f}"
        said = _short(" ".join(text[row["start"] : row["end"]].split()))
        yield f"      {score} {row['speaker'] or '-':24.24} {said}"


def _short(text: str) -> str:
    return textwrap.shorten(text, WIDTH - 36, placeholder=" …")
